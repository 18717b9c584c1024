"""Which sentences of an old text live on as which sentences of a new one.

Three passes, each over what the one before left. Equal sentences are found between unique anchors. Edited ones compete
over both whole texts: likeness counts most, and neighbours matched alike decide among lookalikes. At last pieces are
joined, where one sentence became several or several one.
"""

import heapq
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from annotate.compare.placing.anchors import anchored
from annotate.compare.placing.likeness import Likeness, grams_of
from annotate.compare.placing.visible_text import VisibleText
from annotate.compare.sequence import heaviest_rising

LEAST_IN_PLACE = 0.33  # likeness of a sentence that stayed in order
LEAST_MOVED = 0.50  # likeness of a sentence that nothing but its words identifies
NEIGHBOUR = 0.10  # what a neighbour matched alike adds in the contest
SAME_GAP = 0.10  # what standing between the same two anchors adds
LOOKALIKE = 0.10  # by how much another sentence may be more alike before a match is refused
PIECE = 0.40  # share of a left-over sentence that its neighbour's match must account for
GAP = 2000  # pairs between two anchors, up to which each is compared


@dataclass(frozen=True)
class Match:
    """Sentences `[old[0], old[1])` of the old text live on as sentences `[new[0], new[1])` of the new one."""

    old: tuple[int, int]
    new: tuple[int, int]
    likeness: float


@dataclass(frozen=True)
class Matching:
    """All matches, by old position, and for each old sentence left over the new ones most like it, best first."""

    matches: tuple[Match, ...]
    nearest: dict[int, tuple[tuple[int, float], ...]]


def match(old: VisibleText, new: VisibleText) -> Matching:
    """Match the sentences of `old` and `new`; each sentence is in one match at most."""
    contest = _Contest([old.words(i, i + 1) for i in range(len(old))], [new.words(j, j + 1) for j in range(len(new))])
    contest.take_equal()
    scores = contest.compare()
    contest.take_alike(scores)
    contest.drop_weak()
    matches = contest.joined()
    return Matching(matches, _nearest({i for m in matches for i in range(*m.old)}, scores))


def _nearest(taken: set[int], scores: dict[tuple[int, int], float]) -> dict[int, tuple[tuple[int, float], ...]]:
    near: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
    for (i, j), likeness in scores.items():
        if i not in taken:
            near[i].append((j, likeness))
    return {i: tuple(sorted(found, key=lambda item: (-item[1], item[0]))[:3]) for i, found in near.items()}


