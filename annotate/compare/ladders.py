"""Ladders: whether the wording of an order went up or down a step, its object held.

A word that is there says something wherever the object is still spoken of; a word that is gone says something only
where nothing else was said in its place. So an order is weaker only where the new clause adds nothing to the old.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from annotate.compare.units import Unit, bag
from annotate.policy.entries import Ladder, Lexicon


@dataclass(frozen=True)
class Step:
    """A move on one ladder: the words before and after, empty where the step has none, and how far it goes up."""

    ladder: Ladder
    before: str
    after: str
    size: int

    @property
    def up(self) -> bool:
        """Whether the wording became stronger."""
        return self.size > 0

    def told(self) -> str:
        """The step in words."""
        if not self.before:
            return f"adds “{self.after}” (ladder: {self.ladder.name})"
        if not self.after:
            return f"without “{self.before}” (ladder: {self.ladder.name})"
        return f"“{self.before}” became “{self.after}” (ladder: {self.ladder.name})"


@dataclass(frozen=True)
class _Place:
    """Where a wording stands on a ladder: the number of the step, and the words that put it there, longest first."""

    step: int
    words: tuple[str, ...]


def direction(old: Sequence[Unit], nearest: Unit, new: Unit, lexicon: Lexicon) -> Step | None:
    """The step from the order taken up to `new`, the object held.

    Args:
        old: the orders taken up. Where one of them that holds the object goes the other way there is no direction.
        nearest: the one of them that is most like `new`; the step is from its wording.
        new: the order that takes them up.
        lexicon: the ladders, and how much must be held.
    """
    first = _step(nearest, new, lexicon)
    if first is None or not _held(nearest, new, lexicon):
        return None
    if not (first.up and first.after) and not _adds_nothing(nearest, new, lexicon):
        return None
    others = [_step(unit, new, lexicon) for unit in old if _held(unit, new, lexicon)]
    return first if all(step is None or step.up == first.up for step in others) else None


def steps(old: str, new: str, lexicon: Lexicon) -> list[Step]:
    """The steps between two wordings of one passage, a ladder each, whether or not their object is held."""
    return [step for ladder in lexicon.ladders if (step := _step_on(ladder, old, new, lexicon))]


def _step(old: Unit, new: Unit, lexicon: Lexicon) -> Step | None:
    """The step between two wordings, the ladders taken together; the first of those that go that way stands for it.

    Where ladders disagree the longer way up wins; it is weaker only where all go down.
    """
    found = steps(old.quote, new.quote, lexicon)
    rising = [step for step in found if step.up]
    if sum(step.size for step in found) > 0:
        return rising[0]
    return found[0] if found and not rising else None


def _step_on(ladder: Ladder, old: str, new: str, lexicon: Lexicon) -> Step | None:
    if ladder.object and not all(lexicon.pieces.find(quote, ladder.object) for quote in (old, new)):
        return None
    before, after = (_place(ladder, lexicon.unguarded(quote, ladder), lexicon) for quote in (old, new))
    if before is None or after is None:
        return None
    if before.step == after.step:
        return _joined(ladder, before, after)
    return Step(ladder, "".join(before.words[:1]), "".join(after.words[:1]), after.step - before.step)


def _joined(ladder: Ladder, before: _Place, after: _Place) -> Step | None:
    """Where both stand on one step: up if words of it joined those that stood there, down if some of them went.

    Only on a ladder where none of its words need stand: of two verbs neither is added to the other.
    """
    gone, come = (
        [word for word in one.words if word not in other.words] for one, other in ((before, after), (after, before))
    )
    if bool(gone) == bool(come) or _bare(ladder) is None:
        return None
    return Step(ladder, "".join(gone[:1]), "".join(come[:1]), len(come) - len(gone))


def _place(ladder: Ladder, quote: str, lexicon: Lexicon) -> _Place | None:
    """The highest step of `ladder` whose words stand in `quote`; that of the empty form where none do.

    A form inside a longer one of the ladder is passed over: 宽松 in 适度宽松.
    """
    ranked = sorted((-len(form), form, number) for number, step in enumerate(ladder.steps) for form in step if form)
    found: dict[str, int] = {}
    for _, form, number in ranked:
        words = lexicon.pieces.find(quote, form)
        if words and not any(words in longer for longer in found):
            found[words] = number
    if found:
        top = max(found.values())
        return _Place(top, tuple(words for words, number in found.items() if number == top))
    bare = _bare(ladder)
    return None if bare is None else _Place(bare, ())


def _bare(ladder: Ladder) -> int | None:
    """The step of a clause with none of the ladder's words, if there is one."""
    return next((number for number, step in enumerate(ladder.steps) if "" in step), None)


def _held(old: Unit, new: Unit, lexicon: Lexicon) -> bool:
    """Whether both clauses speak of one object: the shorter shares enough of its words with the other."""
    one, other = (bag([_object(unit, lexicon)], lexicon) for unit in (old, new))
    return one.shared(other, lexicon) >= lexicon.linking.held * min(one.weight, other.weight)


def _adds_nothing(old: Unit, new: Unit, lexicon: Lexicon) -> bool:
    """Whether nearly all that the new clause says of the object stood in the old one, and that said little more."""
    one, other = (bag([_object(unit, lexicon)], lexicon) for unit in (old, new))
    shared = one.shared(other, lexicon)
    return shared >= lexicon.linking.kept * other.weight and shared >= lexicon.linking.held * one.weight


def _object(unit: Unit, lexicon: Lexicon) -> str:
    """The words of a clause without its acts and without the words of any ladder; all where nothing would be left."""
    words = lexicon.pieces.tidy(lexicon.act.sub("", lexicon.rung.sub("", unit.core)))
    return words or unit.core
