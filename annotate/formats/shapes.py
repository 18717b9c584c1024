"""The JSON shapes that other programs rely on, as plain dicts and lists; each names its schema.

Spans are pairs `[start, end)` of Unicode code points. Shapes may gain keys, never lose or change one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from annotate.compare.values import Candidate, Comparison, Edit, Folding, Group, Side, Verdict
from annotate.policy.values import Directive, Parts
from annotate.report.rows import RowView, View, in_reading_order, row_view
from annotate.store.pieces import Restored
from annotate.store.values import (
    DocumentSummary,
    Entry,
    Imported,
    Label,
    Mark,
    MarkCandidate,
    Refusal,
    Version,
    VersionSummary,
)
from annotate.text.code_units import Offsets
from annotate.text.reading import ReaderName, Reading
from annotate.text.source_places import SourcePlace
from annotate.text.spans import Span, quotes

Shape = dict[str, Any]


def version_shape(version: Version, directives: Iterable[Directive] | None = None) -> Shape:
    """`annotate.version/1`: a version with its text; `directives` only where they were asked for."""
    shape: Shape = {
        "schema": "annotate.version/1",
        "ref": version.ref,
        "name": version.name,
        "version": version.number,
        "date": version.date,
        "series": version.series,
        "title": version.title,
        "language": version.language,
        "sha256": version.sha256,
        "encoding": version.encoding,
        "reader": reader_shape(version.reader),
        "origin": version.origin,
        "added": version.added,
        **reading_shape(version.reading),
    }
    if directives is not None:
        shape["directives"] = [directive_shape(version.text, directive) for directive in directives]
    return shape


def reading_shape(reading: Reading) -> Shape:
    """How a text was read: the words, what was taken out of the extract, and the blocks."""
    return {
        "text": reading.text,
        "removed": [{"start": r.start, "end": r.end, "kind": r.kind, "text": r.text} for r in reading.removed],
        "blocks": [asdict(block) for block in reading.blocks],
        "line_ends": reading.line_ends,
        "cutter": {"name": reading.cutter.name, "version": reading.cutter.version},
        "places": [{"kind": place.kind, "number": place.number, "start": place.start} for place in reading.places],
        "notes": list(reading.notes),
    }


def reader_shape(reader: ReaderName) -> Shape:
    """Which reader took a text out of a file."""
    return {"name": reader.name, "version": reader.version}


def source_shape(version: Version, found: Iterable[SourcePlace], removed: Iterable[SourcePlace]) -> Shape:
    """`annotate.source/1`: where spans of a text stand in its file, and so what the text leaves out.

    Spans of the text count code points, lines and pages are `[first, last]`, bytes `[start, end)` of the source.
    """
    left_out = zip(version.reading.removed, removed, strict=True)
    return {
        "schema": "annotate.source/1",
        "ref": version.ref,
        "sha256": version.sha256,
        "encoding": version.encoding,
        "reader": reader_shape(version.reader),
        "origin": version.origin,
        "spans": [
            {"start": place.span.start, "end": place.span.end, "quote": place.quote, **_place_shape(place)}
            for place in found
        ],
        "removed": [{"kind": run.kind, "text": run.text, **_place_shape(place)} for run, place in left_out],
    }


def _place_shape(place: SourcePlace) -> Shape:
    return {
        "extract": list(place.extract),
        "lines": list(place.lines),
        "pages": place.pages and list(place.pages),
        "bytes": place.bytes and list(place.bytes),
    }


def directive_shape(text: str, directive: Directive) -> Shape:
    """One directive of a text: where it stands, its words and its parts."""
    return {
        "spans": pairs(directive.spans),
        "quotes": list(quotes(text, directive.spans)),
        "parts": _parts_shape(directive),
    }


def _parts_shape(found: Directive | Parts) -> Shape:
    return {
        "addressee": found.addressee,
        "marker": found.marker,
        "speaker": found.speaker,
        "section": found.section,
    }


def diff_shape(comparison: Comparison, view: View = View()) -> Shape:  # noqa: B008  # an immutable default
    """`annotate.diff/1`: the whole comparison; of the directives, only the flags that `view.only` names, if any."""
    rules, cutter = comparison.rules, comparison.new.reading.cutter
    rows = in_reading_order(comparison.directives)
    return {
        "schema": "annotate.diff/1",
        "rules": {"name": rules.name, "version": rules.version, "sha256": rules.sha256},
        "cutter": {"name": cutter.name, "version": cutter.version},
        "folded": comparison.folded and _folding_shape(comparison.folded),
        "old": _side_shape(comparison.old),
        "new": _side_shape(comparison.new),
        "note": comparison.note,
        "alignment": [_group_shape(group) for group in comparison.alignment],
        "directives": [_row_shape(row_view(row, comparison)) for row in rows if view.asks_for(row.flag)],
        "summary": comparison.summary,
    }


def _folding_shape(folding: Folding) -> Shape:
    conversions = {"old": list(folding.old), "new": list(folding.new)}
    return {"name": folding.name, "version": folding.version, "configs": conversions}


def _side_shape(side: Side) -> Shape:
    return {"ref": side.ref, "path": side.path, "date": side.date, "length": len(side.reading.text)}


def _group_shape(group: Group) -> Shape:
    return {
        "kind": group.kind,
        "moved": group.moved,
        "old": pairs(group.old),
        "new": pairs(group.new),
        "similarity": rounded(group.similarity),
        "edits": _edit_shapes(group.edits),
    }


def _row_shape(view: RowView) -> Shape:
    row = view.row
    return {
        "flag": row.flag,
        "moved": row.moved,
        "old": pairs(row.old),
        "new": pairs(row.new),
        "score": rounded(row.score),
        "ladder": row.ladder,
        "edits": _edit_shapes(row.edits),
        "verdict": row.verdict and verdict_shape(row.verdict),
        "doubts": list(row.doubts),
        "parts": _parts_shape(row.parts),
        "candidates": [{near.side: pairs(near.spans), "score": rounded(near.score)} for near in view.near],
        "why": list(row.why),
    }


def verdict_shape(verdict: Verdict) -> Shape:
    """A reader's verdict: the flag, who gave it, when and why."""
    return {
        "id": verdict.id,
        "flag": verdict.flag,
        "ladder": verdict.ladder,
        "by": verdict.by,
        "when": verdict.when,
        "note": verdict.note,
    }


