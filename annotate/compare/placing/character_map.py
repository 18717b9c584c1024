"""From a stretch of the old text to the stretches of the new one that continue it, character by character.

Inside matched sentences a character diff tells which characters were kept. Passages that went from one sentence into
another are found after that, among what was neither kept nor claimed. A character of the new text continues one of the
old at most.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from annotate.compare.placing.match import Match
from annotate.compare.placing.passages import passages
from annotate.compare.placing.runs import Run, runs_of
from annotate.compare.placing.visible_text import VisibleText
from annotate.compare.sequence import heaviest_rising


class Strand(NamedTuple):
    """A stretch of the old text that lives on in one stretch of the new one, and its runs in order.

    `likeness` is that of the sentences matched; None for a passage that left its sentence.
    """

    runs: tuple[Run, ...]
    likeness: float | None
    moved: bool

    @property
    def old(self) -> int:
        """Where it starts in the old text."""
        return self.runs[0].old

    @property
    def old_end(self) -> int:
        """Where it ends in the old text."""
        return self.runs[-1].old_end


class Piece(NamedTuple):
    """What became of a part of one strand: where it is now, and how many of its `size` characters were kept there."""

    new: int
    new_end: int
    kept: int
    size: int
    whole: bool
    strand: Strand


class CharacterMap:
    """Where each character of the old text is in the new one; all positions count visible characters."""

    def __init__(self, old: VisibleText, new: VisibleText, matches: Sequence[Match]) -> None:
        self.old, self.new = old, new
        sentences = [(runs_of(old, new, match), match.likeness) for match in matches]
        kept = [run for runs, _ in sentences for run in runs if run.kept]
        parts = [((run,), None) for run in passages(old.chars, new.chars, kept)]
        self.strands = _ordered([(runs, likeness) for runs, likeness in sentences if any(run.kept for run in runs)])
        self.passages = _ordered(parts, among=self.strands)
        kept = sorted((*kept, *(runs[0] for runs, _ in parts)))
        self._kept = kept
        self._kept_new = sorted(kept, key=lambda run: run.new)

    def pieces(self, start: int, end: int) -> list[Piece]:
        """What became of `[start, end)` of the old text, in its order; nothing for what is gone."""
        found = [piece for strands in (self.strands, self.passages) for piece in _pieces(strands, start, end)]
        return [piece for _, piece in sorted(found, key=lambda item: item[0])]

    def forward(self, at: int) -> int | None:
        """Where character `at` of the old text is in the new one; None if it is gone."""
        run = self._kept[bisect_right(self._kept, at, key=lambda run: run.old) - 1] if self._kept else None
        return run.new + at - run.old if run and run.old <= at < run.old_end else None

    def backward(self, at: int) -> int | None:
        """Which character of the old text character `at` of the new one continues; None if it is none."""
        run = self._kept_new[bisect_right(self._kept_new, at, key=lambda run: run.new) - 1] if self._kept_new else None
        return run.old + at - run.new if run and run.new <= at < run.new_end else None

    def claimed(self, start: int, end: int) -> bool:
        """Whether any character of `[start, end)` of the new text continues one of the old."""
        at = bisect_right(self._kept_new, start, key=lambda run: run.new_end)
        return at < len(self._kept_new) and self._kept_new[at].new < end

    def free_places(self, words: str) -> list[int]:
        """Where `words` stand in text of the new version that continues nothing of the old."""
        return places(self._free, words)

    def gone_places(self, words: str) -> list[int]:
        """Where `words` stand in text of the old version that nothing of the new continues."""
        return places(self._gone, words)

    @cached_property
    def _free(self) -> str:
        return masked(self.new.chars, [(run.new, run.new_end) for run in self._kept_new])

    @cached_property
    def _gone(self) -> str:
        return masked(self.old.chars, [(run.old, run.old_end) for run in self._kept])


def places(chars: str, words: str) -> list[int]:
    """Every place where `words` start in `chars`.

    Examples:
        >>> places("防控防控防控", "防控防控")
        [0, 2]
    """
    found: list[int] = []
    at = chars.find(words) if words else -1
    while at >= 0:
        found.append(at)
        at = chars.find(words, at + 1)
    return found


def masked(chars: str, stretches: Sequence[tuple[int, int]]) -> str:
    """`chars` with the ascending `stretches` made unreadable, as long as before."""
    parts, at = [], 0
    for start, end in stretches:
        parts += [chars[at:start], "\0" * (end - start)]
        at = end
    return "".join([*parts, chars[at:]])


def _ordered(found: Sequence[tuple[tuple[Run, ...], float | None]], among: Sequence[Strand] = ()) -> tuple[Strand, ...]:
    """Strands of `found`; the heaviest run of them in order, together with `among`, stayed, the others moved."""
    fresh = [Strand(runs, likeness, moved=False) for runs, likeness in found]
    both = sorted((*fresh, *(strand for strand in among if not strand.moved)), key=_first_kept)
    weights = [sum(run.old_end - run.old for run in strand.runs if run.kept) for strand in both]
    stayed = {_first_kept(both[at]) for at in heaviest_rising([_first_kept(s)[1] for s in both], weights)}
    return tuple(strand._replace(moved=_first_kept(strand) not in stayed) for strand in fresh)


def _first_kept(strand: Strand) -> tuple[int, int]:
    return next((run.old, run.new) for run in strand.runs if run.kept)


def _pieces(strands: Sequence[Strand], start: int, end: int) -> list[tuple[int, Piece]]:
    found = []
    at = bisect_right(strands, start, key=lambda strand: strand.old_end)
    while at < len(strands) and strands[at].old < end:
        strand = strands[at]
        low, high = max(start, strand.old), min(end, strand.old_end)
        if low < high:
            found.append((low, _piece(strand, low, high)))
        at += 1
    return found


def _piece(strand: Strand, low: int, high: int) -> Piece:
    runs = strand.runs
    kept = sum(max(0, min(high, run.old_end) - max(low, run.old)) for run in runs if run.kept)
    # A border of the strand stays a border of it, whatever was put in there.
    start = runs[0].new if low == strand.old else _start_in(runs, low)
    end = runs[-1].new_end if high == strand.old_end else _end_in(runs, high)
    whole = low == strand.old and high == strand.old_end
    return Piece(start, max(start, end), kept, high - low, whole, strand)


def _start_in(runs: Sequence[Run], at: int) -> int:
    """Where a stretch that starts before character `at` of the old text starts now: after what was put in there."""
    run = runs[bisect_right(runs, at, key=lambda run: run.old_end)]
    return run.new + _share(run, at)


def _end_in(runs: Sequence[Run], at: int) -> int:
    """Where a stretch that ends before character `at` of the old text ends now: before what was put in there."""
    run = runs[bisect_left(runs, at, key=lambda run: run.old_end)]
    return run.new + _share(run, at)


def _share(run: Run, at: int) -> int:
    """How far into the new side of `run` its character `at` of the old side is; in rewritten runs by proportion."""
    if run.kept or run.old == run.old_end:
        return at - run.old
    return round((run.new_end - run.new) * (at - run.old) / (run.old_end - run.old))
