"""Cells of Excel: how much one holds, and its words as runs that no reader takes for something else.

A cell ends at 32,767 UTF-16 units. Control characters are written as the standard says (`_x000D_`, and Excel reads
them back); words that look like such an escape are cut into two runs, so that they stay words. NUL and half of a
surrogate pair are no characters: U+FFFD stands in their place.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby

from annotate.report.cells import Piece
from annotate.report.tables import Cell

LIMIT = 32_767
"""How many UTF-16 units a cell holds."""

ROWS = 1_048_576
"""How many rows a sheet holds."""

Words = tuple[Piece, ...]
"""The words of a cell in pieces, each with the style it is shown in."""

Content = Cell | Words

_NO_CHARACTER = re.compile("[\0\ud800-\udfff]")
# Between the two: a literal escape, and a string that the library would take for its own markup.
_SEAM = re.compile(r"(?<=_)(?=x[0-9A-Fa-f]{4}_)|(?<=^<)(?=r>)")


def pieces(content: Content) -> Words:
    """The words of a cell as pieces without empty ones; a number has none.

    Examples:
        >>> pieces("要"), pieces((Piece("要", "delete"), Piece("")))
        ((Piece(text='要', style=''),), (Piece(text='要', style='delete'),))
    """
    if isinstance(content, tuple):
        return tuple(Piece(*piece) for piece in content if piece.text)
    return (Piece(content),) if isinstance(content, str) and content else ()


def words(content: Content) -> str:
    """The words of a cell in one string."""
    return "".join(piece.text for piece in pieces(content))


def is_long(content: Content) -> bool:
    """Whether a cell cannot hold all of `content`."""
    return units(words(content)) > LIMIT


def is_unclean(content: Content) -> bool:
    """Whether `content` has something that is no character: NUL, or half of a surrogate pair."""
    return _NO_CHARACTER.search(words(content)) is not None


def units(text: str) -> int:
    """How many UTF-16 units `text` has.

    Examples:
        >>> units("𠮷林")
        3
    """
    return len(text) + sum(char > "\uffff" for char in text)


def cut(content: Iterable[Piece], room: int) -> tuple[Words, Words]:
    """What of `content` fits into `room` UTF-16 units, and the rest; no character is cut in two.

    Examples:
        >>> cut([Piece("𠮷林"), Piece("要", "insert")], 2)[0]
        (Piece(text='𠮷', style=''),)
    """
    head: list[Piece] = []
    rest = list(content)
    while rest and (size := units(rest[0].text)) <= room:
        head.append(rest.pop(0))
        room -= size
    if rest and room:
        text, style = rest[0]
        at = bisect_right(list(accumulate(map(units, text[:room]))), room)
        head += [Piece(text[:at], style)] if at else []
        rest[0] = Piece(text[at:], style)
    return tuple(head), tuple(rest)


def parts(content: Content) -> Iterator[Words]:
    """`content` in as many cells as it needs."""
    rest = pieces(content)
    while rest:
        head, rest = cut(rest, LIMIT)
        yield head


def runs(content: Sequence[Piece]) -> list[Piece]:
    r"""`content` as runs to be written: neighbours of one style as one, cut where a reader would see an escape.

    Examples:
        >>> [run.text for run in runs([Piece("a"), Piece("_x0041_"), Piece("\0")])]
        ['a_', 'x0041_\ufffd']
    """
    joined = (
        ("".join(piece.text for piece in same), style) for style, same in groupby(content, lambda piece: piece.style)
    )
    return [Piece(run, style) for text, style in joined for run in _SEAM.split(_NO_CHARACTER.sub("\ufffd", text))]
