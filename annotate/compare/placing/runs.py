"""What became of a matched sentence, character by character: runs that were kept and runs that were rewritten."""

from typing import NamedTuple

from annotate.compare.differ import equal_stretches
from annotate.compare.placing.match import Match
from annotate.compare.placing.visible_text import VisibleText


class Run(NamedTuple):
    """`[old, old_end)` became `[new, new_end)`: the same characters if `kept`, else other ones or none."""

    old: int
    old_end: int
    new: int
    new_end: int
    kept: bool


class Portion(NamedTuple):
    """So many characters `taken` from the old words and `given` by the new ones; the same ones if `kept`."""

    taken: int
    given: int
    kept: bool


def runs_of(old: VisibleText, new: VisibleText, match: Match) -> tuple[Run, ...]:
    """The runs of one match, in order, kept and rewritten in turn; they cover both its sides."""
    at, to = old.bounds[match.old[0]], new.bounds[match.new[0]]
    runs = []
    for taken, given, kept in without_chance(portions(old.words(*match.old), new.words(*match.new))):
        runs.append(Run(at, at + taken, to, to + given, kept))
        at, to = at + taken, to + given
    return tuple(runs)


def likeness_of(words: str, others: str) -> float:
    """The share of characters that two stretches of words have in common and in order; 1.0 for equal ones.

    Examples:
        >>> likeness_of("切实加强防控", "切实做好防控"), likeness_of("", "")
        (0.666..., 1.0)
    """
    if words == others:
        return 1.0
    return 2 * sum(portion.taken for portion in portions(words, others) if portion.kept) / (len(words) + len(others))


def portions(words: str, others: str) -> list[Portion]:
    """How `words` become `others`, kept and rewritten stretches in turn."""
    if words == others:
        return [Portion(len(words), len(others), kept=True)]
    found = []
    at = to = 0
    for old, new, length in (*equal_stretches(words, others), (len(words), len(others), 0)):
        found += [Portion(old - at, new - to, kept=False), Portion(length, length, kept=True)]
        at, to = old + length, new + length
    return _merged([portion for portion in found if portion.taken or portion.given])


def without_chance(found: list[Portion]) -> list[Portion]:
    """`found` without single characters that seem kept between two rewritten stretches: there by chance."""
    judged = list(found)
    for at in range(1, len(found) - 1):
        before, portion, after = found[at - 1 : at + 2]
        if portion.kept and portion.taken == 1 and min(max(before[:2]), max(after[:2])) > 1:
            judged[at] = portion._replace(kept=False)
    return _merged(judged)


def _merged(found: list[Portion]) -> list[Portion]:
    merged: list[Portion] = []
    for portion in found:
        if merged and merged[-1].kept == portion.kept:
            last = merged.pop()
            merged.append(Portion(last.taken + portion.taken, last.given + portion.given, portion.kept))
        else:
            merged.append(portion)
    return merged
