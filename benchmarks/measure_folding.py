"""Measure what is lost when one of two texts, or both, are in traditional characters.

    python -m benchmarks.measure_folding FOLDER

FOLDER holds one folder a pair: `a.txt` (earlier), `b.txt` (later), both in simplified Chinese. Each is written in the
traditional characters of OpenCC's standard, of Taiwan and of Hong Kong, the latter two also with the quotation marks
that are printed there, and compared with `--fold-script`. A row is alike if the simplified texts have one with the same
flag and the same spans.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from annotate.compare.comparison import compare
from annotate.compare.values import Comparison, Side
from annotate.text.reader import read

SIDES = {"old": (True, False), "new": (False, True), "both": (True, True)}
_BRACKETS = str.maketrans("“”‘’", "「」『』")
Write = Callable[[str], str]


def scripts() -> dict[str, Write]:
    """The ways to write a simplified text in traditional characters; each keeps the number of characters."""
    from opencc import OpenCC

    standard, taiwan, hong_kong = (OpenCC(config).convert for config in ("s2t", "s2tw", "s2hk"))
    return {
        "OpenCC's standard (`s2t`)": standard,
        "Taiwan (`s2tw`)": taiwan,
        "Hong Kong (`s2hk`)": hong_kong,
        "Taiwan, with 「」": partial(_bracketed, taiwan),
        "Hong Kong, with 「」": partial(_bracketed, hong_kong),
    }


def _bracketed(write: Write, text: str) -> str:
    return write(text).translate(_BRACKETS)


def measure(folder: Path) -> Iterator[tuple[str, str, int, int]]:
    """For each script, and each side that is written in it, how many rows are alike, of how many, over all pairs."""
    pairs = [_pair(path.parent) for path in sorted(folder.glob("*/a.txt"))]
    wanted = [_rows(_compared(*pair)) for pair in pairs]
    for name, write in scripts().items():
        for side, written in SIDES.items():
            alike = 0
            for pair, rows in zip(pairs, wanted, strict=True):
                texts = [write(text) if turned else text for text, turned in zip(pair, written, strict=True)]
                alike += (_rows(_compared(*texts, fold_script=True)) & rows).total()
            yield name, side, alike, sum(rows.total() for rows in wanted)


def _pair(folder: Path) -> tuple[str, str]:
    old, new = (folder / f"{side}.txt" for side in "ab")
    return old.read_text(encoding="utf-8"), new.read_text(encoding="utf-8")


def _compared(old: str, new: str, *, fold_script: bool = False) -> Comparison:
    return compare(Side(read(old, reflow=False)), Side(read(new, reflow=False)), fold_script=fold_script)


def _rows(comparison: Comparison) -> Counter[object]:
    return Counter((row.flag, row.old, row.new) for row in comparison.directives)


def _main(folder: str) -> None:
    print("| traditional characters of | in the text | rows alike |\n| --- | --- | --- |")
    for name, side, alike, total in measure(Path(folder)):
        print(f"| {name} | {side} | {alike} of {total} ({alike / total:.1%}) |")


if __name__ == "__main__":
    _main(sys.argv[1])
