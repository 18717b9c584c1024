"""A text as carrying sees it: visible characters alone, cut into sentences.

Two versions of one text may be wrapped, spaced and typeset differently, and a mark must not care. So carrying compares
the visible characters, full-width letters and digits folded to their plain forms, and finds its way back by an index.
"""

import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from annotate.text.reading import Reading
from annotate.text.sentences import sentences
from annotate.text.spans import Span


@dataclass(frozen=True)
class VisibleText:
    """The visible characters of a text and the sentences they make.

    Attributes:
        chars: the visible characters in order, one folded character each.
        where: the offset of each of `chars` in the text, in code points.
        bounds: where each sentence begins in `chars`, and at the end the length of `chars`.
    """

    chars: str
    where: tuple[int, ...]
    bounds: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.bounds) - 1

    def words(self, first: int, last: int) -> str:
        """The characters of the sentences `first` to `last`, `last` not included."""
        return self.chars[self.bounds[first] : self.bounds[last]]

    def sentence_at(self, at: int) -> int:
        """Which sentence character `at` is in."""
        return max(0, bisect_right(self.bounds, at) - 1)

    def inward(self, span: Span) -> tuple[int, int]:
        """`span` of the text as a stretch of `chars`; empty where it covers white space alone."""
        return bisect_left(self.where, span.start), bisect_left(self.where, span.end)

    def outward(self, start: int, end: int) -> Span:
        """The stretch `[start, end)` of `chars` as a span of the text that begins and ends with a visible character.

        An empty stretch stands right after the character before it.
        """
        if start == end:
            at = self.where[start - 1] + 1 if start else (self.where[0] if self.where else 0)
            return Span(at, at)
        return Span(self.where[start], self.where[end - 1] + 1)


def visible_text(reading: Reading) -> VisibleText:
    """The visible characters and sentences of `reading`."""
    where = tuple(at for at, char in enumerate(reading.text) if not char.isspace())
    chars = folded("".join(reading.text[at] for at in where))
    found = sentences(reading.text, reading.blocks, reading.language, line_ends=reading.line_ends)
    starts = sorted({bisect_left(where, span.start) for span in found} | {0})
    return VisibleText(chars, where, (*(start for start in starts if start < len(where)), len(where)))


def folded(chars: str) -> str:
    """`chars` with each character in its plain form, as many as before.

    Examples:
        >>> folded("２０①㎡")
        '201㎡'
    """
    plain = {char: unicodedata.normalize("NFKC", char) for char in set(chars)}
    return chars.translate({ord(char): form for char, form in plain.items() if len(form) == 1 and form != char})
