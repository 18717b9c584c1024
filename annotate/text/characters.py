"""Classes of characters that more than one part of this room asks about.

Examples:
    >>> is_han("要"), is_han("，"), is_wide("，"), columns("2 月")
    (True, False, True, 4)
    >>> has_han("第2条"), has_han("Art. 2"), every_han("第2条")
    (True, False, ['第', '条'])
"""

import re
from unicodedata import east_asian_width

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Chinese characters, as the inside of a regular expression's character class."""

CLOSERS = "”’」』》〉）】\u3015\uff3d\uff5d)]}\"'"
"""Closing quotes and brackets; one that follows a sentence's end belongs to that sentence."""

FINALS = "。！？!?…"
"""Marks that end a sentence in any language; the Latin full stop needs its surroundings."""

_HAN = re.compile(f"[{HAN}]")
_NO_CHARACTER = re.compile("[\0\ud800-\udfff]")
_ENDED = re.compile(f"[{FINALS}.][{re.escape(CLOSERS)}]*$")


def is_text(words: str) -> bool:
    r"""Whether every character of `words` is one: no NUL, and no half of a surrogate pair.

    Examples:
        >>> is_text("要"), is_text("\0"), is_text("\ud842")
        (True, False, False)
    """
    return _NO_CHARACTER.search(words) is None


def is_han(char: str) -> bool:
    """Whether `char` is a Chinese character."""
    return _HAN.match(char) is not None


def has_han(words: str) -> bool:
    """Whether there is a Chinese character in `words`."""
    return _HAN.search(words) is not None


def every_han(words: str) -> list[str]:
    """The Chinese characters in `words`, one by one."""
    return _HAN.findall(words)


def is_wide(char: str) -> bool:
    """Whether `char` takes two columns in a Chinese text, quotes and dashes included."""
    return east_asian_width(char) in ("W", "F") or char in "“”‘’…—·"


def columns(line: str) -> int:
    """How many columns `line` takes in a Chinese text."""
    if line.isascii():
        return len(line)
    return sum(2 if is_wide(char) else 1 for char in line)


def ends_sentence(line: str) -> bool:
    """Whether `line` ends as a sentence does, closing quotes and brackets left aside.

    Examples:
        >>> ends_sentence("会议强调：“要落实。”"), ends_sentence("总体要求"), ends_sentence("要落实；")
        (True, False, False)
    """
    return _ENDED.search(line[-8:]) is not None
