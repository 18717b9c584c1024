"""The text of a PDF file, put together from the lines of its pages."""

from collections.abc import Sequence

from annotate.text.readers.pdf_lines import Row
from annotate.text.readers.pdf_margins import Kind
from annotate.text.readers.pdf_paragraphs import Line
from annotate.text.reading import Place, Removed

_WIDEST = 60
_LEAST_SIZE = 0.1


class Writer:
    """Writes lines one behind the other, with a blank line where the page leaves room, and spaces for an indent."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.places: list[Place] = []
        self.removed: list[Removed] = []
        self.wraps: list[int] = []
        self._length = 0

    def begin_page(self, number: int) -> None:
        """Begin a page, or go back to one for a note at its foot; nothing if it is the one begun."""
        if not self.places or self.places[-1].number != number:
            self.places.append(Place(self._length, number))

    def remove(self, rows: Sequence[tuple[Row, Kind]]) -> None:
        """Write lines that are no part of the text."""
        for row, kind in rows:
            self.removed.append(Removed(self._length, self._length + len(row.words), kind, row.words))
            self._put(row.words + "\n")

    def write(self, line: Line, *, wrapped: bool, divided: bool) -> None:
        """Write a line of the text, which goes on in the next one if it is `wrapped`, in mid-word if `divided`."""
        indent = round(2 * line.indent / max(line.row.size, _LEAST_SIZE))
        self._put("\n" * line.apart + " " * min(indent, _WIDEST) + line.row.words)
        if divided:
            self.removed.append(Removed(self._length - 1, self._length, "hyphen", line.row.words[-1]))
        if wrapped:
            self.wraps.append(self._length)
        self._put("\n")

    def _put(self, words: str) -> None:
        self.parts.append(words)
        self._length += len(words)
