"""Offsets as other programs count them, mapped at the edge: inside, all of them are Unicode code points.

Browsers, Java and JavaScript count UTF-16 units, many file formats count bytes of UTF-8. An offset that falls into a
character is refused, never rounded.
"""

from bisect import bisect_left
from itertools import accumulate
from typing import Literal

from annotate.errors import SpanOutsideError
from annotate.text.spans import Span

Offsets = Literal["codepoint", "utf16", "utf8"]


class Counted:
    """A text with the offset of each of its characters, counted in other units.

    Examples:
        >>> counted = Counted("关于𠮷林", "utf16")
        >>> counted.outward(Span(3, 4)), counted.inward(Span(4, 5))
        (Span(start=4, end=5), Span(start=3, end=4))
    """

    def __init__(self, text: str, offsets: Offsets) -> None:
        self.offsets = offsets
        self.length = len(text)
        self._starts: list[int] | None = None
        if offsets != "codepoint" and not text.isascii():
            width = _utf16_width if offsets == "utf16" else _utf8_width
            self._starts = list(accumulate(map(width, text), initial=0))

    def outward(self, span: Span) -> Span:
        """A span in code points as others count it."""
        if self._starts is None:
            return span
        return Span(self._starts[span.start], self._starts[span.end])

    def inward(self, span: tuple[int, int]) -> Span:
        """A span as others count it in code points; what reaches past the text is left to the check of spans.

        Raises:
            SpanOutsideError: an end of it cuts a character in two.
        """
        return Span(*(self._inward(offset) for offset in span))

    def _inward(self, offset: int) -> int:
        if self._starts is None:
            return offset
        last = self._starts[-1]
        if offset > last:
            return self.length + offset - last
        at = bisect_left(self._starts, offset)
        if self._starts[at] != offset:
            cut = f"{self._starts[at - 1]}:{self._starts[at]}"
            raise SpanOutsideError(
                f"The {self.offsets} offset {offset} cuts the character at {cut} in two; check in which units the "
                "offsets are counted."
            )
        return at


def _utf16_width(char: str) -> int:
    return 2 if ord(char) > 0xFFFF else 1


def _utf8_width(char: str) -> int:
    code = ord(char)
    return 1 if code < 0x80 else 2 if code < 0x800 else 3 if code < 0x10000 else 4
