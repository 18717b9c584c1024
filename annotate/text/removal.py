"""Removal: how runs that are no part of what was written are left out of a text, and the way back kept."""

from collections.abc import Sequence

from annotate.text.lines import LINE_END
from annotate.text.offsets import OffsetMap
from annotate.text.reading import Removed


def without_lines(extract: str, removed: Sequence[Removed]) -> tuple[str, OffsetMap]:
    r"""`extract` without running heads and page numbers, and the map back.

    Where such runs fill whole lines, these lines and the empty ones beside them leave a single line end: a page that
    ends says nothing of a paragraph.

    Examples:
        >>> without_lines("要落实\n\n- 2 -\n\n责任", [Removed(5, 10, "page number", "- 2 -")])[0]
        '要落实\n责任'
        >>> without_lines("要落实 2", [Removed(4, 5, "page number", "2")])[0]
        '要落实 '
    """
    return _cut(extract, _whole_lines(extract, removed))


def without_hyphens(text: str, offsets: OffsetMap, removed: Sequence[Removed]) -> tuple[str, OffsetMap]:
    r"""`text` without the hyphens that divide a word at a line's end, the two parts put together.

    Args:
        text: what was made of the extract so far; it still has the hyphens.
        offsets: the map from `text` to the extract.
        removed: the hyphens, as runs of the extract.

    Examples:
        >>> whole = OffsetMap(((0, 0, 11),))
        >>> without_hyphens("pol-\nicies.", whole, [Removed(3, 4, "hyphen", "-")])[0]
        'policies.'
    """
    cuts = []
    for each in removed:
        start, end = offsets.to_text(each.start), offsets.to_text(each.end - 1) + 1
        while end < len(text) and text[end].isspace():
            end += 1
        cuts.append((start, end))
    kept, inner = _cut(text, cuts)
    return kept, inner.onto(offsets)


def _whole_lines(extract: str, removed: Sequence[Removed]) -> list[tuple[int, int]]:
    """What to cut out for `removed`: where nothing else stands on their lines, the lines, too, but for one line end."""
    gone = bytearray(len(extract))
    for each in removed:
        gone[each.start : each.end] = b"\1" * (each.end - each.start)
    cuts = [(each.start, each.end) for each in removed]
    stretch: tuple[int, int] | None = None  # lines with nothing to keep, one after another
    has_removed = False
    start = 0
    for start, end, following in _lines(extract):
        empty = all(gone[at] or extract[at].isspace() for at in range(start, end))
        if empty:
            stretch = (stretch[0] if stretch else start, following)
            has_removed = has_removed or any(gone[start:end])
        if stretch and (not empty or following == len(extract)):
            if has_removed:
                cuts.append(stretch)
            stretch, has_removed = None, False
    return _merged(cuts)


def _lines(extract: str) -> list[tuple[int, int, int]]:
    """The lines of `extract`: start, end without the line end, and where the next begins."""
    lines = []
    start = 0
    for found in LINE_END.finditer(extract):
        lines.append((start, found.start(), found.end()))
        start = found.end()
    return [*lines, (start, len(extract), len(extract))] if start < len(extract) else lines


def _merged(cuts: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(cuts):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _cut(text: str, cuts: Sequence[tuple[int, int]]) -> tuple[str, OffsetMap]:
    """`text` without `cuts`, which are in order and apart, and the map back."""
    parts: list[str] = []
    runs: list[tuple[int, int, int]] = []
    at = length = 0
    for start, end in [*cuts, (len(text), len(text))]:
        if start > at:
            parts.append(text[at:start])
            runs.append((length, at, start - at))
            length += start - at
        at = end
    return "".join(parts), OffsetMap(tuple(runs))
