"""Clauses: the pieces of a sentence between its commas, the unit in which directives live.

The mark belongs to the clause before it. Nothing is cut inside quotes or brackets, nor between two digits.
"""

import re
from collections.abc import Iterator

from annotate.text.characters import CLOSERS, has_han
from annotate.text.reading import Language
from annotate.text.sentences import enclosing
from annotate.text.spans import Span, trimmed

_CLOSING = re.escape(CLOSERS)
_CHINESE_CUT = re.compile(rf"[，；：。！？,;:!?]+[{_CLOSING}]*")
_ENGLISH_CUT = re.compile(rf"(?<![,;:.!?])[,;:.!?]++[{_CLOSING}]*+(?=\s)")
_QUOTES_AND_BRACKETS = dict(zip("“‘「『《（([【", "”’」』》）)]】", strict=True))


def clauses(text: str, span: Span, language: Language) -> tuple[Span, ...]:
    """The clauses of `text` within `span`, in order; they hold every visible character of it once.

    Args:
        text: the text.
        span: the sentence, or a longer stretch, to cut.
        language: the language whose rules are used; a span without a Chinese character is cut by the rules for English,
            where a comma cuts only between pieces of three words and more.

    Examples:
        >>> text = "要坚持“外防输入，内防反弹”，落实1，000项任务。"
        >>> [clause.of(text) for clause in clauses(text, Span(0, len(text)), "zh-Hans")]
        ['要坚持“外防输入，内防反弹”，', '落实1，000项任务。']
    """
    quote = span.of(text)
    chinese = language.startswith("zh") and has_han(quote)
    found: list[Span] = []
    start = span.start
    for end in (*(_chinese_cuts(quote) if chinese else _english_cuts(quote)), len(quote)):
        clause = trimmed(text, Span(start, span.start + end))
        if clause.length:
            found.append(clause)
        start = span.start + end
    return tuple(found)


def _chinese_cuts(quote: str) -> Iterator[int]:
    enclosed = enclosing(quote, _QUOTES_AND_BRACKETS)
    first_word = next((at for at, char in enumerate(quote) if char.isalnum()), len(quote))
    for match in _CHINESE_CUT.finditer(quote):
        first, last = match.start(), match.end()
        if last == len(quote):
            return
        quoted = enclosed[first] is not None and (enclosed[last] is not None or match[0][0] not in "。！？!?")
        numeral = quote[first - 1 : first].isdigit() and quote[last].isdigit()
        if not quoted and not numeral and last > first_word:
            yield last


def _english_cuts(quote: str) -> Iterator[int]:
    enclosed = enclosing(quote, _QUOTES_AND_BRACKETS)
    cuts = [match for match in _ENGLISH_CUT.finditer(quote) if enclosed[match.start()] is None]
    start = 0
    for at, match in enumerate(cuts):
        if match[0][0] == ",":
            following = cuts[at + 1].start() if at + 1 < len(cuts) else len(quote)
            if min(len(quote[start : match.start()].split()), len(quote[match.end() : following].split())) < 3:
                continue
        elif match[0][0] == ".":
            continue  # whether a full stop ends a sentence is the business of sentences
        start = match.end()
        yield start
