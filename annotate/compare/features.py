"""What two directives have in common, as named numbers. How much each number tells stands in the rules, not here.

Every feature is the same whichever of the two comes first.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from annotate.compare.terms import Held, hold, is_above, kinship
from annotate.compare.units import Bag, Unit
from annotate.policy.entries import Lexicon
from annotate.text.spans import Span


class Nearness(NamedTuple):
    """What is known of a pair before it is weighed against the others.

    Attributes:
        words: the weight of the words shared, out of all words of both.
        old: how far the things of the old order are found in the new.
        new: the same the other way round.
    """

    words: float
    old: Held
    new: Held

    @property
    def cover(self) -> float:
        """How far each is found in the other, together."""
        return self.old.cover * self.new.cover


def nearness(old: Unit, new: Unit, lexicon: Lexicon) -> Nearness:
    """How near two directives come by their words and by the things they name."""
    return Nearness(
        words_both(old, new, lexicon), hold(old.things, new.things, lexicon), hold(new.things, old.things, lexicon)
    )


def pair_features(one: Unit, other: Unit, near: Nearness, lexicon: Lexicon) -> dict[str, float]:
    """The features of a pair, but for those that need the other pairs (see `competition`).

    `words_*` weigh the grams shared, `object_*` the same without the acts, `run*` the longest run of pieces,
    `characters` the different pieces shared, `order` the longest common subsequence, `matter*` the matters of the
    lexicon, `cover*`, `odd*`, `head*` and `terms*` the terms, `sentence*` and `paragraph*` what stands around.
    """
    words, things = one.words.shared(other.words, lexicon), one.object.shared(other.object, lexicon)
    runs = [one.pieces[run.start : run.end] for run in common_runs(one.pieces, other.pieces)]
    run = max((len(run) for run in runs), default=0)
    weigh = lexicon.rarity.weight
    shortest = min(len(one.pieces), len(other.pieces))
    common = set(one.pieces) & set(other.pieces)
    features = {
        "words_both": near.words,
        "words_shorter": _share(words, min(one.words.weight, other.words.weight)),
        "words_longer": _share(words, max(one.words.weight, other.words.weight)),
        "object_both": _share(2 * things, one.object.weight + other.object.weight),
        "object_shorter": _share(things, min(one.object.weight, other.object.weight)),
        "rarest": max((weigh(gram) for gram in one.words.grams if gram in other.words.grams), default=0.0),
        "characters": 2 * len(common) / (len(set(one.pieces)) + len(set(other.pieces))),
        "run": float(run),
        "run_weight": max((run_weight(each, lexicon) for each in runs if len(each) == run), default=0.0),
        "order_shorter": subsequence(one.pieces, other.pieces) / shortest,
        "sentence": _cosine(one.sentence, other.sentence, lexicon),
        "paragraph": _cosine(one.paragraph, other.paragraph, lexicon),
        "across": max(_cosine(one.words, other.paragraph, lexicon), _cosine(other.words, one.paragraph, lexicon)),
        "shortest": float(shortest),
        "longest": float(max(len(one.pieces), len(other.pieces))),
        "same_act": float(one.act == other.act != ""),
        "same_class": float(lexicon.acts.get(one.act) == lexicon.acts.get(other.act) is not None),
        "same_number": float(bool(one.numbers & other.numbers)),
        "distance": abs(one.place - other.place),
        "both_first": float(one.first and other.first),
    }
    return features | _term_features(one, other, near, lexicon) | _matter_features(one, other, lexicon)


def _term_features(one: Unit, other: Unit, near: Nearness, lexicon: Lexicon) -> dict[str, float]:
    """What the terms tell; the last term of a Chinese clause is the head of its object."""
    heads = one.things[-1], other.things[-1]
    head = kinship(*heads, lexicon)
    covers, odd = sorted((near.old.cover, near.new.cover)), sorted((near.old.odd, near.new.odd))
    counts = sorted((len(one.things), len(other.things)))
    return {
        "cover_least": covers[0],
        "cover_most": covers[1],
        "cover_both": near.cover,
        "odd_least": odd[0],
        "odd_most": odd[1],
        "head": head,
        "head_weight": head * min(heads[0].weight, heads[1].weight),
        "terms_fewer": float(counts[0]),
        "terms_more": float(counts[1]),
    }


def words_both(one: Unit, other: Unit, lexicon: Lexicon) -> float:
    """The weight of the words shared, out of all words of both."""
    return _share(2 * one.words.shared(other.words, lexicon), one.words.weight + other.words.weight)


def _matter_features(one: Unit, other: Unit, lexicon: Lexicon) -> dict[str, float]:
    def weigh(matter: str) -> float:
        return lexicon.rarity.weight("@" + matter)

    shared = {m: min(sure, other.matters[m]) * weigh(m) for m, sure in one.matters.items() if m in other.matters}
    mine, theirs = (math.fsum(sure * weigh(m) for m, sure in unit.matters.items()) for unit in (one, other))
    together = math.fsum(shared.values())
    fields = [{lexicon.fields[m] for m in unit.matters} for unit in (one, other)]
    return {
        "matters": _share(together, mine + theirs - together),
        "matters_fewer": _share(together, min(mine, theirs)),
        "matter": max(shared.values(), default=0.0),
        "matters_apart": mine + theirs - 2 * together,
        "matters_unknown": float(not one.matters) + float(not other.matters),
        "matters_shared": float(len(shared)),
        "same_field": float(bool(fields[0] & fields[1])),
        "sentence_matters": _common_weight(one.sentence_matters, other.sentence_matters, lexicon),
        "paragraph_matters": _common_weight(one.paragraph_matters, other.paragraph_matters, lexicon),
        **_unshared(one, other, lexicon),
    }


def _unshared(one: Unit, other: Unit, lexicon: Lexicon) -> dict[str, float]:
    """Two clauses without a matter in common: whether some of theirs are known to be apart, and whether none is kin."""
    pairs = [(m, n) for m in one.matters for n in other.matters]
    if any(m == n for m, n in pairs):
        return {"known_apart": 0.0, "nothing_shared": 0.0}
    apart = (min(one.matters[m], other.matters[n]) for m, n in pairs if (m, n) in lexicon.apart)
    kin = any(is_above(m, n, lexicon) for m, n in pairs)
    return {"known_apart": max(apart, default=0.0), "nothing_shared": float(bool(pairs) and not kin)}


def _common_weight(one: Set[str], other: Set[str], lexicon: Lexicon) -> float:
    """What the matters of both weigh, out of those of the side that has less, but of no less than one matter."""
    total = [math.fsum(lexicon.rarity.weight("@" + m) for m in sorted(each)) for each in (one, other, one & other)]
    return total[2] / max(1.0, min(total[:2]))


def competition(near: Mapping[tuple[int, int], Nearness]) -> dict[tuple[int, int], dict[str, float]]:
    """How each pair (old, new) stands against the other pairs of its two directives.

    `rival_*` is its part of the best of either directive by the words shared, `lead_*` how far it is ahead of the best
    of the others; `cover_rival_*` is its part of the best by the terms held.
    """
    words, covers = _Best(), _Best()
    for (old, new), each in near.items():
        for side in (("old", old), ("new", new)):
            words.see(side, each.words)
            covers.see(side, each.cover)
    made = {}
    for (old, new), each in near.items():
        sides = (("old", old), ("new", new))
        rival = [words.rival(side, each.words) for side in sides]
        lead = [words.lead(side, each.words) for side in sides]
        cover_rival = [covers.rival(side, each.cover) for side in sides]
        made[old, new] = {
            "rival_least": min(rival), "rival_most": max(rival), "lead_least": min(lead), "lead_most": max(lead),
            "cover_rival_least": min(cover_rival), "cover_rival_most": max(cover_rival),
        }  # fmt: skip
    return made


class _Best:
    """The two best values that each directive has with any of the other text."""

    def __init__(self) -> None:
        self._tops: defaultdict[tuple[str, int], tuple[float, float]] = defaultdict(lambda: (0.0, 0.0))

    def see(self, side: tuple[str, int], value: float) -> None:
        first, second = self._tops[side]
        self._tops[side] = (value, first) if value > first else (first, max(second, value))

    def rival(self, side: tuple[str, int], value: float) -> float:
        """Which part `value` is of the best of `side`."""
        return _share(value, self._tops[side][0])

    def lead(self, side: tuple[str, int], value: float) -> float:
        """How far `value` is ahead of the best of the others of `side`."""
        first, second = self._tops[side]
        return value - (second if value == first else first)


def run_weight(run: Sequence[str], lexicon: Lexicon) -> float:
    """What the grams of a run of pieces weigh together."""
    return math.fsum(lexicon.rarity.weight(gram) for gram in lexicon.pieces.grams(run))


def common_runs(one: Sequence[str], other: Sequence[str]) -> list[Span]:
    """Where in `one` the maximal runs of pieces stand that both have, each as often as it is found.

    By one table over both, so that the cost is the product of their lengths.

    Examples:
        >>> [run.of("稳就业保民生") for run in common_runs("稳就业保民生", "保民生稳就业")]
        ['稳就业', '保民生']
        >>> common_runs(["publish", "a", "plan"], ["a", "plan"])
        [Span(start=1, end=3)]
    """
    found: list[Span] = []
    above = [0] * (len(other) + 1)
    for i, piece in enumerate(one):
        row = [0] * (len(other) + 1)
        for j, their in enumerate(other):
            if piece == their:
                row[j + 1] = above[j] + 1
                if i + 1 == len(one) or j + 1 == len(other) or one[i + 1] != other[j + 1]:
                    found.append(Span(i + 1 - row[j + 1], i + 1))
        above = row
    return found


def subsequence(one: Sequence[str], other: Sequence[str]) -> int:
    """How many pieces stand in both in the same order."""
    above = [0] * (len(other) + 1)
    for piece in one:
        row = [0]
        for j, their in enumerate(other):
            row.append(above[j] + 1 if piece == their else max(above[j + 1], row[j]))
        above = row
    return above[-1]


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _cosine(one: Bag, other: Bag, lexicon: Lexicon) -> float:
    few, many = (one.grams, other.grams) if len(one.grams) <= len(other.grams) else (other.grams, one.grams)
    weigh = lexicon.rarity.weight
    shared = math.fsum(count * many[gram] * weigh(gram) ** 2 for gram, count in few.items() if gram in many)
    return shared / (one.norm * other.norm) if shared else 0.0
