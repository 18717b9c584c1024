"""Marks with their offsets counted as another program counts them, for output and from input alone."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from annotate.errors import SpanOutsideError
from annotate.store.values import Mark, NewMark, Refusal
from annotate.text.code_units import Counted, Offsets
from annotate.text.spans import Span


def outward(marks: Iterable[Mark], ref: str, texts: Mapping[str, str], offsets: Offsets) -> tuple[Mark, ...]:
    """`marks` on the version `ref` with all their spans in other units.

    Args:
        marks: in code points.
        ref: the version they stand on.
        texts: the text of that version and of each on which one of the marks was made, by ref.
        offsets: the units wanted.
    """
    counted = {each: Counted(text, offsets) for each, text in texts.items()}
    return tuple(_outward(mark, counted[ref], counted[mark.origin.ref]) for mark in marks)


def _outward(mark: Mark, here: Counted, origin: Counted) -> Mark:
    change = mark.change
    if change is not None:
        edits = tuple(replace(e, old=origin.outward(e.old), new=here.outward(e.new)) for e in change.edits)
        change = replace(change, edits=edits)
    return replace(
        mark,
        spans=_spans(here, mark.spans),
        candidates=tuple(replace(each, spans=_spans(here, each.spans)) for each in mark.candidates),
        origin=replace(mark.origin, spans=_spans(origin, mark.origin.spans)),
        change=change,
    )


def _spans(counted: Counted, spans: Sequence[Span]) -> tuple[Span, ...]:
    return tuple(counted.outward(span) for span in spans)


def inward(marks: Iterable[NewMark], text: str, offsets: Offsets) -> Iterator[NewMark | Refusal]:
    """Marks to be made whose spans are in other units, in code points of `text`; or why not: one cuts a character."""
    counted = Counted(text, offsets)
    return (_inward(mark, counted) for mark in marks)


def _inward(mark: NewMark, counted: Counted) -> NewMark | Refusal:
    try:
        return replace(mark, spans=tuple(counted.inward(span) for span in mark.spans))
    except SpanOutsideError as error:
        return Refusal(mark.line, mark.path, str(error).rstrip("."))
