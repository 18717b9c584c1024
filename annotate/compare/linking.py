"""Linking: which directives of two texts are about one specific matter.

Every pair that shares enough at first sight gets a score: a logistic sum of its features, with the weights of the
rules. A pair is linked when its score is high enough in itself and close to the best that either of its two directives
has anywhere: candidates compete, yet one order may be taken up by several, and several gathered in one. Score and rule
are the same both ways, so the links of two texts do not depend on which is called the old one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from annotate.compare.candidates import Pair, candidates
from annotate.compare.features import competition, nearness, pair_features
from annotate.compare.units import Unit
from annotate.policy.entries import Lexicon

Features = Mapping[str, float]


@dataclass(frozen=True)
class Links:
    """Scores and links between the directives of two texts, by their numbers.

    Attributes:
        scores: the score of each pair (old, new) that was weighed, 0 to 1.
        features: the features of those that score high enough to be linked.
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
    features: dict[Pair, Features] = {}
    scores: dict[Pair, float] = {}
    best: dict[tuple[str, int], float] = defaultdict(float)
    for (o, n), found in weigh_pairs(old, new, lexicon):
        score = lexicon.link.score(found)
        scores[o, n] = score
        if score >= lexicon.linking.least:
            features[o, n] = found
        best["old", o] = max(best["old", o], score)
        best["new", n] = max(best["new", n], score)
    rival = lexicon.linking.rival
    linked = frozenset((o, n) for o, n in features if scores[o, n] >= rival * min(best["old", o], best["new", n]))
    return Links(features, scores, linked)


def weigh_pairs(old: Sequence[Unit], new: Sequence[Unit], lexicon: Lexicon) -> Iterator[tuple[Pair, Features]]:
    """The features of every pair (old, new) that is worth weighing."""
    near = {(o, n): nearness(old[o], new[n], lexicon) for o, n in candidates(old, new, lexicon)}
    against = competition(near)
    for (o, n), found in near.items():
        yield (o, n), {**pair_features(old[o], new[n], found, lexicon), **against[o, n]}
