"""Wraps: which line ends of a text broken at a width are paragraph ends, and how the others are undone.

A line that stops before the width ends a paragraph, because the next word would still have fitted. A full line that
ends a sentence could be either; then the text itself tells how many of its sentences end a paragraph.
"""

import re
from collections import Counter
from collections.abc import Sequence

from annotate.text.apparatus import without_leader
from annotate.text.characters import CLOSERS, ends_sentence, is_wide
from annotate.text.lines import Line
from annotate.text.numbers import find_numbers, is_numbered
from annotate.text.widths import Width, stops_short

_SENTENCE_END = re.compile(r"[。！？!?]|\.(?=\s)")
_GOES_ON = re.compile(r"[，、,第]$")
_LAST_BUT_ONE = re.compile(r"[;,] (?:and|or)$")


def paragraph_ends(extract: str, lines: Sequence[Line], width: Width) -> list[bool]:
    """For each of `lines` whether a paragraph ends with it.

    Blank lines and indents decide where some lines have them and others have not, then the room that a line leaves. A
    full line ends one all the same where the next begins with the number that is due.
    """
    quotes = [extract[line.start : line.end] for line in lines]
    set_in = _set_in(lines)
    full = [
        width.is_full(quote, following, lead=line.lead if inner else "")
        for line, inner, quote, following in zip(lines, set_in, quotes, [*quotes[1:], ""], strict=True)
    ]
    gap = _usual_gap(lines, quotes, full)
    begins = [inner or line.blanks > gap for line, inner in zip(lines, set_in, strict=True)]
    shown = [begun for begun, filled in zip(begins[1:], full, strict=False) if not filled]
    # Where blank lines or indents show nearly all paragraphs, a full line without one ends none.
    likely = sum(shown) < 0.8 * len(shown) and _sentences_ending_paragraphs(quotes, full) > 0.7
    numbers, due = find_numbers(quotes), find_numbers(quotes, in_series=True)
    ends = [
        begins[at + 1]
        or not full[at]
        or without_leader(quotes[at]) != quotes[at]
        or (due[at + 1] is not None and _is_due_behind(quotes[at], width))
        or _is_rounded_off(
            quotes[at],
            quotes[at + 1],
            width,
            numbered=numbers[at + 1] is not None or is_numbered(quotes[at + 1]),
            likely=likely,
            short=not full[at + 1],
        )
        for at in range(len(lines) - 1)
    ]
    return [*ends, True]


def _set_in(lines: Sequence[Line]) -> list[bool]:
    """For each of `lines` whether it begins two columns and more inside the margin; never, where nearly all do."""
    margin = min(line.indent for line in lines)
    inner = [line.indent - margin >= 2 for line in lines]
    return inner if sum(inner) < 0.7 * len(lines) else [False] * len(lines)


def _is_due_behind(line: str, width: Width) -> bool:
    """Whether a number that is due can begin a paragraph behind `line`, although no mark ends it.

    A heading or an item without a mark may fill its line; between Latin words a reference, as in paragraph (b), is
    likelier.
    """
    return _LAST_BUT_ONE.search(line) is not None if width.latin else _GOES_ON.search(line) is None


def _is_rounded_off(line: str, following: str, width: Width, *, numbered: bool, likely: bool, short: bool) -> bool:
    """Whether a paragraph ends with `line`, although it is full.

    Args:
        line: the full line.
        following: the line after it.
        width: the width of the page.
        numbered: whether `following` begins with a number.
        likely: whether most sentences of this text end a paragraph.
        short: whether `following` is no full line itself.
    """
    if not ends_sentence(line):
        return numbered and line[-1] in "；：;:"
    early = not width.latin and width.measure(line) < width.high - min(1, width.spread)
    heading = short and stops_short(following)
    return numbered or early or heading or likely


def _usual_gap(lines: Sequence[Line], quotes: Sequence[str], full: Sequence[bool]) -> int:
    """How many blank lines stand between two lines of one paragraph."""
    inside = Counter(lines[at + 1].blanks for at in range(len(lines) - 1) if full[at] and stops_short(quotes[at]))
    return max(inside, key=lambda blanks: (inside[blanks], -blanks), default=0)


def _sentences_ending_paragraphs(quotes: Sequence[str], full: Sequence[bool]) -> float:
    """The share of sentences that end a paragraph, among those where a reader can tell."""
    ending = sum(not filled and ends_sentence(quote) for quote, filled in zip(quotes, full, strict=True))
    inside = sum(len(_SENTENCE_END.findall(quote.rstrip(CLOSERS)[:-1])) for quote in quotes)
    return ending / (ending + inside + 2)  # two more, as a handful of sentences proves little


def joint(before: str, after: str, width: Width) -> str:
    """What stands between two lines of one paragraph: nothing beside Chinese, a space between Latin words.

    Lines counted out in characters may break within a number, so digits close up; a hyphen keeps its word together and
    stays, as a plain text does not say whether it belongs to the word.
    """
    last, first = before[-1], after[0]
    if not width.latin and (is_wide(last) or is_wide(first) or (last.isdigit() and first.isdigit())):
        return ""
    return "" if has_hyphen(before, after) else " "


def has_hyphen(before: str, after: str) -> bool:
    r"""Whether `before` ends in a hyphen that divides a word, whose rest begins `after`.

    Examples:
        >>> has_hyphen("they develop-", "ment plans"), has_hyphen("pages 3-", "4"), has_hyphen("the so\u00ad", "lution")
        (True, False, True)
    """
    if len(before) < 2 or not before[-2].isalpha():
        return False
    return before[-1] == "\u00ad" or (before[-1] in "-\u2010" and after[0].islower())
