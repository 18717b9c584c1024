"""Two texts laid side by side: what belongs together on one line, in the order a reader of the new text meets it.

What the old text alone has stands where it stood: behind the last line that kept its place. What has moved leaves a
trace there. Lines that a view does not show are folded, stretch by stretch.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Generic, NamedTuple, TypeVar

from annotate.compare.values import Group, Row

Item = TypeVar("Item", Row, Group)


class Line(NamedTuple, Generic[Item]):
    """One line: a row or a group of sentences with both its sides, or the trace of one that has moved.

    Attributes:
        item: what stands here, or stood here.
        number: its number, from 1 on; a trace has that of the line it points to.
        behind: the number of the line that kept its place and behind which the item stood in the old text; 0 at the
            beginning.
        trace: whether only the old place is marked.
    """

    item: Item
    number: int
    behind: int = 0
    trace: bool = False


class Stretch(NamedTuple, Generic[Item]):
    """Lines that follow each other and are all shown, or all folded."""

    lines: tuple[Line[Item], ...]
    folded: bool

    @property
    def counted(self) -> Counter[str]:
        """How many lines of each kind or flag there are, traces left out."""
        return Counter(kind_of(line.item) for line in self.lines if not line.trace)


def kind_of(item: Row | Group) -> str:
    """The flag of a row, the kind of a group."""
    return item.flag if isinstance(item, Row) else item.kind


def side_by_side(items: Sequence[Item]) -> tuple[Line[Item], ...]:
    """Rows or groups in the order of the new text, what was dropped at its old place, and a trace of what has moved.

    Examples:
        >>> from annotate.text.spans import Span
        >>> first = Group("same", False, (Span(0, 2),), (Span(2, 4),), 1.0)
        >>> gone = Group("removed", False, (Span(2, 4),), (), None)
        >>> moved = Group("same", True, (Span(4, 6),), (Span(0, 2),), 1.0)
        >>> [(line.number, line.item.kind, line.trace) for line in side_by_side([gone, moved, first])]
        [(1, 'same', False), (2, 'same', False), (3, 'removed', False), (1, 'same', True)]
    """
    taken = sorted((item for item in items if item.new), key=lambda item: (item.new, item.old))
    stayed = sorted((item.old, at) for at, item in enumerate(taken) if item.old and not item.moved)

    def anchor(item: Item) -> int:
        """The place in `taken` of the last line that stayed and stood before `item`; -1 where there is none."""
        before = bisect_left(stayed, (item.old, -1))
        return stayed[before - 1][1] if before else -1

    placed = [((at, 0, item.old), item, False) for at, item in enumerate(taken)]
    placed += [((anchor(item), 1, item.old), item, True) for item in taken if item.moved and item.old]
    placed += [((anchor(item), 1, item.old), item, False) for item in items if not item.new]
    placed.sort(key=lambda each: each[0])
    numbers: dict[int, int] = {}
    for _, item, trace in placed:
        if not trace:
            numbers[id(item)] = len(numbers) + 1
    behind = {at: numbers[id(item)] for at, item in enumerate(taken)}
    return tuple(
        Line(item, numbers[id(item)], behind.get(anchor(item), 0) if item.old else 0, trace)
        for _, item, trace in placed
    )


def stretches(lines: Iterable[Line[Item]], shows: Callable[[Item], bool]) -> tuple[Stretch[Item], ...]:
    """`lines` as stretches of what is shown and what is folded, in turn; a trace goes with its item."""
    return tuple(
        Stretch(tuple(run), folded=not shown) for shown, run in groupby(lines, key=lambda line: shows(line.item))
    )
