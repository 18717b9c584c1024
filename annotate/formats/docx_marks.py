"""What a Word file says of a mark: as a comment on its words, or in a closing section where it has no place."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from annotate.formats.annotated import Annotated
from annotate.formats.docx_comments import Comment, Line, Said, line
from annotate.formats.docx_documents import SUBHEADING, joined
from annotate.formats.docx_elements import BOLD, SOFT, Look, paragraph, run
from annotate.formats.docx_lines import Lines
from annotate.report.rows import GAP
from annotate.report.tables import changed, spelled
from annotate.store.values import Mark, Reply

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement as Element


def comments_on(one: Annotated, lines: Lines) -> Iterator[Comment]:
    """A comment for each mark with a place; each further stretch of a mark has a comment that leads to the first."""
    for mark in one.placed:
        first, *others = mark.spans
        replies = tuple(Said(reply.by, reply.created, _plain(reply.note)) for reply in mark.replies)
        said = Said(mark.by, mark.created, tuple(_lines(mark)))
        yield Comment("new", lines.span(first), said, replies, done=not mark.active)
        for number, span in enumerate(others, 2):
            told = f"{mark.id}, stretch {number} of {len(mark.spans)}"
            again = Said(mark.by, mark.created, (line(mark.label, BOLD), line(told, SOFT)))
            yield Comment("new", lines.span(span), again, (), done=not mark.active)


def _lines(mark: Mark) -> Iterator[Line]:
    """Label, note, then what else is known, in grey."""
    yield line(mark.label, BOLD)
    if mark.note:
        yield from _plain(mark.note)
    state = [mark.id, mark.state if mark.state != "unchanged" else "", "" if mark.active else "out of force"]
    yield line(joined(state), SOFT)
    if len(mark.spans) > 1:
        yield line(f"stretch 1 of {len(mark.spans)}", SOFT)
    if mark.carried_from is not None:
        quote = GAP.join(mark.origin.quotes)
        yield line(f"made on {mark.origin.ref}, {spelled(mark.origin.spans)}: {quote}", SOFT)
    if mark.change is not None:
        yield line(f"since then: {changed(mark)}", SOFT)
    if mark.settled is not None:
        yield line(f"settled: {mark.settled.how}, {mark.settled.by}, {mark.settled.when}", SOFT)


def _plain(note: str) -> tuple[Line, ...]:
    return tuple(line(words) for words in note.splitlines())


def closing(one: Annotated) -> Iterator["Element"]:
    """What stands behind the text: what is said of labels, and the marks without a place."""
    if one.labels:
        yield paragraph(run("Labels"), style=SUBHEADING)
    for label in one.labels:
        about = [run(f": {label.about}")] if label.about else []
        yield paragraph(run(label.name, Look(bold=True, colour=label.colour)), *about)
    if one.unplaced:
        yield paragraph(run("Marks without a place"), style=SUBHEADING)
    for mark in one.unplaced:
        yield from _unplaced(mark)


def _unplaced(mark: Mark) -> Iterator["Element"]:
    made = f"made on {mark.origin.ref}" if mark.carried_from is None else ""
    quote = GAP.join(mark.origin.quotes)
    first, *rest = [*_lines(mark)]
    yield paragraph(*(run(*piece) for piece in first), run(f"  “{quote}”"), after="0")
    for words in rest:
        yield paragraph(*(run(*piece) for piece in words), after="0")
    for number, found in enumerate(mark.candidates, 1):
        told = f"perhaps {number}: {spelled(found.spans)}, likeness {found.likeness:.2f}, place {found.place:.2f}: "
        yield paragraph(run(told, SOFT), run(GAP.join(found.quotes)), after="0")
    for reply in mark.replies:
        yield paragraph(run("↳ ", SOFT), run(reply.note), run(f"  {_who(reply)}", SOFT), after="0")
    yield paragraph(run(joined([made, mark.by, mark.created]), SOFT))


def _who(reply: Reply) -> str:
    return joined([reply.by, reply.created])
