"""Where words of a text stand in the file it came from: line, page, and bytes where the file is plain text."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from annotate.text.decoding import byte_offsets
from annotate.text.lines import FILE_LINE_END
from annotate.text.reading import Place, Reading
from annotate.text.spans import Span


@dataclass(frozen=True)
class SourcePlace:
    """Where one span of a text stands in its file.

    Attributes:
        span: of the text.
        quote: its words there.
        extract: the same as a span of the extract; what the text leaves out may lie within.
        lines: the first and the last line, from 1 on, of what the reader took out.
        pages: the first and the last page; None where the file has none.
        bytes: `[start, end)` in the file as it came; None where it is no plain text.
    """

    span: Span
    quote: str
    extract: Span
    lines: tuple[int, int]
    pages: tuple[int, int] | None
    bytes: Span | None


def find_places(
    reading: Reading, spans: Sequence[Span], source: bytes = b"", encoding: str | None = None
) -> tuple[SourcePlace, ...]:
    r"""Where each of `spans` of the text stands in the file.

    Args:
        reading: the text.
        spans: half-open, in code points of the text, inside it.
        source: the bytes of the file, where they are plain text.
        encoding: what they were read in; None where they are no plain text.

    Examples:
        >>> from annotate.text.reader import read
        >>> data = "会议\r\n要落实".encode("utf-8-sig")
        >>> place = find_places(read("会议\r\n要落实"), [Span(5, 7)], data, "utf-8")[0]
        >>> place.quote, place.lines, place.bytes
        ('落实', (2, 2), Span(start=14, end=20))
    """
    inside = [in_extract(reading, span) for span in spans]
    quotes = [span.of(reading.text) for span in spans]
    places = _in_file(reading, inside, source, encoding)
    return tuple(SourcePlace(*each) for each in zip(spans, quotes, inside, *places, strict=True))


def find_removed(reading: Reading, source: bytes = b"", encoding: str | None = None) -> tuple[SourcePlace, ...]:
    """The same for the runs that the text leaves out; their span in the text is the empty place where they would be."""
    runs = [Span(run.start, run.end) for run in reading.removed]
    gaps = [Span(at, at) for at in (reading.offsets.to_text(run.start) for run in runs)]
    quotes = [run.text for run in reading.removed]
    places = _in_file(reading, runs, source, encoding)
    return tuple(SourcePlace(*each) for each in zip(gaps, quotes, runs, *places, strict=True))


def _in_file(
    reading: Reading, inside: Sequence[Span], source: bytes, encoding: str | None
) -> tuple[list[tuple[int, int]], list[tuple[int, int] | None], list[Span] | list[None]]:
    """Lines, pages and bytes of spans of the extract."""
    starts = [0, *(found.end() for found in FILE_LINE_END.finditer(reading.extract))]
    lines = [_numbers(starts, there) for there in inside]
    pages = [_pages(reading.places, there) for there in inside]
    if encoding is None:
        return lines, pages, [None] * len(inside)
    ends = byte_offsets(source, encoding, [at for span in inside for at in span])
    return lines, pages, [Span(*pair) for pair in zip(ends[::2], ends[1::2], strict=True)]


def in_extract(reading: Reading, span: Span) -> Span:
    """`span` of the text as a span of the extract, from its first character to its last."""
    start = reading.offsets.to_extract(span.start)
    return Span(start, max(start, reading.offsets.to_extract(span.end - 1) + 1) if span.length else start)


def _numbers(starts: Sequence[int], span: Span) -> tuple[int, int]:
    """Which of the parts that begin at `starts`, counted from 1 on, `span` begins and ends in."""
    return bisect_right(starts, span.start), bisect_right(starts, max(span.start, span.end - 1))


def _pages(places: Sequence[Place], span: Span) -> tuple[int, int] | None:
    if not places:
        return None
    first, last = _numbers([place.start for place in places], span)
    return places[max(0, first - 1)].number, places[max(0, last - 1)].number
