"""Tables of a Word file: ruled, as wide as the page, with a head that stands on every page."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from annotate.formats.docx_comments import Line, line
from annotate.formats.docx_documents import CELL, HEADING
from annotate.formats.docx_elements import BOLD, element, paragraph, run
from annotate.report.cells import width as cell_width
from annotate.report.tables import Cell, Table

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

CellLines = Sequence[Line]
"""The paragraphs of a cell."""

_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
_SHORT, _LONGEST = 12, 60
"""In cells of a terminal: columns up to the one do not give way, none asks for more than the other."""
_LETTER, _MARGIN = 96, 200
"""What a letter and the margins of a cell take, in twentieths of a point."""


def ruled_table(columns: Sequence[str], rows: Iterable[Sequence[CellLines]], widths: Sequence[int]) -> "Element":
    """A table with the names of its columns above; `widths` in twentieths of a point."""
    rule = {"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": "9AA0A6"}
    properties = element(
        "w:tblPr",
        None,
        element("w:tblW", {"w:w": str(sum(widths)), "w:type": "dxa"}),
        element("w:tblBorders", None, *(element(f"w:{edge}", rule) for edge in _EDGES)),
        element("w:tblLayout", {"w:type": "fixed"}),
        element(
            "w:tblCellMar", None, *(element(f"w:{side}", {"w:w": "90", "w:type": "dxa"}) for side in ("left", "right"))
        ),
    )
    grid = element("w:tblGrid", None, *(element("w:gridCol", {"w:w": str(width)}) for width in widths))
    head = _row([[((name, BOLD),)] for name in columns], widths, head=True)
    return element("w:tbl", None, properties, grid, head, *(_row(row, widths) for row in rows))


def _row(cells: Sequence[CellLines], widths: Sequence[int], *, head: bool = False) -> "Element":
    parts = [element("w:cantSplit"), *([element("w:tblHeader")] if head else [])]
    made = (_cell(lines, width, head=head) for lines, width in zip(cells, widths, strict=True))
    return element("w:tr", None, element("w:trPr", None, *parts), *made)


def _cell(lines: CellLines, width: int, *, head: bool) -> "Element":
    parts = [element("w:tcW", {"w:w": str(width), "w:type": "dxa"})]
    if head:
        parts.append(element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": "E8EAED"}))
    inside = [paragraph(*(run(*piece) for piece in words), style=CELL) for words in lines] or [paragraph(style=CELL)]
    return element("w:tc", None, element("w:tcPr", None, *parts), *inside)


def titled_table(table: Table, width: int) -> Iterator["Element"]:
    """`table` under its title, its columns as wide as their words ask for within `width`."""
    yield paragraph(run(table.title), style=HEADING)
    if table.columns:
        rows = [[[line(str(value))] if value is not None else [] for value in row] for row in table.rows]
        yield ruled_table(table.columns, rows, _shares(table, width))
    yield paragraph()


def _shares(table: Table, width: int) -> list[int]:
    """The width of each column: short cells get what they need, the long ones share the rest by their length."""
    cells = zip(table.columns, *table.rows, strict=True)
    longest = [max(_cells(value) for value in column) for column in cells]
    needed = [_MARGIN + _LETTER * (min(length, _LONGEST) + 1) for length in longest]
    short = [need if length <= _SHORT else 0 for need, length in zip(needed, longest, strict=True)]
    rest = width - sum(short)
    shared = sum(needed) - sum(short)
    if sum(needed) <= width or rest * 2 < shared:
        return [width * need // sum(needed) for need in needed]
    return [own or rest * need // shared for own, need in zip(short, needed, strict=True)]


def _cells(value: Cell) -> int:
    return 0 if value is None else cell_width(str(value))
