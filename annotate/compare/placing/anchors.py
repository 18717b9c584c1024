"""Anchors: which equal sentences hold two texts together."""

from collections import Counter
from collections.abc import Iterator, Sequence

from annotate.compare.sequence import heaviest_rising


def anchored(olds: Sequence[str], news: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of equal sentences in order: patience matching, gap by gap, until no gap has an anchor left.

    Only what is unique between two anchors becomes one, so a copy elsewhere is never taken for the original.

    Examples:
        >>> sorted(anchored(["a", "x", "b"], ["x", "a", "x", "y", "b"]))
        [(0, 1), (1, 2), (2, 4)]
    """
    gaps = [(0, len(olds), 0, len(news))]
    while gaps:
        low, high, start, end = gaps.pop()
        while low < high and start < end and olds[low] == news[start]:
            yield low, start
            low, start = low + 1, start + 1
        while low < high and start < end and olds[high - 1] == news[end - 1]:
            high, end = high - 1, end - 1
            yield high, end
        chain = unique_chain(olds[low:high], news[start:end])
        for old, new in [(low + old, start + new) for old, new in chain]:
            yield old, new
            gaps.append((low, old, start, new))
            low, start = old + 1, new + 1
        if chain:
            gaps.append((low, high, start, end))


def unique_chain(olds: Sequence[str], news: Sequence[str]) -> list[tuple[int, int]]:
    """The sentences that stand once in each text, without those that would break the order."""
    here, there = Counter(olds), Counter(news)
    place = {words: at for at, words in enumerate(news) if there[words] == 1 and here[words] == 1}
    rows = [at for at, words in enumerate(olds) if words in place]
    columns = [place[olds[at]] for at in rows]
    return [(rows[at], columns[at]) for at in heaviest_rising(columns, [len(olds[at]) for at in rows])]
