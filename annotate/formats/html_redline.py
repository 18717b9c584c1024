"""What the page of a comparison shows: both texts line by line, flags, counts and grounds, as plain values.

Words stay words here; the templates escape them.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from annotate.compare.values import Comparison, Group, Row, Side
from annotate.report.rows import (
    FLAGS,
    GROUP_SYMBOLS,
    SYMBOLS,
    EditedQuote,
    View,
    quoted,
    redlined,
    row_view,
    shows_alignment,
)
from annotate.report.side_by_side import Line, Stretch, side_by_side, stretches
from annotate.report.tables import name_of, spelled, title_of

_TRACE_LENGTH = 24
"""How many characters of a moved text stand at its old place: enough to know it again."""

Values = dict[str, Any]


def redline(comparison: Comparison, view: View) -> Values:
    """All that the template asks for."""
    rows = stretches(side_by_side(comparison.directives), view.shows)
    groups = stretches(
        side_by_side(comparison.alignment), lambda group: view.everything or group.kind != "same" or group.moved
    )
    return {
        "title": title_of(comparison),
        "sides": [_side(side) for side in (comparison.old, comparison.new)],
        "rules": comparison.rules,
        "notes": comparison.notes,
        "flags": [_flag(flag, comparison, view) for flag in FLAGS],
        "moved": sum(row.moved for row in comparison.directives),
        "doubtful": sum(bool(row.doubts) for row in comparison.directives),
        "directives": [_stretch(each, [_row(line, comparison) for line in each.lines]) for each in rows],
        "sentences": [_stretch(each, [_group(line, comparison) for line in each.lines]) for each in groups],
        "kinds": [
            {"name": kind, "symbol": GROUP_SYMBOLS[kind], "count": count}
            for kind in GROUP_SYMBOLS
            if (count := sum(group.kind == kind for group in comparison.alignment))
        ],
        "open_sentences": shows_alignment(comparison),
    }


def _side(side: Side) -> Values:
    return {
        "name": name_of(side.ref, side.path),
        "date": side.date,
        "length": len(side.reading.text),
        "title": side.reading.title,
        "lang": side.reading.language,
    }


def _flag(flag: str, comparison: Comparison, view: View) -> Values:
    count = comparison.summary[flag]
    return {"name": flag, "symbol": SYMBOLS[flag], "count": count, "shown": view.shows_flag(flag)}


def _stretch(stretch: Stretch[Any], lines: Sequence[Values]) -> Values:
    """A stretch with what its fold says: how many lines of which flag, and which numbers they have."""
    numbers = [line.number for line in stretch.lines if not line.trace]
    counts = [f"{count} {kind}" for kind, count in stretch.counted.items()]
    traces = len(lines) - len(numbers)
    return {
        "lines": lines,
        "folded": stretch.folded,
        "only": next(iter(stretch.counted), "") if len(stretch.counted) == 1 else "",
        "told": ", ".join([*counts, *([f"{traces} moved away"] if traces else [])]),
        "numbers": _numbers(numbers),
    }


def _numbers(numbers: Sequence[int]) -> str:
    if len(numbers) < 2:
        return "".join(f"line {number}" for number in numbers)
    return f"lines {numbers[0]}–{numbers[-1]}"


def _row(line: Line[Row], comparison: Comparison) -> Values:
    row = line.item
    view = row_view(row, comparison)
    return {
        **_line(line, row.flag, view.symbol),
        **_quotes(*redlined(row, comparison)),
        "stood": _clipped(quoted(comparison.old.reading.text, row.old)),
        "ladder": row.ladder,
        "verdict": row.verdict and row.verdict.told(),
        "why": row.why,
        "doubts": row.doubts,
        "where": view.where,
        "near": [{"score": f"{near.score:.2f}", "quote": near.quote, "at": spelled(near.spans)} for near in view.near],
        "near_side": 1 if row.flag == "dropped" else 0,
        "at": _at(row, row.score),
    }


def _group(line: Line[Group], comparison: Comparison) -> Values:
    group = line.item
    return {
        **_line(line, group.kind, GROUP_SYMBOLS[group.kind]),
        **_quotes(*redlined(group, comparison)),
        "stood": _clipped(quoted(comparison.old.reading.text, group.old)),
        **dict.fromkeys(("why", "doubts", "where", "near"), ()),
        **dict.fromkeys(("ladder", "verdict")),
        "at": _at(group, None if group.kind == "same" else group.similarity),
    }


def _line(line: Line[Any], kind: str, symbol: str) -> Values:
    return {
        "kind": kind,
        "symbol": symbol,
        "number": line.number,
        "moved": line.item.moved,
        "trace": line.trace,
        "behind": line.behind,
    }


def _quotes(old: Iterable[EditedQuote], new: Iterable[EditedQuote]) -> Values:
    """Both sides in pieces."""
    return {"old": [quote.pieces for quote in old], "new": [quote.pieces for quote in new]}


def _at(found: Row | Group, score: float | None) -> str:
    """Where the words stand in both texts, and how alike they are: for programs, and for readers who cite."""
    places = " → ".join(spelled(spans) for spans in (found.old, found.new) if spans)
    return places if score is None else f"{places} · likeness {score:.2f}"


def _clipped(quote: str) -> str:
    return quote if len(quote) <= _TRACE_LENGTH else quote[:_TRACE_LENGTH].rstrip(" …") + "…"
