r"""Lines: the pieces of an extract between its line ends.

Examples:
    >>> [(line.start, line.end, line.blanks) for line in split_lines("要落实\n\n  要报告")]
    [(0, 3, 0), (7, 10, 1)]
"""

import re
from dataclasses import dataclass

from annotate.text.characters import columns

LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""What ends a line; the same set as `str.splitlines`, form feeds of a PDF's pages included."""

FILE_LINE_END = re.compile(r"\r\n|[\r\n]")
"""What ends a line of a file as editors number them."""


@dataclass(frozen=True)
class Line:
    """A line of the extract that holds something: its span, without the white space around it.

    `lead` is the white space in front of it, `blanks` counts the empty lines between it and the line before.
    """

    start: int
    end: int
    lead: str
    blanks: int

    @property
    def indent(self) -> int:
        """How many columns the line is set in."""
        return columns(self.lead.expandtabs(4))


def split_lines(extract: str) -> list[Line]:
    """The lines of `extract` that hold something visible, in order."""
    lines: list[Line] = []
    start, blanks = 0, 0
    ends = [(match.start(), match.end()) for match in LINE_END.finditer(extract)]
    for end, following in [*ends, (len(extract), len(extract))]:
        raw = extract[start:end]
        solid = raw.strip()
        if solid:
            lead = raw[: len(raw) - len(raw.lstrip())]
            at = start + len(lead)
            lines.append(Line(at, at + len(solid), lead, blanks))
            blanks = 0
        else:
            blanks += 1
        start = following
    return lines
