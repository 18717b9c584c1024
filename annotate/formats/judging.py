"""Rows to be judged and verdicts given, as JSON Lines (`annotate.judge/1`): written to be answered, and read.

A line is a row of a comparison: `side` says which text has the directive to be judged, `old` and `new` are the spans
linked now, `candidates` those that came near, `doubts` and `why` the grounds. The answer stands in `verdict`: null for
none; `"accept"` for flag and links as they are; a flag; or an object with `flag` and, where the links change, either
`candidates` (their places in the list, from 1) or the spans of the other text, and `note` and `ladder` as wanted.
"""

from collections.abc import Iterable
from typing import Any, NoReturn, get_args

from annotate.compare.values import Comparison, Flag, NewVerdict, Row, TextSide, Verdict
from annotate.errors import ImportRefusedError
from annotate.formats.as_json import dumped
from annotate.formats.limits import UnfitError, parsed
from annotate.formats.shapes import Shape, pairs, rounded, verdict_shape
from annotate.report.rows import doubtful, in_reading_order
from annotate.text.spans import Span, quotes

_FLAGS = get_args(Flag)


def write_doubtful(comparison: Comparison, *, everything: bool = False) -> str:
    """The rows that a reader should look at, a line each; with `everything`, all rows."""
    rows = in_reading_order(comparison.directives) if everything else doubtful(comparison)
    return "".join(dumped(_row_line(row, comparison)) for row in rows)


def write_verdicts(comparison: Comparison, verdicts: Iterable[Verdict]) -> str:
    """Verdicts on the two texts, a line each, such as `read_verdicts` takes."""
    return "".join(
        dumped(
            {
                **_place(comparison, verdict.side, verdict.flag, verdict.old, verdict.new),
                "ladder": verdict.ladder,
                "score": None,
                "doubts": [],
                "why": [],
                "candidates": [],
                "verdict": verdict_shape(verdict),
            }
        )
        for verdict in verdicts
    )


def accepted(row: Row, note: str = "") -> NewVerdict:
    """The verdict that a row is right as it is."""
    return NewVerdict(row.old, row.new, row.flag, note, row.ladder, side="old" if row.flag == "dropped" else "new")


def _row_line(row: Row, comparison: Comparison) -> Shape:
    there = "new" if row.flag == "dropped" else "old"
    text = comparison.old.reading.text if there == "old" else comparison.new.reading.text
    return {
        **_place(comparison, "old" if row.flag == "dropped" else "new", row.flag, row.old, row.new),
        "ladder": row.ladder,
        "score": rounded(row.score),
        "doubts": list(row.doubts),
        "why": list(row.why),
        "candidates": [
            {there: pairs(near.spans), "quotes": list(quotes(text, near.spans)), "score": rounded(near.score)}
            for near in row.candidates
        ],
        "verdict": row.verdict and verdict_shape(row.verdict),
    }


def _place(comparison: Comparison, side: TextSide, flag: Flag, old: tuple[Span, ...], new: tuple[Span, ...]) -> Shape:
    texts = comparison.old.reading.text, comparison.new.reading.text
    return {
        "schema": "annotate.judge/1",
        "refs": {"old": comparison.old.ref, "new": comparison.new.ref},
        "side": side,
        "flag": flag,
        "old": pairs(old),
        "new": pairs(new),
        "quotes": {"old": list(quotes(texts[0], old)), "new": list(quotes(texts[1], new))},
    }


def read_verdicts(text: str, comparison: Comparison, name: str = "the file") -> tuple[NewVerdict, ...]:
    """The verdicts in a file that `write_doubtful` or `write_verdicts` wrote and somebody filled in.

    Lines without a verdict, and empty ones, are passed over.

    Args:
        text: the file's words.
        comparison: the two texts that the verdicts are on; the quotes are checked against them.
        name: what the file is called in an error.

    Raises:
        ImportRefusedError: some line does not fit; it names the line and the reason, and nothing is read.
    """
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            verdict = _Line(f"{name}, line {number}", line, comparison).verdict(number)
            found += [verdict] if verdict else []
    return tuple(found)


