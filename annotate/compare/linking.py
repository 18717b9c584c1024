"""Linking: which directives of two texts are about one specific matter.

Every pair that shares a word or a matter gets a score: a logistic sum of its features, with the weights of the rules. A
pair is linked when its score is high enough in itself and close to the best that either of its two directives has
anywhere: candidates compete, yet one order may be taken up by several, and several gathered in one. Score and rule are
the same both ways, so the links of two texts do not depend on which is called the old one.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from annotate.compare.features import competition, pair_features
from annotate.compare.units import Unit
from annotate.policy.entries import Lexicon

Pair = tuple[int, int]
Features = Mapping[str, float]


@dataclass(frozen=True)
class Links:
    """Scores and links between the directives of two texts, by their numbers.

    Attributes:
        features: the features of each pair (old, new) that was weighed.
        scores: the score of each of them, 0 to 1.
        linked: the pairs that are linked.
    """

    features: Mapping[Pair, Features]
    scores: Mapping[Pair, float]
    linked: frozenset[Pair]

    @cached_property
    def of_new(self) -> Mapping[int, Sequence[int]]:
        """The old directives linked to each new one that has any, in their order."""
        return _by(1, sorted(self.linked))

    @cached_property
    def of_old(self) -> Mapping[int, Sequence[int]]:
        """The new directives linked to each old one that has any, in their order."""
        return _by(0, sorted(self.linked))

    @cached_property
    def near_new(self) -> Mapping[int, Sequence[int]]:
        """The old directives weighed against each new one, best first."""
        return _by(1, sorted(self.scores, key=lambda pair: (-self.scores[pair], pair)))

    @cached_property
    def near_old(self) -> Mapping[int, Sequence[int]]:
        """The new directives weighed against each old one, best first."""
        return _by(0, sorted(self.scores, key=lambda pair: (-self.scores[pair], pair)))


def _by(side: int, pairs: Iterable[Pair]) -> dict[int, list[int]]:
    """The other side of `pairs` for each number of one `side`."""
    found: dict[int, list[int]] = defaultdict(list)
    for pair in pairs:
        found[pair[side]].append(pair[1 - side])
    return dict(found)


def link(old: Sequence[Unit], new: Sequence[Unit], lexicon: Lexicon) -> Links:
    """Link the directives of two texts."""
    features = weigh_pairs(old, new, lexicon)
    scores = {pair: lexicon.link.score(found) for pair, found in features.items()}
    best: dict[tuple[str, int], float] = defaultdict(float)
    for (o, n), value in scores.items():
        best["old", o] = max(best["old", o], value)
        best["new", n] = max(best["new", n], value)
    least, rival = lexicon.linking.least, lexicon.linking.rival
    linked = frozenset(
        (o, n)
        for (o, n), value in scores.items()
        if value >= least and (value >= rival * best["old", o] or value >= rival * best["new", n])
    )
    return Links(features, scores, linked)


def weigh_pairs(old: Sequence[Unit], new: Sequence[Unit], lexicon: Lexicon) -> dict[Pair, Features]:
    """The features of every pair (old, new) that shares a word or a matter that tells something."""
    pairs = _candidates(old, new, lexicon)
    alone = {(o, n): pair_features(old[o], new[n], lexicon) for o, n in pairs}
    against = competition({pair: found["words_both"] for pair, found in alone.items()})
    return {pair: {**alone[pair], **against[pair]} for pair in pairs}


def _candidates(old: Sequence[Unit], new: Sequence[Unit], lexicon: Lexicon) -> list[Pair]:
    least = lexicon.linking.matter_least
    index: dict[str, set[int]] = defaultdict(set)
    for unit in old:
        for key in _keys(unit, lexicon, least):
            index[key].add(unit.index)
    return sorted({(o, unit.index) for unit in new for key in _keys(unit, lexicon, least) for o in index.get(key, ())})


def _keys(unit: Unit, lexicon: Lexicon, least: float) -> list[str]:
    """What a pair must share one of: a pair of characters, or a matter that is not named everywhere."""
    telling = [f"@{matter}" for matter in unit.matters if lexicon.rarity.weight(f"@{matter}") >= least]
    return [*unit.words.grams, *telling]
