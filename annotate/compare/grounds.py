"""Grounds: why two directives were held to be one matter, and what differs, in words that stand in the quotes."""

from collections.abc import Sequence

from annotate.compare.features import common_runs, run_weight
from annotate.compare.units import Unit
from annotate.policy.entries import Lexicon
from annotate.policy.matters import naming


def shared_words(old: Sequence[Unit], new: Unit, lexicon: Lexicon) -> tuple[str, ...]:
    """The longest runs of words that `new` shares with `old`, heaviest first, at most three, none within another."""
    runs: dict[str, float] = {}
    for unit in old:
        for found in common_runs(unit.quote, new.quote):
            run = found.strip("、“”‘’（）《》 ")
            if len(run) >= 2:
                runs[run] = run_weight(run, lexicon)
    ranked = sorted(runs, key=lambda run: (-runs[run], new.quote.find(run), run))
    kept: list[str] = []
    for run in ranked:
        if not any(run in longer for longer in kept):
            kept.append(run)
    return tuple(kept[:3])


def same_matter(old: Unit, new: Unit, lexicon: Lexicon) -> tuple[str, ...]:
    """Where no words are shared: the words by which both name one matter."""
    common = sorted(old.matters.keys() & new.matters.keys(), key=lambda matter: (-old.matters[matter], matter))
    if not common:
        return ()
    words = [naming(unit.quote, common[0], lexicon) for unit in (old, new)]
    return (f"one matter under two names: {quoted(words)}",)


def difference(old: Sequence[Unit], new: Unit, named: Sequence[str] = ()) -> tuple[str, ...]:
    """The words of each side that the other has not, without the marker and the words `named` at their ends."""
    gone = [part for unit in old for part in _alone(unit, new.quote, named)]
    come = _alone(new, "".join(unit.quote for unit in old), named)
    return tuple(
        f"only in the {side} text: {quoted(words[:3])}" for side, words in (("old", gone), ("new", come)) if words
    )


def _alone(unit: Unit, other: str, named: Sequence[str]) -> list[str]:
    """The runs of a quote, two characters and longer, that share no pair of characters with `other`."""
    runs, run = [], ""
    for char, known in zip(unit.quote + "，", [*covered(unit.quote, [other]), True], strict=True):
        if not known and char.isalnum():
            run += char
        elif run:
            runs.append(run)
            run = ""
    for word in (unit.directive.marker or "", *named):
        runs = [run.removeprefix(word).removesuffix(word) for run in runs]
    return [run for run in runs if len(run) >= 2]


def covered(one: str, others: Sequence[str]) -> list[bool]:
    """For each character of `one`, whether it is in a pair of characters that one of `others` has."""
    known = [False] * len(one)
    for at in range(len(one) - 1):
        if any(one[at : at + 2] in other for other in others):
            known[at] = known[at + 1] = True
    return known


def quoted(words: Sequence[str]) -> str:
    """The words in quotation marks, in a row."""
    return ", ".join(f"“{word}”" for word in words)
