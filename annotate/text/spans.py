"""Spans: where words stand.

A span is half-open, `[start, end)`, counted in Unicode code points of the text it belongs to, so `text[start:end]` is
its quote, always.

Examples:
    >>> Span(0, 2).of("会议指出")
    '会议'
    >>> hull([Span(4, 6), Span(0, 2)])
    Span(start=0, end=6)
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a text, `[start, end)`, in Unicode code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The quote: what stands at this span in `text`."""
        return text[self.start : self.end]

    @property
    def length(self) -> int:
        """How many code points the span covers."""
        return self.end - self.start

    def overlaps(self, other: "Span") -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Span") -> bool:
        """Whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that covers all of `spans`; raises ValueError where there is none."""
    found = list(spans)
    return Span(min(s.start for s in found), max(s.end for s in found))


def quotes(text: str, spans: Sequence[Span]) -> tuple[str, ...]:
    """What stands at each of `spans` in `text`, in the order given."""
    return tuple(span.of(text) for span in spans)


def trimmed(text: str, span: Span) -> Span:
    """`span` without white space at either end; empty at its start where it holds nothing else.

    Examples:
        >>> trimmed(" 要 ", Span(0, 3))
        Span(start=1, end=2)
    """
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def visible(text: str) -> str:
    """The characters of `text` that a reader sees: all but white space.

    Examples:
        >>> visible("2 月 12 日")
        '2月12日'
    """
    return "".join(text.split())
