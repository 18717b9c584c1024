"""Time carrying marks side by side with matching each mark's quote on its own, in one run.

    python -m benchmarks.carry_speed GOLD.json [TEXTS]

Matching on its own is what annotation clients do when they anchor a quote: look for the very words, else for the
stretch with the fewest edits (at most half the quote's length), and weigh the places found by quote, prefix, suffix and
position. The weights are those of the Hypothesis client's match-quote (50, 20, 20, 2; 32 characters around); the search
here is written afresh in Python, as carrying is, so that the two are compared as methods: the client is JavaScript.
"""

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from annotate.compare.carrying import carry
from annotate.compare.values import Carriable
from annotate.text.reader import read
from annotate.text.spans import Span

AROUND = 32


def ends(text: str, quote: str, most: int) -> Iterator[tuple[int, int]]:
    """Where in `text` a stretch ends at most `most` edits from `quote`, and how many; Myers' bit vectors."""
    bits: dict[str, int] = {}
    for at, char in enumerate(quote):
        bits[char] = bits.get(char, 0) | 1 << at
    top, mask = 1 << (len(quote) - 1), (1 << len(quote)) - 1
    up, down, errors = mask, 0, len(quote)
    for at, char in enumerate(text):
        equal = bits.get(char, 0)
        across = (((equal & up) + up) ^ up) | equal | down
        more, fewer = down | (mask & ~(across | up)), up & across
        errors += (1 if more & top else 0) - (1 if fewer & top else 0)
        more, fewer = (more << 1) & mask, (fewer << 1) & mask
        up, down = fewer | (mask & ~((equal | down) | more)), more & (equal | down)
        if errors <= most:
            yield at + 1, errors


def places(text: str, quote: str) -> list[tuple[int, int]]:
    """The ends of the stretches most like `quote`, with their number of edits."""
    exact, at = [], text.find(quote)
    while at >= 0:
        exact.append((at + len(quote), 0))
        at = text.find(quote, at + 1)
    if exact:
        return exact
    found = list(ends(text, quote, len(quote) // 2))
    fewest = min((errors for _, errors in found), default=0)
    return [(end, errors) for end, errors in found if errors == fewest]


def likeness(text: str, words: str) -> float:
    """How alike a short text is to the stretch that stood there."""
    fewest = min((errors for _, errors in ends(text, words, len(words))), default=len(words)) if words else 0
    return 1 - fewest / len(words) if words else 1.0


def match_quote(text: str, old: str, span: Span) -> Span | None:
    """The best place of the words at `span` of `old`, by quote, prefix, suffix and position."""
    quote, best = span.of(old), (0.0, -1)
    prefix, suffix = old[max(0, span.start - AROUND) : span.start], old[span.end : span.end + AROUND]
    for end, errors in places(text, quote):
        start = max(0, end - len(quote))
        parts = (
            50 * (1 - errors / len(quote)),
            20 * likeness(text[max(0, start - AROUND) : start], prefix),
            20 * likeness(text[end : end + AROUND], suffix),
            2 * (1 - abs(start - span.start) / max(1, len(text))),
        )
        best = max(best, (sum(parts) / 92, end))
    return Span(max(0, best[1] - len(quote)), best[1]) if best[1] >= 0 else None


def timed(pair: dict[str, Any]) -> tuple[float, float]:
    """Seconds a mark for carrying and for matching each quote on its own."""
    old, new = (read(pair[side], reflow=False) for side in ("before", "after"))
    spans = [Span(mark["start"], mark["end"]) for mark in pair["ann"]]
    start = time.perf_counter()
    carry(old, new, [Carriable((span,), (span.of(old.text),), (span,)) for span in spans])
    middle = time.perf_counter()
    for span in spans:
        match_quote(new.text, old.text, span)
    end = time.perf_counter()
    return (middle - start) / len(spans), (end - middle) / len(spans)


def main() -> None:
    """The medians over the texts, in milliseconds a mark, and their ratio."""
    pairs = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))[: int(sys.argv[2]) if len(sys.argv) > 2 else None]
    timed(pairs[0])
    carried, matched = zip(*(timed(pair) for pair in pairs), strict=True)
    ratio = median(one / other for one, other in zip(carried, matched, strict=True))
    print(
        f"carrying {median(carried) * 1000:.2f} ms a mark, matching {median(matched) * 1000:.2f} ms, ratio {ratio:.2f}"
    )


if __name__ == "__main__":
    main()
