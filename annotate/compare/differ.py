"""The one place that calls diff-match-patch: what two strings have in common, in order, code point by code point."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from annotate.compare.sequence import heaviest_rising

LONG = 40_000_000  # code points of one side times those of the other from which the strings are divided first
SHORT = 1_000_000  # the same, for the parts they are divided into


def equal_stretches(old: str, new: str) -> Iterator[tuple[int, int, int]]:
    """The equal stretches of two strings: where each stands in `old` and in `new`, and its length.

    There is no time limit, so the answer does not depend on the machine. The time a diff takes grows with the product
    of the lengths, so very long strings are divided: at what stands once in both, else in the middle.

    Examples:
        >>> list(equal_stretches("abcd", "xbcyd"))
        [(1, 1, 2), (3, 4, 1)]
    """
    if len(old) * len(new) < LONG:
        yield from _diffed(old, new, 0, 0)
        return
    parts = [(0, len(old), 0, len(new))]
    while parts:
        low, high, start, end = parts.pop()
        if (high - low) * (end - start) < SHORT:
            yield from _diffed(old[low:high], new[start:end], low, start)
        else:
            parts.extend(reversed(_divided(old, new, (low, high, start, end))))


def _diffed(old: str, new: str, at: int, to: int) -> Iterator[tuple[int, int, int]]:
    if not old or not new:
        return
    from diff_match_patch import diff_match_patch

    engine = diff_match_patch()
    engine.Diff_Timeout = 0  # its default, one second, ends with almost nothing kept, and does not say so
    for op, text in engine.diff_main(old, new, checklines=False):
        if op == 0:
            yield at, to, len(text)
        at += len(text) * (op <= 0)
        to += len(text) * (op >= 0)


def _divided(old: str, new: str, part: tuple[int, int, int, int]) -> list[tuple[int, int, int, int]]:
    """The parts of `part`, in order: each begins with a code point that stands once on both sides, or halves."""
    low, high, start, end = part
    here, there = Counter(old[low:high]), Counter(new[start:end])
    place = {char: at for at, char in enumerate(new[start:end], start) if there[char] == 1 and here[char] == 1}
    rows = [at for at in range(low, high) if old[at] in place]
    columns = [place[old[at]] for at in rows]
    cuts = [(rows[at], columns[at]) for at in heaviest_rising(columns, [1.0] * len(rows))]
    if all(cut == (low, start) for cut in cuts):
        cuts = [((low + high) // 2, (start + end) // 2)]
    borders = [(low, start), *cuts, (high, end)]
    return [(a, b, c, d) for (a, c), (b, d) in pairwise(borders)]
