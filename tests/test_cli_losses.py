"""`export` and `diff` tell what the format could not hold: a sentence for the person, the whole in a report."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from annotate.cli.running import run

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def annotate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command, in a folder with a store that holds law@1 with a mark and a coloured label."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ANNOTATE_STORE", raising=False)
    Path("law.txt").write_text("会议强调，各地要抓好春耕。\n", encoding="utf-8")

    def ran(*arguments: str) -> tuple[int, str, str]:
        code = run(arguments)
        return code, *capsys.readouterr()

    assert ran("add", "law.txt")[0] == 0
    assert ran("mark", "law", "--quote", "春耕", "--label", "deadline", "--note", "one\ntwo")[0] == 0
    assert ran("labels", "--set", "deadline", "--colour", "#a06a00")[0] == 0
    return ran


SENTENCES = "md cannot hold: label colours (deadline).\nmd: line ends in notes became spaces (m1).\n"


def test_a_person_hears_what_is_lost(annotate: Run) -> None:
    assert annotate("export", "law", "--to", "md")[2] == SENTENCES
    assert annotate("export", "law", "--to", "md", "-o", "law.md") == (0, "", SENTENCES)
    assert annotate("export", "law", "--to", "html")[2] == ""
    assert annotate("export", "--to", "history")[2] == ""
    assert annotate("diff", "law", "law", "--format", "csv")[2] == ""


def test_quiet_leaves_the_report(annotate: Run) -> None:
    assert annotate("-q", "export", "law", "--to", "md", "-o", "law.md", "--report", "lost.json") == (0, "", "")
    found = json.loads(Path("lost.json").read_text(encoding="utf-8"))
    assert (found["schema"], found["format"]) == ("annotate.losses/1", "md")
    told = [(loss["ref"], loss["mark"], loss["label"], loss["field"]) for loss in found["losses"]]
    assert ("law@1", None, "deadline", "colour") in told
    assert ("law@1", "m1", None, "note") in told


def test_a_report_without_losses_has_an_empty_list(annotate: Run) -> None:
    for arguments in ("export law --to json", "diff law law --format json", "export --to history"):
        assert annotate(*arguments.split(), "--report", "lost.json", "--force")[0] == 0
        assert json.loads(Path("lost.json").read_text(encoding="utf-8"))["losses"] == []


def test_a_report_does_not_replace_a_file_and_nothing_is_written_then(annotate: Run) -> None:
    Path("lost.json").write_text("mine", encoding="utf-8")
    code, _, err = annotate("export", "law", "--to", "md", "-o", "law.md", "--report", "lost.json")
    assert (code, "--force" in err, Path("law.md").exists()) == (4, True, False)
    assert Path("lost.json").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("places", [("law.md", "./law.md"), ("-", "-")])
def test_answer_and_report_need_a_place_each(annotate: Run, places: tuple[str, str]) -> None:
    code, out, err = annotate("export", "law", "--to", "md", "-o", places[0], "--report", places[1])
    assert (code, out, "a place each" in err) == (2, "", True)
    assert not Path("law.md").exists()


def test_a_report_may_go_to_standard_output(annotate: Run) -> None:
    out = annotate("export", "law", "--to", "csv", "-o", "law.csv", "--report", "-")[1]
    assert json.loads(out)["format"] == "csv"


def test_tables_tell_nothing_and_a_form_without_text_is_refused(annotate: Run) -> None:
    assert annotate("marks", "law", "--format", "csv")[2] == ""
    assert annotate("show", "law", "--format", "csv")[0] == 2
