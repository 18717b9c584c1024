"""Reading directives: which clauses of a text tell someone to do, keep, reach or avoid something.

The unit is the clause. A marker (要, 必须, 不得 …; shall, must, may not …) makes it an order, and its force is
inherited: by the clauses after it in the sentence, by later sentences of the paragraph that open like orders
themselves, and by the items of a list that a colon announces. Frames, assessments, reports and the business of the
meeting are left out. How the words are told apart stands in the lexicon, not here.
"""

from dataclasses import dataclass, field, replace

from annotate.policy.entries import Grammar, Lexicon
from annotate.policy.values import Directive
from annotate.text.clauses import clauses
from annotate.text.reading import Reading
from annotate.text.sentences import sentences
from annotate.text.spans import Span

_TAIL = "，。；：！？、,;:.!? \t\n\r\u3000"
_COLONS = ("：", ":", "：—", ":—")


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
        >>> text = read("The council shall publish a plan; prices rose. Members may not disclose it.")
        >>> [(d.spans[0].of(text.text), d.marker) for d in read_directives(text, load_lexicon("en"))]
        [('The council shall publish a plan', 'shall'), ('Members may not disclose it', 'may not')]
    """
    found: list[Directive] = []
    section: str | None = None
    lead: _Lead | None = None
    paragraph = sentence_number = 0
    cut = sentences(reading.text, reading.blocks, reading.language, line_ends=reading.line_ends)
    inside = _by_block(reading, cut)
    for block, block_sentences in zip(reading.blocks, inside, strict=True):
        if block.kind == "heading":
            section, lead = reading.text[block.start : block.end], None
        elif block.kind not in ("title", "editorial", "dateline", "signature", "other"):
            item = lexicon.grammar.enumerator.match(reading.text[block.start : block.end]) is not None
            reader = _Paragraph(reading, lexicon.grammar, section, paragraph, lead=lead if item else None)
            for number, sentence in enumerate(block_sentences, sentence_number):
                found.extend(reader.sentence(sentence, number))
            lead = reader.announces() or reader.lead
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


@dataclass(frozen=True)
class _Marker:
    """A word that makes a clause an order: where it begins, where the act begins behind it, and whom it names."""

    word: str
    start: int
    end: int
    addressee: str | None


@dataclass(frozen=True)
class _Lead:
    """An order that a colon breaks off, for the items of the list behind it: whom it tells, and who speaks."""

    addressee: str | None
    speaker: str | None


def _marker(clause: str, grammar: Grammar) -> _Marker | None:
    """The first word of `clause` that makes it an order."""
    hits = [hit for pattern in grammar.markers if (hit := pattern.search(clause))]
    for hit in sorted(hits, key=lambda hit: (hit.start(), -hit.end())):
        if not clause[hit.end() :].startswith(grammar.seeing):
            named = hit.groupdict()
            word = named.get("marker") or hit.group()
            start = hit.start("marker") if named.get("marker") else hit.start()
            return _Marker(word, start, hit.end(), named.get("addressee"))
    return None


def _obliges(clause: str, grammar: Grammar) -> bool:
    """Whether the clause carries a positive marker; what stands before it in the sentence is topic then."""
    hit = _marker(clause, grammar)
    return hit is not None and hit.word not in grammar.forbidding


@dataclass
class _Paragraph:
    """A paragraph as it is read: what the sentences so far have established."""

    reading: Reading
    grammar: Grammar
    section: str | None
    number: int
    speaker: str | None = None
    mood: str = "open"  # "order" once a marker or an ordering verb came, "judge" after a judging one
    lead: _Lead | None = None
    _addressee: str | None = field(default=None, init=False)
    _breaks_off: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        if self.lead:
            self.speaker = self.lead.speaker

    def announces(self) -> _Lead | None:
        """What the items of a list inherit, where the paragraph ends in an order and a colon."""
        return _Lead(self._addressee, self.speaker) if self._breaks_off else None

    def sentence(self, span: Span, number: int) -> list[Directive]:
        """The directives of one sentence."""
        found: list[Directive] = []
        goes_on = False  # whether the clause before belongs to the last order found
        pieces = [Span(*piece) for piece in clauses(self.reading.text, span, self.reading.language)]
        quotes = [piece.of(self.reading.text).strip() for piece in pieces]
        reported = self._reported(quotes)
        pieces, quotes = pieces[reported:], quotes[reported:]
        self._addressee = self.lead.addressee if self.lead else None
        active = self.lead is not None or self._opens_as_order(quotes)
        for piece, quote in zip(pieces, quotes, strict=True):
            hit = _marker(quote, self.grammar)
            if hit and not self._reports(quote):
                active, self.mood = True, "order"
            named = self._named(quote, hit)
            self._addressee = named or self._addressee
            if active and self._orders(quote, marked=hit is not None) and not self._only_announces(quote, hit):
                found.append(self._directive(piece, hit, number, named=named is not None))
                goes_on = not quote.endswith(";")
            elif goes_on and hit is None and self._continues(quote):
                found[-1] = replace(found[-1], spans=(Span(found[-1].start, self._trimmed(piece).end),))
                goes_on = not quote.endswith(";")
            else:
                goes_on = False
        self._breaks_off = active and bool(quotes) and quotes[-1].endswith(_COLONS)
        return found

    def _named(self, quote: str, hit: _Marker | None) -> str | None:
        """Who is told in this clause; words that only say who speaks stand before."""
        if hit and hit.addressee:
            return hit.addressee
        said = self.grammar.reporting.search(quote) if hit else None
        start = self._item(quote)
        if said and hit and said.end() <= hit.start:
            self.speaker, start = said["speaker"].strip() or None, said.end()
        if self.grammar.passive is None:
            found = self.grammar.addressee.match(quote[start:])
        elif hit and not self.grammar.passive.match(quote[hit.end :]):
            found = self.grammar.addressee.fullmatch(quote[start : hit.start].strip())
        else:
            found = None
        return (found.groupdict().get("addressee") or found.group()) if found else None

    def _only_announces(self, quote: str, hit: _Marker | None) -> bool:
        """Whether a clause names who shall act, and leaves what to do to the list behind it."""
        if hit is None or self.grammar.passive is None:
            return False
        return not any(char.isalnum() for char in quote[hit.end :])

    def _item(self, quote: str) -> int:
        """Where the words of an item begin, behind its number or letter."""
        number = self.grammar.enumerator.match(quote) if self.grammar.passive else None
        return number.end() if number else 0

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
        first = self.grammar.enumerator.sub("", quotes[0])
        if first != quotes[0]:
            return self._acts(first)
        return self.mood == "order" and self.grammar.opener.match(first) is not None

    def _reports(self, quote: str) -> bool:
        return self.grammar.closing.search(quote) is not None

    def _orders(self, quote: str, *, marked: bool) -> bool:
        quote = self.grammar.enumerator.sub("", quote)
        if not any(char.isalnum() for char in quote):
            return False
        if self.grammar.frame.search(quote):
            return False
        return marked or self.grammar.act.match(quote) is not None or self._acts(quote)

    def _acts(self, quote: str) -> bool:
        """Whether a clause that needs no marker, for it is an item or goes on with an order, orders."""
        if self.grammar.act_needed:
            return self.grammar.act.match(quote) is not None
        return not self.grammar.situation.search(quote)

    def _continues(self, quote: str) -> bool:
        """Whether a clause is part of the order before it: a further item of its list, a time, a place.

        Only where orders are known by the verb they open with; elsewhere such a clause is an order of its own.
        """
        grammar = self.grammar
        return grammar.act_needed and not (grammar.frame.search(quote) or grammar.situation.search(quote))

    def _trimmed(self, piece: Span) -> Span:
        """`piece` without white space before it and marks behind it."""
        start, end = piece
        while start < end and self.reading.text[start].isspace():
            start += 1
        while end > start and self.reading.text[end - 1] in _TAIL:
            end -= 1
        return Span(start, end)

    def _directive(self, piece: Span, hit: _Marker | None, sentence: int, *, named: bool) -> Directive:
        text = self.reading.text
        start, end = self._trimmed(piece)
        behind = start + hit.end if hit and (named or not self.grammar.passive) else start
        behind += self._item(text[behind:end])
        return Directive(
            spans=(Span(start, end),),
            core=min(end, behind),
            marker=hit.word if hit else None,
            addressee=self._addressee,
            speaker=self.speaker,
            section=self.section,
            paragraph=self.number,
            sentence=sentence,
        )
