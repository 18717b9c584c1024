"""Two texts as one: what both have once, what only one has beside it; tracked changes are written from this.

Read without what was inserted, the pieces are the old text, character for character; without what was deleted, the new
one. The order is that of the alignment: sentences that belong together and kept their order are shared as far as their
edits say, everything else is deleted where it stood and inserted where it stands. So a moved sentence is both.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby, pairwise
from typing import NamedTuple

from annotate.compare.values import Comparison, Edit, Operation
from annotate.text.spans import Span, quotes


class Merged(NamedTuple):
    """A piece of two texts at once; the span in a text that does not have it is empty, at the place where it would be.

    Attributes:
        op: whether both texts have it (`equal`), the old one alone (`delete`), or the new one alone (`insert`).
        old: where it stands in the old text.
        new: where it stands in the new text; as long as `old` where both have it.
    """

    op: Operation
    old: Span
    new: Span


def shared(comparison: Comparison) -> list[tuple[Span, Span]]:
    """What both texts have of sentences that kept their order: where it stands in the old text, and in the new."""
    old, new = comparison.old.reading.text, comparison.new.reading.text
    found: list[tuple[Span, Span]] = []
    for group in comparison.alignment:
        if group.moved:
            continue
        if group.edits:
            found += [pair for edit in group.edits if edit.op == "equal" for pair in _same(edit)]
        elif quotes(old, group.old) == quotes(new, group.new):
            found += zip(group.old, group.new, strict=True)
    return found


def _same(edit: Edit) -> Iterator[tuple[Span, Span]]:
    """Where an equal step has the very same characters on both sides: all of it, but between two scripts."""
    if edit.old_text is None:
        yield edit.old, edit.new
        return
    at = 0
    for same, run in groupby(zip(edit.old_text, edit.text, strict=True), lambda pair: pair[0] == pair[1]):
        length = len(list(run))
        if same:
            yield _part(edit.old, at, at + length), _part(edit.new, at, at + length)
        at += length


def merged(old: str, new: str, common: Iterable[tuple[Span, Span]]) -> tuple[Merged, ...]:
    r"""Two texts as one; every character of each is in exactly one piece, in its own order.

    Args:
        old: the one text.
        new: the other.
        common: what they share, as `shared` finds it; what is not the same in both, or out of order, is passed over.

    Examples:
        >>> [piece.op for piece in merged("要抓好", "必须抓好", [(Span(1, 3), Span(2, 4))])]
        ['delete', 'insert', 'equal']
    """
    same = [(mine, theirs) for mine, theirs in common if mine.length and mine.of(old) == theirs.of(new)]
    pieces: list[Merged] = []
    old_at = new_at = 0
    ends = (Span(len(old), len(old)), Span(len(new), len(new)))
    for old_span, new_span in (*sorted(same, key=lambda pair: pair[1]), ends):
        if old_span.start < old_at or new_span.start < new_at:
            continue
        pieces += _between(old, new, Span(old_at, old_span.start), Span(new_at, new_span.start))
        if old_span.length:
            pieces.append(Merged("equal", old_span, new_span))
        old_at, new_at = old_span.end, new_span.end
    return tuple(pieces)


def _between(old: str, new: str, old_gap: Span, new_gap: Span) -> Iterator[Merged]:
    """What stands between two shared pieces: white space that agrees is shared, the rest deleted, then inserted."""
    before = _common_space(old_gap.of(old), new_gap.of(new))
    old_rest, new_rest = Span(old_gap.start + before, old_gap.end), Span(new_gap.start + before, new_gap.end)
    after = _common_space(old_rest.of(old)[::-1], new_rest.of(new)[::-1])
    if _begins_line(old, old_rest) and _begins_line(new, new_rest):
        after = min(after, _behind_line(old_rest.of(old)), _behind_line(new_rest.of(new)))
    old_end, new_end = old_gap.end - after, new_gap.end - after
    parts = (
        Merged("equal", Span(old_gap.start, old_rest.start), Span(new_gap.start, new_rest.start)),
        Merged("delete", Span(old_rest.start, old_end), Span(new_rest.start, new_rest.start)),
        Merged("insert", Span(old_end, old_end), Span(new_rest.start, new_end)),
        Merged("equal", Span(old_end, old_gap.end), Span(new_end, new_gap.end)),
    )
    return (part for part in parts if part.old.length or part.new.length)


def _common_space(one: str, other: str) -> int:
    """How many characters of white space two texts begin with alike."""
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs or not mine.isspace():
            break
        count += 1
    return count


def _behind_line(words: str) -> int:
    """How much of the white space at the end can be shared so that lines that were replaced keep their own line end."""
    space = words[len(words.rstrip()) :]
    return len(space) - (space.find("\n") + 1 if words.strip() else 0)


def _begins_line(text: str, span: Span) -> bool:
    return span.start == 0 or text[span.start - 1] == "\n"


def cut(pieces: Iterable[Merged], old_cuts: Collection[int], new_cuts: Collection[int]) -> Iterator[Merged]:
    """The same pieces, cut where either text has one of its `cuts`.

    Examples:
        >>> whole = Merged("equal", Span(0, 4), Span(1, 5))
        >>> [(piece.old, piece.new) for piece in cut([whole], {1}, {4})]
        [(Span(start=0, end=1), Span(start=1, end=2)),
         (Span(start=1, end=3), Span(start=2, end=4)),
         (Span(start=3, end=4), Span(start=4, end=5))]
    """
    old_sorted, new_sorted = sorted(old_cuts), sorted(new_cuts)
    for piece in pieces:
        length = max(piece.old.length, piece.new.length)
        steps = {0, length}
        if piece.op != "insert":
            steps.update(at - piece.old.start for at in _inside(old_sorted, piece.old))
        if piece.op != "delete":
            steps.update(at - piece.new.start for at in _inside(new_sorted, piece.new))
        for start, end in pairwise(sorted(steps)):
            yield Merged(piece.op, _part(piece.old, start, end), _part(piece.new, start, end))


def _inside(cuts: list[int], span: Span) -> list[int]:
    return cuts[bisect_right(cuts, span.start) : bisect_left(cuts, span.end)]


def _part(span: Span, start: int, end: int) -> Span:
    return Span(span.start + start, span.start + end) if span.length else span
