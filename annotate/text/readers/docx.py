"""Word files: the XML of `word/document.xml`, read by the standard library alone.

A paragraph is a line and a block. What Word computes and shows is put in (the numbers of lists), what it shows at
another place stands at the end (footnotes), what it does not show is left out (hidden text, deleted words); the
notes say how much of each.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from annotate.errors import UnreadableFileError
from annotate.text.characters import ends_sentence
from annotate.text.counting import counted
from annotate.text.extracts import Extract, Options
from annotate.text.readers.docx_comments import MOST, TOO_MANY, Range, read_comments
from annotate.text.readers.docx_numbering import Numbering
from annotate.text.readers.docx_numbers import written
from annotate.text.readers.docx_package import Node, Package, find, value
from annotate.text.readers.docx_story import Anchor, Gone, Line, NoteMark, Story
from annotate.text.readers.docx_styles import Styles
from annotate.text.reading import Block, BlockKind, ReaderName

READERS = {"accepted": ReaderName("docx", "2"), "rejected": ReaderName("docx-rejected", "2")}
"""The reader by how tracked changes are read; the name recorded says which of the two texts of a file a version is."""

_LONGEST_HEADING = 40
_LONGEST_GONE = 1_000
_BLANKS = re.compile(r"[\n\t]+")


def read(data: bytes, options: Options) -> Extract:
    """Take the text out of a Word file, its tracked changes accepted or rejected as the options say.

    Raises:
        UnreadableFileError: it is damaged, has a password, holds no text, or is over a limit.
    """
    package = Package(data, options.name)
    document = package.document()
    body = find(document, "w:body")
    if body is None:
        raise package.refused(f"the part {package.main} is no Word text")
    parts = _Parts(package, document, body)
    story, notes = parts.walked(rejected=options.changes == "rejected", fields=True)
    if story.broken:
        story, notes = parts.walked(rejected=options.changes == "rejected", fields=False)
    put = _Assembly()
    for line in (*story.lines, *notes):
        put.line(line)
    text = put.text
    if not text.strip():
        raise UnreadableFileError(
            f"{options.name} is a Word file without words; if it holds pictures of pages, run a text recognition (OCR) "
            "over them and add what that writes."
        )
    if put.commented > MOST:
        raise package.refused(TOO_MANY)
    comments, left_out = read_comments(package, put.ranges(), text)
    return Extract(
        text,
        READERS[options.changes],
        blocks=tuple(put.blocks),
        items=tuple(put.items),
        notes=(*_notes(story, put, _heads(package), options.changes), *_own_remarks(left_out)),
        comments=comments,
        changes=story.told["changes"],
    )


@dataclass
class _Parts:
    """The parts of a file that make up its text."""

    package: Package
    document: Node
    body: Node

    def __post_init__(self) -> None:
        self.styles = Styles(self.package.beside("styles"))
        self.lists = self.package.beside("numbering")
        self.notes = {kind: self.package.beside(kind) for kind in ("footnotes", "endnotes")}
        self.settings = self.package.beside("settings")

    def walked(self, *, rejected: bool, fields: bool) -> tuple[Story, list[Line]]:
        """The story of the body, and the lines of the notes that it refers to."""
        story = Story(self.styles, Numbering(self.lists, self.styles), rejected, fields)
        story.take(self.body)
        first = len(story.lines)
        for kind in ("footnotes", "endnotes"):
            part = self.notes[kind]
            known = {each.get("w:id"): each for each in (() if part is None else part)}
            self._take(story, [mark for mark in story.notes if mark.kind == kind], known)
        lines = story.lines[first:]
        del story.lines[first:]
        return story, lines

    def _take(self, story: Story, marks: Sequence[NoteMark], known: dict[str | None, Node]) -> None:
        count, form = 0, self._form(marks[0].kind) if marks else ""
        for mark in marks:
            count += not mark.sign
            node = known.pop(mark.id, None)
            if node is None:
                continue
            sign = mark.sign or written(count, form) or str(count)
            first = next(iter(story.take(node, "other")))
            first.pieces = [f"[{sign}] ", *_without_lead(first.pieces)]
            story.told[mark.kind] += 1

    def _form(self, kind: str) -> str:
        tag = f"w:{kind[:-1]}Pr"
        found = next((value(each, "w:numFmt") for each in self.document.iter(tag)), None)
        return found or value(self.settings, f"{tag}/w:numFmt") or ("decimal" if kind == "footnotes" else "lowerRoman")


def _without_lead(pieces: Sequence[str | Anchor | Gone]) -> Iterable[str | Anchor | Gone]:
    """A note's words without the space between its number and them."""
    at = next((at for at, piece in enumerate(pieces) if isinstance(piece, str) and piece.strip()), len(pieces))
    for number, piece in enumerate(pieces):
        if not isinstance(piece, str) or number > at:
            yield piece
        elif number == at:
            yield piece.lstrip()


