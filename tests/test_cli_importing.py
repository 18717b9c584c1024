"""`import`: all or none; with --skip-bad what fits, and each refusal told; hostile files leave the store as it was."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from annotate.cli.running import run

Run = Callable[..., tuple[int, str, str]]
TEXT = "会议强调，各地要抓好春耕。\n"
GOOD = {"start": 5, "end": 7, "quote": "各地", "label": "whom"}
LINES = [
    json.dumps(GOOD),
    "{",
    json.dumps({**GOOD, "quote": "省里"}),
    json.dumps({**GOOD, "end": 99}),
    "",
    json.dumps({**GOOD, "id": "a", "start": 0, "end": 2, "quote": "会议"}),
    json.dumps({**GOOD, "id": "a", "note": "other"}),
]


@pytest.fixture
def annotate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command, in a folder with a store that holds law@1."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ANNOTATE_STORE", raising=False)
    Path("law.txt").write_text(TEXT, encoding="utf-8")
    Path("marks.jsonl").write_text("\n".join(LINES), encoding="utf-8")

    def ran(*arguments: str) -> tuple[int, str, str]:
        code = run(arguments)
        return code, *capsys.readouterr()

    assert ran("add", "law.txt")[0] == 0
    return ran


def test_without_it_one_bad_line_refuses_all(annotate: Run) -> None:
    before = Path("store/annotate.db").read_bytes()
    code, out, err = annotate("import", "law", "marks.jsonl", "--from", "jsonl", "--report", "report.json")
    assert (code, out) == (4, "")
    assert err == "annotate: marks.jsonl, line 2: this is not JSON; nothing was imported.\n"
    assert Path("store/annotate.db").read_bytes() == before
    assert not Path("report.json").exists()


def test_what_the_text_refuses_names_the_file_too(annotate: Run) -> None:
    Path("marks.jsonl").write_text(LINES[2], encoding="utf-8")
    err = annotate("import", "law", "marks.jsonl", "--from", "jsonl")[2]
    assert err.startswith("annotate: marks.jsonl, line 1 cannot be imported: at 5:7 stands '各地', not '省里'")


def test_what_fits_comes_in_and_the_rest_is_told_in_order(annotate: Run) -> None:
    code, out, err = annotate(
        "import", "law", "marks.jsonl", "--from", "jsonl", "--skip-bad", "--report", "report.json"
    )
    assert (code, out) == (0, "")
    assert [line.partition(":")[0] for line in err.splitlines()[:-1]] == [
        f"marks.jsonl, line {number}" for number in (2, 3, 4, 7)
    ]
    assert err.splitlines()[-1] == "2 marks imported on law@1, 4 left out"
    report = json.loads(Path("report.json").read_text(encoding="utf-8"))
    assert (report["schema"], report["format"], report["added"]) == ("annotate.imported/1", "jsonl", 2)
    assert [(each["file"], each["line"]) for each in report["refused"]] == [("marks.jsonl", n) for n in (2, 3, 4, 7)]
    assert "省里" in report["refused"][1]["reason"]
    assert len(json.loads(annotate("marks", "law", "--format", "json")[1])["marks"]) == 2


def test_quiet_still_tells_what_was_left_out(annotate: Run) -> None:
    code, _, err = annotate("-q", "import", "law", "marks.jsonl", "--from", "jsonl", "--skip-bad")
    assert (code, err.count("\n")) == (0, 4)


def test_a_span_that_cuts_a_character_is_left_out_too(annotate: Run) -> None:
    Path("opinion.txt").write_text("关于𠮷林工作的意见。", encoding="utf-8")
    annotate("add", "opinion.txt")
    lines = ({"start": 2, "end": 3, "quote": "𠮷", "label": "x"}, {"start": 2, "end": 4, "quote": "𠮷", "label": "x"})
    Path("marks.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    asked = ("import", "opinion", "marks.jsonl", "--from", "jsonl", "--offsets", "utf16")
    assert annotate(*asked)[0] == 4
    code, _, err = annotate(*asked, "--skip-bad")
    assert (code, err.splitlines()[-1]) == (0, "1 mark imported on opinion@1, 1 left out")
    assert err.startswith("marks.jsonl, line 1: ")


def test_an_import_without_refusals_reports_an_empty_list(annotate: Run) -> None:
    Path("marks.jsonl").write_text(LINES[0], encoding="utf-8")
    assert annotate("import", "law", "marks.jsonl", "--from", "jsonl", "--report", "report.json")[0] == 0
    assert json.loads(Path("report.json").read_text(encoding="utf-8"))["refused"] == []
    code, _, err = annotate("import", "law", "marks.jsonl", "--from", "jsonl", "--report", "report.json")
    assert (code, "--force" in err) == (4, True)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\0" * 1000, "NUL"),
        (b"x" * (17 * 2**20), "line 1: the line has more than 16 MB"),
        (b"[" * 10**6, "deeper than 64"),
        ('{"label": "提法"}'.encode("gb18030"), "not UTF-8"),
        (json.dumps({**GOOD, "start": -1}).encode(), "from -1 to 7"),
        (json.dumps({**GOOD, "end": 10**30}).encode(), "beyond all texts"),
        (json.dumps({**GOOD, "end": 99}).encode(), "reaches past the text"),
    ],
    ids=["NUL", "long line", "deep", "encoding", "negative", "huge", "past the end"],
)
def test_a_hostile_file_leaves_the_store_as_it_was(annotate: Run, data: bytes, reason: str) -> None:
    Path("marks.jsonl").write_bytes(data)
    before = Path("store/annotate.db").read_bytes()
    code, out, err = annotate("import", "law", "marks.jsonl", "--from", "jsonl")
    assert (code, out, err.count("\n")) == (4, "", 1)
    assert "marks.jsonl, line 1" in err
    assert reason in err
    assert Path("store/annotate.db").read_bytes() == before
