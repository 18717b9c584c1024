"""What a Word file says of a directive's row: its flag, the words on both sides with their edits, and the grounds."""

import re
from collections.abc import Iterator, Sequence

from annotate.compare.values import Comparison, Group, Row, Side
from annotate.formats.docx_comments import Line, line
from annotate.formats.docx_documents import joined
from annotate.formats.docx_elements import BOLD, PLAIN, SOFT, UNHELD, Look, holds
from annotate.formats.losses import Loss
from annotate.report.rows import GAP, GROUP_SYMBOLS, EditedQuote, RowView, row_view
from annotate.report.tables import name_of, title_of

_LINE_END = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")


def named(side: Side) -> str:
    """What a compared text is called, and its date."""
    return joined([name_of(side.ref, side.path), side.date])


def lost_of_remark(row: Row, number: int, comparison: Comparison) -> Iterator[Loss]:
    """Control characters, which no Word file can hold, in what is said of the row `number`."""
    ref = title_of(comparison)
    if row.verdict and not holds(row.verdict.told()):
        yield Loss(ref, "row", "verdict", UNHELD, row=number)
    if not holds("".join(near.quote for near in row_view(row, comparison).near)):
        yield Loss(ref, "row", "near", UNHELD, row=number)


def flag_line(view: RowView) -> Line:
    """Flag with its sign, whether the words moved, and the scale that was stepped on."""
    row = view.row
    ladder = f"ladder {row.ladder}" if row.ladder else ""
    flag = f"{view.symbol} {row.flag}" + (", moved" if row.moved else "")
    return ((flag, BOLD), *([(f"  {ladder}", PLAIN)] if ladder else []))


def ground_lines(view: RowView) -> Iterator[Line]:
    """Why the row has its flag, what a reader said, whom it binds, and what came near."""
    if view.row.verdict:
        yield (("verdict: ", SOFT), (view.row.verdict.told(), PLAIN))
    for ground in view.row.why:
        yield line(ground)
    if view.where:
        yield line(joined([f"{name} {value}" for name, value in view.where]), SOFT)
    for near in view.near:
        yield line(f"near {near.score:.2f}: {near.quote}", SOFT)


def edited_line(quotes: Sequence[EditedQuote], lead: str = "") -> Line:
    """The words of one side on one line, what this side alone has set off."""
    pieces: list[tuple[str, Look]] = [(lead, SOFT)] if lead else []
    for number, quote in enumerate(quotes):
        if number:
            pieces.append((GAP, SOFT))
        pieces += [(_LINE_END.sub(" ", words), Look(op=op)) for op, words in quote.pieces]
    return tuple(pieces)


def row_lines(row: Row, comparison: Comparison) -> tuple[Line, ...]:
    """All that a comment says of a row; the words themselves only where the comment cannot stand on both."""
    view = row_view(row, comparison)
    sides: list[Line] = []
    if row.old and row.new:
        sides = [edited_line(view.old, "old: "), edited_line(view.new, "new: ")]
    return (flag_line(view), *sides, *ground_lines(view))


def group_line(group: Group) -> Line:
    """What became of a sentence."""
    return line(f"{GROUP_SYMBOLS[group.kind]} {group.kind}" + (", moved" if group.moved else ""), BOLD)


def counts(comparison: Comparison) -> str:
    """How many directives have each flag."""
    found = joined([f"{count} {flag}" for flag, count in comparison.summary.items() if count])
    return found or "No directives were read."