class _Line:
    """One line of a file, checked key by key."""

    def __init__(self, where: str, line: str, comparison: Comparison) -> None:
        self.where = where
        self.texts: dict[TextSide, str] = {"old": comparison.old.reading.text, "new": comparison.new.reading.text}
        try:
            found = parsed(line)
        except UnfitError as error:
            self.refuse(str(error))
        if not isinstance(found, dict) or found.get("schema") != "annotate.judge/1":
            self.refuse('an object with "schema": "annotate.judge/1" is needed')
        self.keys: dict[str, Any] = found

    def refuse(self, reason: str) -> NoReturn:
        raise ImportRefusedError(f"{self.where}: {reason}; no verdict was kept.") from None

    def verdict(self, number: int) -> NewVerdict | None:
        answer = self.keys.get("verdict")
        if answer is None:
            return None
        if answer == "accept":
            answer = {"flag": self.keys.get("flag"), "ladder": self.keys.get("ladder")}
        if isinstance(answer, str):
            answer = {"flag": answer}
        if not isinstance(answer, dict) or answer.get("flag") not in _FLAGS:
            self.refuse(f'`verdict` must be null, "accept", a flag or an object with a `flag`: {", ".join(_FLAGS)}')
        side: TextSide = self.keys.get("side", "")
        if side not in ("old", "new"):
            self.refuse('`side` must be "old" or "new"')
        there: TextSide = "new" if side == "old" else "old"
        self.check_quotes()
        linked = {side: self.spans(self.keys.get(side), side), there: self.links(answer, there)}
        note, ladder = self.words(answer, "note") or "", self.words(answer, "ladder")
        return NewVerdict(linked["old"], linked["new"], answer["flag"], note, ladder, side, number)

    def links(self, answer: dict[str, Any], there: TextSide) -> tuple[Span, ...]:
        """The directives of the other text: those named, the candidates named, or those the row has."""
        if answer["flag"] in ("new", "dropped"):
            return ()
        if there in answer:
            return self.spans(answer[there], there)
        if "candidates" not in answer:
            return self.spans(self.keys.get(there), there)
        places, listed = answer["candidates"], self.keys.get("candidates")
        if not isinstance(places, list) or not all(type(place) is int for place in places):
            self.refuse("`candidates` of a verdict is a list of places in the row's list, from 1")
        if not isinstance(listed, list) or not all(isinstance(candidate, dict) for candidate in listed):
            self.refuse("`candidates` of the row must be a list of objects")
        if any(not 1 <= place <= len(listed) for place in places):
            self.refuse(f"the row has {len(listed)} candidates, and the verdict names another")
        return tuple(span for place in places for span in self.spans(listed[place - 1].get(there), there))

    def spans(self, listed: Any, side: TextSide) -> tuple[Span, ...]:
        length = len(self.texts[side])
        if not isinstance(listed, list) or not all(_is_span(pair, length) for pair in listed):
            self.refuse(f"`{side}` must be a list of pairs [start, end] within the text, which ends at {length}")
        return tuple(Span(*pair) for pair in listed)

    def check_quotes(self) -> None:
        given = self.keys.get("quotes", {})
        for side, text in self.texts.items():
            listed = given.get(side) if isinstance(given, dict) else None
            if listed is not None and list(quotes(text, self.spans(self.keys.get(side), side))) != listed:
                self.refuse(f"the quotes are not the words of the {side} text")

    def words(self, answer: dict[str, Any], key: str) -> str | None:
        value = answer.get(key)
        if value is not None and not isinstance(value, str):
            self.refuse(f"`{key}` must be words")
        return value or None


def _is_span(pair: Any, length: int) -> bool:
    whole = isinstance(pair, list) and len(pair) == 2 and all(type(offset) is int for offset in pair)
    return whole and 0 <= pair[0] <= pair[1] <= length
