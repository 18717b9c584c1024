"""The map from the text that people mark back to the extract it was made from.

It is a list of runs that stand alike on both sides. Between two runs either side may have white space, or a removed
run, that the other has not.
"""

from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True)
class OffsetMap:
    r"""Runs `(text_start, extract_start, length)`, ascending on both sides, in code points.

    Examples:
        >>> offsets = OffsetMap(((0, 1, 4), (4, 7, 3)))    # text "防控工作取得" from extract " 防控工作\n\n取得"
        >>> offsets.to_extract(0), offsets.to_extract(4), offsets.to_extract(7)
        (1, 7, 10)
        >>> offsets.to_text(6)
        4
    """

    runs: tuple[tuple[int, int, int], ...]

    def to_extract(self, offset: int) -> int:
        """Where the code point at `offset` of the text stands in the extract; past a run, the place just after it."""
        return self._map(offset, 0, 1)

    def to_text(self, offset: int) -> int:
        """Where the code point at `offset` of the extract stands in the text; if left out, the place where it would."""
        return self._map(offset, 1, 0)

    def onto(self, inner: "OffsetMap") -> "OffsetMap":
        """This map followed by `inner`: where the extract of this one is itself the text of `inner`.

        Examples:
            >>> OffsetMap(((0, 2, 4),)).onto(OffsetMap(((0, 1, 3), (3, 9, 5)))).runs
            ((0, 3, 1), (1, 9, 3))
        """
        found: list[tuple[int, int, int]] = []
        at = 0
        for start, middle, length in self.runs:
            while at < len(inner.runs) and inner.runs[at][0] + inner.runs[at][2] <= middle:
                at += 1
            here = at
            while here < len(inner.runs) and inner.runs[here][0] < middle + length:
                low, source, size = inner.runs[here]
                first, last = max(low, middle), min(low + size, middle + length)
                found.append((start + first - middle, source + first - low, last - first))
                here += 1
        return OffsetMap(tuple(found))

    def _map(self, offset: int, here: int, there: int) -> int:
        at = bisect_right(self.runs, offset, key=lambda run: run[here]) - 1
        if at < 0:
            return self.runs[0][there] if self.runs else 0
        run = self.runs[at]
        return run[there] + min(offset - run[here], run[2])
