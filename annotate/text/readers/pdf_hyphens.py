r"""Hyphens at the ends of lines: which only divide a word.

A soft hyphen always does. Of the others, one does if the word stands undivided elsewhere in the text, or if another
word there begins like it, beyond the hyphen. Where the text has the word with its hyphen, or does not tell, it stays.

Examples:
    >>> find_hyphens(["the pol-", "icies of a policy"], [True, False])
    [True, False]
    >>> find_hyphens(["a long-", "term plan for the long term"], [True, False])
    [False, False]
    >>> find_hyphens(["a well-", "coordinated plan"], [True, False])
    [False, False]
"""

import re
from collections.abc import Sequence

_SHARED = 2
_DIVIDED = re.compile(r"([^\W\d_]+)[-\u2010]$")
_BEGINNING = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")


def find_hyphens(lines: Sequence[str], wraps: Sequence[bool]) -> list[bool]:
    """For each of `lines` whether its last character is a hyphen that only divides a word.

    Args:
        lines: in reading order.
        wraps: for each whether the next one goes on with its paragraph.
    """
    following = [*lines[1:], ""]
    pairs = [_parts(line, after) if wrap else None for line, after, wrap in zip(lines, following, wraps, strict=True)]
    words = _whole_words(lines, pairs)
    return [
        _divides(*pair, words) if pair else wrap and line.endswith("\u00ad")
        for line, pair, wrap in zip(lines, pairs, wraps, strict=True)
    ]


def _whole_words(lines: Sequence[str], pairs: Sequence[tuple[str, str] | None]) -> set[str]:
    """The words of `lines`, those left out that a line's end divides."""
    words: set[str] = set()
    for line, before, pair in zip(lines, [None, *pairs[:-1]], pairs, strict=True):
        start = len(before[1]) if before else 0
        end = len(line) - len(pair[0]) - 1 if pair else len(line)
        words.update(found.casefold() for found in _WORD.findall(line[start:end]))
    return words


def _parts(line: str, following: str) -> tuple[str, str] | None:
    """The two parts of a word that a line's end divides."""
    first, second = _DIVIDED.search(line), _BEGINNING.match(following)
    return (first[1].casefold(), second[0]) if first and second and second[0][0].islower() else None


def _divides(first: str, second: str, words: set[str]) -> bool:
    """Whether the hyphen between two parts is none of the word's own, as far as the other words of the text show."""
    if f"{first}-{second}" in words:
        return False
    if first + second in words:
        return True
    beginning = first + second[:_SHARED]
    return not (first in words or second in words) and any(word.startswith(beginning) for word in words)


def tell_kept(lines: Sequence[str], wraps: Sequence[bool], hyphens: Sequence[bool]) -> str | None:
    """What to say of the hyphens that stay where the text does not have the word with its hyphen; None without one.

    Examples:
        >>> tell_kept(["a well-", "coordinated plan"], [True, False], [False, False])
        '1 hyphen kept at a line end, which may belong to its word, as in “well-coordinated”'
    """
    following = [*lines[1:], ""]
    pairs = [_parts(line, after) if wrap else None for line, after, wrap in zip(lines, following, wraps, strict=True)]
    words = _whole_words(lines, pairs)
    kept = ["-".join(pair) for pair, gone in zip(pairs, hyphens, strict=True) if pair and not gone]
    kept = [word for word in kept if word not in words]
    if not kept:
        return None
    told = "1 hyphen kept at a line end" if len(kept) == 1 else f"{len(kept)} hyphens kept at line ends"
    return f"{told}, which may belong to {'its word' if len(kept) == 1 else 'their words'}, as in “{kept[0]}”"
