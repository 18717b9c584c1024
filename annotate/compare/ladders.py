"""Ladders: whether the wording of an order went up or down a step, its object held."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotate.compare.units import Unit, bag
from annotate.policy.entries import Ladder, Lexicon


@dataclass(frozen=True)
class Step:
    """A move on one ladder: the words before and after, empty where the step has none, and whether it goes up."""

    ladder: Ladder
    before: str
    after: str
    up: bool

    def told(self) -> str:
        """The step in words."""
        if not self.before:
            return f"adds “{self.after}” (ladder: {self.ladder.name})"
        if not self.after:
            return f"without “{self.before}” (ladder: {self.ladder.name})"
        return f"“{self.before}” became “{self.after}” (ladder: {self.ladder.name})"


def direction(old: Sequence[Unit], new: Unit, lexicon: Lexicon) -> Step | None:
    """The step from every order taken up to `new`; none where one of them stood on the same step, or they disagree."""
    taken = [_step(unit, new, lexicon) for unit in old]
    first = taken[0]
    if first is None or any(step is None or (step.ladder, step.up) != (first.ladder, first.up) for step in taken):
        return None
    return first


def steps(old: str, new: str, lexicon: Lexicon) -> list[Step]:
    """The steps between two wordings of one passage, a ladder each, whether or not their object is held."""
    return [step for ladder in lexicon.ladders if (step := _step_on(ladder, old, new, lexicon))]


def _step(old: Unit, new: Unit, lexicon: Lexicon) -> Step | None:
    """The ladder on which the wording moved, with the words of the two steps and whether it went up.

    Nothing is said where the object is not held, or where two ladders disagree about the direction.
    """
    found = steps(old.quote, new.quote, lexicon)
    if len({step.up for step in found}) != 1:
        return None
    forms = [form for step in found for form in (step.before, step.after) if form]
    return found[0] if _held(old, new, forms, lexicon) else None


def _step_on(ladder: Ladder, old: str, new: str, lexicon: Lexicon) -> Step | None:
    if ladder.object and not all(lexicon.pieces.find(quote, ladder.object) for quote in (old, new)):
        return None
    (before, low), (after, high) = (_stand(ladder, lexicon.unguarded(quote, ladder), lexicon) for quote in (old, new))
    if low is None or high is None or low == high:
        return None
    return Step(ladder, before, after, high > low)


def _stand(ladder: Ladder, quote: str, lexicon: Lexicon) -> tuple[str, int | None]:
    """The highest step of `ladder` whose words stand in `quote`; the step of the empty form where none do."""
    for number in range(len(ladder.steps) - 1, -1, -1):
        for form in sorted(ladder.steps[number], key=lambda form: (-len(form), form)):
            found = lexicon.pieces.find(quote, form) if form else ""
            if found:
                return found, number
    return "", next((number for number, step in enumerate(ladder.steps) if "" in step), None)


def _held(old: Unit, new: Unit, forms: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether both clauses keep their object: without the words of the ladder they are nearly alike."""
    cores = [unit.core for unit in (old, new)]
    for form in forms:
        cores = [lexicon.pieces.without(core, form) for core in cores]
    one, other = (bag([core], lexicon) for core in cores)
    shared = 2 * one.shared(other, lexicon)
    return shared >= lexicon.linking.held * (one.weight + other.weight)
