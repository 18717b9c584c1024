"""Measure where marks come to stand when a text is revised by edits whose effect is known.

    python -m benchmarks.measure_carry GOLD.json …

GOLD.json is a list of texts: `before`, `after`, their `kind`, and `ann`, the marks, each with `start` and `end` on
the text before, its `fate`, and its `truth`: where it stands after, null where its words were deleted. A mark stands
rightly if its place shares at least 0.9 of the union with the truth. Ambiguous and orphaned marks have no place.

The marks go the whole way: into a store, and on to the next version when that is added.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import annotate
from annotate.text.spans import Span
from benchmarks.counting import visible_places

RIGHT, PARTLY, MISPLACED, UNPLACED, LOST = "right", "partly", "misplaced", "unplaced", "lost"


@dataclass(frozen=True)
class CarryScore:
    """How many marks of each (kind of text, fate) had each outcome."""

    outcomes: Mapping[tuple[str, str], Counter[str]]

    def kinds(self) -> tuple[str, ...]:
        """The kinds of text measured."""
        return tuple(sorted({kind for kind, _ in self.outcomes}))

    def living(self, kind: str, outcome: str) -> float:
        """Which part of the marks whose words live on had that outcome."""
        return self._share(kind, outcome, deleted=False)

    def deleted(self, kind: str, outcome: str) -> float:
        """Which part of the marks whose words were deleted had that outcome."""
        return self._share(kind, outcome, deleted=True)

    def lost(self) -> int:
        """How many marks are not in the list any more."""
        return sum(counts[LOST] for counts in self.outcomes.values())

    def _share(self, kind: str, outcome: str, *, deleted: bool) -> float:
        fates = [counts for (of, fate), counts in self.outcomes.items() if of == kind and (fate == "delete") == deleted]
        total = sum(counts.total() for counts in fates)
        return sum(counts[outcome] for counts in fates) / total if total else 0.0


def measure(gold: Path) -> CarryScore:
    """Carry every mark of the file, and count the outcomes."""
    outcomes: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for text in json.loads(gold.read_text(encoding="utf-8")):
        for fate, outcome in _outcomes(text):
            outcomes[text["kind"], fate][outcome] += 1
    return CarryScore(outcomes)


def _outcomes(text: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    before, after = text["before"], text["after"]
    with TemporaryDirectory() as folder, annotate.open_store(Path(folder) / "annotate.db", create=True) as store:
        first = annotate.add(store, before.encode(), name="text", reflow=False).ref
        annotate.import_marks(
            store, first, [_new_mark(number, before, mark) for number, mark in enumerate(text["ann"])]
        )
        second = annotate.add(store, after.encode(), name="text", reflow=False).ref
        carried = {mark.id: mark for mark in annotate.marks(store, second)}
    for number, mark in enumerate(text["ann"]):
        yield mark["fate"], _outcome(after, carried.get(f"m{number}"), mark["truth"])


def _new_mark(number: int, text: str, mark: Mapping[str, Any]) -> annotate.NewMark:
    """The mark without white space at its ends."""
    places = visible_places(text, [(mark["start"], mark["end"])])
    return annotate.NewMark(spans=(Span(min(places), max(places) + 1),), label="measured", id=f"m{number}")


def _outcome(text: str, mark: annotate.Mark | None, truth: tuple[int, int] | None) -> str:
    if mark is None:
        return LOST
    here = visible_places(text, mark.spans)
    there = visible_places(text, [truth]) if truth else frozenset()
    if not there:
        return MISPLACED if here else RIGHT
    if not here:
        return UNPLACED
    shared = len(here & there) / len(here | there)
    return RIGHT if shared >= 0.9 else PARTLY if shared >= 0.5 else MISPLACED


def main() -> None:
    """A table for each file named: a kind of text and a fate a row, then the marks that live on, together."""
    for name in sys.argv[1:]:
        score = measure(Path(name))
        for (kind, fate), counts in sorted(score.outcomes.items()):
            shares = " · ".join(f"{outcome} {count / counts.total():.4f}" for outcome, count in sorted(counts.items()))
            print(f"{kind} {fate} ({counts.total()}): {shares}")
        for kind in score.kinds():
            print(
                f"{kind}: living right {score.living(kind, RIGHT):.4f}, "
                f"deleted placed {score.deleted(kind, MISPLACED):.4f}"
            )
        print(f"lost: {score.lost()}")


if __name__ == "__main__":
    main()
