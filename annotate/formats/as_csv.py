"""CSV: a table for spreadsheets.

Words that a spreadsheet would take for a formula get an apostrophe in front, so that they stay words: the custom
against what OWASP calls CSV injection. They begin with `=`, `+`, `-`, `@`, a tab or a carriage return; a line feed
and full-width forms of the signs are treated alike, to be on the safe side. Numbers stay numbers, negative ones too.
Nothing here reads CSV, so no way back is broken. A file for a spreadsheet begins with a byte order mark; that is the
business of whoever writes the bytes.
"""

import csv
from collections.abc import Sequence
from io import StringIO

from annotate.compare.values import Comparison
from annotate.formats.annotated import Annotated
from annotate.formats.formulas import begins_like_formula
from annotate.report.rows import View
from annotate.report.tables import Cell, Table, diff_table, marks_table


def write_table(table: Table) -> str:
    r"""`table` with the names of its columns in the first row.

    Examples:
        >>> write_table(Table("", ("label", "start"), (("=1+1", -3),)))
        "label,start\r\n'=1+1,-3\r\n"
    """
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(map(_cell, table.columns))
    writer.writerows([_cell(value) for value in row] for row in table.rows)
    return out.getvalue()


def _cell(value: Cell) -> Cell:
    if isinstance(value, str) and begins_like_formula(value):
        return "'" + value
    return value


def write_versions(versions: Sequence[Annotated]) -> str:
    """The marks of all the versions as one table, each row with its version's ref in front."""
    tables = [(one.version.ref, marks_table(one.version.ref, one.marks)) for one in versions]
    columns = ("ref", *tables[0][1].columns) if tables else ()
    return write_table(Table("Marks", columns, tuple((ref, *row) for ref, table in tables for row in table.rows)))


def write_diff(comparison: Comparison, view: View) -> str:
    """A directive a row, restated ones included, as a spreadsheet has its own filter; only the flags asked for."""
    table = diff_table(comparison)
    rows = tuple(row for row in table.rows if view.asks_for(str(row[0])))
    return write_table(Table(table.title, table.columns, rows))
