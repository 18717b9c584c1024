r"""Finding words that are written with other code points: é as one or as two, a line end as \r\n or \n.

The text itself is never changed. It is normalised beside the original, together with a map back.
"""

from bisect import bisect_left
from unicodedata import combining, normalize

from annotate.text.spans import Span


class Normal:
    """A text in canonical decomposition (NFD) with plain line feeds, and the way back to the text.

    Examples:
        >>> text = "Cafe\u0301 politique"
        >>> found = Normal(text)
        >>> at = found.text.find(normalized("Café"))
        >>> found.back(at, at + len(normalized("Café")))
        Span(start=0, end=5)
    """

    def __init__(self, text: str) -> None:
        self._here: list[int] = [0]
        self._there: list[int] = [0]
        pieces: list[str] = []
        start = 0
        for end in range(1, len(text) + 1):
            if end < len(text) and (combining(text[end]) or text[end - 1 : end + 1] == "\r\n"):
                continue
            piece = normalized(text[start:end])
            pieces.append(piece)
            self._here.append(self._here[-1] + len(piece))
            self._there.append(end)
            start = end
        self.text = "".join(pieces)

    def back(self, start: int, end: int) -> Span | None:
        """Where a stretch of the normalised text stands in the original; None if it cuts a character."""
        first, last = bisect_left(self._here, start), bisect_left(self._here, end)
        if self._here[first] != start or self._here[last] != end:
            return None
        return Span(self._there[first], self._there[last])


def normalized(text: str) -> str:
    """`text` as `Normal` has it."""
    return normalize("NFD", text.replace("\r\n", "\n"))
