"""JSON Lines: a mark a line, written and read.

A line needs `label` and where the mark stands: `start`, `end`, `quote`, or `spans`, `quotes` for several stretches.
The rest is optional: `id`, `note`, `by`, `created`, `replies`. Offsets are Unicode code points of the version's text,
`[start, end)`.

A mark without a place is written with empty `spans` and its `origin`; it is read as a mark that stands nowhere and
was made on the words of `origin`.
"""

import json
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, BinaryIO, NoReturn

from annotate.formats.annotated import Annotated
from annotate.formats.limits import UnfitError, decoded, lines, parsed
from annotate.formats.shapes import pairs, reply_shapes
from annotate.store.refs import LONGEST_ID, LONGEST_LINE, LONGEST_NOTE, LONGEST_TIME
from annotate.store.values import Mark, NewMark, Refusal, Reply
from annotate.text.characters import is_text
from annotate.text.code_units import Offsets
from annotate.text.spans import Span

_LARGEST = 2**31 - 1
"""No text is longer; a larger offset is a mistake, and some databases would not take it."""

_LONGEST = {
    "id": LONGEST_ID,
    "label": LONGEST_LINE,
    "by": LONGEST_LINE,
    "created": LONGEST_TIME,
    "note": LONGEST_NOTE,
}
"""How many characters each key may have; more is another file's column that slipped in."""


def write_versions(versions: Sequence[Annotated], offsets: Offsets = "codepoint") -> str:
    """A mark a line, in the order they stand, version after version; each says so where it does not count code points.

    Spans are written as they are: whoever asks for other `offsets` has counted them.
    """
    lines = (_line(one.version.ref, mark, offsets) for one in versions for mark in one.marks)
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def _line(ref: str, mark: Mark, offsets: Offsets) -> dict[str, Any]:
    where: dict[str, Any]
    if len(mark.spans) == 1:
        where = {"start": mark.start, "end": mark.end, "quote": mark.quotes[0]}
    else:
        where = {"spans": pairs(mark.spans), "quotes": list(mark.quotes)}
    origin = {"ref": mark.origin.ref, "spans": pairs(mark.origin.spans), "quotes": list(mark.origin.quotes)}
    return {
        "id": mark.id,
        "ref": ref,
        **({} if offsets == "codepoint" else {"offsets": offsets}),
        **where,
        "label": mark.label,
        "note": mark.note,
        "by": mark.by,
        "created": mark.created,
        "state": mark.state,
        "origin": origin,
        **({"replies": reply_shapes(mark)} if mark.replies else {}),
    }


def read_marks(file: BinaryIO, name: str, offsets: Offsets) -> Iterator[NewMark | Refusal]:
    """The marks of a JSON Lines file, and for a line that does not fit why; empty lines are passed over.

    Args:
        file: the file, read a line at a time.
        name: what it is called in an error.
        offsets: what its spans count; a line that says otherwise does not fit.

    Raises:
        ImportRefusedError: the file, or a line of it, is longer than any file of marks.

    Examples:
        >>> from io import BytesIO
        >>> line = '{"start": 0, "end": 2, "quote": "防控", "label": "提法"}'
        >>> next(read_marks(BytesIO(line.encode()), "the file", "codepoint")).spans
        (Span(start=0, end=2),)
    """
    for number, line in lines(file, name):
        if line.strip():
            try:
                yield _Line(number, line, offsets).mark()
            except UnfitError as unfit:
                yield Refusal(number, None, str(unfit))


