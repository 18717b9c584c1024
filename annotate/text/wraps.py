"""Wraps: which line ends of a text broken at a width are paragraph ends, and how the others are undone.

A line that stops before the width ends a paragraph, because the next word would still have fitted. A full line that
ends a sentence could be either; then the text itself tells how many of its sentences end a paragraph.
"""

import re
from collections import Counter
from collections.abc import Sequence

from annotate.text.characters import CLOSERS, ends_sentence, is_wide
from annotate.text.lines import NUMBERED, Line
from annotate.text.widths import Width, stops_short

_SENTENCE_END = re.compile(r"[。！？!?]|\.(?=\s)")


def paragraph_ends(extract: str, lines: Sequence[Line], width: Width) -> list[bool]:
    """For each of `lines` whether a paragraph ends with it.

    Blank lines and indents decide where some lines have them and others have not, then the room that a line leaves.
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
    ends = [
        begins[at + 1]
        or not full[at]
        or _is_rounded_off(quotes[at], quotes[at + 1], width, likely=likely, short=not full[at + 1])
        for at in range(len(lines) - 1)
    ]
    return [*ends, True]


def _set_in(lines: Sequence[Line]) -> list[bool]:
    """For each of `lines` whether it begins two columns and more inside the margin; never, where nearly all do."""
    margin = min(line.indent for line in lines)
    inner = [line.indent - margin >= 2 for line in lines]
    return inner if sum(inner) < 0.7 * len(lines) else [False] * len(lines)


def _is_rounded_off(line: str, following: str, width: Width, *, likely: bool, short: bool) -> bool:
    """Whether a paragraph ends with `line`, although it is full.

    Args:
        line: the full line.
        following: the line after it.
        width: the width of the page.
        likely: whether most sentences of this text end a paragraph.
        short: whether `following` is no full line itself.
    """
    numbered = NUMBERED.match(following) is not None
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

    Lines counted out in characters may break within a number, so digits close up; a hyphen keeps its word together.
    """
    last, first = before[-1], after[0]
    if not width.latin and (is_wide(last) or is_wide(first) or (last.isdigit() and first.isdigit())):
        return ""
    if last == "-" and len(before) > 1 and before[-2].isalpha() and first.islower():
        return ""
    return " "
