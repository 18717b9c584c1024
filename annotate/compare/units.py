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


NOTHING = Bag({}, 0.0, 0.0)


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
    sentence: Bag = field(default=NOTHING, repr=False)
    paragraph: Bag = field(default=NOTHING, repr=False)
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
    word_ends = frozenset(reading.words)
    clauses = [_clause(reading.text, directive, word_ends, lexicon) for directive in directives]
    by_sentence: dict[int, list[int]] = defaultdict(list)
    by_paragraph: dict[int, list[int]] = defaultdict(list)
    for number, directive in enumerate(directives):
        by_sentence[directive.sentence].append(number)
        by_paragraph[directive.paragraph].append(number)
    made = []
    for number, (directive, clause) in enumerate(zip(directives, clauses, strict=True)):
        around = (by_sentence[directive.sentence], by_paragraph[directive.paragraph])
        sentence, paragraph = (_rest(number, members, clauses, lexicon) for members in around)
        about = [frozenset(matter for member in members for matter in clauses[member].matters) for members in around]
        within = [(directive, clause)]
        if len(joined := orders(reading.text, directive, lexicon)) > 1:
            within += [(order, _clause(reading.text, order, word_ends, lexicon)) for order in joined]
        whole, *parts = (
            replace(
                _unit(number, *each, lexicon),
                place=number / len(directives),
                first=by_sentence[directive.sentence][0] == number,
                sentence=sentence,
                paragraph=paragraph,
                sentence_matters=about[0],
                paragraph_matters=about[1],
            )
            for each in within
        )
        made.append(replace(whole, joined=tuple(replace(part, part=True) for part in parts)))
    return tuple(made)


def _unit(number: int, directive: Directive, clause: "_Clause", lexicon: Lexicon) -> Unit:
    """A directive seen alone, its surroundings left open."""
    act = lexicon.act.search(clause.core)
    canonical = lexicon.canonical(clause.core)
    return Unit(
        index=number,
        directive=directive,
        quote=clause.quote,
        core=clause.core,
        pieces=lexicon.pieces.cut(clause.core),
        words=clause.words,
        canonical=canonical,
        meaning=bag([canonical], lexicon),
        act=act.group() if act else "",
        object=bag([lexicon.pieces.tidy(lexicon.act.sub("", clause.core)) or clause.core], lexicon),
        matters=clause.matters,
        terms=clause.terms,
        things=tuple(term for term in clause.terms if not term.act) or clause.terms,
        numbers=frozenset(_NUMBER.findall(clause.core)),
    )


@dataclass(frozen=True)
class _Clause:
    """The words of a directive, seen alone."""

    quote: str
    core: str
    words: Bag
    terms: tuple[Term, ...]
    matters: Mapping[str, float]


def _clause(text: str, directive: Directive, word_ends: Collection[int], lexicon: Lexicon) -> _Clause:
    quote = "".join(span.of(text) for span in directive.spans)
    core, ends = _core(quote, directive, word_ends, lexicon)
    return _Clause(
        quote, core, bag([core], lexicon), terms(lexicon.pieces.cut(core), ends, lexicon), matters(quote, lexicon)
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


def _rest(number: int, members: list[int], clauses: Sequence[_Clause], lexicon: Lexicon) -> Bag:
    """The words of `members` but for `number` itself."""
    together: Counter[str] = Counter()
    for member in members:
        if member != number:
            together.update(clauses[member].words.grams)
    return _weighed(together, lexicon)


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
