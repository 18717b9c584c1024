"""Reading directives: which clauses of a text tell someone to do, keep, reach or avoid something.

The unit is the clause. A marker (要, 必须, 不得 …) makes it an order, and its force is inherited: by the clauses after
it in the sentence, and by later sentences of the paragraph that open like orders themselves. Frames, assessments,
reports and the business of the meeting are left out. How the words are told apart stands in the lexicon, not here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from annotate.policy.entries import Grammar, Lexicon
from annotate.policy.values import Directive
from annotate.text.clauses import clauses
from annotate.text.reading import Reading
from annotate.text.sentences import sentences
from annotate.text.spans import Span

_TAIL = "，。；：！？、,;:.!? \t\n\r\u3000"
_ENUMERATOR = re.compile(
    r"^(?:[一二三四五六七八九十]+是|第[一二三四五六七八九十]+，|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|[0-9]+[.．、])"
)


def read_directives(reading: Reading, lexicon: Lexicon) -> tuple[Directive, ...]:
    """The directives of a text, in the order they stand.

    Args:
        reading: the text; only its body blocks are read.
        lexicon: the rules of its language.

    Returns:
        One directive a clause. Every span slices to words of the text; no two directives overlap.

    Examples:
        >>> from annotate.policy.lexicon import load_lexicon
        >>> from annotate.text.reader import read
        >>> text = read("会议指出，形势是好的。各地要抓好春耕，保障农资供应。")  # localities: spring work, supplies
        >>> [(d.spans[0].of(text.text), d.addressee) for d in read_directives(text, load_lexicon("zh-Hans"))]
        [('各地要抓好春耕', '各地'), ('保障农资供应', '各地')]
    """
    found: list[Directive] = []
    section: str | None = None
    paragraph = sentence_number = 0
    cut = sentences(reading.text, reading.blocks, reading.language, line_ends=reading.line_ends)
    inside = _by_block(reading, cut)
    for block, block_sentences in zip(reading.blocks, inside, strict=True):
        if block.kind == "heading":
            section = reading.text[block.start : block.end]
        elif block.kind not in ("title", "editorial", "other"):
            reader = _Paragraph(reading, lexicon.grammar, section, paragraph)
            for number, sentence in enumerate(block_sentences, sentence_number):
                found.extend(reader.sentence(sentence, number))
            paragraph += 1
        sentence_number += len(block_sentences)
    return tuple(found)


def _by_block(reading: Reading, cut: tuple[Span, ...]) -> list[list[Span]]:
    """The sentences of each block; none crosses a block's end."""
    out: list[list[Span]] = [[] for _ in reading.blocks]
    at = 0
    for sentence in cut:
        while at < len(reading.blocks) - 1 and sentence.start >= reading.blocks[at].end:
            at += 1
        out[at].append(sentence)
    return out


def _marker(clause: str, grammar: Grammar) -> re.Match[str] | None:
    """The first word of `clause` that makes it an order."""
    hits = [hit for pattern in (grammar.yao, grammar.modal, grammar.ying) if (hit := pattern.search(clause))]
    for hit in sorted(hits, key=lambda hit: (hit.start(), -hit.end())):
        if not clause[hit.end() :].startswith(grammar.seeing):
            return hit
    return None


def _obliges(clause: str, grammar: Grammar) -> bool:
    """Whether the clause carries a positive marker; what stands before it in the sentence is topic then."""
    hit = _marker(clause, grammar)
    return hit is not None and hit.group() not in grammar.forbidding


@dataclass
class _Paragraph:
    """A paragraph as it is read: what the sentences so far have established."""

    reading: Reading
    grammar: Grammar
    section: str | None
    number: int
    speaker: str | None = None
    mood: str = "open"  # "order" once a marker or an ordering verb came, "judge" after a judging one
    _addressee: str | None = field(default=None, init=False)

    def sentence(self, span: Span, number: int) -> Iterator[Directive]:
        """The directives of one sentence."""
        pieces = [Span(*piece) for piece in clauses(self.reading.text, span, self.reading.language)]
        quotes = [piece.of(self.reading.text).strip() for piece in pieces]
        reported = self._reported(quotes)
        pieces, quotes = pieces[reported:], quotes[reported:]
        self._addressee = None
        active = self._opens_as_order(quotes)
        for piece, quote in zip(pieces, quotes, strict=True):
            hit = _marker(quote, self.grammar)
            if hit and not self._reports(quote):
                active, self.mood = True, "order"
            addressee = self.grammar.addressee.match(quote)
            if addressee:
                self._addressee = addressee.group()
            if active and self._orders(quote, marked=hit is not None):
                yield self._directive(piece, hit, number)

    def _reported(self, quotes: list[str]) -> int:
        """Note who speaks; how many clauses at the head of the sentence say no more than that."""
        for at, quote in enumerate(quotes[:3]):
            hit = self.grammar.reporting.search(quote)
            if hit and not _marker(quote, self.grammar):
                self.speaker = hit["speaker"].strip() or None
                self.mood = (
                    "judge"
                    if hit["verb"] in self.grammar.judging
                    else "order"
                    if hit["verb"] in self.grammar.ordering
                    else "open"
                )
                return at + 1
        return 0

    def _opens_as_order(self, quotes: list[str]) -> bool:
        """Whether a sentence without a marker of its own inherits the paragraph's."""
        if not quotes or any(_obliges(quote, self.grammar) for quote in quotes):
            return False
        first = _ENUMERATOR.sub("", quotes[0])
        if first != quotes[0]:
            return not self.grammar.situation.search(first)
        return self.mood == "order" and self.grammar.opener.match(first) is not None

    def _reports(self, quote: str) -> bool:
        return self.grammar.closing.search(quote) is not None

    def _orders(self, quote: str, *, marked: bool) -> bool:
        quote = _ENUMERATOR.sub("", quote)
        if not any(char.isalnum() for char in quote):
            return False
        if self.grammar.frame.search(quote):
            return False
        return marked or self.grammar.act.match(quote) is not None or not self.grammar.situation.search(quote)

    def _directive(self, piece: Span, hit: re.Match[str] | None, sentence: int) -> Directive:
        text = self.reading.text
        start, end = piece
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1] in _TAIL:
            end -= 1
        return Directive(
            spans=(Span(start, end),),
            core=min(end, start + hit.end()) if hit else start,
            marker=hit.group() if hit else None,
            addressee=self._addressee,
            speaker=self.speaker,
            section=self.section,
            paragraph=self.number,
            sentence=sentence,
        )
