"""The sheets of a workbook as values: what stands in which cell, and what of it Excel cannot hold as it is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from annotate.formats.losses import Loss
from annotate.formats.xlsx_cells import LIMIT, Content, Words, is_long, is_unclean
from annotate.report.cells import Piece
from annotate.report.rows import GAP, EditedQuote

LONG_WORDS = "Long words"
"""The sheet for the words that are too long for their cell."""

TOO_LONG = f"words beyond the {LIMIT:,} characters of a cell stand whole on the sheet {LONG_WORDS}"
NO_CHARACTER = "what is no character (NUL, half of a pair) became U+FFFD"


class Column(NamedTuple):
    """A column: its name, how many characters wide it is, and the field of `annotate.formats.fields` that it shows."""

    name: str
    width: float
    field: str = ""


@dataclass(frozen=True)
class Line:
    """A row of a sheet.

    Attributes:
        cells: one for each column.
        tint: the style of the first cell: a flag, or a colour as `#rrggbb`; none if empty.
        of: what a loss of this row is told of; its field is the column's.
    """

    cells: tuple[Content, ...]
    tint: str = ""
    of: Loss | None = None


@dataclass(frozen=True)
class Sheet:
    """A sheet: a header row, and below it a row a thing.

    Attributes:
        name: on its tab.
        columns: from left to right.
        lines: from top to bottom.
        title: what the head of a printed page says.
        printed: how many columns are printed; 0 for all.
        filters: whether the rows can be sifted by their columns.
    """

    name: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    title: str
    printed: int = 0
    filters: bool = True


def sheet_losses(sheets: Iterable[Sheet]) -> Iterator[Loss]:
    """What of `sheets` Excel cannot hold as it is: words too long for their cell, and what is no character."""
    for sheet in sheets:
        for line in sheet.lines:
            if line.of is not None:
                yield from _line_losses(line.of, sheet.columns, line.cells)


def _line_losses(of: Loss, columns: Sequence[Column], cells: Sequence[Content]) -> Iterator[Loss]:
    for column, content in zip(columns, cells, strict=True):
        if is_long(content):
            yield replace(of, field=column.field, reason=TOO_LONG)
        if is_unclean(content):
            yield replace(of, field=column.field, reason=NO_CHARACTER)


def redline(quotes: Iterable[EditedQuote]) -> Words:
    """The quotes of one side, what it alone has in the style `delete` or `insert`.

    Examples:
        >>> from annotate.text.spans import Span
        >>> redline([EditedQuote(Span(0, 2), (("insert", "更"), ("equal", "要")))])
        (Piece(text='更', style='insert'), Piece(text='要', style=''))
    """
    found: list[Piece] = []
    for quote in quotes:
        found += [Piece(GAP)] if found else []
        found += [Piece(text, "" if op == "equal" else op) for op, text in quote.pieces]
    return tuple(found)
