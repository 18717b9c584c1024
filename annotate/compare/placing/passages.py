"""Passages that went from one sentence into another.

When a clause leaves its sentence, no sentence is alike any more. But words that stand once in all of the old text and
once in all of the new one are the same words, wherever they stand.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from annotate.compare.placing.runs import Run

LEAST = 10  # characters in a row; shorter formulas come back by chance


def passages(old: str, new: str, kept: Sequence[Run]) -> list[Run]:
    """Runs around at least ten characters that stand once in `old` and once in `new`, where nothing of `kept` stands.

    Examples:
        >>> passages("甲乙丙丁戊己庚辛壬癸子丑", "寅卯甲乙丙丁戊己庚辛壬癸", [])
        [Run(old=0, old_end=10, new=2, new_end=12, kept=True)]
    """
    gone, free = bytearray(b"\1" * len(old)), bytearray(b"\1" * len(new))
    for run in kept:
        gone[run.old : run.old_end] = free[run.new : run.new_end] = bytes(run.old_end - run.old)
    found: list[Run] = []
    for at, to in _seeds(old, new, gone, free):
        if all(gone[at : at + LEAST]) and all(free[to : to + LEAST]):
            run = _grown((old, gone), (new, free), at, to)
            gone[run.old : run.old_end] = free[run.new : run.new_end] = bytes(run.old_end - run.old)
            found.append(run)
    return sorted(found)


def _grown(here: tuple[str, bytearray], there: tuple[str, bytearray], at: int, to: int) -> Run:
    """The run around ten equal characters, as far as the texts go on alike and nothing claims them."""
    (old, gone), (new, free) = here, there
    end, new_end = at + LEAST, to + LEAST
    while at and to and gone[at - 1] and free[to - 1] and old[at - 1] == new[to - 1]:
        at, to = at - 1, to - 1
    while end < len(old) and new_end < len(new) and gone[end] and free[new_end] and old[end] == new[new_end]:
        end, new_end = end + 1, new_end + 1
    return Run(at, end, to, new_end, kept=True)


def _seeds(old: str, new: str, gone: bytearray, free: bytearray) -> list[tuple[int, int]]:
    """Where ten characters start that stand once in each whole text, and in unclaimed parts of both; by old place."""
    here, there = dict(_tens(old, gone)), dict(_tens(new, free))
    common = here.keys() & there.keys()
    if not common:
        return []
    once = _standing_once(old, common) & _standing_once(new, common)
    return sorted((here[ten], there[ten]) for ten in once)


def _tens(chars: str, allowed: bytearray) -> Iterator[tuple[str, int]]:
    start = allowed.find(1)
    while start >= 0:
        end = allowed.find(0, start)
        end = len(chars) if end < 0 else end
        for at in range(start, end - LEAST + 1):
            yield chars[at : at + LEAST], at
        start = allowed.find(1, end)


def _standing_once(chars: str, wanted: set[str]) -> set[str]:
    tens = (chars[at : at + LEAST] for at in range(len(chars) - LEAST + 1))
    return {ten for ten, count in Counter(ten for ten in tens if ten in wanted).items() if count == 1}
