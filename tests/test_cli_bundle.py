"""`export --to bundle` and `import --from bundle`: the whole store out and in again, or a sentence why not."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from annotate.cli.running import run

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def annotate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command, in a folder with a store that holds law@1 with a mark."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ANNOTATE_STORE", raising=False)
    Path("law.txt").write_text("会议强调，各地要抓好春耕。\n", encoding="utf-8")

    def ran(*arguments: str) -> tuple[int, str, str]:
        code = run(arguments)
        return code, *capsys.readouterr()

    assert ran("add", "law.txt")[0] == 0
    assert ran("mark", "law", "--quote", "春耕", "--label", "x", "--by", "lin")[0] == 0
    return ran


@pytest.mark.parametrize("name", ["texts", "texts.zip"])
def test_a_store_goes_out_and_comes_in_again(annotate: Run, name: str) -> None:
    assert annotate("export", "--to", "bundle", "-o", name) == (0, "", "")
    code, out, err = annotate("--store", "new/other.db", "import", name, "--from", "bundle", "--report", "report.json")
    assert (code, out, err) == (0, "", "1 document, 1 version, 1 mark, 2 changes imported\n")
    report = json.loads(Path("report.json").read_text(encoding="utf-8"))
    assert report == {
        "schema": "annotate.restored/1",
        "file": name,
        "format": "bundle",
        "documents": 1,
        "versions": 1,
        "marks": 1,
        "entries": 2,
        "stored": True,
    }
    assert annotate("--store", "new/other.db", "history") == annotate("history")
    again = annotate("--store", "new/other.db", "import", name, "--from", "bundle")
    assert again == (0, "", "1 document, 1 version, 1 mark, 2 changes are there already, nothing was to do\n")


def test_what_is_undone_can_be_redone_where_it_came_in(annotate: Run) -> None:
    annotate("undo")
    annotate("export", "--to", "bundle", "-o", "texts")
    annotate("--store", "other.db", "import", "texts", "--from", "bundle")
    assert annotate("--store", "other.db", "marks", "law")[1] == ""
    assert annotate("--store", "other.db", "undo", "--redo")[0] == 0
    assert "春耕" in annotate("--store", "other.db", "marks", "law")[1]


def test_nothing_is_replaced_without_force(annotate: Run) -> None:
    annotate("export", "--to", "bundle", "-o", "texts")
    code, _, err = annotate("export", "--to", "bundle", "-o", "texts")
    assert (code, err) == (
        4,
        "annotate: The folder 'texts' is there already; give another name, or --force to replace it.\n",
    )
    assert annotate("export", "--to", "bundle", "-o", "texts", "--force")[0] == 0
    Path("texts/mine.txt").write_text("x")
    code, _, err = annotate("export", "--to", "bundle", "-o", "texts", "--force")
    assert (code, "texts/mine.txt: it is no part of the bundle" in err) == (4, True)
    assert Path("texts/mine.txt").read_text() == "x"


def test_another_store_is_left_as_it_is(annotate: Run) -> None:
    annotate("export", "--to", "bundle", "-o", "texts")
    annotate("edit", "m1", "--note", "mine")
    before = Path("store/annotate.db").read_bytes()
    code, _, err = annotate("import", "texts", "--from", "bundle")
    assert code == 4
    assert "holds something else already; the first difference is mark m1 (texts/documents/law/1.marks.jsonl" in err
    assert Path("store/annotate.db").read_bytes() == before


def test_a_damaged_bundle_makes_no_store(annotate: Run) -> None:
    annotate("export", "--to", "bundle", "-o", "texts")
    path = Path("texts/documents/law/1.txt")
    path.write_text(path.read_text(encoding="utf-8") + "！", encoding="utf-8")
    code, _, err = annotate("--store", "new/other.db", "import", "texts", "--from", "bundle")
    assert code == 4
    assert err == (
        "annotate: texts/documents/law/1.txt: its SHA-256 is not the one in SHA256SUMS; the file was changed. Nothing "
        "was imported.\n"
    )
    assert not Path("new").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ("export --to bundle", 2, "give -o FILE"),
        ("export --to bundle -o -", 2, "give -o FILE"),
        ("export law --to bundle -o texts", 2, "give no REF"),
        ("export --to bundle -o no/such/folder/texts", 4, "cannot be written: No such file"),
        ("export --to bundle -o texts --report texts", 2, "need a place each"),
        ("import - --from bundle", 2, "is no stream"),
        ("import law texts --from bundle", 2, "without REF"),
        ("import texts --from bundle --skip-bad", 2, "comes in whole"),
        ("import texts --from bundle", 3, "There is no bundle 'texts'"),
        ("import law.txt --from bundle", 4, "neither a folder nor a zip"),
        ("import store --from bundle", 4, "this is no bundle: it has no bundle.json"),
        ("--store none.db export --to bundle -o texts", 3, "There is no store"),
    ],
)
def test_a_wrong_call_says_what_to_do(annotate: Run, arguments: str, code: int, words: str) -> None:
    ended = annotate(*arguments.split())
    assert (ended[0], words in ended[2], ended[2].count("\n")) == (code, True, 1), ended[2]
    assert not Path("texts").exists()