class _Contest:
    """The sentences of two texts, and who has taken whom."""

    def __init__(self, olds: list[str], news: list[str]) -> None:
        self.olds, self.news = olds, news
        self.partner: dict[int, int] = {}
        self.taken: dict[int, int] = {}
        self.likeness: dict[int, float] = {}
        self.anchors: list[tuple[int, int]] = []

    def take_equal(self) -> None:
        """Match equal sentences: in order first, then the only copies left, then copies beside a match."""
        self.anchors = sorted(anchored(self.olds, self.news))
        for i, j in self.anchors:
            self._pair(i, j, 1.0)
        left, right = defaultdict(list), defaultdict(list)
        for i in self._free_old():
            left[self.olds[i]].append(i)
        for j in self._free_new():
            right[self.news[j]].append(j)
        for words, here in left.items():
            there = right.get(words, [])
            if len(here) == len(there) == 1:
                self._pair(here[0], there[0], 1.0)
        for step in (1, -1):
            for i in sorted(self.partner, reverse=step < 0):
                self._take_beside(i, step)

    def compare(self) -> dict[tuple[int, int], float]:
        """The likeness of every pair worth a look that has at least one side still free."""
        likeness = Likeness(self.olds, self.news)
        free_old, free_new = self._free_old(), self._free_new()
        pairs = likeness.near_pairs(free_old, free_new) | set(self._gap_pairs(free_old, free_new))
        return {(i, j): likeness(i, j) for i, j in sorted(pairs)}

    def take_alike(self, scores: dict[tuple[int, int], float]) -> None:
        """Match edited sentences, the best first; each match raises the worth of its neighbours."""
        best: defaultdict[tuple[str, int], float] = defaultdict(float)
        for (i, j), likeness in scores.items():
            best["old", i] = max(best["old", i], likeness)
            best["new", j] = max(best["new", j], likeness)
        queue = [(-likeness - self._support(i, j), i, j) for (i, j), likeness in scores.items() if self._open(i, j)]
        heapq.heapify(queue)
        while queue:
            _, i, j = heapq.heappop(queue)
            likeness, support = scores[i, j], self._support(i, j)
            rival = max(best["old", i], best["new", j])
            alike = likeness >= LEAST_IN_PLACE if support else likeness >= LEAST_MOVED
            if self._open(i, j) and alike and likeness >= rival - LOOKALIKE - support:
                self._pair(i, j, likeness)
                for near in ((i - 1, j - 1), (i + 1, j + 1)):
                    if near in scores and self._open(*near):
                        heapq.heappush(queue, (-scores[near] - self._support(*near), *near))

    def drop_weak(self) -> None:
        """Give up what is neither in order nor alike enough to be known anywhere, nor beside such a match."""
        olds = sorted(self.partner)
        stayed = {olds[at] for at in self._heaviest(olds)}
        strong = {i for i in olds if i in stayed or self.likeness[i] >= LEAST_MOVED}
        for i in olds:
            j = self.partner[i]
            if i not in strong and not any(n in strong and self.partner[n] - j == n - i for n in (i - 1, i + 1)):
                del self.partner[i], self.taken[j]

    def joined(self) -> tuple[Match, ...]:
        """The matches by old position, each with the left-over sentences beside it that are pieces of it."""
        used = set(self.partner)
        return tuple(self._with_pieces(i, used) for i in sorted(self.partner))

    def _with_pieces(self, i: int, used: set[int]) -> Match:
        j = self.partner[i]
        old, new = [i, i + 1], [j, j + 1]
        if self.likeness[i] < 1.0:
            here, there = grams_of(self.olds[i]), grams_of(self.news[j])
            lost, gained = here - there, there - here
            for side, at in ((1, new[1]), (0, new[0] - 1)):
                if 0 <= at < len(self.news) and at not in self.taken and _share(self.news[at], lost) >= PIECE:
                    self.taken[at] = i
                    new[side] += 1 if side else -1
            for side, at in ((1, old[1]), (0, old[0] - 1)):
                if 0 <= at < len(self.olds) and at not in used and _share(self.olds[at], gained) >= PIECE:
                    used.add(at)
                    old[side] += 1 if side else -1
        return Match((old[0], old[1]), (new[0], new[1]), self.likeness[i])

    def _pair(self, i: int, j: int, likeness: float) -> None:
        self.partner[i], self.taken[j], self.likeness[i] = j, i, likeness

    def _open(self, i: int, j: int) -> bool:
        return i not in self.partner and j not in self.taken

    def _free_old(self) -> list[int]:
        return [i for i in range(len(self.olds)) if i not in self.partner]

    def _free_new(self) -> list[int]:
        return [j for j in range(len(self.news)) if j not in self.taken]

    def _take_beside(self, i: int, step: int) -> None:
        """Match the sentences next to a match, as far as they are equal."""
        j = self.partner[i]
        while True:
            i, j = i + step, j + step
            inside = 0 <= i < len(self.olds) and 0 <= j < len(self.news)
            if not inside or not self._open(i, j) or self.olds[i] != self.news[j]:
                return
            self._pair(i, j, 1.0)

    def _support(self, i: int, j: int) -> float:
        """What the places of two sentences add to their likeness."""
        neighbours = sum(self.partner.get(i + step, -1) == j + step for step in (-1, 1) if j + step >= 0)
        return NEIGHBOUR * neighbours + SAME_GAP * (self._gap_of_old(i) == self._gap_of_new(j))

    def _gap_of_old(self, i: int) -> int:
        return bisect_left(self.anchors, i, key=lambda anchor: anchor[0])

    def _gap_of_new(self, j: int) -> int:
        return bisect_left(self.anchors, j, key=lambda anchor: anchor[1])

    def _gap_pairs(self, free_old: list[int], free_new: list[int]) -> Iterator[tuple[int, int]]:
        """All pairs between the same two anchors, where there are few."""
        olds, news = defaultdict(list), defaultdict(list)
        for i in free_old:
            olds[self._gap_of_old(i)].append(i)
        for j in free_new:
            news[self._gap_of_new(j)].append(j)
        for gap, here in olds.items():
            there = news.get(gap, [])
            if len(here) * len(there) <= GAP:
                yield from ((i, j) for i in here for j in there)

    def _heaviest(self, olds: list[int]) -> list[int]:
        return heaviest_rising([self.partner[i] for i in olds], [len(self.olds[i]) * self.likeness[i] for i in olds])


def _share(words: str, bag: dict[str, int]) -> float:
    """How much of `words` is in `bag`."""
    grams = grams_of(words)
    return sum(min(count, bag.get(gram, 0)) for gram, count in grams.items()) / grams.total()
