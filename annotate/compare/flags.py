"""Flags: what became of a directive, with the ground for saying so."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotate.compare.linking import Links, score
from annotate.compare.units import Unit, bag
from annotate.compare.values import Flag
from annotate.policy.lexicon import Ladder, Lexicon
from annotate.policy.matters import naming


@dataclass(frozen=True)
class Judgement:
    """A flag, the ladder it stands on if it has a direction, and the ground in words of the two quotes."""

    flag: Flag
    ladder: str | None
    why: tuple[str, ...]


def judge(old: Sequence[Unit], new: Unit, links: Links, lexicon: Lexicon) -> Judgement:
    """What became of the orders `old` in the order `new` that takes them up."""
    nearest = max(old, key=lambda unit: (links.scores[unit.index, new.index], -unit.index))
    shared = _shared(old, new, lexicon)
    ground = (f"shared words: {_quoted(shared)}",) if shared else _same_matter(nearest, new, lexicon)
    turned = next((pair for pair in lexicon.opposites if _turns(pair, nearest, new)), None)
    if turned:
        return Judgement("changed", None, (*ground, f"opposite words: {_quoted(turned)}"))
    features = restated_features(old, nearest, new, links, lexicon)
    if nearest.quote == new.quote or score(features, lexicon.model("restated")) >= lexicon.number(
        "linking", "restated", "least"
    ):
        return Judgement("restated", None, ground)
    step = _direction(old, new, lexicon)
    if step:
        ladder, before, after, up = step
        return Judgement("strengthened" if up else "weakened", ladder.name, (*ground, _told(ladder, before, after)))
    return Judgement("changed", None, (*ground, *_difference(old, new)))


def restated_features(
    old: Sequence[Unit], nearest: Unit, new: Unit, links: Links, lexicon: Lexicon
) -> dict[str, float]:
    """What tells an order repeated from one changed: the features of the nearest pair, and how the rest differs."""
    together = bag([unit.core for unit in old], lexicon)
    covered = together.shared(new.words, lexicon)
    raising = lexicon.words("reading", "force", "raising")
    lowering = lexicon.words("reading", "force", "lowering")
    gone, come = _uncovered(nearest.core, new.core), _uncovered(new.core, nearest.core)
    return {
        **links.features[nearest.index, new.index],
        "score": links.scores[nearest.index, new.index],
        "several": float(len(old)),
        "new_covered": covered / new.words.weight if new.words.weight else 0.0,
        "old_covered": covered / together.weight if together.weight else 0.0,
        "force_gone": float(sum(word in nearest.quote and word not in new.quote for word in raising)),
        "force_come": float(sum(word in new.quote and word not in nearest.quote for word in raising)),
        "hedge_differs": float(sum((word in new.quote) != (word in nearest.quote) for word in lowering)),
        "gone": float(gone),
        "come": float(come),
        "gone_part": gone / len(nearest.core),
        "come_part": come / len(new.core),
        "list_differs": float(nearest.quote.count("、") != new.quote.count("、")),
        "matters_gone": float(len(nearest.matters.keys() - new.matters.keys())),
        "matters_come": float(len(new.matters.keys() - nearest.matters.keys())),
        "addressee_differs": float(nearest.directive.addressee != new.directive.addressee),
        "number_differs": float(nearest.numbers != new.numbers),
        "same_core": float(nearest.core == new.core),
    }


def _uncovered(one: str, other: str) -> int:
    """How many characters of `one` stand in no pair of characters that `other` has."""
    covered = [False] * len(one)
    for at in range(len(one) - 1):
        if one[at : at + 2] in other:
            covered[at] = covered[at + 1] = True
    return covered.count(False)


def _same_matter(old: Unit, new: Unit, lexicon: Lexicon) -> tuple[str, ...]:
    """Where no words are shared: the words by which both name one matter."""
    common = sorted(old.matters.keys() & new.matters.keys(), key=lambda matter: (-old.matters[matter], matter))
    if not common:
        return ()
    words = [naming(unit.quote, common[0], lexicon) for unit in (old, new)]
    return (f"one matter under two names: {_quoted(words)}",)


def _shared(old: Sequence[Unit], new: Unit, lexicon: Lexicon) -> tuple[str, ...]:
    """The longest runs of words that `new` shares with `old`, heaviest first, at most three, none within another."""
    runs: dict[str, float] = {}
    for unit in old:
        for run in _runs(unit.core, new.core):
            if run in unit.quote and run in new.quote:
                runs[run] = sum(lexicon.rarity.weight(run[at : at + 2]) for at in range(len(run) - 1))
    ranked = sorted(runs, key=lambda run: (-runs[run], new.core.find(run), run))
    kept: list[str] = []
    for run in ranked:
        if not any(run in longer for longer in kept):
            kept.append(run)
    return tuple(kept[:3])


def _runs(one: str, other: str) -> list[str]:
    """The maximal runs of two characters and more that stand in both, by dynamic programming over short clauses."""
    found: list[str] = []
    above = [0] * (len(other) + 1)
    for i, char in enumerate(one):
        row = [0] * (len(other) + 1)
        for j, their in enumerate(other):
            if char == their:
                row[j + 1] = above[j] + 1
                ends = i + 1 == len(one) or j + 1 == len(other) or one[i + 1] != other[j + 1]
                if ends and row[j + 1] >= 2:
                    found.append(one[i + 1 - row[j + 1] : i + 1])
        above = row
    return found


def _turns(pair: tuple[str, str], old: Unit, new: Unit) -> bool:
    """Whether one of `pair` stands in one clause and the other in the other, each alone."""
    has_old = tuple(word in old.core for word in pair)
    has_new = tuple(word in new.core for word in pair)
    return has_old in ((True, False), (False, True)) and has_new == (has_old[1], has_old[0])


Step = tuple[Ladder, str, str, bool]


def _direction(old: Sequence[Unit], new: Unit, lexicon: Lexicon) -> Step | None:
    """The step from every order taken up to `new`; none where one of them stood on the same step, or they disagree."""
    steps = [_step(unit, new, lexicon) for unit in old]
    first = steps[0]
    if first is None or any(step is None or (step[0], step[3]) != (first[0], first[3]) for step in steps):
        return None
    return first


def _step(old: Unit, new: Unit, lexicon: Lexicon) -> Step | None:
    """The ladder on which the wording moved, with the words of the two steps and whether it went up.

    Nothing is said where the object is not held, or where two ladders disagree about the direction.
    """
    found = [step for ladder in lexicon.ladders if (step := _step_on(ladder, old.quote, new.quote, lexicon))]
    if len({up for *_, up in found}) != 1:
        return None
    forms = [form for _, before, after, _ in found for form in (before, after) if form]
    return found[0] if _held(old, new, forms, lexicon) else None


def _step_on(ladder: Ladder, old: str, new: str, lexicon: Lexicon) -> Step | None:
    if ladder.object and not (ladder.object in old and ladder.object in new):
        return None
    (before, low), (after, high) = (_stand(ladder, lexicon.unguarded(quote)) for quote in (old, new))
    if low is None or high is None or low == high:
        return None
    return ladder, before, after, high > low


def _stand(ladder: Ladder, quote: str) -> tuple[str, int | None]:
    """The highest step of `ladder` whose words stand in `quote`; the step of the empty form where none do."""
    for number in range(len(ladder.steps) - 1, -1, -1):
        for form in sorted(ladder.steps[number], key=lambda form: (-len(form), form)):
            if form and form in quote:
                return form, number
    return "", next((number for number, step in enumerate(ladder.steps) if "" in step), None)


def _held(old: Unit, new: Unit, forms: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether both clauses keep their object: without the words of the ladder they are nearly alike."""
    cores = [unit.core for unit in (old, new)]
    for form in forms:
        cores = [core.replace(form, "") for core in cores]
    one, other = (bag([core], lexicon) for core in cores)
    shared = 2 * one.shared(other, lexicon)
    return shared >= lexicon.number("linking", "direction", "held") * (one.weight + other.weight)


