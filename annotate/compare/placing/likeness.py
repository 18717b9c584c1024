"""How alike two sentences are, by the pairs of characters they share.

Pairs that stand in every other sentence of a statute (违反本法规定, "violating this law") tell little; so a pair
weighs less the more sentences of the two texts it stands in. It works for any script and needs no words.
"""

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import log

USUAL = 8  # a pair of characters in so many sentences or fewer has its full weight
COMMON = 24  # a pair in more sentences of one text than this does not choose candidates
CANDIDATES = 6

Grams = Counter[str]


def grams_of(words: str) -> Grams:
    """The pairs of neighbouring characters in `words`, and how often each stands there; a single one stands for itself.

    Examples:
        >>> sorted(grams_of("要落实"))
        ['落实', '要落']
    """
    return Counter(words[at : at + 2] for at in range(max(1, len(words) - 1)))


def dice(one: Grams, other: Grams) -> float:
    """The share of pairs that two bags have in common, 0 to 1, each pair weighing the same."""
    if len(one) > len(other):
        one, other = other, one
    shared = sum(min(count, other[gram]) for gram, count in one.items() if gram in other)
    return 2 * shared / (one.total() + other.total())


class Likeness:
    """The likeness of any sentence of `olds` to any of `news`, 0 to 1, and which are worth comparing."""

    def __init__(self, olds: Sequence[str], news: Sequence[str]) -> None:
        self.olds = [grams_of(words) for words in olds]
        self.news = [grams_of(words) for words in news]
        self._weight = _weights((*self.olds, *self.news))
        self._old_totals = [self._total(bag) for bag in self.olds]
        self._new_totals = [self._total(bag) for bag in self.news]

    def __call__(self, old: int, new: int) -> float:
        """The likeness of one sentence of each text."""
        one, other = self.olds[old], self.news[new]
        if len(one) > len(other):
            one, other = other, one
        shared = sum(min(count, other[gram]) * self._weight[gram] for gram, count in one.items() if gram in other)
        total = self._old_totals[old] + self._new_totals[new]
        return 2 * shared / total if total else float(one == other)

    def near_pairs(self, free_old: Sequence[int], free_new: Sequence[int]) -> set[tuple[int, int]]:
        """For each sentence still free, the pairs with the few of the other text that share most of its rarer pairs."""
        pairs = set(_nearest(free_old, self.olds, self.news))
        pairs.update((old, new) for new, old in _nearest(free_new, self.news, self.olds))
        return pairs

    def _total(self, bag: Grams) -> float:
        return sum(count * self._weight[gram] for gram, count in bag.items())


def _weights(bags: Sequence[Grams]) -> dict[str, float]:
    """1 for what stands in few of `bags`, falling to 0 for what stands in all of them."""
    standing = Counter(gram for bag in bags for gram in bag)
    scale = len(bags) / USUAL
    if scale <= 2:
        return dict.fromkeys(standing, 1.0)
    return {gram: min(1.0, log(len(bags) / count) / log(scale)) for gram, count in standing.items()}


def _nearest(rows: Iterable[int], bags: Sequence[Grams], others: Sequence[Grams]) -> Iterator[tuple[int, int]]:
    rows = list(rows)
    wanted = {gram for row in rows for gram in bags[row]}
    index: defaultdict[str, list[int]] = defaultdict(list)
    for at, bag in enumerate(others):
        for gram in bag:
            if gram in wanted:
                index[gram].append(at)
    for row in rows:
        tally: defaultdict[int, float] = defaultdict(float)
        for gram in bags[row]:
            found = index.get(gram, ())
            if len(found) <= COMMON:
                for at in found:
                    tally[at] += 1 / len(found)
        best = heapq.nsmallest(CANDIDATES, tally.items(), key=lambda item: (-item[1], item[0]))
        yield from ((row, at) for at, _ in best)
