"""What two directives have in common, as named numbers. How much each number tells stands in the rules, not here.

Every feature is the same whichever of the two comes first.
"""

import math
from collections.abc import Mapping, Sequence

from annotate.compare.units import Bag, Unit
from annotate.policy.entries import Lexicon
from annotate.text.spans import Span


def pair_features(one: Unit, other: Unit, lexicon: Lexicon) -> dict[str, float]:
    """The features of a pair, but for those that need the other pairs (see `competition`).

    `words_*` weigh the grams shared, `object_*` the same without the acts, `run*` the longest run of pieces,
    `characters` the different pieces shared, `order` the longest common subsequence, `matter*` the matters of the
    lexicon, `sentence` and `paragraph` the words around.
    """
    words, things = one.words.shared(other.words, lexicon), one.object.shared(other.object, lexicon)
    runs = [one.pieces[run.start : run.end] for run in common_runs(one.pieces, other.pieces)]
    run = max((len(run) for run in runs), default=0)
    weigh = lexicon.rarity.weight
    shortest = min(len(one.pieces), len(other.pieces))
    common = set(one.pieces) & set(other.pieces)
    features = {
        "words_both": words_both(one, other, lexicon),
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
    return features | _matter_features(one, other, lexicon)


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
        "same_field": float(bool(fields[0] & fields[1])),
    }


def competition(key: Mapping[tuple[int, int], float]) -> dict[tuple[int, int], dict[str, float]]:
    """How each pair (old, new) stands against the other pairs of its two directives, by one feature.

    `rival_*` is its part of the best of either directive, `lead_*` how far it is ahead of the best of the others.
    """
    best: dict[tuple[str, int], list[float]] = {}
    for (old, new), value in key.items():
        for side in (("old", old), ("new", new)):
            best[side] = sorted([*best.get(side, (0.0, 0.0)), value], reverse=True)[:2]
    made = {}
    for (old, new), value in key.items():
        tops = [best["old", old], best["new", new]]
        rival = [_share(value, top[0]) for top in tops]
        lead = [value - (top[1] if value == top[0] else top[0]) for top in tops]
        made[old, new] = {
            "rival_least": min(rival), "rival_most": max(rival), "lead_least": min(lead), "lead_most": max(lead)
        }  # fmt: skip
    return made


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
