"""Grounds: why two directives were held to be one matter, and what differs, in words that stand in the quotes."""

from collections.abc import Sequence

from annotate.compare.features import common_runs, run_weight
from annotate.compare.units import Unit
from annotate.policy.entries import Lexicon
from annotate.policy.matters import naming
from annotate.text.spans import Span

IDLE = 0.25  # a word that weighs less is never quoted alone, nor at the end of a run: the, of, its
_MARKS = "、“”‘’（）《》 "


def shared_words(old: Sequence[Unit], new: Unit, lexicon: Lexicon) -> tuple[str, ...]:
    """The longest runs of words that `new` shares with `old`, heaviest first, at most three, none within another."""
    pieces = lexicon.pieces
    keys, places = pieces.keys(new.quote), pieces.places(new.quote)
    runs: dict[str, float] = {}
    for unit in old:
        for common in common_runs(keys, pieces.keys(unit.quote)):
            run = _trimmed(common, keys, lexicon)
            if run.length >= pieces.least:
                words = new.quote[places[run.start].start : places[run.end - 1].end]
                runs[words] = run_weight(keys[run.start : run.end], lexicon)
    ranked = sorted(runs, key=lambda words: (-runs[words], new.quote.find(words), words))
    kept: list[str] = []
    for words in ranked:
        if not any(words in longer for longer in kept):
            kept.append(words)
    return tuple(kept[:3])


def _trimmed(run: Span, keys: Sequence[str], lexicon: Lexicon) -> Span:
    """`run` without marks, or words that tell nothing, at its ends."""

    def idle(key: str) -> bool:
        return lexicon.rarity.weight(key) < IDLE if lexicon.pieces.spaced else key in _MARKS

    start, end = run
    while start < end and idle(keys[start]):
        start += 1
    while end > start and idle(keys[end - 1]):
        end -= 1
    return Span(start, end)


def same_matter(old: Unit, new: Unit, lexicon: Lexicon) -> tuple[str, ...]:
    """Where no words are shared: the words by which both name one matter."""
    common = sorted(old.matters.keys() & new.matters.keys(), key=lambda matter: (-old.matters[matter], matter))
    if not common:
        return ()
    words = [naming(unit.quote, common[0], lexicon) for unit in (old, new)]
    return (f"one matter under two names: {quoted(words)}",)


def difference(old: Sequence[Unit], new: Unit, lexicon: Lexicon, named: Sequence[str] = ()) -> tuple[str, ...]:
    """The words of each side that the other has not, without the marker and the words `named` at their ends."""
    gap = " " if lexicon.pieces.spaced else ""
    gone = [part for unit in old for part in _alone(unit, new.quote, lexicon, named)]
    come = _alone(new, gap.join(unit.quote for unit in old), lexicon, named)
    return tuple(
        f"only in the {side} text: {quoted(words[:3])}" for side, words in (("old", gone), ("new", come)) if words
    )


def _alone(unit: Unit, other: str, lexicon: Lexicon, named: Sequence[str]) -> list[str]:
    """The runs of a quote that share no gram with `other`, long enough to quote, without marks in them."""
    pieces = lexicon.pieces
    keys, places = pieces.keys(unit.quote), pieces.places(unit.quote)
    known = covered(keys, [pieces.keys(other)], lexicon)
    runs, start = [], 0
    for at in range(len(keys) + 1):
        if at == len(keys) or known[at] or not keys[at][0].isalnum():
            run = _trimmed(Span(start, at), keys, lexicon)
            if run.length >= pieces.least:
                runs.append(unit.quote[places[run.start].start : places[run.end - 1].end])
            start = at + 1
    for word in (unit.directive.marker or "", *named):
        runs = [run.removeprefix(word).removesuffix(word).strip() for run in runs]
    return [run for run in runs if len(run) >= 2]


def covered(one: Sequence[str], others: Sequence[Sequence[str]], lexicon: Lexicon) -> list[bool]:
    """For each piece of `one`, whether it is in a gram that one of `others` has."""
    grams = lexicon.pieces.grams
    theirs = {gram for other in others for gram in grams(other)}
    known = [False] * len(one)
    width = lexicon.pieces.width
    for at, gram in enumerate(grams(one)):
        if gram in theirs:
            known[at : at + width] = [True] * width
    return known


def quoted(words: Sequence[str]) -> str:
    """The words in quotation marks, in a row."""
    return ", ".join(f"“{word}”" for word in words)
