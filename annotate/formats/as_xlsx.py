"""Excel: a comparison with its redline in the cells, marks with their text, and any table, to be sifted and printed.

Struck words stand in the old text only, underlined ones in the new one only; red and green repeat it. What stands on
the sheets is worked out as values first (`annotate.formats.xlsx_sheets`), so that losses are told of what is written.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from annotate._version import __version__
from annotate.compare.values import Comparison
from annotate.formats.annotated import Annotated
from annotate.formats.losses import Loss
from annotate.formats.xlsx_book import write_book
from annotate.formats.xlsx_comparison import comparison_sheets
from annotate.formats.xlsx_sheets import Column, Line, Sheet, sheet_losses
from annotate.formats.xlsx_versions import version_sheets, white_space_losses
from annotate.report.cells import width
from annotate.report.rows import View, shows_alignment
from annotate.report.tables import Cell, Table, title_of

_PROGRAM = f"annotate {__version__}"
_NARROW, _WIDE = 6, 60


def write_diff(comparison: Comparison, view: View) -> bytes:
    """A directive a row with its redline, restated ones included; sentences between versions of one text; a summary."""
    rules = comparison.rules
    footer = f"Rules {rules.name} {rules.version} {rules.sha256[:12]}"
    return write_book(comparison_sheets(comparison, view), footer)


def write_versions(versions: Sequence[Annotated]) -> bytes:
    """A mark a row, those without a place included; the text, a block a row; what is known of versions and labels."""
    return write_book(version_sheets(versions), _PROGRAM)


def write_table(table: Table) -> bytes:
    """`table` as one sheet with columns as wide as their words, up to a limit."""
    columns = tuple(
        Column(name, max(_NARROW, min(_WIDE, 2 + 1.15 * max(map(_cells, (name, *cells))))))
        for name, *cells in zip(table.columns, *table.rows, strict=True)
    )
    lines = tuple(Line(row) for row in table.rows)
    return write_book([Sheet(tab_name(table.title), columns, lines, table.title)], _PROGRAM)


def _cells(value: Cell) -> int:
    """How wide the widest line of a cell is."""
    return max((width(line) for line in str("" if value is None else value)[:1000].splitlines()), default=0)


def tab_name(title: str) -> str:
    """`title` as a sheet can be called: 31 characters, none that Excel keeps for itself, and not the name it reserves.

    Examples:
        >>> tab_name("Directives of a/b.txt"), tab_name("History"), tab_name("")
        ('Directives of a_b.txt', 'History table', 'Table')
    """
    plain = "".join(char if char.isprintable() and char <= "\uffff" else "_" for char in title)
    name = re.sub(r"[\[\]:*?/\\]", "_", plain)
    name = (name if len(name) <= 31 else name[:30] + "…").strip(" '")
    return f"{name} table" if name.lower() == "history" else name or "Table"


def lost_of_diff(comparison: Comparison, view: View) -> Iterator[Loss]:
    """Words too long for a cell, what is no character, and the sentences where they have no sheet."""
    yield from sheet_losses(comparison_sheets(comparison, view))
    if comparison.alignment and not shows_alignment(comparison):
        reason = "sentences have a sheet where versions of one document are compared"
        yield Loss(title_of(comparison), "comparison", "sentences", reason)


def lost_of_versions(versions: Sequence[Annotated]) -> Iterable[Loss]:
    """Words too long for a cell, what is no character, and white space between blocks that is no line end."""
    yield from sheet_losses(version_sheets(versions))
    yield from white_space_losses(versions)
