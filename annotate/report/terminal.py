"""The terminal: lines, styles and columns. Colour only repeats what words or signs say already."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from annotate.report.cells import Piece, clipped, padded, safe, width, wrapped
from annotate.report.tables import Cell, Table

_CODES = {
    "title": "1",
    "dim": "2",
    "restated": "2",
    "changed": "33",
    "strengthened": "1;35",
    "weakened": "35",
    "new": "32",
    "added": "32",
    "dropped": "31",
    "removed": "31",
    "moved": "36",
    "split": "33",
    "merged": "33",
    "delete": "31;9",
    "insert": "32;4",
}
_BRACKETS = {"delete": ("[-", "-]"), "insert": ("{+", "+}")}
COLOUR = re.compile(f"(\x1b\\[(?:{'|'.join(sorted({'0', *_CODES.values()}))})m)")
"""What a screen paints with."""


class Screen(NamedTuple):
    """Where a view is printed: how many cells wide (0 for no end, nothing is wrapped), and whether it shows colour."""

    columns: int = 100
    colour: bool = False

    def paint(self, piece: Piece) -> str:
        """The words of `piece`, in its style where the screen has colour."""
        code = _CODES.get(piece.style) if self.colour else None
        return f"\x1b[{code}m{piece.text}\x1b[0m" if code and piece.text else piece.text

    def line(self, *pieces: Piece) -> str:
        """One line, not wrapped."""
        return "".join(self.paint(piece) for piece in pieces).rstrip()

    def paragraph(self, pieces: Iterable[Piece], *, lead: str = "", indent: int = 0) -> list[str]:
        """`pieces` wrapped to the screen behind `indent` cells, the first of which hold `lead`."""
        if not self.columns:
            return [self.paint(Piece(padded(lead, indent), "dim")) + self.line(*pieces)]
        room = max(16, self.columns - indent - 2)  # two cells for a punctuation mark that hangs over
        lines = [self.line(*line) for line in wrapped(pieces, room)] or [""]
        first = self.paint(Piece(padded(lead, indent), "dim")) + lines[0]
        return [first.rstrip(), *(" " * indent + line for line in lines[1:])]


def edit_pieces(parts: Iterable[tuple[str, str]]) -> list[Piece]:
    """Words as pieces; what was deleted stands as `[-so-]`, what was inserted as `{+so+}`.

    Examples:
        >>> "".join(piece.text for piece in edit_pieces([("equal", "要"), ("insert", "更加")]))
        '要{+更加+}'
    """
    out = []
    for op, words in parts:
        before, after = _BRACKETS.get(op, ("", ""))
        out.append(Piece(before + safe(words) + after, op))
    return out


def table_text(table: Table, screen: Screen) -> str:
    """`table` as columns as wide as their contents; the last column is cut where the screen ends.

    Columns without a single value are left out. On a screen of 0 columns nothing is cut.

    Examples:
        >>> print(table_text(Table("", ("name", "n"), (("公报", 2),)), Screen()))
        name  n
        公报  2
    """
    keep = [n for n in range(len(table.columns)) if any(row[n] not in (None, "") for row in table.rows)]
    rows = [[_cell(row[n]) for n in keep] for row in table.rows]
    heads = [table.columns[n] for n in keep]
    widths = [max(width(cell) for cell in column) for column in zip(heads, *rows, strict=True)]
    if screen.columns:
        widths = _fitted(widths, screen.columns)
    lines = [screen.line(Piece(_row(heads, widths), "title"))]
    lines += [_row(row, widths) for row in rows]
    return "\n".join(lines)


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    return safe(f"{value:.2f}" if isinstance(value, float) else str(value))


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(padded(clipped(cell, room), room) for cell, room in zip(cells, widths, strict=True)).rstrip()


def _fitted(widths: Sequence[int], columns: int) -> list[int]:
    """Column widths that fit: the widest gives way first, none falls below 8 cells."""
    out = list(widths)
    while out and sum(out) + 2 * (len(out) - 1) > columns and max(out) > 8:
        out[out.index(max(out))] -= 1
    return out
