"""A text as the paragraphs of a Word file: a line is a paragraph, and every kind of line end a paragraph mark."""

import re
from bisect import bisect_right
from collections.abc import Mapping

from annotate.formats.docx_documents import EDITORIAL, HEADING, TITLE
from annotate.text.reading import BlockKind, Reading
from annotate.text.spans import Span

_LINE_END = re.compile(r"\r\n|\r|\n")
_STYLES: Mapping[BlockKind, str] = {"title": TITLE, "heading": HEADING, "editorial": EDITORIAL}


class Lines:
    r"""The text of a reading with a line feed for each line end, and the style of each line.

    Attributes:
        text: the words as they are written.
        starts: where each line begins in them.
    """

    def __init__(self, reading: Reading) -> None:
        self._long_ends = [found.end() for found in re.finditer("\r\n", reading.text)]
        self.text = _LINE_END.sub("\n", reading.text)
        self.starts = [0, *(found.end() for found in re.finditer("\n", self.text))]
        blocks = [(self.span(Span(block.start, block.end)), block.kind) for block in reading.blocks]
        self._block_starts = [span.start for span, _ in blocks]
        self._blocks = blocks
        ends = [*self.starts[1:], len(self.text) + 1]
        self._styles = [self._style(Span(start, end - 1)) for start, end in zip(self.starts, ends, strict=True)]

    def span(self, span: Span) -> Span:
        """Where the words at `span` of the reading's text stand in `text`; a line end cut in two counts as before."""
        return Span(*(at - bisect_right(self._long_ends, at) for at in span)) if self._long_ends else span

    def style_at(self, at: int) -> str:
        """The style of the line that `at` stands in; a line's end belongs to it. Empty for body."""
        return self._styles[bisect_right(self.starts, at) - 1]

    def heads(self, at: int) -> bool:
        """Whether the words at `at` are a heading's that does not have its line to itself."""
        block = bisect_right(self._block_starts, at) - 1
        if block < 0 or self._blocks[block][0].end <= at or self.style_at(at):
            return False
        return self._blocks[block][1] in ("title", "heading")

    @property
    def cuts(self) -> set[int]:
        """Where lines, and blocks inside of lines, begin and end."""
        return {*self.starts, *(at for span, _ in self._blocks for at in span)}

    def _style(self, line: Span) -> str:
        block = bisect_right(self._block_starts, line.end - 1) - 1
        if not line.length or block < 0:
            return ""
        span, kind = self._blocks[block]
        alone = not Span(line.start, span.start).of(self.text).strip() and span.end > line.start
        return _STYLES.get(kind, "") if alone else ""


def number_of_long_ends(text: str) -> int:
    r"""How many line ends of `text` are no line feed alone.

    Examples:
        >>> number_of_long_ends("a\r\nb\rc\nd")
        2
    """
    return sum(found[0] != "\n" for found in _LINE_END.finditer(text))
