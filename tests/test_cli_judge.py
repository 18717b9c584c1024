"""`annotate judge`: questions, files and options, and what each keeps."""

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from annotate.cli.asking import verdict_of
from annotate.cli.running import run
from annotate.compare.values import Near, NewVerdict, Row
from annotate.policy.values import Parts
from annotate.text.spans import Span

MAY = "会议强调，要稳住楼市，加强水利建设。\n"  # steady the housing market, build waterworks
JUNE = "会议强调，要修复堤防，加强水利建设。\n"  # mend the dykes, build waterworks
HOUSING = DYKES = "5:10"


class Ended(NamedTuple):
    code: int
    out: str
    err: str


Judge = Callable[..., Ended]


@pytest.fixture
def judge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Judge:
    """`annotate judge may june` in a folder where both are stored; `typed` is what standard input holds."""
    monkeypatch.chdir(tmp_path)
    for name in ("ANNOTATE_STORE", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    for name, text in (("may.txt", MAY), ("june.txt", JUNE)):
        Path(name).write_text(text, encoding="utf-8")
    assert run(["add", "may.txt", "june.txt"]) == 0
    capsys.readouterr()

    def ran(*arguments: str, typed: str = "", texts: tuple[str, str] = ("may", "june")) -> Ended:
        monkeypatch.setattr("sys.stdin", StringIO(typed))
        code = run(["judge", *texts, *arguments])
        return Ended(code, *capsys.readouterr())

    return ran


def listed(judge: Judge) -> list[dict[str, Any]]:
    return [json.loads(line) for line in judge("--list", "--format", "json").out.splitlines()]


def flags(capsys: pytest.CaptureFixture[str]) -> list[str]:
    assert run(["diff", "may", "june", "--format", "json"]) == 0
    return [row["flag"] for row in json.loads(capsys.readouterr().out)["directives"]]


def test_answers_are_kept_one_by_one(judge: Judge, capsys: pytest.CaptureFixture[str]) -> None:
    assert flags(capsys) == ["new", "restated", "dropped"]
    ended = judge("--by", "lin", "--all", typed="what\n9\na\nw: only the banks\nq\n")
    assert ended.code == 0
    assert "Answer with a, r, c" in ended.out
    assert "there is no 9" in ended.out
    assert "2 verdicts kept on may@1 → june@1" in ended.err
    assert flags(capsys) == ["new", "weakened", "dropped"]
    accepted, weakened = (line["verdict"] for line in listed(judge))
    assert (accepted["flag"], accepted["by"], weakened["note"]) == ("new", "lin", "only the banks")


@pytest.mark.parametrize("typed", ["", "q\n", "k\nk\nk\n", "\n\n\n"])
def test_who_passes_over_or_quits_keeps_nothing(judge: Judge, typed: str) -> None:
    assert judge("--by", "lin", "--all", typed=typed).code == 0
    assert listed(judge) == []


def test_a_directive_freed_by_an_answer_is_asked_about_in_its_turn(judge: Judge) -> None:
    judge("--by", "lin", "--all", typed="a\nn: not the same works\na\na\n")
    assert [line["verdict"]["flag"] for line in listed(judge)] == ["new", "new", "dropped", "dropped"]


PARTS = Parts(None, None, None, None)
NEAR = (Near((Span(0, 4),), 0.3), Near((Span(6, 9),), 0.2))
ALONE = Row("new", False, (), (Span(5, 9),), None, None, PARTS, (), NEAR)
GONE = Row("dropped", False, (Span(5, 9),), (), None, None, PARTS, (), NEAR)
LINKED = Row("strengthened", False, (Span(1, 4),), (Span(5, 9),), 0.5, "effort", PARTS, ())


@pytest.mark.parametrize(
    ("answer", "row", "verdict"),
    [
        ("a", LINKED, NewVerdict((Span(1, 4),), (Span(5, 9),), "strengthened", "", "effort", "new")),
        ("c: why", LINKED, NewVerdict((Span(1, 4),), (Span(5, 9),), "changed", "why", None, "new")),
        ("n", LINKED, NewVerdict((), (Span(5, 9),), "new", side="new")),
        ("1", ALONE, NewVerdict((Span(0, 4),), (Span(5, 9),), "changed", side="new")),
        ("1 2 s", ALONE, NewVerdict((Span(0, 4), Span(6, 9)), (Span(5, 9),), "strengthened", side="new")),
        ("2 r", GONE, NewVerdict((Span(5, 9),), (Span(6, 9),), "restated", side="old")),
        ("a", GONE, NewVerdict((Span(5, 9),), (), "dropped", side="old")),
    ],
)
def test_an_answer_is_a_verdict(answer: str, row: Row, verdict: NewVerdict) -> None:
    assert verdict_of(answer, row) == verdict


@pytest.mark.parametrize(
    ("answer", "row"),
    [("c", ALONE), ("n", GONE), ("3", ALONE), ("0", ALONE), ("r c", LINKED), (":", LINKED), ("x", LINKED)],
)
def test_an_answer_that_makes_no_sense_is_explained(answer: str, row: Row) -> None:
    assert isinstance(verdict_of(answer, row), str)


def test_a_single_verdict_prints_its_number(judge: Judge, capsys: pytest.CaptureFixture[str]) -> None:
    ended = judge("--new", DYKES, "--old", HOUSING, "--flag", "changed", "--by", "lin")
    assert (ended.code, ended.out) == (0, "1\n")
    assert flags(capsys) == ["changed", "restated"]
    table = judge("--list").out
    assert table.split()[:3] == ["id", "flag", "old"]
    assert "lin" in table


def test_one_old_directive_is_dropped_by_hand(judge: Judge, capsys: pytest.CaptureFixture[str]) -> None:
    ended = judge("--old", "11:17", "--flag", "dropped", "--by", "lin", "--format", "json")
    assert json.loads(ended.out)["quotes"]["old"] == ["加强水利建设"]
    assert flags(capsys) == ["new", "new", "dropped", "dropped"]


def test_rows_go_to_a_file_and_the_answers_come_back(judge: Judge, capsys: pytest.CaptureFixture[str]) -> None:
    assert judge("--export", "rows.jsonl", "--all").code == 0
    rows = [json.loads(line) for line in Path("rows.jsonl").read_text(encoding="utf-8").splitlines()]
    rows[0]["verdict"] = {"flag": "changed", "old": [[5, 10]]}
    Path("rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert judge("--export", "rows.jsonl").code == 4  # it is there already
    assert judge("--apply", "rows.jsonl", "--by", "lin").out == "1\n"
    assert flags(capsys) == ["changed", "restated"]


def test_a_bad_line_refuses_the_whole_file(judge: Judge) -> None:
    rows = judge("--export", "-", "--all").out.replace('"verdict": null', '"verdict": "accept"').splitlines()
    rows[1] = rows[1].replace('"new": [[11, 17]]', '"new": [[11, 16]]').replace('"quotes"', '"words"')
    Path("rows.jsonl").write_text("\n".join(rows), encoding="utf-8")
    ended = judge("--apply", "rows.jsonl", "--by", "lin")
    assert (ended.code, ended.out) == (4, "")
    assert "Line 2" in ended.err
    assert "11:16 is no directive" in ended.err
    assert listed(judge) == []


@pytest.mark.parametrize(
    ("arguments", "code", "reason"),
    [
        ((), 2, "--by"),
        (("--apply", "rows.jsonl"), 2, "--by"),
        (("--by", "lin", "--new", DYKES), 2, "one --flag"),
        (("--by", "lin", "--flag", "new"), 2, "one --flag"),
        (("--by", "lin", "--list", "--export", "x"), 2, "Choose one"),
        (("--by", "lin", "--new", DYKES, "--old", HOUSING, "--flag", "new"), 4, "has no old one"),
        (("--by", "lin", "--new", "0:4", "--flag", "new"), 4, "no directive"),
        (("--by", "lin", "--apply", "nothing.jsonl"), 3, "nothing.jsonl"),
    ],
)
def test_a_wrong_call_keeps_nothing(judge: Judge, arguments: tuple[str, ...], code: int, reason: str) -> None:
    ended = judge(*arguments)
    assert (ended.code, ended.out) == (code, "")
    assert reason in ended.err
    assert listed(judge) == []


def test_files_are_judged_only_when_stored(judge: Judge) -> None:
    ended = judge("--list", texts=("may.txt", "june"))
    assert ended.code == 2
    assert "add 'may.txt' first" in ended.err


@pytest.mark.parametrize("form", ["text", "md", "csv", "html"])
def test_every_view_of_a_diff_tells_the_verdict(judge: Judge, capsys: pytest.CaptureFixture[str], form: str) -> None:
    judge("--new", DYKES, "--old", HOUSING, "--flag", "changed", "--note", "only helped", "--by", "lin")
    assert run(["diff", "may", "june", "--format", form]) == 0
    shown = capsys.readouterr().out
    assert "lin, 20" in shown
    assert "only helped" in shown
