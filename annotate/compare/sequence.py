"""The heaviest chain: of things that stand somewhere in two texts, those that keep one order in both."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple


class Box(NamedTuple):
    """A stretch `[old, old_end)` of one text that belongs to `[new, new_end)` of the other, and what that is worth."""

    old: int
    old_end: int
    new: int
    new_end: int
    worth: float

    def turned(self) -> "Box":
        """The box with its two sides exchanged."""
        return Box(self.new, self.new_end, self.old, self.old_end, self.worth)


def heaviest_chain(boxes: Sequence[Box]) -> list[int]:
    """The indexes of those `boxes` that follow one another on both sides and are worth most together.

    Takes time in proportion to n log n. Boxes may not be empty on either side, nor worth nothing.

    Examples:
        >>> heaviest_chain([Box(0, 1, 5, 6, 3.0), Box(1, 2, 0, 1, 1.0), Box(2, 3, 1, 2, 1.0), Box(3, 4, 7, 8, 1.0)])
        [0, 3]
    """
    ends = sorted({box.new_end for box in boxes})
    tree: list[tuple[float, int]] = [(0.0, -1)] * (len(ends) + 1)
    best: list[tuple[float, int]] = [(0.0, -1)] * len(boxes)
    before: list[int] = [-1] * len(boxes)
    waiting = sorted(range(len(boxes)), key=lambda at: (boxes[at].old_end, boxes[at]))
    ready = 0
    for at in sorted(range(len(boxes)), key=lambda at: boxes[at]):
        box = boxes[at]
        while ready < len(waiting) and boxes[waiting[ready]].old_end <= box.old:
            _raise(tree, bisect_left(ends, boxes[waiting[ready]].new_end) + 1, best[waiting[ready]])
            ready += 1
        worth, last = _highest(tree, _count_up_to(ends, box.new))
        before[at] = last
        best[at] = (worth + box.worth, at)
    chain: list[int] = []
    at = min(range(len(boxes)), key=lambda at: (-best[at][0], boxes[at]), default=-1)
    while at >= 0:
        chain.append(at)
        at = before[at]
    return chain[::-1]


def heaviest_rising(places: Sequence[int], weights: Sequence[float]) -> list[int]:
    """The indexes of the rising run of `places` (all different) with the greatest sum of `weights`.

    Examples:
        >>> heaviest_rising([0, 5, 1, 2], [1, 1, 1, 1])
        [0, 2, 3]
        >>> heaviest_rising([0, 5, 1, 2], [1, 9, 1, 1])
        [0, 1]
    """
    return heaviest_chain([Box(at, at + 1, place, place + 1, weights[at]) for at, place in enumerate(places)])


def _count_up_to(ends: list[int], place: int) -> int:
    return bisect_left(ends, place + 1)


def _raise(tree: list[tuple[float, int]], node: int, value: tuple[float, int]) -> None:
    while node < len(tree):
        if value[0] > tree[node][0]:
            tree[node] = value
        node += node & -node


def _highest(tree: list[tuple[float, int]], node: int) -> tuple[float, int]:
    found = (0.0, -1)
    while node > 0:
        if tree[node][0] > found[0]:
            found = tree[node]
        node -= node & -node
    return found
