"""A comparison as an analyst reads it on a terminal: flag, old and new words, where, why, and a count of the rest."""

from collections.abc import Iterable, Iterator
from typing import get_args

from annotate.compare.values import Comparison, Group, GroupKind, Side
from annotate.report.cells import Piece, safe
from annotate.report.rows import (
    GAP,
    GROUP_SYMBOLS,
    EditedQuote,
    RowView,
    View,
    both_sides,
    folded_rows,
    quoted,
    row_view,
    shown_groups,
    shown_rows,
    shows_alignment,
)
from annotate.report.tables import name_of
from annotate.report.terminal import Screen, edit_pieces

_INDENT = 8


def diff_text(comparison: Comparison, view: View = View(), screen: Screen = Screen()) -> str:  # noqa: B008
    """The comparison as text: a directive a paragraph, the alignment where it is worth reading, and a summary line.

    Args:
        comparison: what was compared.
        view: which flags to show, or everything; restated rows and same groups are folded to a count otherwise.
        screen: how wide, and whether in colour.
    """
    lines = [*_heading(comparison, screen), ""]
    for row in shown_rows(comparison, view):
        lines += [*row_lines(row_view(row, comparison), screen), ""]
    if shows_alignment(comparison) and not view.only:
        lines += _alignment_lines(comparison, view, screen)
    lines += _summary(comparison, view, screen)
    return "\n".join(lines)


def _heading(comparison: Comparison, screen: Screen) -> Iterator[str]:
    sides = f"{_side(comparison.old)}  →  {_side(comparison.new)}"
    yield from screen.paragraph([Piece(safe(sides), "title")])
    for note in comparison.notes:
        yield from screen.paragraph([Piece(safe(note))], lead="note", indent=_INDENT)


def _side(side: Side) -> str:
    details = [side.date] if side.date else []
    details.append(f"{len(side.reading.text)} characters")
    return f"{name_of(side.ref, side.path)} ({', '.join(details)})"


def row_lines(view: RowView, screen: Screen) -> Iterator[str]:
    """A directive's row as a paragraph: flag, old and new words, where, why, and what came near."""
    row = view.row
    head = [Piece(f"{view.symbol} {row.flag}", row.flag)]
    if row.moved:
        head += [Piece(", "), Piece("moved", "moved")]
    if row.ladder:
        head.append(Piece(f"  ladder: {safe(row.ladder)}"))
    if row.verdict:
        head.append(Piece(f"  verdict: {safe(row.verdict.told())}"))
    yield screen.line(*head)
    yield from _sides(view.old, view.new, screen)
    named = " · ".join(f"{name} {safe(value)}" for name, value in view.where)
    if named:
        yield from screen.paragraph([Piece(named, "dim")], lead="  in", indent=_INDENT)
    if row.why:
        yield from screen.paragraph([Piece(safe("; ".join(row.why)), "dim")], lead="  why", indent=_INDENT)
    for near in view.near:
        found = f"{near.score:.2f}  {safe(near.quote)}"
        yield from screen.paragraph([Piece(found, "dim")], lead="  near", indent=_INDENT)


def _sides(old: Iterable[EditedQuote], new: Iterable[EditedQuote], screen: Screen) -> Iterator[str]:
    """The old and the new words, each with what it alone has."""
    for lead, quotes in (("  old", old), ("  new", new)):
        pieces: list[Piece] = []
        for quote in quotes:
            pieces += [Piece(GAP)] if pieces else []
            pieces += edit_pieces(quote.pieces)
        if pieces:
            yield from screen.paragraph(pieces, lead=lead, indent=_INDENT)


def _alignment_lines(comparison: Comparison, view: View, screen: Screen) -> Iterator[str]:
    groups = shown_groups(comparison, view)
    if not groups:
        return
    yield screen.line(Piece("Sentences", "title"))
    gap = False
    for group in groups:
        if group.old and group.new:
            yield from ([""] if gap else [])
            yield from _pair_lines(group, comparison, screen)
        else:
            side = comparison.old if group.old else comparison.new
            lead = f"{GROUP_SYMBOLS[group.kind]} {group.kind}"
            yield from screen.paragraph(
                [Piece(safe(quoted(side.reading.text, group.old or group.new)), group.kind)], lead=lead, indent=11
            )
        gap = not (group.old and group.new)
    yield from ([""] if gap else [])


def _pair_lines(group: Group, comparison: Comparison, screen: Screen) -> Iterator[str]:
    head = [Piece(f"{GROUP_SYMBOLS[group.kind]} {group.kind}", group.kind)]
    if group.moved:
        head += [Piece(", "), Piece("moved", "moved")]
    if group.similarity is not None and group.kind != "same":
        head.append(Piece(f"  {group.similarity:.2f}", "dim"))
    yield screen.line(*head)
    old, new = both_sides(group, comparison)
    alike = group.kind == "same" and all(edit.old_text is None for edit in group.edits)
    yield from _sides(old, () if alike else new, screen)
    yield ""


def _summary(comparison: Comparison, view: View, screen: Screen) -> Iterator[str]:
    folded = len(folded_rows(comparison, view))
    if comparison.directives:
        counts = [f"{count} {flag}" for flag, count in comparison.summary.items() if count]
        tail = f" ({folded} folded: --all prints them)" if folded and not view.only else ""
        yield from screen.paragraph([Piece(" · ".join(counts) + tail)], lead="Directives", indent=12)
    else:
        yield "Directives  none read"
    if shows_alignment(comparison):
        yield from screen.paragraph([Piece(_group_counts(comparison.alignment))], lead="Sentences", indent=12)


def _group_counts(groups: Iterable[Group]) -> str:
    found = list(groups)
    counts = [f"{n} {kind}" for kind in get_args(GroupKind) if (n := sum(group.kind == kind for group in found))]
    moved = sum(group.moved for group in found)
    return " · ".join([*counts, f"{moved} moved"] if moved else counts) or "none"