def _edit_shapes(edits: Iterable[Edit]) -> list[Shape]:
    shapes: list[Shape] = []
    for edit in edits:
        shapes.append({"op": edit.op, "text": edit.text, "old": list(edit.old), "new": list(edit.new)})
        if edit.old_text is not None:
            shapes[-1]["old_text"] = edit.old_text
    return shapes


def marks_shape(ref: str, marks: Iterable[Mark], offsets: Offsets = "codepoint") -> Shape:
    """`annotate.marks/1`: the marks of one version, placed or not; `offsets` is what their spans count."""
    return {"schema": "annotate.marks/1", "ref": ref, "offsets": offsets, "marks": [mark_shape(mark) for mark in marks]}


def mark_shape(mark: Mark) -> Shape:
    """One mark as it stands on a version."""
    settled = mark.settled
    return {
        "id": mark.id,
        "label": mark.label,
        "note": mark.note,
        "by": mark.by,
        "created": mark.created,
        "active": mark.active,
        "state": mark.state,
        "spans": pairs(mark.spans),
        "quotes": list(mark.quotes),
        "start": mark.start,
        "end": mark.end,
        "likeness": rounded(mark.likeness),
        "place": rounded(mark.place),
        "rule": mark.rule,
        "from": mark.carried_from,
        "settled": settled and {"by": settled.by, "when": settled.when, "how": settled.how},
        "candidates": [_candidate_shape(candidate) for candidate in mark.candidates],
        "origin": {
            "ref": mark.origin.ref,
            "spans": pairs(mark.origin.spans),
            "quotes": list(mark.origin.quotes),
        },
        "revision": mark.revision,
        "change": mark.change and {"edits": _edit_shapes(mark.change.edits), "said": list(mark.change.said)},
        "replies": reply_shapes(mark),
    }


