"""`--fold-script`: two scripts compared from the command line, and what every form of the answer says of it."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from annotate.cli.running import run
from annotate.formats.catalogue import format_names
from annotate.formats.registry import export_diff
from annotate.store.adding import add
from annotate.store.comparing import diff
from annotate.store.opening import open_store
from tests.building import words_of

OLD = "會議強調，要著力穩住樓市，加強水利建設。"
NEW = "会议强调，要着力稳住楼市，加强铁路建设。"
Command = Callable[..., tuple[int, str]]
FOLDED = "Traditional and simplified characters count as equal (opencc "


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in (("old.txt", OLD), ("new.txt", NEW), ("same.txt", NEW.replace("铁路", "水利"))):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def command(folder: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """The command `annotate` in that folder: its exit code, and what it prints."""
    return lambda *arguments: (run(arguments), capsys.readouterr().out)


def test_bare_paths_are_compared_without_a_store(folder: Path, command: Command) -> None:
    code, out = command("diff", "old.txt", "new.txt", "--fold-script")
    assert code == 0
    assert FOLDED in out
    assert "要著力穩住樓市" not in out  # restated, and folded to a count
    assert not list(folder.glob("store*"))


def test_a_difference_in_script_alone_is_none_for_the_exit_code(command: Command) -> None:
    assert command("diff", "old.txt", "same.txt", "--fold-script", "--exit-code")[0] == 0
    assert command("diff", "old.txt", "new.txt", "--fold-script", "--exit-code")[0] == 1
    assert command("diff", "old.txt", "same.txt", "--exit-code")[0] == 4


def test_several_new_texts_are_each_compared(command: Command) -> None:
    _, out = command("diff", "old.txt", "new.txt", "same.txt", "--fold-script", "--format", "json")
    first, second = map(json.loads, out.splitlines())
    assert first["folded"]["configs"] == second["folded"]["configs"] == {"old": ["hk2t", "tw2s"], "new": ["t2s"]}
    assert second["summary"]["restated"] == 2


def test_json_tells_where_the_old_characters_are_others(command: Command) -> None:
    shape = json.loads(command("diff", "old.txt", "same.txt", "--fold-script", "--format", "json")[1])
    edits = [edit for row in shape["directives"] for edit in row["edits"]]
    assert [edit["text"] for edit in edits] == ["要着力稳住楼市", "加强水利建设"]
    assert [edit["old_text"] for edit in edits] == ["要著力穩住樓市", "加強水利建設"]
    plain = json.loads(command("diff", "new.txt", "same.txt", "--format", "json")[1])
    assert plain["folded"] is None
    assert not any("old_text" in edit for row in plain["directives"] for edit in row["edits"])


@pytest.mark.parametrize("form", [form for form in format_names(writing="diff") if form not in ("json", "csv")])
def test_every_format_says_it_and_shows_each_side_in_its_own_characters(folder: Path, form: str) -> None:
    written = export_diff(diff(None, "./old.txt", "./new.txt", fold_script=True), to=form, everything=True)
    words = words_of(written)
    assert FOLDED in words
    assert "著" in words
    assert "着" in words


def test_versions_of_one_document_show_both_scripts_of_a_sentence_that_stayed(folder: Path, command: Command) -> None:
    with open_store(folder / "annotate.db", create=True) as store:
        add(store, OLD.encode(), name="notice")
        add(store, NEW.replace("铁路", "水利").encode(), name="notice")
    _, out = command("--store", "annotate.db", "diff", "notice@1", "notice@2", "--fold-script", "--all")
    sentences = out.split("Sentences")[1]
    assert OLD in sentences
    assert NEW.replace("铁路", "水利") in sentences


def test_nothing_of_the_stored_text_is_changed(folder: Path) -> None:
    with open_store(folder / "annotate.db", create=True) as store:
        add(store, OLD.encode(), name="old")
        add(store, NEW.encode(), name="new")
        found = diff(store, "old", "new", fold_script=True)
        assert (found.old.reading.text, found.new.reading.text) == (OLD, NEW)


def test_the_library_is_loaded_with_the_option_alone(folder: Path) -> None:
    code = (
        "import sys; from annotate.store.comparing import diff\n"
        "diff(None, './new.txt', './same.txt'); print('opencc' in sys.modules)\n"
        "diff(None, './old.txt', './new.txt', fold_script=True); print('opencc' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["False", "True"]
