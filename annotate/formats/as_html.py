"""HTML: a page that stands alone, of annotated versions or of a comparison: no script, no address outside.

The text of the element with class `text` is the version's text, code point for code point. Marks lie around it:
labels are drawn by the style sheet, notes stand in a section below. Everything that comes from a text, a label or a
note is escaped.
"""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from annotate._version import __version__
from annotate.compare.values import Comparison, Group, Row
from annotate.formats.annotated import Annotated, Segment, segments
from annotate.report.rows import (
    GAP,
    SYMBOLS,
    View,
    both_sides,
    folded_rows,
    row_view,
    shown_groups,
    shown_rows,
    shows_alignment,
)
from annotate.report.tables import Table, name_of, spelled, title_of
from annotate.store.values import Mark

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup


def write_versions(versions: Sequence[Annotated]) -> str:
    """Each version with its marks drawn in the text, notes below, and marks without a place in a closing section."""
    title = ", ".join(one.version.ref for one in versions)
    return _page("versions.html", title=title, versions=[_version(one, n) for n, one in enumerate(versions, 1)])


def _version(one: Annotated, number: int) -> dict[str, Any]:
    targets = {mark.id: f"note-{number}-{n}" for n, mark in enumerate(one.marks, 1)}
    colours = {label.name: label.colour for label in one.labels}
    return {
        "version": one.version,
        "labels": one.labels,
        "segments": [_segment(segment, targets, colours) for segment in segments(one)],
        "placed": [_note(mark, targets) for mark in one.placed],
        "unplaced": [_note(mark, targets) for mark in one.unplaced],
    }


def _segment(segment: Segment, targets: dict[str, str], colours: dict[str, str]) -> dict[str, Any]:
    """A stretch of text; the label is shown where a mark ends, and the innermost mark gives link and colour."""
    return {
        "text": segment.text,
        "kind": segment.kind if segment.kind != "body" else None,
        "marks": segment.marks,
        "title": "; ".join(f"{mark.label}: {mark.note}" if mark.note else mark.label for mark in segment.marks),
        "label": ", ".join(mark.label for mark in reversed(segment.ends)),
        "target": targets[segment.marks[-1].id] if segment.marks else "",
        "colour": colours.get(segment.marks[-1].label, "") if segment.marks else "",
    }


def _note(mark: Mark, targets: dict[str, str]) -> dict[str, Any]:
    return {
        "target": targets[mark.id],
        "id": mark.id,
        "label": mark.label,
        "quote": GAP.join(mark.quotes or mark.origin.quotes),
        "note": mark.note,
        "replies": mark.replies,
        "spans": spelled(mark.spans),
        "state": mark.state,
        "by": mark.by,
        "created": mark.created,
        "origin": mark.origin.ref,
    }


def write_diff(comparison: Comparison, view: View) -> str:
    """The flagged directives old beside new, why, what is folded, and the alignment."""
    rules, sides = comparison.rules, (comparison.old, comparison.new)
    return _page(
        "diff.html",
        title=title_of(comparison),
        langs=[side.reading.language for side in sides],
        sides=[
            f"{name_of(s.ref, s.path)}{f', {s.date}' if s.date else ''}, {len(s.reading.text)} characters"
            for s in sides
        ],
        rules=f"{rules.name} {rules.version}",
        note=comparison.note,
        summary=comparison.summary,
        symbols=SYMBOLS,
        shown=[_row(row, comparison) for row in shown_rows(comparison, view)],
        folded=[_row(row, comparison) for row in folded_rows(comparison, view)],
        open_alignment=shows_alignment(comparison),
        groups=[_group(group, comparison) for group in shown_groups(comparison)],
        same=[_group(g, comparison) for g in comparison.alignment if g.kind == "same" and not g.moved],
    )


def _row(row: Row, comparison: Comparison) -> dict[str, Any]:
    view = row_view(row, comparison)
    return {
        "flag": row.flag,
        "symbol": view.symbol,
        "moved": row.moved,
        "ladder": row.ladder,
        "verdict": row.verdict and row.verdict.told(),
        "old": view.old,
        "new": view.new,
        "why": "; ".join(row.why),
        "where": " · ".join(f"{name} {value}" for name, value in view.where),
        "near": [{"score": f"{near.score:.2f}", "quote": near.quote} for near in view.near],
    }


def _group(group: Group, comparison: Comparison) -> dict[str, Any]:
    old, new = both_sides(group, comparison)
    return {"kind": group.kind, "moved": group.moved, "old": old, "new": new}


def write_table(table: Table) -> str:
    """`table` as a page."""
    return _page("table.html", title=table.title, table=table)


def _page(template: str, **values: object) -> str:
    return _environment().get_template(template).render(program=__version__, **values)


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("annotate.formats"),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
    )
    environment.filters["words"] = _words
    return environment


def _words(text: object) -> "Markup":
    """`text` escaped; a carriage return as a reference, as HTML would read a bare one as a line end."""
    from markupsafe import Markup, escape

    return Markup(str(escape(text)).replace("\r", "&#13;"))  # noqa: S704  # escaped just before
