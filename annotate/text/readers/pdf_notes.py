"""Notes at the foot of a PDF page: which lines they are, and where they go in the text.

A sentence often goes on over them on the next page; so they stand behind the paragraph that they interrupt. They are
told by smaller letters and the figure that they begin with, or by the short line that is drawn above them. In doubt
lines belong to the text.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from annotate.text.readers.pdf_columns import Region
from annotate.text.readers.pdf_content import Ruling
from annotate.text.readers.pdf_lines import Row
from annotate.text.readers.pdf_paragraphs import Line, find_lines, find_wraps, is_table_row

_SMALLER = 0.93
_SHORT = 0.6
_LONGEST = 40
_FIGURE = re.compile(r"\d{1,3}(?![\d年月日])|[①-⑳*†‡]|[\[(（\u3014]\d{1,3}[\])）\u3015]")


class Note(NamedTuple):
    """Notes at the foot of a column.

    Attributes:
        page: the page they stand on, counted from 0 on.
        after: how many lines of the text come before them.
        rows: their lines.
    """

    page: int
    after: int
    rows: list[Row]


def part_notes(
    pages: Sequence[Sequence[Region]], rulings: Sequence[Sequence[Ruling]], others: Sequence[int]
) -> tuple[list[list[Region]], list[Note]]:
    """The regions of each page without the notes at their feet, and the notes.

    Args:
        pages: the regions of each page.
        rulings: the level lines drawn on each.
        others: how many lines follow behind those of each.
    """
    sizes = Counter[float]()
    for row in (row for page in pages for region in page for row in region):
        sizes[row.size] += len(row.words)
    usual = max(sizes, key=lambda size: (sizes[size], size), default=0.0)
    notes: list[Note] = []
    bare: list[list[Region]] = []
    above = 0
    for number, (page, drawn) in enumerate(zip(pages, rulings, strict=True)):
        lowest = min((region[-1].y for region in page), default=0.0)
        bare.append([])
        for region in page:
            at = len(region) if region[-1].y > lowest + 3 * usual else _first_note(region, drawn, usual, bool(bare[-1]))
            above += at
            if region[:at]:
                bare[-1].append(region[:at])
            if region[at:]:
                notes.append(Note(number, above, region[at:]))
        above += others[number]
    return bare, notes


def _first_note(region: Region, rulings: Sequence[Ruling], usual: float, below_others: bool) -> int:
    """Where the notes of a region begin, from which line on nothing else follows; its length if it has none."""
    for at in range(max(len(region) - _LONGEST, 0 if below_others else 1), len(region)):
        rows = region[at:]
        small = all(row.size < _SMALLER * usual for row in rows)
        ruled = at > 0 and any(_is_short(ruling, region, at) for ruling in rulings)
        figured = begins_note(rows[0])
        if not any(map(is_table_row, rows)) and small + ruled + figured > 1 and rows[0].size < 1.02 * usual:
            return at
    return len(region)


def begins_note(row: Row) -> bool:
    """Whether a line begins with the figure of a note."""
    return row.raised[:1] == (0,) or _FIGURE.match(row.words) is not None


def _is_short(ruling: Ruling, region: Region, at: int) -> bool:
    """Whether a line is drawn above row `at` and from the left on, but not over the whole column."""
    if not region[at].y < ruling.y < region[at - 1].y:
        return False
    left, right = min(row.cells[0].left for row in region), max(row.cells[-1].right for row in region)
    return abs(ruling.left - left) < 6 and ruling.right - ruling.left < _SHORT * (right - left)


def place_notes(lines: Sequence[Line], wraps: Sequence[bool], notes: Sequence[Note]) -> tuple[list[Line], list[bool]]:
    """The lines of the text with each note behind the paragraph that it interrupts, and which of them go on."""
    behind: dict[int, list[Note]] = defaultdict(list)
    for note in notes:
        at = note.after
        while 0 < at < len(lines) and wraps[at - 1]:
            at += 1
        behind[at].append(note)
    placed: list[tuple[Line, bool]] = []
    for at, pair in enumerate([*zip(lines, wraps, strict=True), None]):
        for note in behind[at]:
            placed += _lines_of(note)
        if pair is not None:
            placed.append(pair)
    return [line for line, _ in placed], [wrap for _, wrap in placed]


def _lines_of(note: Note) -> list[tuple[Line, bool]]:
    """The lines of a note, parted from the text, and which of them go on."""
    lines = [line._replace(page=note.page) for line in find_lines([[note.rows]])]
    lines[0] = lines[0]._replace(apart=True)
    following = [*lines[1:], None]
    wraps = [
        wrap and after is not None and not begins_note(after.row)
        for wrap, after in zip(find_wraps(lines), following, strict=True)
    ]
    return list(zip(lines, wraps, strict=True))
