"""The sheets of versions with their marks: marks, texts, and what is known of versions and labels."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from annotate.formats.annotated import Annotated, Segment, segments
from annotate.formats.losses import Loss
from annotate.formats.xlsx_cells import Content, parts, words
from annotate.formats.xlsx_sheets import Column, Line, Sheet
from annotate.report.cells import Piece
from annotate.report.rows import GAP
from annotate.report.tables import spelled
from annotate.store.values import Mark, MarkCandidate, Reply
from annotate.text.reading import Block

_MARK_COLUMNS = (
    Column("ref", 14),
    Column("id", 8, "id"),
    Column("label", 14, "label"),
    Column("state", 11, "state"),
    Column("spans", 10, "spans"),
    Column("quote", 42, "spans"),
    Column("note", 34, "note"),
    Column("by", 10, "by"),
    Column("created", 21, "created"),
    Column("replies", 34, "replies"),
    Column("change", 34, "change"),
    Column("candidates", 30, "candidates"),
    Column("settled", 24, "settled"),
    Column("in force", 8, "active"),
    Column("made on", 14, "origin"),
    Column("spans there", 10, "origin"),
    Column("words there", 34, "lost"),
    Column("from", 14, "placement"),
    Column("likeness", 9, "placement"),
    Column("place", 8, "placement"),
    Column("rule", 40, "placement"),
    Column("revision", 8, "revision"),
)
_PRINTED = 10
_TEXT_COLUMNS = (
    Column("ref", 14),
    Column("kind", 10, "blocks"),
    Column("start", 8, "text"),
    Column("end", 8, "text"),
    Column("text", 90, "text"),
    Column("marks", 30, "text"),
    Column("number", 10, "numbers"),
    Column("level", 8, "numbers"),
)
_VERSION_COLUMNS = (
    Column("ref", 14),
    Column("title", 40, "title"),
    Column("date", 12, "date"),
    Column("series", 14, "series"),
    Column("language", 10, "language"),
    Column("characters", 10),
    Column("marks", 8),
    Column("without a place", 10),
    Column("encoding", 11, "source"),
    Column("added", 21, "source"),
    Column("SHA-256 of the source", 34, "source"),
    Column("reader", 10, "reader"),
    Column("origin", 20, "reader"),
    Column("how it was read", 40, "reader"),
)
_LABEL_COLUMNS = (
    Column("colour shown", 8),
    Column("label", 24),
    Column("colour", 10, "colour"),
    Column("about", 70, "about"),
)
_REMOVED_COLUMNS = tuple(
    Column(name, room, "removed")
    for name, room in (("ref", 14), ("start in the file", 10), ("end", 10), ("kind", 14), ("words", 90))
)
_PLACE_COLUMNS = tuple(
    Column(name, room, "reader")
    for name, room in (("ref", 14), ("kind", 10), ("number", 10), ("start in the file", 10))
)


def version_sheets(versions: Sequence[Annotated]) -> list[Sheet]:
    """Marks, texts and versions, and where there are such, labels, what was taken out of the texts, and pages."""
    title = ", ".join(one.version.ref for one in versions)
    marks = tuple(_mark_line(one.version.ref, mark) for one in versions for mark in one.marks)
    texts = tuple(line for one in versions for line in _text_lines(one))
    found = [
        Sheet("Marks", _MARK_COLUMNS, marks, f"Marks on {title}", _PRINTED),
        Sheet("Text", _TEXT_COLUMNS, texts, title),
        Sheet("Versions", _VERSION_COLUMNS, tuple(map(_version_line, versions)), title, filters=False),
    ]
    labels, removed = tuple(_label_lines(versions)), tuple(_removed_lines(versions))
    places = tuple(_place_lines(versions))
    if labels:
        found.append(Sheet("Labels", _LABEL_COLUMNS, labels, f"Labels on {title}", filters=False))
    if removed:
        found.append(Sheet("Taken out", _REMOVED_COLUMNS, removed, f"Taken out of {title}"))
    if places:
        found.append(Sheet("Pages", _PLACE_COLUMNS, places, f"Pages of {title}"))
    return found


def _mark_line(ref: str, mark: Mark) -> Line:
    settled, origin = mark.settled, mark.origin
    cells = (
        ref,
        mark.id,
        mark.label,
        mark.state,
        spelled(mark.spans),
        GAP.join(mark.quotes or origin.quotes),
        mark.note,
        mark.by,
        mark.created,
        "\n".join(map(_reply, mark.replies)),
        _change(mark),
        "\n".join(map(_candidate, mark.candidates)),
        f"{settled.by}, {settled.when}: {settled.how}" if settled else None,
        "yes" if mark.active else "no",
        origin.ref,
        spelled(origin.spans),
        GAP.join(origin.quotes),
        mark.carried_from,
        round(mark.likeness, 4),
        round(mark.place, 4),
        mark.rule,
        mark.revision,
    )
    return Line(cells, of=Loss(ref, "mark", "", mark=mark.id))


def _reply(reply: Reply) -> str:
    who = ", ".join(part for part in (reply.by, reply.created) if part)
    return f"{reply.id} ({who}): {reply.note}"


def _candidate(candidate: MarkCandidate) -> str:
    scores = f"likeness {candidate.likeness:.4g}, place {candidate.place:.4g}"
    return f"{spelled(candidate.spans)} {GAP.join(candidate.quotes)} ({scores})"


def _change(mark: Mark) -> Content:
    """What was edited inside a mark as a redline of both sides, and what of it was named."""
    if mark.change is None:
        return None
    edits = [Piece(edit.text, "" if edit.op == "equal" else edit.op) for edit in mark.change.edits]
    return (*edits, *(Piece(f"\n{sentence}") for sentence in mark.change.said))


def _version_line(one: Annotated) -> Line:
    version = one.version
    cells = (
        version.ref,
        version.title,
        version.date,
        version.series,
        version.language,
        len(version.text),
        len(one.marks),
        len(one.unplaced),
        version.encoding,
        version.added,
        version.sha256,
        " ".join(version.reader),
        version.origin,
        "\n".join(version.reading.notes),
    )
    return Line(cells, of=Loss(version.ref, "version", ""))


def _label_lines(versions: Iterable[Annotated]) -> Iterator[Line]:
    known = {label.name: (label, one.version.ref) for one in versions for label in one.labels}
    for label, ref in known.values():
        cells = (None, label.name, label.colour, label.about)
        yield Line(cells, label.colour, Loss(ref, "label", "", label=label.name))


def _removed_lines(versions: Iterable[Annotated]) -> Iterator[Line]:
    for one in versions:
        ref = one.version.ref
        for run in one.version.reading.removed:
            yield Line((ref, run.start, run.end, run.kind, run.text), of=Loss(ref, "version", "removed"))


def _place_lines(versions: Iterable[Annotated]) -> Iterator[Line]:
    for one in versions:
        ref = one.version.ref
        for place in one.version.reading.places:
            yield Line((ref, place.kind, place.number, place.start), of=Loss(ref, "version", "reader"))


@dataclass
class _Run:
    """A block of a text, or what stands between two: where it begins, and its segments."""

    start: int
    block: Block | None
    segments: list[Segment] = field(default_factory=list)


def _runs(one: Annotated) -> list[_Run]:
    """A text from its start to its end, cut where a block begins or ends."""
    edges = {edge for block in one.version.reading.blocks for edge in (block.start, block.end)}
    found: list[_Run] = []
    at = 0
    for segment in segments(one):
        if not found or (at in edges and at > found[-1].start):
            found.append(_Run(at, None))
        found[-1].block = found[-1].block or segment.block
        found[-1].segments.append(segment)
        at += len(segment.text)
    return found


def _text_lines(one: Annotated) -> Iterator[Line]:
    """A block a row, marked words underlined; a block too long for a cell goes on in the next row."""
    ref = one.version.ref
    for run in _runs(one):
        text = tuple(Piece(each.text, "marked" if each.marks else "") for each in run.segments)
        if run.block is None and not words(text).strip():
            continue
        marks = dict.fromkeys(f"{mark.id} {mark.label}" for each in run.segments for mark in each.marks)
        start, borne, block = run.start, "\n".join(marks), run.block
        kind, number, level = (block.kind, block.number, block.level) if block else (None, None, None)
        for part in parts(text):
            end = start + len(words(part))
            yield Line((ref, kind, start, end, part, borne, number, level), of=Loss(ref, "version", "text"))
            start = end


def white_space_losses(versions: Iterable[Annotated]) -> Iterator[Loss]:
    """Texts with white space between their blocks that is not line ends: the offsets alone tell of it."""
    for one in versions:
        between = (words(tuple(Piece(each.text) for each in run.segments)) for run in _runs(one) if run.block is None)
        if any(gap.strip("\n") and not gap.strip() for gap in between):
            reason = "between blocks, white space that is no line end stands as offsets alone"
            yield Loss(one.version.ref, "version", "text", reason)
