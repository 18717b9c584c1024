"""The seed as files of many types: what every reader is held to.

A file made from `LINES` says what the seed says, a paragraph or heading a line. `check_comes_back` states the promise:
the text has the same visible characters in the same order, and each of `QUOTES` stands in it as often as in the seed,
so that a mark made by its words lands on the same ones.
"""

import re
from collections.abc import Sequence

from annotate.store.files import load
from annotate.store.seeds import seed_path
from annotate.text.extracts import Extract
from annotate.text.reading import Reading

SEED = load(seed_path())[1]
"""The seed as the project reads it from its own wrapped file."""

LINES: tuple[str, ...] = tuple(SEED.text[block.start : block.end] for block in SEED.blocks)
"""The paragraphs of the seed, headings and editorial lines too, in order."""

QUOTES: tuple[str, ...] = tuple(
    dict.fromkeys(found.group() for line in LINES for found in re.finditer(r"[^，。；：、\s]{4,}", line))
)
"""The clauses of the seed, each once: what people would mark."""


def visible(text: str) -> str:
    """`text` without white space."""
    return "".join(text.split())


def check_comes_back(data: bytes, name: str, lines: Sequence[str] = LINES) -> tuple[Extract, Reading]:
    """Read `data` and hold it against `lines`; gives what was read, for more."""
    extract, reading = load(data, name=name)
    assert visible(reading.text) == visible("".join(lines))
    for quote in QUOTES:
        wanted = "\n".join(lines).count(quote)
        assert reading.text.count(quote) == wanted, quote
    return extract, reading
