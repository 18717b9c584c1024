"""Marks on a terminal: a line a mark, and below it for each mark that was edited what became of its words."""

from collections.abc import Iterator, Sequence

from annotate.report.cells import Piece, padded, safe, width
from annotate.report.tables import Table, marks_table
from annotate.report.terminal import Screen, edit_pieces, table_text
from annotate.store.values import Mark


def marks_text(ref: str, marks: Sequence[Mark], screen: Screen) -> str:
    """The table of marks, then the changes inside them; nothing where there is no mark."""
    if not marks:
        return ""
    table = marks_table(ref, marks)
    last = table.columns.index("change")
    table = Table(table.title, table.columns[:last], tuple(row[:last] for row in table.rows))
    lines = [table_text(table, screen)]
    if any(mark.replies for mark in marks):
        lines += ["", screen.line(Piece("Replies", "title"))]
        lines += [line for mark in marks for line in _reply_lines(mark, screen)]
    edited = [mark for mark in marks if mark.change is not None]
    if edited:
        lines += ["", screen.line(Piece("Changed inside since the mark was made", "title"))]
    room = max((width(mark.id) for mark in edited), default=0) + 2
    lines += [line for mark in edited for line in change_lines(mark, screen, lead=mark.id, indent=room)]
    return "\n".join(lines) + "\n"


def _reply_lines(mark: Mark, screen: Screen) -> Iterator[str]:
    room = max((width(reply.id) for reply in mark.replies), default=0) + 2
    for reply in mark.replies:
        who = f"  ({safe(reply.by)})" if reply.by else ""
        yield from screen.paragraph([Piece(safe(reply.note) + who)], lead=safe(reply.id), indent=room)


def change_lines(mark: Mark, screen: Screen, *, lead: str = "", indent: int = 0) -> Iterator[str]:
    """What was edited inside one mark: the words, and below them what was named."""
    if mark.change is None:
        return
    pieces = edit_pieces((edit.op, edit.text) for edit in mark.change.edits)
    yield from screen.paragraph(pieces, lead=padded(safe(lead), indent), indent=indent)
    for sentence in mark.change.said:
        yield from screen.paragraph([Piece(safe(sentence), "dim")], indent=indent)
