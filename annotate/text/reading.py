"""A read text: what every room above takes.

A file comes in as bytes (the source), a reader takes out what it says (the extract), and layout makes of it what people
read and mark (the text). Text and extract differ in white space alone, but for the runs recorded in `removed`.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from annotate.text.offsets import OffsetMap

Language = Literal["zh-Hans", "zh-Hant", "en", "und"]
BlockKind = Literal["title", "heading", "body", "editorial", "dateline", "signature", "other"]


@dataclass(frozen=True)
class Block:
    """A paragraph-sized piece of a text, `[start, end)` in code points, without the white space around it.

    Attributes:
        kind: what it is; `dateline` and `signature` are lines of their own, and a paragraph that begins with a dateline
            is body.
        start: where it begins.
        end: where it ends.
        number: the number at its head as it stands there: 第三条, （一）, 2., (a), or the bullet of a list. None where
            it has none.
        level: how deep a heading, an article or an item stands in the text's own hierarchy, 1 for the widest. None for
            all else, and for a subtitle.
    """

    kind: BlockKind
    start: int
    end: int
    number: str | None = None
    level: int | None = None


class Place(NamedTuple):
    """Where a numbered part of a file begins: the code point of the extract, and what is counted from 1 on."""

    start: int
    number: int
    kind: Literal["page"] = "page"


class ReaderName(NamedTuple):
    """Which reader took a text out of a file, by the name of its file type, and its version.

    The version changes when the same bytes give another extract; a reader that builds on a library names that, too.
    """

    name: str
    version: str


PLAIN = ReaderName("text", "1")
"""The reader of plain text, which also stands for who read words that never were in a file."""


@dataclass(frozen=True)
class Removed:
    """A run of the extract that the text leaves out: where it stands in the extract, what it is, and its words."""

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
        places: where the pages of the file begin in the extract, if it has pages.
        notes: what was done on the way from the file to the text, each a sentence part without a stop.
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
    places: tuple[Place, ...] = ()
    notes: tuple[str, ...] = ()
