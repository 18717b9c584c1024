"""The lines of a PDF page: glyphs that stand on one height, from left to right, as words.

All lengths are points; heights count upwards, as in the file. Pages whose words are turned are turned back first.
"""

import re
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
_SMALL = 0.86
_MOST_STRAYS = 12
_NOTE_MARK = re.compile(r"[\d*†‡①-⑳\[\]()（）]+")


class Cell(NamedTuple):
    """Words that stand side by side, without a wide gap."""

    left: float
    right: float
    words: str


class Row(NamedTuple):
    """What stands on one height.

    Attributes:
        y: the height.
        size: that of most of its letters.
        cells: its words, parted at wide gaps.
        raised: the small raised figures in it, as those that lead to notes, each with its place among the glyphs.
    """

    y: float
    size: float
    cells: tuple[Cell, ...]
    raised: tuple[int, ...] = ()

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
    height = max(each.y for each in group if each.size >= size - 0.1)
    return Row(height, size, tuple(cells), _raised(group, height, size))


def _raised(group: list[Glyph], height: float, size: float) -> tuple[int, ...]:
    """Which glyphs of a line, counted from the left, are the raised marks of notes."""
    seen = sorted((each for each in group if each.words.strip()), key=lambda each: each.x)
    return tuple(
        at
        for at, each in enumerate(seen)
        if each.size <= _SMALL * size and each.y > height + 0.15 * size and _NOTE_MARK.fullmatch(each.words)
    )


def is_twice(before: Glyph, glyph: Glyph) -> bool:
    """Whether `glyph` is printed over its like."""
    near = 0.15 * glyph.size
    return before.words == glyph.words and abs(glyph.x - before.x) < near and abs(glyph.y - before.y) < near


def _word_gap(before: Glyph, after: Glyph) -> float:
    """From which gap on, in letters, a space stands between two glyphs."""
    return _WIDE_GAP if is_wide(before.words[-1]) or is_wide(after.words[0]) else _WORD_GAP


def _with_raised(groups: list[list[Glyph]]) -> list[list[Glyph]]:
    """`groups` with small letters set a little higher or lower put to the line that they belong to.

    Where a page has columns, they may stand at the height of a line of another one, and be grouped with that.
    """
    parted = [_part(group) for group in groups]
    lines = [main for main, _ in parted]
    for at, (_, strays) in enumerate(parted):
        for stray in strays:
            host = _host(stray, lines, at)
            lines[at if host is None else host] += stray
    for at, line in enumerate(lines):
        host = _host(line, lines, at)
        if host is not None:
            lines[host] += line
            lines[at] = []
    return [line for line in lines if line]


def _part(group: list[Glyph]) -> tuple[list[Glyph], list[list[Glyph]]]:
    """The letters of a group, and the runs of small ones that stand beside none of them."""
    size = _size(group)
    large = [each for each in group if each.size > _SMALL * size]
    runs: list[list[Glyph]] = []
    for glyph in sorted((each for each in group if each.size <= _SMALL * size), key=lambda each: each.x):
        if runs and glyph.x - runs[-1][-1].x - runs[-1][-1].along < 0.5 * size:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    if not large or len(runs) > _MOST_STRAYS:
        return group, []
    strays = [run for run in runs if run[-1].words.strip() and not _is_beside(run, large, CELL_GAP * size)]
    kept = [each for run in runs if run not in strays for each in run]
    return [*large, *kept], strays


def _host(small: list[Glyph], lines: list[list[Glyph]], at: int) -> int | None:
    """The nearest of the lines around number `at` that `small` only stands raised or lowered beside."""
    around = [other for other in range(max(0, at - 3), min(len(lines), at + 4)) if other != at and lines[other]]
    hosts = [other for other in around if small and _belongs(small, lines[other])]
    return min(hosts, key=lambda other: abs(_height(lines[other]) - _height(small)), default=None)


def _belongs(small: list[Glyph], large: list[Glyph]) -> bool:
    """Whether smaller letters are beside words of larger ones, and only raised or lowered."""
    size = _size(large)
    if _size(small) > _SMALL * size or abs(_height(small) - _height(large)) > _CLIMB * size:
        return False
    return all(_is_beside([each], large, 0.5 * size) for each in small[:8])


def _is_beside(run: list[Glyph], large: list[Glyph], near: float) -> bool:
    """Whether a run of glyphs touches one of `large`, or almost."""
    left, right = run[0].x, run[-1].x + run[-1].along
    return any(each.x - near < right and left < each.x + each.along + near for each in large)


def _height(group: list[Glyph]) -> float:
    return sum(each.y for each in group) / len(group)


def _size(group: Sequence[Glyph]) -> float:
    """The size of most letters of a group."""
    counts = Counter(round(each.size, 1) for each in group if each.words.strip())
    return max(counts, key=lambda size: (counts[size], size))
