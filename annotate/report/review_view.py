"""Doubtful marks on a terminal: what each was made on, why it is in doubt, and where it could stand."""

from collections import Counter
from collections.abc import Iterator, Sequence

from annotate.report.cells import Piece, safe
from annotate.report.marks_view import change_lines
from annotate.report.rows import GAP
from annotate.report.tables import spelled
from annotate.report.terminal import Screen
from annotate.store.values import Mark, Preview
from annotate.text.spans import Span

_INDENT = 10


def review_text(marks: Sequence[Mark], screen: Screen) -> str:
    """Each mark with its candidates, an empty line between two."""
    return "\n\n".join(doubtful_text(mark, screen) for mark in marks)


def doubtful_text(mark: Mark, screen: Screen) -> str:
    """One mark: where it was made, where it stands, what changed in it, why, and its candidates by number."""
    who = f"  ({safe(mark.by)})" if mark.by else ""
    lines = [screen.line(Piece(f"{safe(mark.id)}  {mark.state}", "title"), Piece(f"  {safe(mark.label)}{who}"))]
    lines += _place("made on", f"{mark.origin.ref} ", mark.origin.spans, mark.origin.quotes, screen)
    if mark.spans:
        lines += _place("now", "", mark.spans, mark.quotes, screen)
    lines += [f"  {line}" for line in change_lines(mark, screen, lead="edited", indent=_INDENT - 2)]
    lines += screen.paragraph([Piece(safe(mark.rule), "dim")], lead="  why", indent=_INDENT)
    for number, candidate in enumerate(mark.candidates, 1):
        scores = f"{candidate.likeness:.2f}  "
        lines += _place(str(number), scores, candidate.spans, candidate.quotes, screen)
    return "\n".join(lines)


def _place(lead: str, before: str, spans: Sequence[Span], quotes: Sequence[str], screen: Screen) -> list[str]:
    words = GAP.join(" ".join(quote.split()) for quote in quotes)
    where = f"{before}{spelled(spans)}  " if spans else before
    return screen.paragraph([Piece(safe(f"{where}“{words}”"))], lead=f"  {lead}", indent=_INDENT)


def preview_text(preview: Preview, doubtful: Sequence[Mark], screen: Screen) -> str:
    """How many marks would come to stand in which state, and the doubtful ones in full."""
    counts = Counter(mark.state for mark in preview.marks)
    told = " · ".join(f"{count} {state}" for state, count in sorted(counts.items())) or "none"
    lines = list(_marks_line(preview.carried_from, told, screen))
    return "\n".join([*lines, *(["", review_text(doubtful, screen)] if doubtful else [])])


def _marks_line(ref: str, told: str, screen: Screen) -> Iterator[str]:
    yield from screen.paragraph([Piece(f"{told} (carried from {ref})")], lead="marks", indent=7)
