"""What was edited inside a mark since it was made: the edits, and in sentences the numbers, dates and markers touched.

A reviewer who has thirty changed marks before him reads first what carries the rule: a deadline, a sum, a 应当 that
became a 可以. What is told is only what differs; a number written in other digits is the same number.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple
from unicodedata import normalize

from annotate.compare.edits import edits
from annotate.compare.ladders import steps
from annotate.compare.values import Change, Edit
from annotate.policy.entries import Lexicon
from annotate.text.reading import Reading
from annotate.text.spans import Span, quotes, visible

_DIGIT = "[0-9０-９]"
_NUMERAL = "[零〇一二两三四五六七八九十百千万亿]"
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = rf"(?:{_NUMERAL}|{_DIGIT}){{1,3}}"
_DATE = re.compile(
    rf"(?:{_DIGIT}|[〇零一二三四五六七八九]){{4}} ?年(?: ?{_DAY} ?月)?(?: ?{_DAY} ?[日号])?"
    rf"|{_DAY} ?月(?: ?{_DAY} ?[日号])?"
    rf"|{_DIGIT}{{4}}-{_DIGIT}{{1,2}}-{_DIGIT}{{1,2}}"
    rf"|(?:[0-9]{{1,2}} )?\b(?:{_MONTH})\b(?: [0-9]{{1,2}})?(?:,? [0-9]{{4}})?"
)
# A lone Chinese numeral stands inside many words (统一, 一切): it counts only before a measure.
_NUMBER = re.compile(
    rf"百分之{_NUMERAL}+(?:点{_NUMERAL}+)?"
    rf"|{_DIGIT}(?:[0-9０-９,，.．]*{_DIGIT})?[%\uff05‰]?[百千万亿]*"
    rf"|[零〇一二两三四五六七八九十]{_NUMERAL}+"
    r"|[一二两三四五六七八九十](?=[个条款项次人名年日天倍元成级类章])"
)


class _Token(NamedTuple):
    """A number, a date or a marker where it stands."""

    span: Span
    words: str

    @property
    def value(self) -> str:
        """The token as it counts: full-width digits and spaces make no other number."""
        return visible(normalize("NFKC", self.words))


def change(
    old: Reading, old_spans: Sequence[Span], new: Reading, new_spans: Sequence[Span], lexicon: Lexicon | None = None
) -> Change | None:
    """What turns the words at `old_spans` of `old` into those at `new_spans` of `new`; None if they are the same.

    Args:
        old: the text a mark was made on.
        old_spans: where, in code points.
        new: the text it stands on now.
        new_spans: where; at least one.
        lexicon: the rules of the language, for markers and ladders; without it only numbers and dates are named.

    Examples:
        >>> from annotate.text.reader import read
        >>> old, new = read("应当在30日内报告。", reflow=False), read("应当在15日内书面报告。", reflow=False)
        >>> found = change(old, [Span(0, 9)], new, [Span(0, 11)])
        >>> found.said
        ('the number “30” became “15”',)
        >>> [edit.text for edit in found.edits if edit.op == "insert"]
        ['15', '书面']
    """
    before, after = quotes(old.text, old_spans), quotes(new.text, new_spans)
    if before == after:
        return None
    made = edits(old.text, old_spans, new.text, new_spans, old_words=old.words, new_words=new.words)
    said = [
        sentence
        for kind, patterns in _kinds(lexicon)
        for sentence in _told(
            kind, _tokens(old.text, old_spans, patterns), _tokens(new.text, new_spans, patterns), made
        )
    ]
    if lexicon is not None:
        said += _stepped("".join(before), "".join(after), lexicon, said)
    return Change(made, tuple(said))


def _kinds(lexicon: Lexicon | None) -> tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]:
    """The kinds of words that are named; what one pattern takes is not looked at by the next."""
    plain = (("date", (_DATE,)), ("number", (_DATE, _NUMBER)))
    return plain if lexicon is None else (*plain, ("marker", _markers(lexicon)))


@cache
def _markers(lexicon: Lexicon) -> tuple[re.Pattern[str], ...]:
    return (re.compile("|".join(pattern.pattern for pattern in lexicon.grammar.markers), re.IGNORECASE),)


def _tokens(text: str, spans: Sequence[Span], patterns: Sequence[re.Pattern[str]]) -> list[_Token]:
    """What the last of `patterns` finds within `spans`, outside of what those before it found."""
    found: list[_Token] = []
    taken: list[Span] = []
    for pattern in patterns:
        hits = [Span(*hit.span()) for span in spans for hit in pattern.finditer(text, span.start, span.end)]
        found = [_Token(hit, hit.of(text)) for hit in hits if not any(hit.overlaps(one) for one in taken)]
        taken += [token.span for token in found]
    return found


def _told(kind: str, old: Sequence[_Token], new: Sequence[_Token], made: Sequence[Edit]) -> Iterator[str]:
    """A sentence for each token that did not simply stay; what went and what came are paired where they are as many."""
    stayed = {(edit.old, edit.new) for edit in _kept(old, new, made)}
    gone = [token for token in old if token.span not in {one for one, _ in stayed}]
    come = [token for token in new if token.span not in {other for _, other in stayed}]
    if len(gone) == len(come):
        for one, other in zip(gone, come, strict=True):
            if one.value != other.value:
                yield f"the {kind} “{one.words}” became “{other.words}”"
        return
    values = [token.value for token in gone], [token.value for token in come]
    yield from (f"the {kind} “{token.words}” is gone" for token in gone if token.value not in values[1])
    yield from (f"the {kind} “{token.words}” is new" for token in come if token.value not in values[0])


def _kept(old: Sequence[_Token], new: Sequence[_Token], made: Sequence[Edit]) -> Iterator[Edit]:
    """The tokens that stand on both sides within one equal stretch."""
    ends = {token.span for token in new}
    for edit in made:
        if edit.op == "equal":
            shift = edit.new.start - edit.old.start
            for token in old:
                there = Span(token.span.start + shift, token.span.end + shift)
                if edit.old.covers(token.span) and there in ends:
                    yield Edit("equal", token.words, token.span, there)


def _stepped(before: str, after: str, lexicon: Lexicon, said: Sequence[str]) -> list[str]:
    """The steps on ladders of wording, but for words that were named already."""
    return [
        step.told()
        for step in steps(before, after, lexicon)
        if not any(form and f"“{form}”" in sentence for form in (step.before, step.after) for sentence in said)
    ]