def _told(ladder: Ladder, before: str, after: str) -> str:
    if not before:
        return f"adds “{after}” (ladder: {ladder.name})"
    if not after:
        return f"without “{before}” (ladder: {ladder.name})"
    return f"“{before}” became “{after}” (ladder: {ladder.name})"


def _difference(old: Sequence[Unit], new: Unit) -> tuple[str, ...]:
    """The words of each side that the other has not."""
    gone = [part for unit in old for part in _alone(unit.quote, new.quote)]
    come = _alone(new.quote, "".join(unit.quote for unit in old))
    return tuple(
        f"only in the {side} text: {_quoted(words[:3])}" for side, words in (("old", gone), ("new", come)) if words
    )


def _alone(quote: str, other: str) -> list[str]:
    """The runs of `quote` that share no pair of characters with `other`, two characters and longer."""
    covered = [False] * len(quote)
    for at in range(len(quote) - 1):
        if quote[at : at + 2] in other:
            covered[at] = covered[at + 1] = True
    runs, run = [], ""
    for char, known in zip(quote + "，", [*covered, True], strict=True):
        if not known and char.isalnum():
            run += char
        elif run:
            runs.append(run)
            run = ""
    return [run for run in runs if len(run) >= 2]


def _quoted(words: Sequence[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)
