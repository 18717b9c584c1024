"""Sentences: where they end in Chinese and in English.

A sentence never crosses a block, has no white space at either end, and together the sentences hold every visible
character once. A closing quote or bracket behind the mark that ends a sentence belongs to that sentence.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from annotate.text.characters import CLOSERS, has_han
from annotate.text.lines import LINE_END
from annotate.text.reading import Block, Language
from annotate.text.spans import Span, trimmed

_CLOSING = re.escape(CLOSERS)
# 。！？ end a sentence, and so does a run of dots unless the sentence goes on behind it with a mark or 等 (and so on).
_CHINESE_END = re.compile(rf"(?:[。！？!?]+|(?<=\w)…{{2,}}(?![{_CLOSING}]*[，、；：等]))[。！？!?…]*[{_CLOSING}]*")
_ENGLISH_END = re.compile(rf"(?<![.!?…])[.!?…]++[{_CLOSING}]*+(?=\s|$)|(?<=[a-z]{{2}})[.!?](?=[A-Z][a-z])")
_NOT_AN_END = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|St|Hon|vs|cf|viz|Nos?|Art|Arts|Sec|Secs|Ch|Fig|Figs|Eq|Vol|pp?|para|paras|"
    r"approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|e\.g|i\.e)|\b[A-Z])\.$",
)
_INITIALS = re.compile(r"\b(?:[A-Za-z]\.){2,}$|\b(?:Inc|Ltd|Co|Corp|etc|Jr|Sr|al)\.$")
# Behind U.S. or Inc. only such a word shows that a new sentence begins: U.S. Department, but in the U.S. The …
_STARTER = re.compile(
    r"(?:The|This|That|These|Those|It|He|She|We|They|You|There|In|On|At|As|If|When|While|But|And|However|Also|For|No|"
    r"Some|Many|Most|All|Its|Their|Our|His|Her|Such|Under|After|Before)\b"
)
_LOWER = re.compile(r"""[“‘(\["']*[a-z]""")
_TITLES = {"《": "》", "〈": "〉"}
_ASIDES = {"（": "）", "(": ")"}


def sentences(text: str, blocks: Sequence[Block], language: Language, *, line_ends: bool) -> tuple[Span, ...]:
    """The sentences of `text`, in order.

    Args:
        text: the text.
        blocks: its blocks; no sentence crosses the end of one.
        language: the language whose rules are used; a block without a Chinese character is read by the English rules.
        line_ends: whether a line end within a block ends a sentence too.

    Returns:
        Spans in code points, without white space at either end.

    Examples:
        >>> text = "会议指出：“要落实。”各地要报告"
        >>> [span.of(text) for span in sentences(text, [Block("body", 0, len(text))], "zh-Hans", line_ends=False)]
        ['会议指出：“要落实。”', '各地要报告']
        >>> text = "The U.S. Department paid $9,000.50 in May. It must report."
        >>> [span.of(text) for span in sentences(text, [Block("body", 0, len(text))], "en", line_ends=False)]
        ['The U.S. Department paid $9,000.50 in May.', 'It must report.']
    """
    found: list[Span] = []
    for block in blocks:
        for line in _lines(text, block) if line_ends else (Span(block.start, block.end),):
            quote = line.of(text)
            chinese = language.startswith("zh") and has_han(quote)
            ends = _chinese_ends(quote) if chinese else _english_ends(quote)
            found.extend(_between(text, line, ends))
    return tuple(found)


def _lines(text: str, block: Block) -> Iterator[Span]:
    """The lines within `block`."""
    start = block.start
    for match in LINE_END.finditer(text, block.start, block.end):
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, block.end)


def _between(text: str, line: Span, ends: Iterator[int]) -> Iterator[Span]:
    """The spans of `line` between `ends`, which count from its start; a rest without visible characters is left out."""
    start = line.start
    for end in (*ends, line.length):
        span = trimmed(text, Span(start, max(start, line.start + end)))
        if span.length:
            yield span
        start = max(start, line.start + end)


def _chinese_ends(quote: str) -> Iterator[int]:
    """Where sentences of a Chinese paragraph end: not inside a book title or an aside in brackets."""
    titles, asides = enclosing(quote, _TITLES), enclosing(quote, _ASIDES)
    for match in _CHINESE_END.finditer(quote):
        first, last = match.start(), match.end()
        if titles[first] is not None:
            continue
        opened = asides[first]
        if opened is None:
            yield last
        elif _closes(quote, last, asides) and (opened == 0 or quote[opened - 1] in "。！？!?" + CLOSERS):
            yield last  # the brackets hold a sentence of their own


def _closes(quote: str, end: int, asides: Sequence[int | None]) -> bool:
    """Whether the outermost brackets close just before `end`."""
    return quote[end - 1] in _ASIDES.values() and (end == len(quote) or asides[end] != asides[end - 1])


def enclosing(quote: str, pairs: dict[str, str]) -> list[int | None]:
    """For each character of `quote` where the outermost of `pairs` around it begins, the marks included, or None.

    A mark that is never closed encloses nothing.

    Examples:
        >>> enclosing("依（简称）的", {"（": "）"})
        [None, 1, 1, 1, 1, None]
        >>> enclosing("（一", {"（": "）"})
        [None, None]
    """
    stack: list[int] = []
    awaited: Counter[str] = Counter()
    outermost: list[tuple[int, int]] = []
    for at, char in enumerate(quote):
        if char in pairs:
            stack.append(at)
            awaited[pairs[char]] += 1
        elif awaited[char]:
            opened = stack.pop()
            awaited[pairs[quote[opened]]] -= 1
            while pairs[quote[opened]] != char:
                opened = stack.pop()
                awaited[pairs[quote[opened]]] -= 1
            while outermost and outermost[-1][0] > opened:
                outermost.pop()
            outermost.append((opened, at + 1))
    found: list[int | None] = [None] * len(quote)
    for opened, closed in outermost:
        found[opened:closed] = [opened] * (closed - opened)
    return found


def _english_ends(quote: str) -> Iterator[int]:
    """Where sentences of an English paragraph end: not at abbreviations, initials and decimals."""
    for match in _ENGLISH_END.finditer(quote):
        end = match.end()
        rest = quote[end : end + 40].lstrip()
        before = quote[max(0, match.start() - 20) : match.start() + 1]
        if rest and (_LOWER.match(rest) or (before.endswith(".") and _goes_on(before, rest))):
            continue
        yield end


def _goes_on(before: str, rest: str) -> bool:
    """Whether the full stop at the end of `before` belongs to an abbreviation, so that the sentence goes on."""
    if _INITIALS.search(before):
        return _STARTER.match(rest) is None
    return _NOT_AN_END.search(before) is not None
