"""The directives of one text, as values to print: what is ordered, to whom, in whose words, under which heading."""

from collections.abc import Iterable, Sequence

from annotate.policy.values import Directive
from annotate.report.cells import Piece, safe
from annotate.report.rows import quoted
from annotate.report.tables import Table, spelled
from annotate.report.terminal import Screen


def directives_table(title: str, text: str, directives: Iterable[Directive]) -> Table:
    """A directive a row, in reading order."""
    rows = tuple(
        (spelled(d.spans), quoted(text, d.spans), d.addressee, d.marker, d.speaker, d.section) for d in directives
    )
    return Table(f"Directives of {title}", ("spans", "directive", "addressee", "marker", "speaker", "section"), rows)


def directives_text(text: str, directives: Sequence[Directive], screen: Screen) -> str:
    """A directive a paragraph under its section's heading, its parts below it, and a count."""
    lines: list[str] = []
    section: str | None = None
    indent = max((len(spelled(d.spans[:1])) for d in directives), default=0) + 2
    for number, directive in enumerate(directives):
        if directive.section != section or number == 0:
            section = directive.section
            lines += ["", screen.line(Piece(safe(section or "(no heading)"), "title"))]
        quote = [Piece(safe(quoted(text, directive.spans)))]
        lines += screen.paragraph(quote, lead=spelled(directive.spans[:1]), indent=indent)
        named = (("addressee", directive.addressee), ("marker", directive.marker), ("speaker", directive.speaker))
        parts = " · ".join(f"{name} {safe(value)}" for name, value in named if value)
        if parts:
            lines += screen.paragraph([Piece(parts, "dim")], indent=indent)
    return "\n".join([*lines, "", f"{len(directives)} directives"]).lstrip("\n")
