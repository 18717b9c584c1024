"""A review by file: a doubtful mark a line, and the answers that come back.

Each line has the mark, its candidates and the key `answer`, which is null as it is written. An answer is `"accept"`
(the place as it stands), `"orphan"` (no place), the number of a candidate, or spans `[[start, end], …]`. Lines without
an answer are passed over. The place that was shown is checked when the answer comes in, so that nobody accepts what he
has not seen.
"""

import json
from collections.abc import Iterable
from typing import Any, NoReturn

from annotate.errors import ImportRefusedError
from annotate.formats.limits import UnfitError, parsed
from annotate.formats.shapes import mark_shape
from annotate.store.values import Decision, Mark
from annotate.text.spans import Span


def write_questions(ref: str, marks: Iterable[Mark]) -> str:
    """The marks as JSON Lines, each with its candidates numbered and no answer yet."""
    return "".join(json.dumps(_question(ref, mark), ensure_ascii=False) + "\n" for mark in marks)


def _question(ref: str, mark: Mark) -> dict[str, Any]:
    shape = mark_shape(mark)
    shape["candidates"] = [{"number": n, **each} for n, each in enumerate(shape["candidates"], 1)]
    return {"answer": None, "ref": ref} | shape


def read_answers(text: str, name: str = "the file") -> tuple[Decision, ...]:
    """The decisions in a file of answers.

    Args:
        text: the file's words.
        name: what the file is called in an error.

    Raises:
        ImportRefusedError: some line does not fit; it names the line and the reason, and nothing is read.

    Examples:
        >>> read_answers('{"id": "m1", "answer": [[4, 8]]}')[0].spans
        (Span(start=4, end=8),)
    """
    found = (_Line(name, number, line).decision() for number, line in enumerate(text.split("\n"), 1) if line.strip())
    decisions = tuple(decision for decision in found if decision is not None)
    first: dict[str, int | None] = {}
    for decision in decisions:
        if decision.mark_id in first:
            raise ImportRefusedError(
                f"{name}, line {decision.line}: {decision.mark_id!r} is answered on line {first[decision.mark_id]} "
                "already; nothing was settled."
            )
        first[decision.mark_id] = decision.line
    return decisions


class _Line:
    """One line of a file of answers."""

    def __init__(self, name: str, number: int, line: str) -> None:
        self.name, self.number = name, number
        try:
            self.keys = parsed(line)
        except UnfitError as error:
            self.refuse(str(error))
        if not isinstance(self.keys, dict) or not isinstance(self.keys.get("id"), str):
            self.refuse("a JSON object with the `id` of a mark is needed")

    def refuse(self, reason: str) -> NoReturn:
        raise ImportRefusedError(f"{self.name}, line {self.number}: {reason}; nothing was settled.") from None

    def decision(self) -> Decision | None:
        said, mark_id = self.keys.get("answer"), self.keys["id"]
        if said is None:
            return None
        if said == "accept":
            shown = self.keys.get("spans")
            return Decision(mark_id, "accept", expected=self.shown(shown), line=self.number)
        if said == "orphan":
            return Decision(mark_id, "orphan", line=self.number)
        if type(said) is int:
            return Decision(mark_id, "accept", candidate=said, expected=self.candidate(said), line=self.number)
        if not isinstance(said, list) or not said:
            self.refuse('`answer` must be "accept", "orphan", a candidate\'s number, spans [[START, END], ...] or null')
        return Decision(mark_id, "place", spans=self.spans(said), line=self.number)

    def candidate(self, number: int) -> tuple[Span, ...] | None:
        """The place of a candidate as it was shown."""
        listed = self.keys.get("candidates")
        if not isinstance(listed, list):
            return None
        found = [each for each in listed if isinstance(each, dict) and each.get("number") == number]
        if not found:
            self.refuse(f"there is no candidate {number}")
        return self.shown(found[0].get("spans"))

    def shown(self, spans: Any) -> tuple[Span, ...] | None:
        return self.spans(spans) if isinstance(spans, list) and spans else None

    def spans(self, listed: list[Any]) -> tuple[Span, ...]:
        for pair in listed:
            if not isinstance(pair, list) or len(pair) != 2 or any(type(offset) is not int for offset in pair):
                self.refuse("spans must be pairs [START, END] of whole numbers")
        return tuple(Span(start, end) for start, end in listed)
