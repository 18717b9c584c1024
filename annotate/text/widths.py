"""Widths: whether a text was broken at a width, and at which.

A page broken at a width betrays itself: many lines stop in mid-sentence, and all of those have nearly the same length.
Nothing is decided by a width given in advance, and a text that shows no such width is left alone.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from annotate.text.characters import columns, ends_sentence, every_han
from annotate.text.lines import Line

_LATIN = re.compile(r"[A-Za-z]")
_FIRST_WORD = re.compile(r"\S+")
_MARK = re.compile(r"[，。、；：！？,.;:!?]")


@dataclass(frozen=True)
class Width:
    """The width a text was broken at.

    Attributes:
        latin: whether lines are broken between words, so that their lengths differ by a word.
        measure: how long a line is, in the unit in which the lines of this text agree best.
        low: the shortest length at which lines still stop in mid-sentence for want of room.
        high: the longest usual length.
    """

    latin: bool
    measure: Callable[[str], int]
    low: int
    high: int

    @property
    def spread(self) -> int:
        """By how much full lines differ; 0 where they were counted out exactly."""
        return 0 if self.latin else self.high - self.low

    def is_full(self, line: str, following: str, *, lead: str = "") -> bool:
        """Whether `line` stops for want of room before `following`; `lead` is the white space in front of it."""
        length = self.measure(lead + line)
        if not self.latin:
            # Where lengths vary, one line in many is a little shorter still; where they are counted out, none is.
            return length >= self.low - ((self.spread + 1) // 2 if stops_short(line) else 0)
        word = _FIRST_WORD.match(following)
        room = length + 1 + (len(word[0]) if word else 0)
        return room > self.high or (stops_short(line) and length >= self.low)


def stops_short(line: str) -> bool:
    """Whether `line` stops in mid-sentence: at a letter, a character or a digit, not at a mark."""
    return line[-1].isalnum()


def find_width(extract: str, lines: Sequence[Line]) -> Width | None:
    r"""The width at which `extract` was broken into `lines`, or None where its line ends are its own.

    Examples:
        >>> from annotate.text.lines import split_lines
        >>> page = "各地区要认真落实会议提\n出的各项任务，保障居民\n日常所需的供应，稳定物\n价，并按时报告。"
        >>> width = find_width(page, split_lines(page))
        >>> (width.low, width.high) if width else None
        (11, 11)
        >>> find_width("要认真落实。\n要按时报告。", split_lines("要认真落实。\n要按时报告。"))
    """
    quotes = [extract[line.start : line.end] for line in lines]
    if len(quotes) < 4:
        return None
    if len(every_han(extract)) * 2 >= len(_LATIN.findall(extract)):
        found = [width for unit in (len, columns) if (width := _counted_width(quotes, unit))]
        return min(found, key=lambda width: width.spread * (2 if width.measure is len else 1), default=None)
    return _ragged_width(quotes)


def _counted_width(quotes: Sequence[str], measure: Callable[[str], int]) -> Width | None:
    """The width of lines counted out in characters or columns, as Chinese is set."""
    unit = 1 if measure is len else 2
    lengths = [measure(quote) for quote in quotes]
    stopped = Counter(
        length for quote, length in zip(quotes, lengths, strict=True) if stops_short(quote) and length >= 10 * unit
    )
    if not stopped:
        return None
    mode = max(stopped, key=lambda length: (stopped[length], length))
    usual = [length for length, count in stopped.items() if count >= max(2, 0.15 * stopped[mode])]
    near = sorted(length for length in {*usual, mode} if abs(length - mode) <= 4 * unit)
    while len(near) > 1 and any(after - before > unit for before, after in pairwise(near)):
        near.remove(max(near, key=lambda length: abs(length - mode)))
    width = Width(latin=False, measure=measure, low=near[0], high=near[-1])
    full = [quote for quote, length in zip(quotes, lengths, strict=True) if length >= width.low]
    return width if _is_wrapped(quotes, lengths, full, width.high + 3 * unit) else None


def _ragged_width(quotes: Sequence[str]) -> Width | None:
    """The width of lines broken between words: the next word would have been too long."""
    lengths = [len(quote) for quote in quotes]
    high = sorted(lengths)[-1 - len(lengths) // 100]
    if high < 20:
        return None
    width = Width(latin=True, measure=len, low=round(0.85 * high), high=high)
    full = [quotes[at] for at in range(len(quotes) - 1) if width.is_full(quotes[at], quotes[at + 1])]
    stopped = sum(stops_short(quote) for quote in quotes)
    if sum(stops_short(quote) for quote in full) < 0.6 * stopped:
        return None
    return width if _is_wrapped(quotes, lengths, full, high) else None


def _is_wrapped(quotes: Sequence[str], lengths: Sequence[int], full: Sequence[str], limit: int) -> bool:
    """Whether the full lines look like running prose cut by a width, and hardly any line is longer than `limit`.

    A list of names or headings of one length has full lines too, but no marks in them; paragraphs on lines of their own
    have marks, but end in them. Two long lines are enough, of short ones it takes more.
    """
    stopped = sum(stops_short(quote) for quote in full)
    ended = sum(ends_sentence(quote) for quote in full)
    marked = sum(_MARK.search(quote) is not None for quote in full)
    longer = sum(length > limit for length in lengths)
    enough = stopped >= 2 and stopped * limit >= 36
    return enough and stopped >= ended and 6 * marked >= len(full) and 50 * longer <= len(quotes)
