"""Measure the alignment of sentences between two versions of a text whose links are known.

    python -m benchmarks.measure_revision GOLD.jsonl …

Each line of GOLD.jsonl is a pair of texts: `old` and `new`, lists of sentences, and `gold`, the pairs of their
numbers that belong together. A group of the alignment links a sentence of each side if it covers half of both, in
characters that can be seen. `changed` is the figure over links whose two sentences differ, the ones that take
judgement.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotate.compare.alignment import align
from annotate.text.reader import read
from annotate.text.spans import Span, visible
from benchmarks.counting import Tally, tally, visible_places


@dataclass(frozen=True)
class RevisionScore:
    """Links found in all pairs together: all of them, and those whose two sentences differ."""

    pairs: int
    all: Tally
    changed: Tally


def measure(gold: Path) -> RevisionScore:
    """The links that `align` finds in every pair of the file, against the known ones."""
    pairs, all_links, changed = 0, Tally(), Tally()
    for line in gold.read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        old, new = pair["old"], pair["new"]
        found, wanted = frozenset(_links(old, new)), frozenset(map(tuple, pair["gold"]))

        def differ(link: tuple[int, int], pair: dict[str, Any] = pair) -> bool:
            return visible(pair["old"][link[0]]) != visible(pair["new"][link[1]])

        pairs += 1
        all_links += tally(found, wanted)
        changed += tally(found, wanted, differ)
    return RevisionScore(pairs, all_links, changed)


def _links(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    (old_text, old_spans), (new_text, new_spans) = _joined(old), _joined(new)
    groups = align(read(old_text, reflow=False), read(new_text, reflow=False))
    for text, sides in ((old_text, [group.old for group in groups]), (new_text, [group.new for group in groups])):
        _check_cover(text, sides)
    for group in groups:
        here, there = _covered(old_text, old_spans, group.old), _covered(new_text, new_spans, group.new)
        yield from ((one, other) for one in here for other in there)


def _joined(sentences: Sequence[str]) -> tuple[str, list[Span]]:
    """The sentences as a text, one a line, and where each stands."""
    text, spans = "", []
    for sentence in sentences:
        spans.append(Span(len(text), len(text) + len(sentence)))
        text += sentence + "\n"
    return text, spans


def _covered(text: str, sentences: Sequence[Span], group: Sequence[Span]) -> list[int]:
    """The numbers of the sentences of which the group covers at least half."""
    taken = visible_places(text, group)
    sizes = [visible_places(text, [sentence]) for sentence in sentences]
    return [number for number, places in enumerate(sizes) if places and 2 * len(places & taken) >= len(places)]


def _check_cover(text: str, sides: Sequence[Sequence[Span]]) -> None:
    places = [at for spans in sides for at in visible_places(text, spans)]
    if len(places) != len(set(places)) or set(places) != visible_places(text, [(0, len(text))]):
        raise AssertionError("The groups do not cover every visible character once.")


def main() -> None:
    """A line for each file named."""
    for name in sys.argv[1:]:
        score = measure(Path(name))
        print(
            f"{Path(name).stem}: {score.pairs} pairs, precision {score.all.precision:.3f}, "
            f"recall {score.all.recall:.3f}, F1 {score.all.f1:.3f}, changed {score.changed.f1:.3f}"
        )


if __name__ == "__main__":
    main()
