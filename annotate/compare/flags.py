"""Flags: what became of a directive, with the ground for saying so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annotate.compare.differences import named_differences
from annotate.compare.grounds import covered, quoted, same_matter, shared_words
from annotate.compare.ladders import direction, steps
from annotate.compare.linking import Links
from annotate.compare.units import Unit, bag
from annotate.compare.values import Flag
from annotate.policy.entries import Lexicon


@dataclass(frozen=True)
class Judgement:
    """A flag, the ladder it stands on if it has a direction, and the ground in words of the two quotes.

    `restated` is how surely the two order the same, 0 to 1; None where that was not the question.
    """

    flag: Flag
    ladder: str | None
    why: tuple[str, ...]
    restated: float | None = None


def judge(old: Sequence[Unit], new: Unit, links: Links, lexicon: Lexicon) -> Judgement:
    """What became of the orders `old` in the order `new` that takes them up."""
    nearest = max(old, key=lambda unit: (links.scores[unit.index, new.index], -unit.index))
    shared = shared_words(old, new, lexicon)
    ground = (f"shared words: {quoted(shared)}",) if shared else same_matter(nearest, new, lexicon)
    turned = next((pair for pair in lexicon.linking.opposites if _turns(pair, nearest, new, lexicon)), None)
    if turned:
        return Judgement("changed", None, (*ground, f"opposite words: {quoted(turned)}"))
    features = restated_features(old, nearest, new, links, lexicon)
    sure = lexicon.restated.score(features)
    same = sure >= lexicon.linking.restated_least
    if nearest.quote == new.quote:
        return Judgement("restated", None, ground)
    named = _named_difference(features, lexicon)
    if same and not named:
        return Judgement("restated", None, ground, sure)
    step = direction(old, nearest, new, lexicon)
    if step:
        return Judgement("strengthened" if step.up else "weakened", step.ladder.name, (*ground, step.told()))
    found = named_differences(old, nearest, new, lexicon)
    return Judgement("changed", None, (*ground, *found), None if named else sure)


def restated_features(
    old: Sequence[Unit], nearest: Unit, new: Unit, links: Links, lexicon: Lexicon
) -> dict[str, float]:
    """What tells an order repeated from one changed: the features of the nearest pair, and how the rest differs."""
    same = nearest.meaning.shared(new.meaning, lexicon)
    together = bag([unit.canonical for unit in old], lexicon)
    repeated = together.shared(new.meaning, lexicon)
    raising, lowering = lexicon.force.raising, lexicon.force.lowering
    cut, find = lexicon.pieces.cut, lexicon.pieces.find
    before, after = ({word for word in raising if find(unit.quote, word)} for unit in (nearest, new))
    hedged, hedging = ({word for word in lowering if find(unit.quote, word)} for unit in (nearest, new))
    lists = lexicon.force.lists
    befores, afters = [cut(unit.canonical) for unit in old], cut(new.canonical)
    gone, come = (
        covered(cut(a.canonical), [cut(b.canonical)], lexicon).count(False) for a, b in ((nearest, new), (new, nearest))
    )
    return {
        **links.features[nearest.index, new.index],
        "score": links.scores[nearest.index, new.index],
        "several": float(len(old)),
        "new_covered": repeated / new.meaning.weight if new.meaning.weight else 0.0,
        "old_covered": repeated / together.weight if together.weight else 0.0,
        "force_gone": float(len(before - after)),
        "force_come": float(len(after - before)),
        "hedge_differs": float(len(hedged ^ hedging)),
        "ladders": float(len(steps(nearest.quote, new.quote, lexicon))),
        "gone": float(gone),
        "come": float(come),
        "gone_part": gone / len(cut(nearest.canonical)),
        "come_part": come / len(afters),
        "meaning": 2 * same / (nearest.meaning.weight + new.meaning.weight) if same else 0.0,
        "come_run": float(_longest_uncovered(afters, befores, lexicon)),
        "gone_run": float(max(_longest_uncovered(pieces, [afters], lexicon) for pieces in befores)),
        "list_differs": float(len(lists.findall(nearest.quote)) != len(lists.findall(new.quote))),
        "matters_gone": float(len(nearest.matters.keys() - new.matters.keys())),
        "matters_come": float(len(new.matters.keys() - nearest.matters.keys())),
        "addressee_differs": float(nearest.directive.addressee != new.directive.addressee),
        "number_differs": float(nearest.numbers != new.numbers),
        "same_core": float(nearest.canonical == new.canonical),
    }


def _named_difference(features: Mapping[str, float], lexicon: Lexicon) -> bool:
    """Whether a number, or an item of a list, came or went: that is never the same order, however alike the words."""
    least = lexicon.pieces.least
    item = features["list_differs"] and (features["come_run"] >= least or features["gone_run"] >= least)
    return bool(features["number_differs"] or item)


def _longest_uncovered(one: Sequence[str], others: Sequence[Sequence[str]], lexicon: Lexicon) -> int:
    """The longest run of pieces of `one` of which no gram stands in any of `others`."""
    longest = run = 0
    for known in covered(one, others, lexicon):
        run = 0 if known else run + 1
        longest = max(longest, run)
    return longest


def _turns(pair: tuple[str, str], old: Unit, new: Unit, lexicon: Lexicon) -> bool:
    """Whether one of `pair` stands in one clause and the other in the other, each alone."""
    has_old = tuple(lexicon.pieces.holds(old.core, word) for word in pair)
    has_new = tuple(lexicon.pieces.holds(new.canonical, word) for word in pair)
    return has_old in ((True, False), (False, True)) and has_new == (has_old[1], has_old[0])
