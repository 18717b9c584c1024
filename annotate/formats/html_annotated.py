"""What the page of an annotated version shows: the text in blocks, marks around its words, notes; as plain values.

Words stay words here; the templates escape them.
"""

from collections.abc import Mapping, Sequence
from heapq import heappop, heappush
from itertools import groupby
from typing import Any

from annotate.formats.annotated import Annotated, Segment, segments
from annotate.report.rows import GAP
from annotate.report.tables import spelled
from annotate.store.values import Mark
from annotate.text.reading import Block
from annotate.text.spans import Span, hull

MOST_LANES = 6
"""How many lines are drawn below one another under the words; a further mark shares one with another."""

Values = dict[str, Any]


def annotated_text(one: Annotated, number: int) -> Values:
    """All that the template asks for; `number` keeps the ids of several versions on one page apart."""
    drawn = {mark.id: _drawn(n, number, mark, one) for n, mark in enumerate(one.marks, 1)}
    for mark, lane in zip(one.placed, lanes([hull(mark.spans) for mark in one.placed]), strict=True):
        drawn[mark.id]["lane"] = lane
    met: set[str] = set()
    return {
        "version": one.version,
        "number": number,
        "labels": one.labels,
        "blocks": [
            _block(found, list(run), drawn, met) for found, run in groupby(segments(one), lambda each: each.block)
        ],
        "placed": [_note(mark, drawn) for mark in one.placed],
        "unplaced": [_note(mark, drawn) for mark in one.unplaced],
    }


def lanes(spans: Sequence[Span]) -> tuple[int, ...]:
    """The line below the words on which each of `spans` is drawn: those that overlap have different ones.

    Examples:
        >>> lanes([Span(0, 9), Span(2, 4), Span(4, 6)])
        (0, 1, 1)
    """
    found = [0] * len(spans)
    ending: list[tuple[int, int]] = []
    free: list[int] = []
    used = 0
    for at in sorted(range(len(spans)), key=lambda at: (spans[at].start, -spans[at].end)):
        while ending and ending[0][0] <= spans[at].start:
            heappush(free, heappop(ending)[1])
        if free:
            lane = heappop(free)
        else:
            lane, used = used, used + 1
        heappush(ending, (spans[at].end, lane))
        found[at] = lane % MOST_LANES
    return tuple(found)


def _drawn(n: int, number: int, mark: Mark, one: Annotated) -> Values:
    """How a mark is drawn: its number, the ids of mark and note, label, colour and line."""
    colours = {label.name: label.colour for label in one.labels}
    return {
        "n": n,
        "mark": f"mark-{number}-{n}",
        "note": f"note-{number}-{n}",
        "label": mark.label,
        "title": f"{mark.label}: {mark.note}" if mark.note else mark.label,
        "colour": colours.get(mark.label, ""),
        "lane": 0,
    }


def _block(found: Block | None, run: Sequence[Segment], drawn: Mapping[str, Values], met: set[str]) -> Values:
    """A block, or what stands between two; a gap is white space in which no mark ends.

    `lanes` says how much room the lines under its words need.
    """
    gap = found is None and not any(segment.ends or segment.text.strip() for segment in run)
    below = max((drawn[mark.id]["lane"] + 1 for segment in run for mark in segment.marks), default=0)
    return {
        "kind": "gap" if gap else found and found.kind,
        "number": found and found.number,
        "level": found and found.level,
        "lanes": min(below, MOST_LANES),
        "segments": [_segment(segment, drawn, met) for segment in run],
    }


def _segment(segment: Segment, drawn: Mapping[str, Values], met: set[str]) -> Values:
    """A stretch of text, the marks around it from the outermost in, and the notes of those that end here.

    `met` has the marks that were drawn before: the first stretch of a mark is what its note leads back to.
    """
    starts, ends = {mark.id for mark in segment.starts}, {mark.id for mark in segment.ends}
    around = []
    for mark in segment.marks:
        first = mark.id not in met
        met.add(mark.id)
        around.append({**drawn[mark.id], "first": first, "starts": mark.id in starts, "ends": mark.id in ends})
    return {
        "text": segment.text,
        "around": around,
        "ending": [drawn[mark.id] for mark in reversed(segment.ends)],
    }


def _note(mark: Mark, drawn: Mapping[str, Values]) -> Values:
    return {
        **drawn[mark.id],
        "is": mark,
        "quote": GAP.join(mark.quotes or mark.origin.quotes),
        "spans": spelled(mark.spans),
        "origin_quote": GAP.join(mark.origin.quotes),
        "origin_spans": spelled(mark.origin.spans),
        "candidates": [
            {
                "spans": spelled(each.spans),
                "quote": GAP.join(each.quotes),
                "scores": f"likeness {each.likeness:.2f}, place {each.place:.2f}",
            }
            for each in mark.candidates
        ],
        "scores": f"likeness {mark.likeness:.2f}, place {mark.place:.2f}",
    }
