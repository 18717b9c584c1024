"""Texts with known headings, set in many ways: what the layout is measured on, in tests and by hand."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure_layout import broken

CASES = Path(__file__).parent / "cases" / "headings"


def settings() -> dict[str, tuple[str, int, str]]:
    """The ways a text is set, by name: what stands between paragraphs, the width, and what stands before body."""
    return {
        "a paragraph a line": ("\n", 0, ""),
        "blank lines between": ("\n\n", 0, ""),
        "CRLF and indents": ("\r\n", 0, "　　"),
        "broken at 20": ("\n", 20, ""),
        "broken at 35": ("\n", 35, ""),
        "broken at 28, blank lines between": ("\n\n", 28, ""),
        "broken at 32, with indents": ("\n", 32, "　　"),
    }


def pages() -> Iterator[tuple[str, str, list[str]]]:
    """Every case in every setting: its name, the page, and its headings."""
    for path in sorted(CASES.glob("*.txt")):
        rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
        headings = [words for kind, words in rows if kind == "heading"]
        for name, (between, width, indent) in settings().items():
            paragraphs = [
                "\n".join(broken((indent if kind == "body" else "") + words, width or len(words) + 2))
                for kind, words in rows
            ]
            yield f"{path.stem}, {name}", between.join(paragraphs) + "\n", headings
