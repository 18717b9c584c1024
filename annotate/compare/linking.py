"""Linking: which directives of two texts are about one specific matter.

Every pair that shares a word or a matter gets a score: a logistic sum of its features, with the weights of the rules. A
pair is linked when its score is high enough in itself and close to the best that either of its two directives has
anywhere: candidates compete, yet one order may be taken up by several, and several gathered in one. Score and rule are
the same both ways, so the links of two texts do not depend on which is called the old one.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annotate.compare.features import competition, pair_features
from annotate.compare.units import Unit
from annotate.policy.lexicon import Lexicon, Model

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

    def of_new(self, new: int) -> tuple[int, ...]:
        """The old directives linked to `new`, in their order."""
        return tuple(sorted(o for o, n in self.linked if n == new))

    def of_old(self, old: int) -> tuple[int, ...]:
        """The new directives linked to `old`, in their order."""
        return tuple(sorted(n for o, n in self.linked if o == old))


def link(old: Sequence[Unit], new: Sequence[Unit], lexicon: Lexicon) -> Links:
    """Link the directives of two texts."""
    features = weigh_pairs(old, new, lexicon)
    scores = {pair: score(found, lexicon.model("link")) for pair, found in features.items()}
    best: dict[tuple[str, int], float] = defaultdict(float)
    for (o, n), value in scores.items():
        best["old", o] = max(best["old", o], value)
        best["new", n] = max(best["new", n], value)
    least, rival = lexicon.number("linking", "link", "least"), lexicon.number("linking", "link", "rival")
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
    least = lexicon.number("linking", "link", "matter_least")
    index: dict[str, set[int]] = defaultdict(set)
    for unit in old:
        for key in _keys(unit, lexicon, least):
            index[key].add(unit.index)
    return sorted({(o, unit.index) for unit in new for key in _keys(unit, lexicon, least) for o in index.get(key, ())})


def _keys(unit: Unit, lexicon: Lexicon, least: float) -> list[str]:
    """What a pair must share one of: a pair of characters, or a matter that is not named everywhere."""
    telling = [f"@{matter}" for matter in unit.matters if lexicon.rarity.weight(f"@{matter}") >= least]
    return [*unit.words.grams, *telling]


def score(features: Features, model: Model) -> float:
    """The logistic sum of `features` under `model`, 0 to 1; a feature without a weight counts nothing."""
    total = model.bias + math.fsum(weight * features.get(name, 0.0) for name, weight in model.weights.items())
    return 1 / (1 + math.exp(-total))
