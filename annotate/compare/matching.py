"""Which sentences of two texts belong together: the links that an alignment is made of.

Five passes, from the certain to the likely. Sentences that stand once in each text, word for word, are linked first,
wherever they stand, and identical neighbours are linked outward from them. Then the likeliest pairs that keep the order
of those are chosen together, one sentence against two or three included (a heaviest chain). What stands right beside a
linked pair needs less likeness. What is left over may have moved: best first, and only if it is much alike. Last, a
sentence that nothing took up joins its neighbour's link, if its words stand in the other side of that link and the
neighbour does not account for them: a split or a merger with rewording.

Candidates come from an index of rare n-grams, so the time grows nearly in proportion to the texts.

Carrying has a matcher of its own, `annotate.compare.placing.match`. An alignment shows every plausible link, because a
reader judges it; a mark must not follow a sentence that is merely alike, because nobody may look at it again.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from heapq import nsmallest
from itertools import chain, product
from typing import NamedTuple

from annotate.compare.likeness import Grams, dice, grams, overlap, pairs, rarity, weight
from annotate.compare.sequence import Box, heaviest_chain
from annotate.text.spans import visible

IN_ORDER = 0.28  # likeness from which two sentences are linked that keep the order of the others
BETWEEN = 0.16  # the same, for two that stand right beside linked ones on both sides
OUT_OF_ORDER = 0.5  # the same, for two that do not keep the order
WORD_ORDER = 0.52  # and how alike their neighbouring words must be: shared vocabulary is no sign of a move
PART = 0.7  # share of a part's words that stand in the whole it was split from or merged into
GAIN = 0.03  # how much likelier a split or merger is than its likeliest part alone
JOINS = 0.4  # share of a left-over sentence's words that a neighbour's link must hold and not account for
REACH = 4  # how many sentences away that neighbour may stand
NEAREST = 6  # candidates looked at for a sentence
COMMON = 24  # a gram that stands in more sentences than that proposes no candidates
REPEATED = 400  # a sentence whose occurrences make more pairs than that proposes only some of them
ANCHOR = 3.0  # worth of a word-for-word link in the chain, where a reworded one is worth less than 1


class Link(NamedTuple):
    """Sentences of the old text that belong to sentences of the new, by number, and how alike they are."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    similarity: float

    def box(self, worth: float) -> Box:
        """The link as a piece of a chain."""
        return Box(self.old[0], self.old[-1] + 1, self.new[0], self.new[-1] + 1, worth)


def match(olds: Sequence[str], news: Sequence[str]) -> tuple[Link, ...]:
    """Link the sentences `olds` of one text to the sentences `news` of another.

    Each sentence stands in one link at most; the links of `match(news, olds)` are the same turned round.

    Examples:
        >>> match(["要稳就业。", "要保民生，要保市场主体。"], ["要保民生。", "要保市场主体。", "要稳就业。"])
        (Link(old=(0,), new=(2,), similarity=1.0), Link(old=(1,), new=(0, 1), similarity=...))
    """
    turned = falls_turned(olds, news)
    links = (_Search(news, olds) if turned else _Search(olds, news)).run()
    if turned:
        links = [Link(link.new, link.old, link.similarity) for link in links]
    return tuple(sorted(links))


def falls_turned(olds: Sequence[str], news: Sequence[str]) -> bool:
    """Whether a search is made from the new text to the old, so that ties fall alike in both directions."""
    return [visible(quote) for quote in news] < [visible(quote) for quote in olds]


class _Side:
    """The sentences of one text: their characters, their grams, and which of them are linked."""

    def __init__(self, quotes: Sequence[str]) -> None:
        self.quotes = quotes
        self.words = [visible(quote) for quote in quotes]
        self.grams = [grams(quote) for quote in quotes]
        self.weights: list[float] = []
        self.free = [True] * len(quotes)

    def __len__(self) -> int:
        return len(self.words)

    def joined(self, numbers: Sequence[int]) -> Grams:
        if len(numbers) == 1:
            return self.grams[numbers[0]]
        total: Counter[str] = Counter()
        for number in numbers:
            total.update(self.grams[number])
        return total

    def weight(self, numbers: Sequence[int]) -> float:
        return sum(self.weights[number] for number in numbers)

    def all_free(self, numbers: Sequence[int]) -> bool:
        return all(self.free[number] for number in numbers)


