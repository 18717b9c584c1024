"""A version with its marks, and the text cut where marks begin and end: what every annotated export starts from."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from annotate.store.values import Label, Mark, Version
from annotate.text.reading import Block, BlockKind
from annotate.text.spans import Span


@dataclass(frozen=True)
class Annotated:
    """A version and the marks on it, in the order they stand; those without a place come last.

    `labels` are those that were described or coloured, as far as marks here bear them.
    """

    version: Version
    marks: tuple[Mark, ...]
    labels: tuple[Label, ...] = ()

    @property
    def placed(self) -> tuple[Mark, ...]:
        """The marks that have a place on the version."""
        return tuple(mark for mark in self.marks if mark.spans)

    @property
    def unplaced(self) -> tuple[Mark, ...]:
        """The marks that have none: ambiguous or orphaned."""
        return tuple(mark for mark in self.marks if not mark.spans)


def annotated(version: Version, marks: Sequence[Mark], labels: Iterable[Label] = ()) -> Annotated:
    """`version` with `marks` in reading order, and what is said of their labels."""
    borne = {mark.label for mark in marks}
    kept = tuple(each for each in labels if each.name in borne and (each.about or each.colour))
    return Annotated(version, tuple(sorted(marks, key=lambda mark: (not mark.spans, mark.spans))), kept)


@dataclass(frozen=True)
class Segment:
    """A stretch of text that is covered by the same marks throughout, and lies in one block.

    Attributes:
        text: its words; empty for the place of a zero-width mark.
        marks: the marks that cover it (or stand at this point, when it is empty), the longest first.
        starts: those of `marks` that have a span beginning here.
        ends: those of `marks` that have a span ending here.
        block: its block; None between blocks.
    """

    text: str
    marks: tuple[Mark, ...]
    starts: tuple[Mark, ...]
    ends: tuple[Mark, ...]
    block: Block | None = None

    @property
    def kind(self) -> BlockKind | None:
        """The kind of its block; None between blocks."""
        return self.block.kind if self.block else None


def segments(one: Annotated) -> Iterator[Segment]:
    """The text from its start to its end, cut wherever a mark or a block begins or ends; joined, they are the text."""
    text, blocks = one.version.text, one.version.reading.blocks
    begun = {block.start: block for block in blocks}
    block_ends = {block.end for block in blocks}
    block: Block | None = None
    spans = sorted(
        ((span, mark) for mark in one.placed for span in mark.spans), key=lambda pair: (pair[0].start, -pair[0].end)
    )
    cuts = sorted({0, len(text), *begun, *block_ends, *(at for span, _ in spans for at in span)})
    waiting, open_now = 0, list[tuple[Span, Mark]]()
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        block = begun.get(start, None if start in block_ends else block)
        points: list[Mark] = []
        while waiting < len(spans) and spans[waiting][0].start == start:
            span, mark = spans[waiting]
            waiting += 1
            if span.length:
                open_now.append((span, mark))
            else:
                points.append(mark)
        if points:
            yield Segment("", tuple(points), tuple(points), tuple(points), block)
        if end > start:
            yield Segment(
                text[start:end],
                tuple(mark for _, mark in open_now),
                tuple(mark for span, mark in open_now if span.start == start),
                tuple(mark for span, mark in open_now if span.end == end),
                block,
            )
        open_now = [(span, mark) for span, mark in open_now if span.end > end]
