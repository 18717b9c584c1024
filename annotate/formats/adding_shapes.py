"""The JSON shapes of texts that were added, or would be; like those of `shapes`, they may gain keys, never lose one."""

from collections.abc import Iterable
from typing import get_args

from annotate.compare.values import State
from annotate.formats.shapes import Shape, mark_shape, reader_shape, reading_shape
from annotate.store.added import Added, Planned
from annotate.store.values import Preview
from annotate.text.dates import NOT_DATED, Dating
from annotate.text.extracts import Comment, Extract
from annotate.text.reading import Reading


def added_shape(added: Added) -> Shape:
    """`annotate.added/1`: the ref of a file, and whether it was stored now or stood there already."""
    shape: Shape = {"schema": "annotate.added/1", "ref": added.ref, "stored": added.stored}
    return shape | _dating_shape(added.dating, added.notes) | {"marks": list(added.marks)}


def planned_shape(planned: Planned) -> Shape:
    """`annotate.planned/1`: what would become of a file of many, with `add --dry-run`."""
    shape: Shape = {"schema": "annotate.planned/1", "file": planned.file, "ref": planned.ref, "stored": planned.stored}
    refused = None if planned.error is None else str(planned.error)
    return (
        shape | {"read_as": planned.read_as or None, "refused": refused} | _dating_shape(planned.dating, planned.notes)
    )


def _dating_shape(dating: Dating, notes: Iterable[str]) -> Shape:
    told = [*notes, *([dating.note] if dating.note else [])]
    return {"date": dating.date, "date_ground": dating.ground, "notes": told}


def preview_shape(
    file: str, extract: Extract, reading: Reading, marks: Preview | None = None, dating: Dating = NOT_DATED
) -> Shape:
    """`annotate.preview/1`: how a file would be read, with `add --dry-run`, and where the marks would come to stand."""
    shape: Shape = {"schema": "annotate.preview/1", "file": file, "encoding": extract.encoding}
    shape |= {"reader": reader_shape(extract.reader), "language": reading.language}
    carried = None
    if marks is not None:
        counts = {state: sum(mark.state == state for mark in marks.marks) for state in get_args(State)}
        carried = {"from": marks.carried_from, "counts": counts, "marks": [mark_shape(mark) for mark in marks.marks]}
    comments = [_comment_shape(comment) for comment in extract.comments]
    dated = _dating_shape(dating, reading.notes)
    return {
        **shape,
        "title": reading.title,
        **reading_shape(reading),
        **dated,
        "comments": comments,
        "carried": carried,
    }


def _comment_shape(comment: Comment) -> Shape:
    said = {"by": comment.by, "when": comment.when, "note": comment.note, "done": comment.done}
    answers = [{"by": each.by, "when": each.when, "note": each.note} for each in comment.replies]
    return {**said, "label": comment.label, "words": comment.words, "replies": answers}