class _Line:
    """One line of a file, checked key by key."""

    def __init__(self, number: int, line: bytes, offsets: Offsets) -> None:
        self.number = number
        found = parsed(decoded(line))
        if not isinstance(found, dict):
            self.refuse("a JSON object is needed, one mark a line")
        self.keys: dict[str, Any] = found
        self.check_offsets(offsets)

    def refuse(self, reason: str) -> NoReturn:
        raise UnfitError(reason)

    def check_offsets(self, offsets: Offsets) -> None:
        """See that the line counts what the caller takes it to count."""
        said = self.keys.get("offsets", offsets)
        if said != offsets:
            self.refuse(f"its offsets count {said!r}, not {offsets!r}; give --offsets")

    def mark(self) -> NewMark:
        spans, quotes = self._place()
        return NewMark(
            spans=spans,
            quotes=quotes,
            label=self._words("label", needed=True),
            note=self._words("note", lines=True),
            by=self._words("by"),
            id=self._words("id") or None,
            created=self._words("created") or None,
            line=self.number,
            replies=self._replies(),
        )

    def _replies(self) -> tuple[Reply, ...]:
        listed = self.keys.get("replies", [])
        if not isinstance(listed, list):
            self.refuse("`replies` must be a list")
        return tuple(self._reply(each) for each in listed)

    def _reply(self, keys: Any) -> Reply:
        if not isinstance(keys, dict) or not all(isinstance(keys.get(key), str) for key in ("note", "by", "created")):
            self.refuse("a reply needs `note`, `by` and `created`, all of them words")
        for key in ("note", "by", "created"):
            self._clean(key, keys[key])
            if len(keys[key]) > _LONGEST[key]:
                self.refuse(f"a reply's `{key}` has more than {_LONGEST[key]} characters")
        return Reply("", keys["note"], keys["by"], keys["created"])

    def _place(self) -> tuple[tuple[Span, ...], tuple[str, ...]]:
        if "spans" not in self.keys:
            span = self._span([self._given("start"), self._given("end")])
            return (span,), self._quotes([self._given("quote")], 1)
        listed = self.keys["spans"]
        if not isinstance(listed, list):
            self.refuse("`spans` must be a list of pairs [start, end]")
        spans = tuple(sorted(self._span(pair) for pair in listed))
        if list(spans) != [tuple(pair) for pair in listed] or any(a.end > b.start for a, b in pairwise(spans)):
            self.refuse("`spans` must ascend and not overlap")
        if spans:
            return spans, self._quotes(self._given("quotes"), len(spans))
        origin = self.keys.get("origin")
        if not isinstance(origin, dict) or not origin.get("quotes"):
            self.refuse("a mark without a place needs `origin` with its `quotes`")
        return (), self._quotes(origin["quotes"], None)

    def _given(self, key: str) -> Any:  # whatever JSON holds; checked by the caller
        if key not in self.keys:
            self.refuse(f"`{key}` is missing")
        return self.keys[key]

    def _span(self, pair: Any) -> Span:
        if not isinstance(pair, list) or len(pair) != 2 or any(type(offset) is not int for offset in pair):
            self.refuse("`start` and `end` must be whole numbers")
        start, end = pair
        if not 0 <= start <= end <= _LARGEST:
            self.refuse(f"no span can go from {_short(start)} to {_short(end)}")
        return Span(start, end)

    def _quotes(self, listed: Any, count: int | None) -> tuple[str, ...]:
        if not isinstance(listed, list) or not all(isinstance(quote, str) for quote in listed):
            self.refuse("a quote must be words" if count == 1 else "`quotes` must be a list of words")
        if count is not None and len(listed) != count:
            self.refuse(f"{count} spans need {count} quotes, and there are {len(listed)}")
        for quote in listed:
            self._clean("quote", quote)
        return tuple(listed)

    def _words(self, key: str, *, needed: bool = False, lines: bool = False) -> str:
        value = self._given(key) if needed else self.keys.get(key)
        if value is None and not needed:
            return ""
        if not isinstance(value, str):
            self.refuse(f"`{key}` must be words")
        self._clean(key, value)
        if needed and not value.strip():
            self.refuse(f"`{key}` is empty")
        if not lines and "\n" in value:
            self.refuse(f"`{key}` must be one line")
        if len(value) > _LONGEST[key]:
            self.refuse(f"`{key}` has {len(value)} characters, more than {_LONGEST[key]}")
        return value

    def _clean(self, key: str, value: str) -> None:
        if not is_text(value):
            self.refuse(f"`{key}` holds a character that is none (NUL, or half of a pair)")


def _short(number: int) -> str:
    return str(number) if abs(number) < 10**12 else "a number beyond all texts"
