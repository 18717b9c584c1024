"""Candidates: which pairs of directives are worth weighing, so that long texts cost in proportion to their length.

Pairs are found through an index of what two directives share, and each directive keeps the most promising ones. The
choice is the same whichever text is called the old one.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from annotate.compare.units import Unit
from annotate.policy.entries import Lexicon

COMMON = 400  # what more directives of both texts have together tells nothing; no readout comes near this
MOST, FEWEST = 60, 6  # how many candidates a directive keeps: more in short texts, …
BUDGET = 60_000  # … fewer in long ones, so that all together stay in proportion to the length

Pair = tuple[int, int]


def candidates(old: Sequence[Unit], new: Sequence[Unit], lexicon: Lexicon) -> list[Pair]:
    """The pairs (old, new) that are worth weighing, in order."""
    promise = _promise(old, new, lexicon)
    most = max(FEWEST, min(MOST, BUDGET // max(len(old), len(new), 1)))
    far = {pair: abs(old[pair[0]].place - new[pair[1]].place) for pair in promise}
    kept: set[Pair] = set(_twins(old, new))
    for side in (0, 1):
        of: dict[int, list[Pair]] = defaultdict(list)
        for pair in promise:
            of[pair[side]].append(pair)
        for pairs in of.values():
            if len(pairs) > most:
                last = sorted((-promise[pair], far[pair]) for pair in pairs)[most - 1]
                kept.update(pair for pair in pairs if (-promise[pair], far[pair]) <= last)
            else:
                kept.update(pairs)
    return sorted(kept)


def _promise(old: Sequence[Unit], new: Sequence[Unit], lexicon: Lexicon) -> Mapping[Pair, float]:
    """What each pair shares at first sight: words out of those of both, and a matter that is not named everywhere."""
    here, there = _index(old, lexicon), _index(new, lexicon)
    shared: dict[Pair, list[float]] = defaultdict(list)
    for key in here.keys() & there.keys():
        olds, news = here[key], there[key]
        if len(olds) + len(news) <= COMMON:
            weight = lexicon.rarity.weight(key)
            for o in olds:
                for n in news:
                    shared[o, n].append(weight)
    return {
        (o, n): round(2 * sum(sorted(weights)) / (old[o].words.weight + new[n].words.weight), 9)
        for (o, n), weights in shared.items()
    }


def _index(units: Sequence[Unit], lexicon: Lexicon) -> Mapping[str, list[int]]:
    """The directives that have each gram, and each matter that tells something."""
    index: dict[str, list[int]] = defaultdict(list)
    for unit in units:
        for key in (*unit.words.grams, *_telling(unit, lexicon)):
            index[key].append(unit.index)
    return index


def _telling(unit: Unit, lexicon: Lexicon) -> Iterable[str]:
    keys = (f"@{matter}" for matter in unit.matters)
    return [key for key in keys if lexicon.rarity.weight(key) >= lexicon.linking.matter_least]


def _twins(old: Sequence[Unit], new: Sequence[Unit]) -> Iterable[Pair]:
    """Directives of the very same words, the first with the first and so on; what is left over goes with the last."""
    here: dict[str, list[int]] = defaultdict(list)
    there: dict[str, list[int]] = defaultdict(list)
    for units, found in ((old, here), (new, there)):
        for unit in units:
            found[unit.core].append(unit.index)
    for core in here.keys() & there.keys():
        olds, news = here[core], there[core]
        for at in range(max(len(olds), len(news))):
            yield olds[min(at, len(olds) - 1)], news[min(at, len(news) - 1)]
