"""Cells of a terminal: how wide words are, and where a line may break.

A Chinese character fills two cells, a combining mark none. Widths come from the Unicode East Asian Width property; a
character of ambiguous width counts as one cell, as most terminals draw it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from unicodedata import category, combining, east_asian_width

_CLOSING = ("+}", "-]", *"，。、；：？！）》」』】〉”’…,.;:?!)]}%")
"""What stays on the line of the word before it."""

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
# A word in Latin letters or a single character, together with what opens before it.
_UNIT = re.compile(
    r"\s+|(?:[“‘（《「『【〈]|\{\+|\[-)*(?:[\x21-\x7e\u00a1-\u024f]+|[^\s“‘（《「『【〈]|$)|.", re.DOTALL
)


class Piece(NamedTuple):
    """Some words and the style they are shown in."""

    text: str
    style: str = ""


def safe(text: str, *, keep: str = "") -> str:
    r"""`text` with control characters made visible, so that no stored text can steer a terminal.

    White space that a line cannot show becomes a space; `keep` names control characters that may stay.

    Examples:
        >>> safe("a\x1b[2Jb\n"), safe("a\nb", keep="\n")
        ('a\\x1b[2Jb ', 'a\nb')
    """

    def shown(found: re.Match[str]) -> str:
        char = found[0]
        if char in keep:
            return char
        if char.isspace():
            return " "
        return f"\\x{ord(char):02x}" if ord(char) < 256 else f"\\u{ord(char):04x}"

    return _CONTROL.sub(shown, text)


def width(text: str) -> int:
    """How many cells `text` fills.

    Examples:
        >>> width("要 ok")
        5
    """
    return sum(_char_width(char) for char in text)


def _char_width(char: str) -> int:
    if combining(char) or category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if east_asian_width(char) in {"W", "F"} else 1


def padded(text: str, cells: int) -> str:
    """`text` with spaces behind it to fill `cells`."""
    return text + " " * max(0, cells - width(text))


def clipped(text: str, cells: int) -> str:
    """`text` cut to at most `cells`, with an ellipsis where something was cut.

    Examples:
        >>> clipped("防控工作", 6), clipped("防控", 6)
        ('防控…', '防控')
    """
    if width(text) <= cells:
        return text
    kept, used = "", 0
    for char in text:
        used += _char_width(char)
        if used > cells - 1:
            break
        kept += char
    return kept + "…"


def wrapped(pieces: Iterable[Piece], cells: int) -> list[list[Piece]]:
    """`pieces` as lines of at most `cells`: broken at spaces and between Chinese characters.

    A closing mark is never first on a line, but hangs over by its own width; an opening one is never last. White space
    at a break is dropped.

    Examples:
        >>> [["".join(p.text for p in line)] for line in wrapped([Piece("坚决打赢，"), Piece("we go on")], 8)]
        [['坚决打赢，'], ['we go on']]
    """
    lines: list[list[Piece]] = [[]]
    used = 0
    for unit in _units(pieces, cells):
        size = width(unit.text)
        blank = unit.text.isspace()
        if lines[-1] and used + size > cells and not unit.text.startswith(_CLOSING):
            lines.append([])
            used = 0
        if blank and not lines[-1]:
            continue
        lines[-1].append(unit)
        used += size
    return [_joined(line) for line in lines]


def _units(pieces: Iterable[Piece], cells: int) -> Iterator[Piece]:
    for piece in pieces:
        for found in _UNIT.finditer(piece.text):
            unit = found[0]
            for start in range(0, len(unit), max(1, cells)):
                yield Piece(unit[start : start + max(1, cells)], piece.style)


def _joined(line: Sequence[Piece]) -> list[Piece]:
    """Neighbours of one style as one piece, without white space at the line's end."""
    out: list[Piece] = []
    for piece in line:
        if out and out[-1].style == piece.style:
            out[-1] = Piece(out[-1].text + piece.text, piece.style)
        else:
            out.append(piece)
    while out and not out[-1].text.rstrip():
        out.pop()
    if out:
        out[-1] = Piece(out[-1].text.rstrip(), out[-1].style)
    return out