def reply_shapes(mark: Mark) -> list[Shape]:
    """The replies to a mark, in the order they were made."""
    return [{"id": reply.id, "note": reply.note, "by": reply.by, "created": reply.created} for reply in mark.replies]


def labels_shape(labels: Iterable[Label]) -> Shape:
    """`annotate.labels/1`: the labels of a store."""
    return {"schema": "annotate.labels/1", "labels": [label_shape(each) for each in labels]}


def label_shape(label: Label) -> Shape:
    """One label: what it is for, its colour, and how many marks of the store bear it."""
    return {"label": label.name, "about": label.about, "colour": label.colour, "marks": label.marks}


def _candidate_shape(candidate: MarkCandidate | Candidate) -> Shape:
    shape: Shape = {"spans": pairs(candidate.spans)}
    if isinstance(candidate, MarkCandidate):
        shape["quotes"] = list(candidate.quotes)
    return {**shape, "likeness": rounded(candidate.likeness), "place": rounded(candidate.place)}


def list_shape(documents: Iterable[DocumentSummary]) -> Shape:
    """`annotate.list/1`: the documents of a store; `date` and `title` are those of the newest version."""
    rows = [
        {"name": d.name, "series": d.series, "versions": d.versions, "date": d.date, "title": d.title, "marks": d.marks}
        for d in documents
    ]
    return {"schema": "annotate.list/1", "documents": rows}


def log_shape(name: str, versions: Iterable[VersionSummary]) -> Shape:
    """`annotate.log/1`: the versions of a document."""
    rows = [
        {
            "ref": v.ref,
            "version": v.number,
            "date": v.date,
            "title": v.title,
            "language": v.language,
            "sha256": v.sha256,
            "encoding": v.encoding,
            "length": v.length,
            "added": v.added,
            "marks": v.marks,
        }
        for v in versions
    ]
    return {"schema": "annotate.log/1", "name": name, "versions": rows}


def history_shape(entries: Iterable[Entry]) -> Shape:
    """`annotate.history/1`: changes, oldest first."""
    return {"schema": "annotate.history/1", "entries": [entry_shape(entry) for entry in entries]}


def entry_shape(entry: Entry) -> Shape:
    """One change; `undone` says whether it is undone now, and is no part of what the hash is over."""
    return asdict(entry)


def imported_shape(ref: str, file: str, source: str, imported: Imported) -> Shape:
    """`annotate.imported/1`: how many marks came in, how many were there already, and what was left out and why."""

    def told(found: Iterable[Refusal]) -> list[Shape]:
        return [{"file": file, "line": each.line, "path": each.path, "reason": each.reason} for each in found]

    return {
        "schema": "annotate.imported/1",
        "ref": ref,
        "file": file,
        "format": source,
        "added": imported.added,
        "skipped": imported.skipped,
        "refused": told(imported.refused),
        "omitted": told(imported.omitted),
    }


def restored_shape(file: str, source: str, restored: Restored) -> Shape:
    """`annotate.restored/1`: how much a store built from a file holds; `stored` is false where it held that before."""
    return {"schema": "annotate.restored/1", "file": file, "format": source, **asdict(restored)}


def review_shape(ref: str, marks: Iterable[Mark]) -> Shape:
    """`annotate.review/1`: the marks of a version that somebody should look at."""
    return {"schema": "annotate.review/1", "ref": ref, "marks": [mark_shape(mark) for mark in marks]}


def pairs(spans: Sequence[Span]) -> list[list[int]]:
    """Spans as JSON has them.

    Examples:
        >>> pairs([Span(0, 4)])
        [[0, 4]]
    """
    return [[span.start, span.end] for span in spans]


def rounded(score: float | None) -> float | None:
    """A score to four digits: more would only tell machines apart."""
    return None if score is None else round(score, 4)
