"""Markdown: an annotated version with footnotes, a comparison as a table; for wikis, issues and notes."""

import re
from collections.abc import Iterator, Sequence

from annotate.compare.values import Comparison, Operation, Row
from annotate.formats.annotated import Annotated, segments
from annotate.formats.losses import Loss
from annotate.report.rows import (
    GAP,
    EditedQuote,
    View,
    both_sides,
    folded_rows,
    row_view,
    shown_groups,
    shown_rows,
    shows_alignment,
)
from annotate.report.tables import Table, spelled, title_of
from annotate.store.values import Mark
from annotate.text.counting import counted

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&])")
_DIFF_COLUMNS = ("flag", "old", "new", "addressee", "marker", "speaker", "section", "why")
_LINE_START = re.compile(r"^(\s*)([-+=]|\d+[.)])", re.MULTILINE)


def escaped(words: str) -> str:
    r"""`words` so that Markdown shows them as they are.

    Examples:
        >>> escaped("<b> a*b"), escaped("1. 要")
        ('\\<b\\> a\\*b', '1\\. 要')
    """
    plain = _SPECIAL.sub(r"\\\1", words)
    return _LINE_START.sub(lambda m: m[1] + m[2][:-1] + "\\" + m[2][-1], plain)


def _cell(words: object) -> str:
    return "" if words is None else re.sub(r"\s+", " ", escaped(str(words)))


def write_table(table: Table) -> str:
    """`table` under its title; a line end inside a cell becomes a space."""
    lines = [f"# {_cell(table.title)}", "", _row([*map(_cell, table.columns)]), _row(["---"] * len(table.columns))]
    lines += [_row([_cell(value) for value in row]) for row in table.rows]
    return "\n".join(lines) + "\n"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def write_versions(versions: Sequence[Annotated]) -> str:
    """Each version under its title: marked words in `<mark>`, a footnote a mark, marks without a place below."""
    return "\n".join("\n".join(_version(one, number)) + "\n" for number, one in enumerate(versions, 1))


def lost_of_versions(versions: Sequence[Annotated]) -> Iterator[Loss]:
    """Notes and replies of several lines: in a footnote their line ends become spaces."""
    for one in versions:
        for mark in one.marks:
            if "\n" in mark.note.strip():
                yield Loss(one.version.ref, "mark", "note", "line ends in notes became spaces", mark=mark.id)
            if any("\n" in reply.note.strip() for reply in mark.replies):
                yield Loss(one.version.ref, "mark", "replies", "line ends in replies became spaces", mark=mark.id)


def _version(one: Annotated, number: int) -> Iterator[str]:
    version = one.version
    notes = {mark.id: f"{number}-{n}" for n, mark in enumerate(one.placed, 1)}
    yield f"# {_cell(version.title or version.name)}"
    yield ""
    yield _cell(" · ".join(part for part in (version.ref, version.date, version.series) if part))
    yield ""
    words = "".join(_segment(segment.text, segment.marks, segment.ends, notes) for segment in segments(one))
    yield from ("\n\n".join(line.strip() for line in words.split("\n") if line.strip()), "")
    for mark in one.placed:
        yield f"[^{notes[mark.id]}]: {_note(mark)} ({spelled(mark.spans)})"
    if one.unplaced:
        yield from ("", "## Marks without a place", "")
    for mark in one.unplaced:
        yield f"- {_note(mark)} — {mark.state}; made on {_cell(mark.origin.ref)}: {_cell(GAP.join(mark.origin.quotes))}"


def _segment(words: str, marks: Sequence[Mark], ends: Sequence[Mark], notes: dict[str, str]) -> str:
    """The words of a segment; a mark's footnote stands where its last span ends, or at its point."""
    shown = escaped(words)
    if marks and words.strip():
        shown = "\n".join(f"<mark>{line}</mark>" if line.strip() else line for line in shown.split("\n"))
    return shown + "".join(f"[^{notes[mark.id]}]" for mark in ends)


def _note(mark: Mark) -> str:
    parts = [f"**{_cell(mark.label)}**", _cell(mark.note), f"({_cell(mark.by)})" if mark.by else ""]
    parts += [f"— {_cell(reply.note)}" + (f" ({_cell(reply.by)})" if reply.by else "") for reply in mark.replies]
    return " ".join(part for part in parts if part)


def write_diff(comparison: Comparison, view: View) -> str:
    """The rows shown as a table old | new, edits struck and underlined; folded rows as a count."""
    return "\n".join(_diff(comparison, view)) + "\n"


def _diff(comparison: Comparison, view: View) -> Iterator[str]:
    yield from (f"# {_cell(title_of(comparison))}", "")
    dates = [side.date or "no date" for side in (comparison.old, comparison.new)]
    if dates != ["no date"] * 2:
        yield from (_cell(" → ".join(dates)), "")
    for note in comparison.notes:
        yield from (_cell(note), "")
    counts = " · ".join(f"{count} {flag}" for flag, count in comparison.summary.items() if count)
    yield from (counts or "No directives were read.", "")
    rows = shown_rows(comparison, view)
    if rows:
        yield _row(_DIFF_COLUMNS)
        yield _row(["---"] * len(_DIFF_COLUMNS))
    for row in rows:
        yield _diff_row(row, comparison)
    folded = len(folded_rows(comparison, view))
    if folded:
        yield from ("", counted(folded, "row is not shown.", "rows are not shown."))
    if shows_alignment(comparison) and (groups := shown_groups(comparison, view)):
        yield from ("", "## Sentences", "", _row(["what", "old", "new"]), _row(["---"] * 3))
        for group in groups:
            what = group.kind + (", moved" if group.moved else "")
            yield _row([what, *map(_edited, both_sides(group, comparison))])


def _diff_row(row: Row, comparison: Comparison) -> str:
    view = row_view(row, comparison)
    flag = f"{view.symbol} {row.flag}" + (", moved" if row.moved else "")
    flag += f", ladder: {_cell(row.ladder)}" if row.ladder else ""
    near = [f"near {near.score:.2f}: {near.quote}" for near in view.near]
    judged = [f"verdict: {row.verdict.told()}"] if row.verdict else []
    why = "; ".join([*judged, *row.why, *near])
    sides = (_edited(view.old), _edited(view.new))
    parts = row.parts
    return _row([flag, *sides, *map(_cell, (parts.addressee, parts.marker, parts.speaker, parts.section, why))])


def _edited(quotes: Sequence[EditedQuote]) -> str:
    return GAP.join("".join(_piece(*piece) for piece in quote.pieces) for quote in quotes)


def _piece(op: Operation, words: str) -> str:
    tag = {"delete": "del", "insert": "ins"}.get(op)
    return f"<{tag}>{_cell(words)}</{tag}>" if tag else _cell(words)