class _Search:
    """The state of one matching: two sides, the links found so far, and likeness computed once."""

    def __init__(self, olds: Sequence[str], news: Sequence[str]) -> None:
        self.old, self.new = _Side(olds), _Side(news)
        self.rarity = rarity(chain(self.old.grams, self.new.grams))
        for side in (self.old, self.new):
            side.weights = [weight(piece, self.rarity) for piece in side.grams]
        self.links: list[Link] = []
        self.identical = self._find_identical()
        self.candidates: list[Link] = []
        self._shared: dict[tuple[int, int], float] = {}

    def run(self) -> list[Link]:
        self.link_identical()
        # Once, of what is free by now: the passes choose among the same candidates.
        self.candidates = self._find_candidates(self._find_pairs())
        self.link_in_order()
        self.link_between()
        self.link_out_of_order()
        self.join_left_over()
        return self.links

    def take(self, link: Link) -> None:
        self.links.append(link)
        for number in link.old:
            self.old.free[number] = False
        for number in link.new:
            self.new.free[number] = False

    def is_free(self, link: Link) -> bool:
        return self.old.all_free(link.old) and self.new.all_free(link.new)

    # likeness

    def shared(self, old: int, new: int) -> float:
        """What the two sentences share, in weight."""
        found = self._shared.get((old, new))
        if found is None:
            found = overlap(self.old.grams[old], self.new.grams[new], self.rarity)
            self._shared[old, new] = found
        return found

    def likeness(self, old: tuple[int, ...], new: tuple[int, ...]) -> float:
        if len(old) == len(new) == 1:
            if self.old.words[old[0]] == self.new.words[new[0]]:
                return 1.0
            common = self.shared(old[0], new[0])
        else:
            common = overlap(self.old.joined(old), self.new.joined(new), self.rarity)
        total = self.old.weight(old) + self.new.weight(new)
        return 2 * common / total if total else 0.0

    def keeps_word_order(self, link: Link) -> bool:
        """Whether the two sides share their neighbouring words: a shared vocabulary is no sign of a move."""
        old, new = (
            sum((pairs(side.quotes[at]) for at in numbers), Counter())
            for side, numbers in ((self.old, link.old), (self.new, link.new))
        )
        return link.similarity == 1.0 or dice(old, new, self.rarity) >= WORD_ORDER

    # word for word

    def link_identical(self) -> None:
        """Link sentences that stand once in each text, then identical neighbours outward from them."""
        for olds, news in self.identical:
            if len(olds) == len(news) == 1:
                self.take(Link((olds[0],), (news[0],), 1.0))
        for step in (1, -1):
            for link in sorted(self.links, reverse=step < 0):
                old, new = link.old[0] + step, link.new[0] + step
                while self._identical_and_free(old, new):
                    self.take(Link((old,), (new,), 1.0))
                    old, new = old + step, new + step

    def _find_identical(self) -> list[tuple[list[int], list[int]]]:
        """Where each sentence that stands in both texts stands in the old and in the new."""
        places: defaultdict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for number, words in enumerate(self.old.words):
            places[words][0].append(number)
        for number, words in enumerate(self.new.words):
            places[words][1].append(number)
        return [(olds, news) for olds, news in places.values() if olds and news]

    def _identical_and_free(self, old: int, new: int) -> bool:
        if not (0 <= old < len(self.old) and 0 <= new < len(self.new)):
            return False
        return self.old.free[old] and self.new.free[new] and self.old.words[old] == self.new.words[new]

    # candidates

    def _find_pairs(self) -> list[tuple[int, int]]:
        """Pairs of free sentences that come near each other, found by the rare grams they share."""
        index: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for new, piece in enumerate(self.new.grams):
            if self.new.free[new]:
                for gram, count in piece.items():
                    index[gram].append((new, count))
        by_old: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
        by_new: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
        for old, piece in enumerate(self.old.grams):
            if self.old.free[old]:
                for new, common in self._near(piece, index).items():
                    nearness = -common / (self.old.weights[old] + self.new.weights[new])
                    by_old[old].append((nearness, new))
                    by_new[new].append((nearness, old))
        found = {(old, new) for old, near in by_old.items() for _, new in nsmallest(NEAREST, near)}
        found.update((old, new) for new, near in by_new.items() for _, old in nsmallest(NEAREST, near))
        return sorted(found)

    def _near(self, piece: Grams, index: dict[str, list[tuple[int, int]]]) -> dict[int, float]:
        common: defaultdict[int, float] = defaultdict(float)
        for gram, count in piece.items():
            having = index.get(gram, ())
            if len(having) <= COMMON:
                each = self.rarity[gram]
                for new, times in having:
                    common[new] += each * min(count, times)
        return common

    def _find_candidates(self, near: Sequence[tuple[int, int]]) -> list[Link]:
        """Links that could be made of free sentences: one to one, one to two or three, two or three to one."""
        found = {Link((old,), (new,), self.likeness((old,), (new,))) for old, new in near}
        found.update(self._repeated())
        for old, new in near:
            for news in _runs(new, len(self.new)):
                if self.shared(old, new) >= PART * self.new.weights[new] and self.new.all_free(news):
                    found.update(self._joined((old,), news))
            for olds in _runs(old, len(self.old)):
                if self.shared(old, new) >= PART * self.old.weights[old] and self.old.all_free(olds):
                    found.update(self._joined(olds, (new,)))
        return sorted(found)

    def _repeated(self) -> Iterator[Link]:
        """Links between identical sentences that stand more than once: all, or first with first and last with last."""
        for places in self.identical:
            olds = [at for at in places[0] if self.old.free[at]]
            news = [at for at in places[1] if self.new.free[at]]
            if len(olds) * len(news) <= REPEATED:
                chosen = set(product(olds, news))
            else:
                chosen = {*zip(olds, news, strict=False), *zip(olds[::-1], news[::-1], strict=False)}
            yield from (Link((old,), (new,), 1.0) for old, new in chosen)

    def _joined(self, old: tuple[int, ...], new: tuple[int, ...]) -> Iterator[Link]:
        """The link between one sentence and several, if each stands in it and they are likelier together."""
        both = [(one, other) for one in old for other in new]
        parts = self.new.weights if len(old) == 1 else self.old.weights
        if any(self.shared(*pair) < PART * parts[pair[len(old) == 1]] for pair in both):
            return
        together = self.likeness(old, new)
        if together >= GAIN + max(self.likeness((one,), (other,)) for one, other in both):
            yield Link(old, new, together)

    # the passes

    def link_in_order(self) -> None:
        """Link what keeps the order of the identical sentences: the choice that is worth most as a whole."""
        known = [link.box(ANCHOR) for link in self.links]
        likely = [link for link in self.candidates if link.similarity > IN_ORDER]
        boxes = [
            link.box((link.similarity - IN_ORDER) * max(1, 0.75 * (len(link.old) + len(link.new) - 1)))
            for link in likely
        ]
        for number in heaviest_chain(known + boxes):
            if number >= len(known):
                self.take(likely[number - len(known)])

    def link_between(self) -> None:
        """Link what stands right beside a linked pair, inside a gap that linked pairs close on both sides."""
        firsts = {link.old[0]: link.new[0] for link in self.links}
        lasts = {link.old[-1]: link.new[-1] for link in self.links}
        for link in sorted(self.candidates, key=_likeliest_first):
            old, new = link.old[0], link.new[0]
            if len(link.old) + len(link.new) > 2 or link.similarity < BETWEEN or not self.is_free(link):
                continue
            if lasts.get(old - 1, -2) == new - 1 or firsts.get(old + 1) == new + 1:
                before, behind = self._gap(old, new)
                if lasts.get(before[0], -1) == before[1] and firsts.get(behind[0], len(self.new)) == behind[1]:
                    self.take(link)
                    firsts[old] = lasts[old] = new

    def _gap(self, old: int, new: int) -> tuple[tuple[int, int], tuple[int, int]]:
        """The sentences of both sides right before and right behind the free ones around `old` and `new`."""
        before, behind = [old, new], [old, new]
        for number, side in enumerate((self.old, self.new)):
            while before[number] >= 0 and side.free[before[number]]:
                before[number] -= 1
            while behind[number] < len(side) and side.free[behind[number]]:
                behind[number] += 1
        return (before[0], before[1]), (behind[0], behind[1])

    def link_out_of_order(self) -> None:
        """Link what is left and much alike, best first: it moved."""
        for link in sorted(self.candidates, key=_likeliest_first):
            if link.similarity >= OUT_OF_ORDER and self.is_free(link) and self.keeps_word_order(link):
                self.take(link)

    def join_left_over(self) -> None:
        """Let free sentences join a neighbour's link that holds their words and does not account for them yet."""
        for side, other in ((self.new, self.old), (self.old, self.new)):
            belongs = {at: number for number, link in enumerate(self.links) for at in self._members(link, side)}
            offers = {
                (at, belongs[near]): self.unaccounted(at, self.links[belongs[near]], side, other)
                for at in range(len(side))
                if side.free[at]
                for near in range(at - REACH, at + REACH + 1)
                if near in belongs
            }
            for at, number in sorted(offers, key=lambda offer: (-offers[offer], offer)):
                link = self.links[number]
                if side.free[at] and self.unaccounted(at, link, side, other) >= JOINS:
                    side.free[at] = False
                    joined = tuple(sorted((*self._members(link, side), at)))
                    old, new = (link.old, joined) if side is self.new else (joined, link.new)
                    self.links[number] = Link(old, new, self.likeness(old, new))

    def _members(self, link: Link, side: _Side) -> tuple[int, ...]:
        return link.new if side is self.new else link.old

    def unaccounted(self, at: int, link: Link, side: _Side, other: _Side) -> float:
        """Share of sentence `at` of `side` that stands in the link's other side, its own side not counted."""
        whole = self._members(link, other)
        if len(whole) > 1 or link.similarity == 1.0 or not side.weights[at]:
            return 0.0
        rest = Counter(other.grams[whole[0]])
        rest.subtract(side.joined(self._members(link, side)))
        return overlap(side.grams[at], +rest, self.rarity) / side.weights[at]


def _likeliest_first(link: Link) -> tuple[float, Link]:
    return -link.similarity, link


def _runs(number: int, length: int) -> Iterator[tuple[int, ...]]:
    """The runs of two and three numbers below `length` that hold `number`."""
    for size in (2, 3):
        for first in range(max(0, number - size + 1), min(number, length - size) + 1):
            yield tuple(range(first, first + size))
