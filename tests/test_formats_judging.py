"""Rows to be judged go out as lines, and come back with the answers; what does not fit is refused and named."""

import json
from dataclasses import replace
from typing import Any

import pytest

from annotate.compare.comparison import compare
from annotate.compare.values import Comparison, NewVerdict, Side, Verdict
from annotate.errors import ImportRefusedError
from annotate.formats.judging import accepted, read_verdicts, write_doubtful, write_verdicts
from annotate.text.reader import read
from annotate.text.spans import Span

# Steady the housing market; build waterworks. Mend the dykes; build waterworks.
OLD, NEW = "会议强调，要稳住楼市，加强水利建设。", "会议强调，要修复堤防，加强水利建设。"
HOUSING = DYKES = Span(5, 10)


@pytest.fixture(scope="module")
def found() -> Comparison:
    sides = (
        Side(read(text, language="zh-Hans", reflow=False), ref=ref) for text, ref in ((OLD, "may@1"), (NEW, "june@1"))
    )
    whole = compare(*sides)
    doubted = [replace(row, doubts=("seen before",)) if row.flag == "new" else row for row in whole.directives]
    return replace(whole, directives=tuple(doubted))


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def answered(found: Comparison, verdict: Any, number: int = 0, **keys: Any) -> tuple[NewVerdict, ...]:
    line = {**lines(write_doubtful(found, everything=True))[number], "verdict": verdict, **keys}
    return read_verdicts(json.dumps(line), found)


def test_the_doubtful_rows_are_written_or_all(found: Comparison) -> None:
    (line,) = lines(write_doubtful(found))
    assert (line["new"], line["quotes"]["new"]) == ([[5, 10]], ["要修复堤防"])
    assert (line["flag"], line["doubts"], line["verdict"]) == ("new", ["seen before"], None)
    assert len(lines(write_doubtful(found, everything=True))) == len(found.directives) == 3


def test_a_file_without_answers_holds_no_verdict(found: Comparison) -> None:
    assert read_verdicts(write_doubtful(found, everything=True) + "\n", found) == ()


def test_accepted_rows_come_back_as_they_are(found: Comparison) -> None:
    for number, row in enumerate(found.directives):
        (verdict,) = answered(found, "accept", number)
        assert verdict == NewVerdict(**{**vars(accepted(row)), "line": 1})


@pytest.mark.parametrize(
    ("verdict", "old"),
    [
        ("new", ()),
        ({"flag": "changed", "old": [[5, 10]], "note": "floods"}, (HOUSING,)),
        ({"flag": "weakened", "candidates": [1], "ladder": "effort"}, (HOUSING,)),
    ],
)
def test_an_answer_names_a_flag_and_links(found: Comparison, verdict: Any, old: tuple[Span, ...]) -> None:
    (read_back,) = answered(found, verdict, candidates=[{"old": [[5, 10]]}])
    assert (read_back.old, read_back.new, read_back.side) == (old, (DYKES,), "new")
    if isinstance(verdict, dict):
        given = (read_back.flag, read_back.note, read_back.ladder)
        assert given == (verdict["flag"], verdict.get("note", ""), verdict.get("ladder"))


def test_verdicts_written_are_read_again(found: Comparison) -> None:
    kept = Verdict(3, (HOUSING,), (DYKES,), "weakened", "floods", "reader", "old", "lin", "2024-05-01T10:00:00Z")
    (line,) = lines(write_verdicts(found, [kept]))
    assert (line["refs"], line["quotes"]["new"], line["verdict"]["by"]) == (
        {"old": "may@1", "new": "june@1"},
        ["要修复堤防"],
        "lin",
    )
    assert read_verdicts(json.dumps(line), found) == (
        NewVerdict((HOUSING,), (DYKES,), "weakened", "floods", "reader", "old", 1),
    )


@pytest.mark.parametrize(
    ("keys", "reason"),
    [
        ({"verdict": "perhaps"}, "must be null"),
        ({"verdict": {"flag": ["new"]}}, "must be null"),
        ({"schema": "annotate.marks/1"}, "annotate.judge/1"),
        ({"side": "both"}, "`side` must be"),
        ({"new": [[5, 999]]}, "must be a list of pairs"),
        ({"quotes": {"new": ["要修复道路"]}}, "not the words of the new text"),
        ({"verdict": {"flag": "changed", "candidates": [9]}}, "names another"),
        ({"verdict": {"flag": "changed", "candidates": "1"}}, "a list of places"),
        ({"verdict": {"flag": "changed", "candidates": [1]}, "candidates": ["x"]}, "a list of objects"),
        ({"verdict": {"flag": "changed", "old": "5:9"}}, "`old` must be a list"),
        ({"verdict": {"flag": "new", "note": 3}}, "`note` must be words"),
    ],
)
def test_a_line_that_does_not_fit_is_refused(found: Comparison, keys: dict[str, Any], reason: str) -> None:
    with pytest.raises(ImportRefusedError, match=f"the file, line 1: .*{reason}.*no verdict was kept"):
        answered(found, keys.pop("verdict", "new"), **keys)


@pytest.mark.parametrize("line", ["[", "[]", "3", "{}"])
def test_what_is_no_line_of_ours_is_refused(found: Comparison, line: str) -> None:
    with pytest.raises(ImportRefusedError, match="line 2"):
        read_verdicts("\n" + line, found)
