"""What became of a matched sentence, character by character: runs that were kept and runs that were rewritten."""

from typing import NamedTuple

from annotate.compare.place_match import Match
from annotate.compare.place_units import Units


class Run(NamedTuple):
    """`[old, old_end)` became `[new, new_end)`: the same characters if `kept`, else other ones or none."""

    old: int
    old_end: int
    new: int
    new_end: int
    kept: bool


class Step(NamedTuple):
    """So many characters `taken` from the old words and `given` by the new ones; the same ones if `kept`."""

    taken: int
    given: int
    kept: bool


def runs_of(old: Units, new: Units, match: Match) -> tuple[Run, ...]:
    """The runs of one match, in order, kept and rewritten in turn; they cover both its sides."""
    at, to = old.bounds[match.old[0]], new.bounds[match.new[0]]
    runs = []
    for taken, given, kept in without_chance(steps(old.words(*match.old), new.words(*match.new))):
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
    return 2 * sum(step.taken for step in steps(words, others) if step.kept) / (len(words) + len(others))


def steps(words: str, others: str) -> list[Step]:
    """How `words` become `others`, kept and rewritten steps in turn."""
    if words == others:
        return [Step(len(words), len(others), kept=True)]
    from diff_match_patch import diff_match_patch

    differ = diff_match_patch()
    differ.Diff_Timeout = 0  # its default, one second, ends with almost nothing kept, and does not say so
    found = differ.diff_main(words, others, checklines=False)
    return _merged([Step(len(text) * (op <= 0), len(text) * (op >= 0), op == 0) for op, text in found])


def without_chance(found: list[Step]) -> list[Step]:
    """`found` without single characters that seem kept between two rewritten stretches: there by chance."""
    judged = list(found)
    for at in range(1, len(found) - 1):
        before, step, after = found[at - 1 : at + 2]
        if step.kept and step.taken == 1 and min(max(before[:2]), max(after[:2])) > 1:
            judged[at] = step._replace(kept=False)
    return _merged(judged)


def _merged(found: list[Step]) -> list[Step]:
    merged: list[Step] = []
    for step in found:
        if merged and merged[-1].kept == step.kept:
            last = merged.pop()
            merged.append(Step(last.taken + step.taken, last.given + step.given, step.kept))
        else:
            merged.append(step)
    return merged
