"""A read text: what every room above takes.

A file comes in as bytes (the source), a reader takes out what it says (the extract), and layout makes of it what people
read and mark (the text). Text and extract differ in white space alone, but for the runs recorded in `removed`.
"""

from dataclasses import dataclass
from typing import Literal

from annotate.text.offsets import OffsetMap

Language = Literal["zh-Hans", "zh-Hant", "en", "und"]
BlockKind = Literal["title", "heading", "body", "editorial", "other"]


@dataclass(frozen=True)
class Block:
    """A paragraph-sized piece of a text, `[start, end)` in code points, without the white space around it."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True)
class Removed:
    """A run of the extract that layout took out: where it stood in the extract, what it was, and its words."""

    start: int
    end: int
    kind: Literal["running head", "page number", "hyphen"]
    text: str


@dataclass(frozen=True)
class Cutter:
    """Which program cut the words, and its version."""

    name: str
    version: str


@dataclass(frozen=True)
class Reading:
    """A text as it was read: the words, their layout and how to find one's way back.

    Attributes:
        extract: what the reader of the file type took out, line ends as they came.
        text: what people read and mark; all spans count its code points.
        offsets: the map from text to extract.
        removed: runs of the extract that the text leaves out, but for white space.
        blocks: title, headings, editorial lines and body, in order; they cover every visible character once.
        language: the language whose sentence rules, word cutter and lexicon are used.
        line_ends: whether every line end also ends a sentence and a block (`--no-reflow`).
        title: the words of the title block, if there is one.
        words: the end of each word, ascending; words cover every visible character, each word begins where the one
            before it ends, but for white space.
        cutter: what cut the words.
    """

    extract: str
    text: str
    offsets: OffsetMap
    removed: tuple[Removed, ...]
    blocks: tuple[Block, ...]
    language: Language
    line_ends: bool
    title: str | None
    words: tuple[int, ...]
    cutter: Cutter