@dataclass
class _Assembly:
    """The extract as it grows: its text, the blocks, and where comments begin, end and stand."""

    parts: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    items: list[int] = field(default_factory=list)
    sentences: int = 0

    def __post_init__(self) -> None:
        self._at, self._behind, self._titled = 0, "", 0
        self._anchors: dict[tuple[str, str], tuple[int, int]] = {}
        self._gone: list[str] = []

    @property
    def text(self) -> str:
        """The words so far."""
        return "".join(self.parts)

    def line(self, line: Line) -> None:
        """Put a line behind those so far."""
        self._put(self._behind)
        self._behind = line.end
        start, words = self._at, []
        for piece in line.pieces:
            if isinstance(piece, str):
                words.append(piece)
                self._put(piece)
            elif isinstance(piece, Gone):
                self._gone.append(piece.words[:_LONGEST_GONE])
            else:
                self._anchors.setdefault((piece.what, piece.id), (self._at, len(self._gone)))
        self._block("".join(words), start, line.kind, item=line.item)

    def _put(self, words: str) -> None:
        self.parts.append(words)
        self._at += len(words)

    def _block(self, words: str, start: int, kind: BlockKind, *, item: bool) -> None:
        """A paragraph is one block; its line breaks end one, unless it is a title or a heading."""
        plain = words.strip()
        if kind == "heading" and ends_sentence(plain) and (len(plain) > _LONGEST_HEADING or plain[-1] in "。；！？"):
            # A directive taken for a heading would be lost; an article may have a heading's style.
            kind = "body"
            self.sentences += 1
        if kind == "title" and self._titled not in (0, len(self.blocks)):
            kind = "heading"
        for piece in [words] if kind in ("title", "heading") else words.split("\n"):
            solid = piece.strip()
            if solid:
                at = start + len(piece) - len(piece.lstrip())
                self.blocks.append(Block(kind, at, at + len(solid)))
                if item:
                    self.items.append(at)
            item = True  # what stands behind a line break belongs to what stands before it
            start += len(piece) + 1
        if kind == "title" and plain:
            self._titled = len(self.blocks)

    @property
    def commented(self) -> int:
        """How many comments have a place."""
        return len({key for _, key in self._anchors})

    def ranges(self) -> dict[str, Range]:
        """Where each comment stands."""
        found = {}
        blanks = [each.span() for each in _BLANKS.finditer(self.text)]
        for key in dict.fromkeys(key for _, key in self._anchors):
            point = self._anchors.get(("point", key))
            start = self._anchors.get(("start", key)) or point
            end = self._anchors.get(("end", key)) or point
            if start is None or end is None or end[0] < start[0]:
                start = end = point or start or end or (0, 0)
            found[key] = self._range(blanks, start, end)
        return found

    def _range(self, blanks: Sequence[tuple[int, int]], start: tuple[int, int], end: tuple[int, int]) -> Range:
        """A comment's words without the line ends around them, or those that are gone where none is in this text."""
        low, high = start[0], end[0]
        behind = bisect_right(blanks, (low, self._at)) - 1
        if behind >= 0 and blanks[behind][1] > low:
            low = min(blanks[behind][1], high)
        before = bisect_left(blanks, (high, 0)) - 1
        if before >= 0 and blanks[before][1] >= high:
            high = max(blanks[before][0], low)
        if low < high:
            return Range((low, high))
        return Range((min(start[0], self._at),) * 2, self._words_gone(start[1], end[1]))

    def _words_gone(self, first: int, end: int) -> str:
        found, size = [], 0
        for at in range(first, min(end, first + _LONGEST_GONE)):
            found.append(self._gone[at])
            size += len(self._gone[at])
            if size >= _LONGEST_GONE:
                break
        return "".join(found)[:_LONGEST_GONE].strip("\n")


def _heads(package: Package) -> int:
    """How many headers and footers hold words."""
    parts = [part for kind in ("header", "footer") for part in package.all_beside(kind)]
    return sum(any((each.text or "").strip() for each in part.iter("w:t")) for part in parts)


def _notes(story: Story, put: _Assembly, heads: int, changes: str) -> Iterable[str]:
    """What was done that somebody may want to know."""
    told: Counter[str] = Counter({str(name): count for name, count in story.told.items()})
    if count := told["changes"]:
        yield f"{counted(count, 'tracked change')} read as {changes}"
    if count := story.numbering.computed:
        yield f"{counted(count, 'number')} that Word computes for lists put before their paragraphs"
    if unknown := sorted(story.numbering.unknown):
        yield f"numbers in a format not known here written in digits ({', '.join(unknown)[:100]})"
    for kind in ("footnote", "endnote"):
        if count := told[f"{kind}s"]:
            yield f"{counted(count, kind)} put at the end, the number in the text left out"
    if count := told["boxes"]:
        yield f"{counted(count, 'text box', 'text boxes')} put behind the paragraph around"
    if count := put.sentences:
        yield f"{counted(count, 'sentence')} in the style of a heading taken for body"
    if count := told["raised"]:
        yield f"{counted(count, 'raised figure stands', 'raised figures stand')} on the line, so that 10⁴ reads 104"
    if count := told["symbols"]:
        yield f"{counted(count, 'symbol')} of {', '.join(sorted(story.fonts))[:100]} kept as private characters"
    if count := told["formulas"]:
        yield f"{counted(count, 'formula')} read as the characters in a row"
    yield from _left_out(told, heads)


def _left_out(told: Counter[str], heads: int) -> Iterable[str]:
    left = [
        counted(count, *names)
        for count, names in (
            (told["hidden"], ("character of hidden text", "characters of hidden text")),
            (heads, ("header or footer", "headers and footers")),
            (told["ruby"], ("pronunciation over its word", "pronunciations over their words")),
            (told["soft hyphens"], ("soft hyphen",)),
            (told["pictures"], ("picture, chart or diagram", "pictures, charts and diagrams")),
            (told["embedded"], ("embedded document",)),
            (told["fields"], ("button or list to choose from", "buttons and lists to choose from")),
        )
        if count
    ]
    if left:
        yield f"not read: {', '.join(left)}"


def _own_remarks(count: int) -> Iterable[str]:
    if count:
        yield f"{counted(count, 'remark')} of this program on a comparison left out"
