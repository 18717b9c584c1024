"""The reading order of a PDF page: columns one after the other, and what stands over several of them in its place.

Two columns are told from two sides of a table by what they hold: running text, whose lines fill their column and have
marks in them. Level lines drawn across the gap make a table of anything. In doubt a page is read line by line.
"""

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from annotate.text.readers.pdf_content import Ruling
from annotate.text.readers.pdf_lines import Cell, Row

_MARK = re.compile(r"[，。、；：！？,.;:!?]")
_GUTTER = 0.6
_FEWEST_LINES = 3
_FEWEST_LETTERS = 8
_CANDIDATES = 8

Region = list[Row]
"""Lines that are read from the top down."""


class _Gutter(NamedTuple):
    """Where columns are parted: at which `edge` the right one begins, and in which runs of rows."""

    edge: float
    zones: list[tuple[int, int]]


def find_pages(pages: Sequence[Sequence[Row]], rulings: Sequence[Sequence[Ruling]]) -> list[list[Region]]:
    """Part the rows of each page into regions, in the order in which people read them.

    Where the columns of one page are parted, a few lines are enough to tell columns on another.

    Args:
        pages: the rows of each page, from the top.
        rulings: the level lines drawn on each.
    """
    known: set[float] = set()
    for rows, drawn in zip(pages, rulings, strict=True):
        _find_regions(rows, drawn, known, learns=True)
    return [_find_regions(rows, drawn, known, learns=False) for rows, drawn in zip(pages, rulings, strict=True)]


def _find_regions(rows: Sequence[Row], rulings: Sequence[Ruling], known: set[float], *, learns: bool) -> list[Region]:
    """The regions of `rows`; edges of columns go into `known` while it `learns`, and come from it afterwards."""
    found = _find_gutter(rows, rulings, frozenset() if learns else frozenset(known))
    if found is None:
        return [list(rows)] if rows else []
    if learns:
        known.add(found.edge)
    regions: list[Region] = []
    at = 0
    for start, end in [*found.zones, (len(rows), len(rows))]:
        for part in (rows[at:start], *_halves(rows[start:end], found.edge)):
            regions += _find_regions(part, rulings, known, learns=learns)
        at = end
    return regions


def _find_gutter(rows: Sequence[Row], rulings: Sequence[Ruling], known: frozenset[float]) -> _Gutter | None:
    """The gap that parts most rows into columns."""
    edges = Counter(round(cell.left) for row in rows for cell in row.cells)
    if not edges:
        return None
    first = min(edges)
    usual = sorted((edge for edge in edges if edge > first), key=lambda edge: (-edges[edge], edge))
    sure = [edge for edge in known if first < edge and any(abs(edge - other) < 3 for other in edges)]
    candidates = [*((edge, True) for edge in sorted(sure)), *((edge - 1.5, False) for edge in usual[:_CANDIDATES])]
    found = [_Gutter(edge, _zones(rows, edge, rulings, sure=is_sure)) for edge, is_sure in candidates]
    best = max(found, key=lambda each: sum(end - start for start, end in each.zones), default=None)
    return best if best is not None and best.zones else None


def _zones(rows: Sequence[Row], edge: float, rulings: Sequence[Ruling], *, sure: bool) -> list[tuple[int, int]]:
    """The runs of rows that nothing crosses at `edge` and that hold columns on both sides of it."""
    zones = []
    start = 0
    for at in range(len(rows) + 1):
        if at < len(rows) and not _crosses(rows[at], edge):
            continue
        first = next((row for row in range(start, at) if _begins_column(rows[row], edge)), at)
        while first < at and _is_centred(rows[first], rows[first:at]):
            first += 1
        if _holds_columns(rows[first:at], edge, rulings, sure=sure):
            zones.append((first, at))
        start = at + 1
    return zones


def _begins_column(row: Row, edge: float) -> bool:
    """Whether a row begins on the left, or where lines of the right column do; a date far to the right has not."""
    return row.cells[0].left < edge + 3 * row.size


def _is_centred(row: Row, rows: Sequence[Row]) -> bool:
    """Whether a row of larger letters stands in the middle over all columns of `rows`."""
    left, right = min(each.cells[0].left for each in rows), max(each.cells[-1].right for each in rows)
    middle = (row.cells[0].left + row.cells[-1].right) / 2
    usual = median(each.size for each in rows)
    return len(row.cells) == 1 and row.size > 1.1 * usual and abs(middle - (left + right) / 2) < row.size


def _crosses(row: Row, edge: float) -> bool:
    return any(cell.left < edge and cell.right > edge - _GUTTER * row.size for cell in row.cells)


def _halves(rows: Sequence[Row], edge: float) -> tuple[Region, Region]:
    """What of `rows` stands left and right of `edge`."""
    left = [row.part(cell for cell in row.cells if cell.left < edge) for row in rows]
    right = [row.part(cell for cell in row.cells if cell.left >= edge) for row in rows]
    return [row for row in left if row.cells], [row for row in right if row.cells]


def _holds_columns(rows: Sequence[Row], edge: float, rulings: Sequence[Ruling], *, sure: bool) -> bool:
    """Whether `rows` are columns parted at `edge`; `sure` where other pages have columns parted there."""
    left, right = _halves(rows, edge)
    if min(len(left), len(right)) < (1 if sure else _FEWEST_LINES):
        return False
    inside = {
        round(each.y)
        for each in rulings
        if each.left < edge - 5 and each.right > edge + 5 and rows[-1].y < each.y < rows[0].y
    }
    return len(inside) < 2 and (sure or (_is_running(left) and _is_running(right)))


def _is_running(rows: Sequence[Row]) -> bool:
    """Whether the rows are lines of running text: most fill their column, and have marks in them."""
    outer = [Cell(row.cells[0].left, row.cells[-1].right, row.words) for row in rows]
    start, end = min(cell.left for cell in outer), max(cell.right for cell in outer)
    full = sum(cell.right > end - 0.15 * (end - start) for cell in outer)
    marked = sum(_MARK.search(cell.words) is not None for cell in outer)
    letters = sum(len(cell.words) for cell in outer) / len(outer)
    return 2 * full >= len(rows) and 4 * marked >= len(rows) and letters >= _FEWEST_LETTERS
