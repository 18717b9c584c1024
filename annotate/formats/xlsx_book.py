"""A workbook written: sheets as values in, the bytes of the file out, the same for the same sheets.

Words are written as words, never as formulas, links or numbers; a cell that begins like a formula has Excel's own mark
for text, so that it stays one when somebody edits it. XlsxWriter is imported here alone.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from math import ceil
from typing import Any

from annotate._version import __version__
from annotate.errors import InputRefusedError
from annotate.formats.formulas import begins_like_formula
from annotate.formats.xlsx_cells import LIMIT, ROWS, Content, Words, cut, is_long, parts, pieces, runs, units, words
from annotate.formats.xlsx_sheets import LONG_WORDS, Column, Line, Sheet
from annotate.report.cells import Piece, width

_STYLES: dict[str, dict[str, Any]] = {
    "": {},
    "head": {"bold": True, "bg_color": "#E7E6E6", "bottom": 1},
    "delete": {"font_color": "#B00020", "font_strikeout": True},
    "insert": {"font_color": "#00692B", "underline": 1},
    "left": {"align": "left"},
    "marked": {"font_color": "#1F4E9E", "underline": 1},
    "restated": {"bg_color": "#EDEDED"},
    "changed": {"bg_color": "#FFF2CC"},
    "strengthened": {"bg_color": "#E4DFEC"},
    "weakened": {"bg_color": "#FCE4D6"},
    "new": {"bg_color": "#E2EFDA"},
    "dropped": {"bg_color": "#F8D7DA"},
}
"""Colour only repeats what words, strokes or underlines say already."""

_CREATED = datetime(1980, 1, 1)  # no clock: the same sheets give the same file
_MORE = f" … (whole on the sheet {LONG_WORDS})"
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_A4 = 9
_LINE, _HIGHEST = 16.0, 409.0


def write_book(sheets: Sequence[Sheet], footer: str) -> bytes:
    """The file that holds `sheets`, and one more for words too long for their cell where there are such.

    Args:
        sheets: the first is the one that opens.
        footer: what the foot of each printed page says, besides its number.

    Raises:
        InputRefusedError: a sheet has more rows than Excel has.
    """
    book = _Book(sheets[0].title, footer)
    for sheet in sheets:
        book.add(sheet)
    return book.close()


class _Book:
    """A workbook in the making."""

    def __init__(self, title: str, footer: str) -> None:
        from xlsxwriter import Workbook

        self._file = BytesIO()
        self._book = Workbook(self._file, {"in_memory": True})
        program = f"annotate {__version__}"
        self._book.set_properties({"title": _line(title, 200), "comments": program, "created": _CREATED})
        self._footer = f"&L{_printed(footer, 70)}&C&P / &N&R&A"
        self._formats: dict[tuple[str, ...], Any] = {}
        self._long: list[Line] = []

    def close(self) -> bytes:
        if self._long:
            columns = (Column("sheet", 14), Column("cell", 8), Column("part", 6), Column("words", 100))
            self.add(Sheet(LONG_WORDS, columns, tuple(self._long), "Words too long for their cells"))
        self._book.close()
        return self._file.getvalue()

    def add(self, sheet: Sheet) -> None:
        if len(sheet.lines) >= ROWS:
            raise InputRefusedError(
                f"A sheet of Excel ends at row {ROWS:,}, and {sheet.name!r} would have {len(sheet.lines):,} rows; "
                "choose another format, or fewer versions."
            )
        page = self._book.add_worksheet(sheet.name)
        for n, column in enumerate(sheet.columns):
            page.set_column(n, n, column.width)
            self._write(page, (0, n), column.name, "head")
        page.set_row(0, _height(sheet.columns, Line(tuple(column.name for column in sheet.columns))))
        for row, line in enumerate(sheet.lines, 1):
            page.set_row(row, _height(sheet.columns, line))
            for n, content in enumerate(line.cells):
                number = "" if sheet.filters or not isinstance(content, int | float) else "left"
                self._write(page, (row, n), content, line.tint if n == 0 else number)
        self._set_up(page, sheet)

    def _set_up(self, page: Any, sheet: Sheet) -> None:
        """What does not scroll, what can be sifted, and how it is printed."""
        last, right = len(sheet.lines), max(0, len(sheet.columns) - 1)
        page.freeze_panes(1, 1)
        if sheet.filters and sheet.columns:
            page.autofilter(0, 0, last, right)
        page.ignore_errors({"number_stored_as_text": f"A1:XFD{ROWS}"})
        page.set_landscape()
        page.set_paper(_A4)
        page.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        page.hide_gridlines(0)
        page.set_header(f"&L{_printed(sheet.title, 110) or sheet.name}")
        page.set_footer(self._footer)
        if sheet.printed:
            page.print_area(0, 0, last, sheet.printed - 1)

    def _write(self, page: Any, at: tuple[int, int], content: Content, tint: str) -> None:
        if isinstance(content, int | float):
            _done(page.write_number(*at, content, self._format(tint)))
            return
        if is_long(content):
            content = self._shortened(content, page.name, at)
        shown = runs(pieces(content))
        if not shown:
            _done(page.write_blank(*at, None, self._format(tint)))
            return
        quoted = ("quoted",) if begins_like_formula(shown[0].text) else ()
        if len(shown) == 1:
            (run,) = shown
            _done(page.write_string(*at, run.text, self._format(tint, run.style, *quoted)))
            return
        fragments = [part for run in shown for part in (self._format(run.style), run.text)]
        _done(page.write_rich_string(*at, *fragments, self._format(tint, *quoted)))

    def _shortened(self, content: Content, name: str, at: tuple[int, int]) -> Words:
        """What the cell of `content` holds; the whole of it goes to the sheet for long words."""
        from xlsxwriter.utility import xl_rowcol_to_cell

        cell = xl_rowcol_to_cell(*at)
        self._long += [Line((name, cell, n, part)) for n, part in enumerate(parts(content), 1)]
        return (*cut(pieces(content), LIMIT - units(_MORE))[0], Piece(_MORE))

    def _format(self, *styles: str) -> Any:
        """A cell's format, the same object for the same styles."""
        if styles not in self._formats:
            found: dict[str, Any] = {"text_wrap": True, "valign": "top"}
            for style in styles:
                if _COLOUR.fullmatch(style):
                    found["bg_color"] = style
                elif style == "quoted":
                    found["quote_prefix"] = True
                else:
                    found |= _STYLES[style]
            self._formats[styles] = self._book.add_format(found)
        return self._formats[styles]


def _height(columns: Sequence[Column], line: Line) -> float:
    """How high a row is, in points: Excel would find out when it opens the file, other programs do not.

    A little too high is better than too low: a line breaks before a word, and fonts differ.
    """
    room = [(column.width / 1.15, words(content)) for column, content in zip(columns, line.cells, strict=True)]
    lines = (sum(max(1, ceil(width(each) / cells)) for each in text.splitlines()) for cells, text in room)
    return min(_HIGHEST, _LINE * max([1, *lines]))


def _line(text: str, room: int) -> str:
    """`text` on one line of at most `room` UTF-16 units."""
    line = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    head = words(cut([Piece(line)], room)[0])
    return head if head == line else f"{head}…"


def _printed(text: str, room: int) -> str:
    """The same for the head or foot of a page, where an ampersand would command: it is written twice."""
    return _line(text, room).replace("&", "&&")


def _done(code: int) -> None:
    """See that the library took a cell: it answers with a number below 0 where it left one out."""
    if code:
        raise AssertionError(f"XlsxWriter left out a cell with the code {code}.")
