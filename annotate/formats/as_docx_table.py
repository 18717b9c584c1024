"""Word: a comparison as a table, old beside new with a remark: what Chinese offices call a 对照表.

It is a format of its own beside `docx`, whose tracked changes must be the two texts and nothing else. What one side
alone has is drawn, struck or underlined, and not tracked.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from annotate.compare.values import Comparison, Group, Row
from annotate.formats.docx_documents import HEADING, SUBHEADING, add, new_document, packed, turn
from annotate.formats.docx_elements import SOFT, UNHELD, holds, paragraph, run
from annotate.formats.docx_remarks import (
    counts,
    edited_line,
    flag_line,
    ground_lines,
    group_line,
    lost_of_remark,
    named,
)
from annotate.formats.docx_tables import CellLines, ruled_table
from annotate.formats.losses import Loss
from annotate.report.rows import (
    EditedQuote,
    View,
    folded_rows,
    in_reading_order,
    redlined,
    row_view,
    shown_groups,
    shown_rows,
    shows_alignment,
)
from annotate.report.tables import title_of
from annotate.text.counting import counted
from annotate.text.spans import quotes

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

    from annotate.formats.docx_comments import Line


def write_diff(comparison: Comparison, view: View) -> bytes:
    """The rows that `view` shows, a directive a row; between versions of one document the sentences, too."""
    document = new_document(title_of(comparison), comparison.new.reading.language)
    width = turn(document)
    add(document, *_elements(comparison, view, width))
    return packed(document)


def _elements(comparison: Comparison, view: View, width: int) -> Iterator["Element"]:
    columns = (f"old: {named(comparison.old)}", f"new: {named(comparison.new)}", "remark")
    side = width * 37 // 100
    widths = (side, side, width - 2 * side)
    yield paragraph(run(title_of(comparison)), style=HEADING)
    for note in comparison.notes:
        yield paragraph(run(note))
    yield paragraph(run(counts(comparison), SOFT))
    if rows := shown_rows(comparison, view):
        yield ruled_table(columns, (_of_row(row, comparison) for row in rows), widths)
    if folded := len(folded_rows(comparison, view)):
        yield paragraph(run(counted(folded, "row is not shown.", "rows are not shown."), SOFT))
    if shows_alignment(comparison) and (groups := shown_groups(comparison, view)):
        yield paragraph(run("Sentences"), style=SUBHEADING)
        yield ruled_table(columns, (_of_group(group, comparison) for group in groups), widths)
    yield paragraph()


def _of_row(row: Row, comparison: Comparison) -> tuple[CellLines, CellLines, CellLines]:
    view = row_view(row, comparison)
    remark: list[Line] = [flag_line(view), *ground_lines(view)]
    old, new = redlined(row, comparison)
    return _quotes(old), _quotes(new), remark


def _of_group(group: Group, comparison: Comparison) -> tuple[CellLines, CellLines, CellLines]:
    old, new = redlined(group, comparison)
    return _quotes(old), _quotes(new), [group_line(group)]


def _quotes(found: tuple[EditedQuote, ...]) -> CellLines:
    return [edited_line(found)] if found else []


def lost_of_diff(comparison: Comparison, view: View) -> Iterator[Loss]:
    """Control characters that no Word file can hold."""
    for number, row in enumerate(in_reading_order(comparison.directives), 1):
        if view.shows(row):
            words = (*quotes(comparison.old.reading.text, row.old), *quotes(comparison.new.reading.text, row.new))
            if not holds("".join(words)):
                yield Loss(title_of(comparison), "row", "words", UNHELD, row=number)
            yield from lost_of_remark(row, number, comparison)
