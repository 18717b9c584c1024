"""Answers as tables: values that any format can write, one row a thing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotate.compare.values import Comparison, Verdict
from annotate.report.rows import GAP, in_reading_order, quoted, row_view
from annotate.store.values import DocumentSummary, Label, Mark, VersionSummary
from annotate.text.source_places import SourcePlace
from annotate.text.spans import Span

Cell = str | int | float | None


@dataclass(frozen=True)
class Table:
    """A heading, the names of the columns, and rows as long as those; `None` is an empty cell."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def documents_table(documents: Iterable[DocumentSummary]) -> Table:
    """`annotate list`: a document a row."""
    rows = tuple((d.name, d.versions, d.date, d.series, d.marks, d.title) for d in documents)
    return Table("Documents", ("name", "versions", "date", "series", "marks", "title"), rows)


def log_table(versions: Iterable[VersionSummary]) -> Table:
    """`annotate log`: a version a row."""
    rows = tuple(
        (v.ref, v.date, v.language, v.length, v.encoding, v.added, v.marks, v.sha256[:12], v.title) for v in versions
    )
    columns = ("ref", "date", "language", "length", "encoding", "added", "marks", "sha256", "title")
    return Table("Versions", columns, rows)


def source_table(
    ref: str, origin: str | None, found: Iterable[SourcePlace], removed: Iterable[tuple[str, SourcePlace]]
) -> Table:
    """`annotate show --source`: a span of the text a row, then what the text leaves out, a run a row."""
    title = f"Source of {ref}, from {origin}" if origin else f"Source of {ref}"
    rows = [(place.span.start, place.span.end, *_in_file(place), place.quote) for place in found]
    rows_out = [(None, None, *_in_file(place), f"left out, {kind}: {place.quote}") for kind, place in removed]
    return Table(title, ("start", "end", "page", "line", "bytes", "words"), (*rows, *rows_out))


def _in_file(place: SourcePlace) -> tuple[str | None, str, str | None]:
    pages, lines = (
        None if each is None else f"{each[0]}" if each[0] == each[1] else f"{each[0]}-{each[1]}"
        for each in (place.pages, place.lines)
    )
    return pages, lines or "", None if place.bytes is None else f"{place.bytes.start}:{place.bytes.end}"


def labels_table(labels: Iterable[Label]) -> Table:
    """`annotate labels`: a label a row."""
    rows = tuple((each.name, each.marks, each.colour or None, each.about or None) for each in labels)
    return Table("Labels", ("label", "marks", "colour", "about"), rows)


def marks_table(ref: str, marks: Iterable[Mark]) -> Table:
    """`annotate marks`: a mark a row, unplaced ones with the words they were made on."""
    where = ("id", "label", "state", "start", "end", "quote")
    columns = (*where, "note", "by", "created", "likeness", "place", "from", "change", "replies")
    rows = tuple(
        (
            mark.id,
            mark.label,
            mark.state,
            mark.start,
            mark.end,
            GAP.join(mark.quotes or mark.origin.quotes),
            mark.note,
            mark.by,
            mark.created,
            round(mark.likeness, 4),
            round(mark.place, 4),
            mark.carried_from,
            changed(mark) or None,
            "; ".join(f"{reply.by}: {reply.note}" if reply.by else reply.note for reply in mark.replies) or None,
        )
        for mark in marks
    )
    return Table(f"Marks on {ref}", columns, rows)


_BRACKETS = {"delete": ("[-", "-]"), "insert": ("{+", "+}"), "equal": ("", "")}


def changed(mark: Mark) -> str:
    """What was edited inside `mark`, with `[-taken away-]` and `{+put in+}`, and what of it was named."""
    if mark.change is None:
        return ""
    words = "".join(_BRACKETS[edit.op][0] + edit.text + _BRACKETS[edit.op][1] for edit in mark.change.edits)
    return "; ".join([" ".join(words.split()), *mark.change.said])


def diff_table(comparison: Comparison) -> Table:
    """`annotate diff`: a directive a row, in reading order, restated ones included."""
    old, new = comparison.old.reading.text, comparison.new.reading.text
    parts_columns = ("addressee", "marker", "speaker", "section")
    last = ("ladder", "score", "why", "nearest", "old spans", "new spans", "verdict")
    columns = ("flag", "moved", "old", "new", *parts_columns, *last)
    rows = []
    for row in in_reading_order(comparison.directives):
        near = "; ".join(f"{near.score:.2f} {near.quote}" for near in row_view(row, comparison).near)
        parts = row.parts
        rows.append(
            (
                row.flag,
                "moved" if row.moved else None,
                quoted(old, row.old) or None,
                quoted(new, row.new) or None,
                parts.addressee,
                parts.marker,
                parts.speaker,
                parts.section,
                row.ladder,
                None if row.score is None else round(row.score, 4),
                "; ".join(row.why),
                near or None,
                spelled(row.old) or None,
                spelled(row.new) or None,
                row.verdict.told() if row.verdict else None,
            )
        )
    return Table(f"Directives of {title_of(comparison)}", columns, tuple(rows))


def verdicts_table(comparison: Comparison, verdicts: Iterable[Verdict]) -> Table:
    """`annotate judge --list`: a verdict a row."""
    old, new = comparison.old.reading.text, comparison.new.reading.text
    columns = ("id", "flag", "old", "new", "ladder", "note", "by", "when", "old spans", "new spans")
    rows = tuple(
        (
            v.id,
            v.flag,
            quoted(old, v.old),
            quoted(new, v.new),
            v.ladder,
            v.note,
            v.by,
            v.when,
            spelled(v.old),
            spelled(v.new),
        )
        for v in verdicts
    )
    return Table(f"Verdicts on {title_of(comparison)}", columns, rows)


def title_of(comparison: Comparison) -> str:
    """Which two texts are compared, in a few words."""
    return f"{name_of(comparison.old.ref, comparison.old.path)} → {name_of(comparison.new.ref, comparison.new.path)}"


def name_of(ref: str | None, path: str | None) -> str:
    """What a compared text is called: its ref, else its path."""
    return ref or path or "a text"


def spelled(spans: Sequence[Span]) -> str:
    """`spans` as people type them.

    Examples:
        >>> spelled([Span(0, 4), Span(9, 12)])
        '0:4 9:12'
    """
    return " ".join(f"{span.start}:{span.end}" for span in spans)
