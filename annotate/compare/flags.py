"""Flags: what became of a directive, with the ground for saying so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annotate.compare.differences import named_differences
from annotate.compare.features import nearness as pair_nearness
from annotate.compare.features import pair_features
from annotate.compare.grounds import covered, quoted, same_matter, shared_words
from annotate.compare.ladders import direction, steps
from annotate.compare.linking import Links
from annotate.compare.terms import kinship, nearness
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
    if nearest.quote == new.quote:
        return Judgement("restated", None, ground)
    sure, named = _restated(old, new, links, lexicon)
    if sure >= lexicon.linking.restated_least and not named:
        return Judgement("restated", None, ground, sure)
    step = direction(old, nearest, new, lexicon)
    if step:
        return Judgement("strengthened" if step.up else "weakened", step.ladder.name, (*ground, step.told()))
    found = named_differences(old, nearest, new, lexicon)
    return Judgement("changed", None, (*ground, *found), None if named else sure)


def _restated(old: Sequence[Unit], new: Unit, links: Links, lexicon: Lexicon) -> tuple[float, bool]:
    """How surely all that `new` orders was ordered before, and whether a named difference forbids to say so.

    The two are held against each other whole, and order by order where a list joins several in one clause: then the one
    that is least sure decides.
    """

    def weigh(one: Unit, other: Unit) -> tuple[bool, float]:
        features = restated_features(old, one, other, links, lexicon)
        return not _named_difference(features, lexicon), lexicon.restated.score(features)

    clear, sure = max(weigh(unit, new) for unit in old)
    if new.joined or any(unit.joined for unit in old):
        joined = (max(weigh(one, order) for unit in old for one in unit.orders) for order in new.orders)
        clear, sure = max((clear, sure), min(joined))
    return sure, not clear


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
    known = links.features[nearest.index, new.index]
    if nearest.part or new.part:
        known = {**known, **pair_features(nearest, new, pair_nearness(nearest, new, lexicon), lexicon)}
    return {
        **known,
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
        **_odd_features(nearest, new, lexicon),
    }


def _odd_features(old: Unit, new: Unit, lexicon: Lexicon) -> dict[str, float]:
    """What each names that the other has nothing near to, words of force left out, and how alike their acts are."""
    force = {*lexicon.force.raising, *lexicon.force.lowering}
    named = [[term for term in unit.terms if not term.act and term.words not in force] for unit in (old, new)]
    gone, come = (
        [term.weight for term in side if nearness(term, other, lexicon) <= lexicon.linking.kinship.odd]
        for side, other in (named, named[::-1])
    )
    acts = [[term for term in unit.terms if term.act][:2] for unit in (old, new)]
    alike = max((kinship(one, other, lexicon) for one in acts[0] for other in acts[1]), default=0.5)
    nothing = float(not gone and not come)
    return {
        "odd_gone": float(len(gone)),
        "odd_come": float(len(come)),
        "heaviest_gone": max(gone, default=0.0),
        "heaviest_come": max(come, default=0.0),
        "acts_alike": alike,
        "nothing_odd": nothing,
        "nothing_odd_same_act": nothing * alike,
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
