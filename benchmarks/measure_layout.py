"""Measure how well hard wraps are undone, on texts that have a paragraph a line.

    python -m benchmarks.measure_layout FOLDER... [--gold FOLDER]

Every text of each FOLDER is broken at a width as a page is, in three styles: plain, with a blank line after every line,
and with a leading space where a page begins. Precision and recall are those of paragraph breaks that a reader can see:
the last line of the paragraph is shorter than the width. With --gold, labelled pairs of readouts as
`benchmarks.measure_successor` takes them are broken at 35, and what that costs of the F1 of directives is printed.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import fmean

from annotate.compare.comparison import compare
from annotate.compare.values import Row, Side
from annotate.text.reader import read
from annotate.text.reading import Reading
from annotate.text.spans import Span, visible
from benchmarks.measure_successor import directive_f1

STYLES = ("plain", "spaced", "pages")
WIDTHS = (12, 20, 35, 60)
_CLOSING = "，。、；：！？”’）》"


def broken(paragraph: str, width: int) -> list[str]:
    """`paragraph` in lines of `width` characters, longer where a closing mark would begin the next.

    Examples:
        >>> broken("要落实，要报告。", 3)
        ['要落实，', '要报告。']
    """
    lines = []
    while paragraph:
        end = width
        while end < len(paragraph) and paragraph[end] in _CLOSING:
            end += 1
        lines.append(paragraph[:end])
        paragraph = paragraph[end:]
    return lines


def page(paragraphs: Sequence[str], width: int, style: str) -> str:
    """The paragraphs as a page sets them."""
    lines = [line for paragraph in paragraphs for line in broken(paragraph, width)]
    if style == "pages":
        lines = [" " + line if number % 25 == 0 else line for number, line in enumerate(lines)]
    return ("\n\n" if style == "spaced" else "\n").join(lines) + "\n"


def breaks(text: str) -> set[int]:
    """After which visible characters a paragraph ends, the last one left aside."""
    ends, count = set(), 0
    for line in text.split("\n"):
        count += len(visible(line))
        ends.add(count)
    return ends - {0, count}


def score(texts: Sequence[Sequence[str]], width: int, style: str) -> tuple[float, float]:
    """Precision and recall of the breaks, over all texts together."""
    right = wrong = missed = 0
    for paragraphs in texts:
        truth = breaks("\n".join(paragraphs))
        seen = breaks_to_see(paragraphs, width)
        found = breaks(read(page(paragraphs, width, style)).text)
        right, missed, wrong = right + len(found & seen), missed + len(seen - found), wrong + len(found - truth)
    return right / max(1, right + wrong), right / max(1, right + missed)


def breaks_to_see(paragraphs: Sequence[str], width: int) -> set[int]:
    """The breaks after paragraphs whose last line leaves room."""
    seen, count = set(), 0
    for paragraph in paragraphs:
        count += len(visible(paragraph))
        if len(broken(paragraph, width)[-1]) < width:
            seen.add(count)
    return seen - {count}


def cost_of_wraps(folder: Path, width: int = 35) -> Iterator[tuple[str, float, float]]:
    """Each labelled pair: the F1 of its directives as it is, and broken at `width`."""
    for gold_file in sorted(folder.glob("*/gold.json")):
        gold = json.loads(gold_file.read_text(encoding="utf-8"))
        old, new = ((gold_file.parent / f"{side}.txt").read_text(encoding="utf-8") for side in "ab")
        whole = compare(Side(read(old, reflow=False)), Side(read(new, reflow=False))).directives
        readings = [read(page(text.split("\n"), width, "plain")) for text in (old, new)]
        rows = [_back(row, readings, (old, new)) for row in compare(Side(readings[0]), Side(readings[1])).directives]
        yield gold_file.parent.name, directive_f1(old, new, gold, whole), directive_f1(old, new, gold, rows)


def _back(row: Row, readings: Sequence[Reading], texts: Sequence[str]) -> Row:
    """`row` with its spans on the texts as they were before they were broken."""
    old, new = (
        tuple(_span_back(span, reading.text, text) for span in spans)
        for spans, reading, text in zip((row.old, row.new), readings, texts, strict=True)
    )
    return replace(row, old=old, new=new)


def _span_back(span: Span, text: str, wanted: str) -> Span:
    """The same visible characters in `wanted`, which differs from `text` in white space alone."""
    places = [at for at, char in enumerate(wanted) if not char.isspace()]
    first, last = len(visible(text[: span.start])), len(visible(text[: span.end])) - 1
    return Span(places[first], places[last] + 1)


def main() -> None:
    """Print the figures."""
    ask = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    ask.add_argument("folders", type=Path, nargs="+")
    ask.add_argument("--gold", type=Path)
    asked = ask.parse_args()
    for folder in asked.folders:
        texts = [path.read_text(encoding="utf-8").split() for path in sorted(folder.glob("*.txt"))]
        for style in STYLES:
            for width in WIDTHS:
                precision, recall = score(texts, width, style)
                print(f"{folder.name} {style} {width}: precision {precision:.3f}, recall {recall:.3f}")
    if asked.gold is not None:
        pairs = list(cost_of_wraps(asked.gold))
        for name, whole, wrapped in pairs:
            print(f"{name}: directive F1 {whole:.3f}, broken at 35 {wrapped:.3f}")
        print(f"mean: {fmean(each[1] for each in pairs):.4f}, broken at 35 {fmean(each[2] for each in pairs):.4f}")


if __name__ == "__main__":
    main()
