"""A directive made ready for comparison: its words without addressee and fillers, its act, object and matters."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from annotate.compare.orders import orders
from annotate.compare.terms import Term, terms
from annotate.policy.entries import Lexicon
from annotate.policy.matters import matters
from annotate.policy.values import Directive
from annotate.text.reading import Reading

_NUMBER = re.compile(r"[0-9０-９]+(?:\.[0-9]+)?")


@dataclass(frozen=True)
class Bag:
    """Grams (pairs of characters, or words), counted, with what they weigh together and their length as a vector."""

    grams: Mapping[str, int]
    weight: float
    norm: float

    def shared(self, other: "Bag", lexicon: Lexicon) -> float:
        """What the grams that both have weigh together."""
        few, many = (self.grams, other.grams) if len(self.grams) <= len(other.grams) else (other.grams, self.grams)
        weigh = lexicon.rarity.weight
        return math.fsum(min(count, many[gram]) * weigh(gram) for gram, count in few.items() if gram in many)


_NOTHING = Bag({}, 0.0, 0.0)


@dataclass(frozen=True)
class Unit:
    """One directive and what is held against the other text.

    Attributes:
        index: its place among the directives of its text, from 0.
        directive: the directive itself.
        quote: its words as they stand.
        core: its words without marker, addressee, fillers of manner and punctuation.
        pieces: `core`, taken into characters or words.
        words: the grams of `core`.
        canonical: `core` with each synonym read as one word.
        meaning: the grams of `canonical`.
        act: the verb that says what is to be done, empty where none is known.
        object: the grams of `core` without its acts.
        matters: what it is about, by the lexicon of matters, and how surely.
        terms: the terms of `core`; `things` those that are no act, all where there is nothing else.
        numbers: the numbers named in `core`.
        place: where it stands among the directives of its text, 0 to 1.
        first: whether it is the first of its sentence.
        sentence: the words of the other directives of its sentence.
        paragraph: the words of the other directives of its paragraph.
        sentence_matters: what the directives of its sentence are about, itself included.
        paragraph_matters: the same for its paragraph.
        joined: the orders that a list joins in it, each by itself; empty where there is one.
        part: whether it is such an order, and not the whole directive.
    """

    index: int
    directive: Directive
    quote: str
    core: str
    pieces: Sequence[str]
    words: Bag
    canonical: str
    meaning: Bag
    act: str
    object: Bag
    matters: Mapping[str, float]
    terms: tuple[Term, ...]
    things: tuple[Term, ...]
    numbers: frozenset[str]
    place: float = 0.0
    first: bool = True
    sentence: Bag = field(default=_NOTHING, repr=False)
    paragraph: Bag = field(default=_NOTHING, repr=False)
    sentence_matters: frozenset[str] = field(default=frozenset(), repr=False)
    paragraph_matters: frozenset[str] = field(default=frozenset(), repr=False)
    joined: tuple["Unit", ...] = field(default=(), repr=False)
    part: bool = False

    @property
    def orders(self) -> tuple["Unit", ...]:
        """The orders joined in it, each alone; itself where there is one."""
        return self.joined or (self,)


def units(reading: Reading, directives: tuple[Directive, ...], lexicon: Lexicon) -> tuple[Unit, ...]:
    """The directives of a text, made ready for comparison, in their order."""
    text, word_ends = reading.text, frozenset(reading.words)
    alone = [_alone(number, each, text, word_ends, lexicon) for number, each in enumerate(directives)]
    by_sentence: dict[int, list[Unit]] = defaultdict(list)
    by_paragraph: dict[int, list[Unit]] = defaultdict(list)
    for unit in alone:
        by_sentence[unit.directive.sentence].append(unit)
        by_paragraph[unit.directive.paragraph].append(unit)
    made = []
    for unit in alone:
        sentence, paragraph = by_sentence[unit.directive.sentence], by_paragraph[unit.directive.paragraph]
        whole = replace(
            unit,
            place=unit.index / len(directives),
            first=sentence[0] is unit,
            sentence=_rest(unit, sentence, lexicon),
            paragraph=_rest(unit, paragraph, lexicon),
            sentence_matters=_matters_of(sentence),
            paragraph_matters=_matters_of(paragraph),
        )
        joined = orders(text, unit.directive, lexicon)
        parts = [_alone(unit.index, order, text, word_ends, lexicon) for order in joined] if len(joined) > 1 else []
        made.append(replace(whole, joined=tuple(_part(part, whole) for part in parts)))
    return tuple(made)


def _part(order: Unit, whole: Unit) -> Unit:
    """One of the orders joined in `whole`, in the same surroundings."""
    return replace(
        order,
        place=whole.place,
        first=whole.first,
        sentence=whole.sentence,
        paragraph=whole.paragraph,
        sentence_matters=whole.sentence_matters,
        paragraph_matters=whole.paragraph_matters,
        part=True,
    )


def _alone(number: int, directive: Directive, text: str, word_ends: Collection[int], lexicon: Lexicon) -> Unit:
    """A directive seen alone, its surroundings left open."""
    quote = "".join(span.of(text) for span in directive.spans)
    core, ends = _core(quote, directive, word_ends, lexicon)
    pieces, act, canonical = lexicon.pieces.cut(core), lexicon.act.search(core), lexicon.canonical(core)
    found = terms(pieces, ends, lexicon)
    return Unit(
        index=number,
        directive=directive,
        quote=quote,
        core=core,
        pieces=pieces,
        words=bag([core], lexicon),
        canonical=canonical,
        meaning=bag([canonical], lexicon),
        act=act.group() if act else "",
        object=bag([lexicon.pieces.tidy(lexicon.act.sub("", core)) or core], lexicon),
        matters=matters(quote, lexicon),
        terms=found,
        things=tuple(term for term in found if not term.act) or found,
        numbers=frozenset(_NUMBER.findall(core)),
    )


def bag(texts: Iterable[str], lexicon: Lexicon) -> Bag:
    """The grams of each plain text, together; a text too short for one counts as a gram itself."""
    grams: Counter[str] = Counter()
    for text in texts:
        grams.update(lexicon.pieces.grams(lexicon.pieces.cut(text)) or [text])
    return _weighed(grams, lexicon)


def _weighed(grams: Mapping[str, int], lexicon: Lexicon) -> Bag:
    weights = [count * lexicon.rarity.weight(gram) for gram, count in grams.items()]
    return Bag(grams, math.fsum(weights), math.sqrt(math.fsum(weight * weight for weight in weights)))


def _rest(unit: Unit, members: Iterable[Unit], lexicon: Lexicon) -> Bag:
    """The words of `members` but for `unit` itself."""
    together: Counter[str] = Counter()
    for member in members:
        if member is not unit:
            together.update(member.words.grams)
    return _weighed(together, lexicon)


def _matters_of(members: Iterable[Unit]) -> frozenset[str]:
    return frozenset(matter for member in members for matter in member.matters)


def _core(
    quote: str, directive: Directive, word_ends: Collection[int], lexicon: Lexicon
) -> tuple[str, Collection[int]]:
    """The core of a directive, and how many of its pieces there are up to each end of a word."""
    start = directive.core - directive.start
    if directive.addressee and quote.startswith(directive.addressee, start):
        start += len(directive.addressee)
    plain = lexicon.pieces.plain(quote[start:])
    if not plain:
        start, plain = 0, quote
    core = lexicon.pieces.tidy(lexicon.force.filler.sub("", plain)) or plain
    if lexicon.pieces.spaced:
        return core, range(1, len(lexicon.pieces.cut(core)) + 1)
    ends = [at + 1 in word_ends for span in directive.spans for at in range(span.start, span.end)]
    return core, _word_ends(quote[start:], core, ends[start:])


def _word_ends(quote: str, core: str, ends: Sequence[bool]) -> frozenset[int]:
    """After how many characters of `core` a word of `quote` ends; `core` is `quote` without some of its characters.

    Where a character that was taken out stands next to the same one, either may be the one left: a word more or less.
    """
    found, at = set(), 0
    for number, char in enumerate(core, 1):
        at = quote.index(char, at) + 1
        if ends[at - 1]:
            found.add(number)
    return frozenset(found)
