"""The lines of a PDF page: glyphs that stand on one height, from left to right, as words.

All lengths are points; heights count upwards, as in the file. Pages whose words are turned are turned back first.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import atan2, degrees
from typing import NamedTuple

from annotate.text.characters import is_wide
from annotate.text.readers.pdf_content import Glyph

CELL_GAP = 0.9
"""How wide a gap within a line is, in letters, from which on its sides may stand in two columns."""

HANGING = tuple("，。、；：")
"""Marks that may hang out of a column: by the half of them that is empty, or whole at the end of a line."""

_WORD_GAP = 0.18
_WIDE_GAP = 0.5
_SAME_LINE = 0.3
_CLIMB = 0.6


class Cell(NamedTuple):
    """Words that stand side by side, without a wide gap."""

    left: float
    right: float
    words: str


class Row(NamedTuple):
    """What stands on one height: the size of most of its letters, and its words, parted at wide gaps."""

    y: float
    size: float
    cells: tuple[Cell, ...]

    @property
    def words(self) -> str:
        """The words of the row, with a tab at a gap as wide as those of a table."""
        parts = [self.cells[0].words]
        for before, after in pairwise(self.cells):
            wide = after.left - before.right > _WIDE_GAP * self.size
            parts += ["\t" if is_table_gap(before, after, self.size) else " " * wide, after.words]
        return "".join(parts)

    def part(self, cells: Iterable[Cell]) -> "Row":
        """The same row with only some of its cells."""
        return self._replace(cells=tuple(cells))


def is_table_gap(before: Cell, after: Cell, size: float) -> bool:
    """Whether the gap between two cells of a row is wider than any between words."""
    return after.left - before.right > 2.5 * size


def turn_upright(glyphs: Sequence[Glyph]) -> tuple[list[Glyph], list[list[Glyph]], int]:
    """The glyphs in the direction that most have on the page, turned upright; the others by direction; the turn.

    The turn is in quarters, counted against the clock.

    Examples:
        >>> upward = [Glyph("a", 5, 1, 0, 4, 8), Glyph("b", 5, 5, 0, 4, 8)]
        >>> [(glyph.words, glyph.x, glyph.y) for glyph in turn_upright(upward)[0]]
        [('a', 1, -5), ('b', 5, -5)]
    """
    turns: dict[int, list[Glyph]] = {}
    angle = 0
    for glyph in glyphs:
        if glyph.along or glyph.across:
            angle = round(degrees(atan2(glyph.across, glyph.along))) % 360
            angle = 90 * round(angle / 90) % 360 if min(angle % 90, -angle % 90) <= 2 else angle
        turns.setdefault(angle, []).append(glyph)
    if not turns:
        return [], [], 0
    usual = max(turns, key=lambda each: (sum(bool(glyph.words.strip()) for glyph in turns[each]), -each))
    upright = [_turned(glyph, usual // 90) for glyph in turns.pop(usual)]
    return upright, [turns[each] for each in sorted(turns)], usual // 90


def is_vertical(glyphs: Sequence[Glyph]) -> bool:
    """Whether most glyphs are drawn one below the other, as vertical lines are."""
    below = sum(
        abs(after.x - before.x) < 0.3 * after.size and 0.7 < (before.y - after.y) / max(0.1, after.size) < 2
        for before, after in pairwise(glyphs)
    )
    return sum(glyph.vertical for glyph in glyphs) * 2 > len(glyphs) or below * 2 > len(glyphs) > 20


def _turned(glyph: Glyph, quarters: int) -> Glyph:
    """`glyph` turned back by as many quarters."""
    x, y, along, across = glyph.x, glyph.y, glyph.along, glyph.across
    for _ in range(quarters):
        x, y, along, across = y, -x, across, -along
    return glyph._replace(x=x, y=y, along=along, across=across)


def find_rows(glyphs: Sequence[Glyph]) -> list[Row]:
    """The rows of upright glyphs, from the top; what is printed twice on one place, to look bold, is taken once."""
    groups: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda each: -each.y):
        if groups and groups[-1][0].y - glyph.y <= _SAME_LINE * max(groups[-1][0].size, glyph.size):
            groups[-1].append(glyph)
        else:
            groups.append([glyph])
    visible = [group for group in groups if any(glyph.words.strip() for glyph in group)]
    return [_row(group) for group in _with_raised(visible)]


def _row(group: list[Glyph]) -> Row:
    size = _size(group)
    cells: list[Cell] = []
    last: Glyph | None = None
    blank = False
    for glyph in sorted(group, key=lambda each: each.x):
        if not glyph.words.strip():
            blank = blank or bool(glyph.words)
            continue
        if last is not None and is_twice(last, glyph):
            continue
        gap = glyph.x - cells[-1].right if cells else 0.0
        right = glyph.x + max(0.0, glyph.along)
        hollow = last.along / 2 if last is not None and last.words in HANGING else 0.0
        if last is None or gap + hollow > CELL_GAP * size:
            cells.append(Cell(glyph.x, right, glyph.words))
        else:
            between = " " if blank or gap > _word_gap(last, glyph) * size else ""
            cells[-1] = Cell(cells[-1].left, max(right, cells[-1].right), cells[-1].words + between + glyph.words)
        last, blank = glyph, False
    return Row(max(each.y for each in group if each.size >= size - 0.1), size, tuple(cells))


def is_twice(before: Glyph, glyph: Glyph) -> bool:
    """Whether `glyph` is printed over its like."""
    near = 0.15 * glyph.size
    return before.words == glyph.words and abs(glyph.x - before.x) < near and abs(glyph.y - before.y) < near


def _word_gap(before: Glyph, after: Glyph) -> float:
    """From which gap on, in letters, a space stands between two glyphs."""
    return _WIDE_GAP if is_wide(before.words[-1]) or is_wide(after.words[0]) else _WORD_GAP


def _with_raised(groups: list[list[Glyph]]) -> list[list[Glyph]]:
    """`groups` with small letters set a little higher or lower put to the line that they belong to."""
    merged: list[list[Glyph]] = []
    for group in groups:
        if merged and _belongs(merged[-1], group):
            merged[-1] += group
        else:
            merged.append(group)
    return merged


def _belongs(upper: list[Glyph], lower: list[Glyph]) -> bool:
    """Whether the smaller one of two groups is beside words of the larger, and only raised or lowered."""
    sizes = [_size(upper), _size(lower)]
    small, large = (upper, lower) if sizes[0] < sizes[1] else (lower, upper)
    if min(sizes) > 0.8 * max(sizes) or abs(_height(upper) - _height(lower)) > _CLIMB * max(sizes):
        return False
    edges = [(each.x, each.x + each.along) for each in large]
    near = 0.5 * max(sizes)
    return all(any(left - near < each.x < right + near for left, right in edges) for each in small[:8])


def _height(group: list[Glyph]) -> float:
    return sum(each.y for each in group) / len(group)


def _size(group: Sequence[Glyph]) -> float:
    """The size of most letters of a group."""
    counts = Counter(round(each.size, 1) for each in group if each.words.strip())
    return max(counts, key=lambda size: (counts[size], size))
