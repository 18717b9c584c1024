"""A directive made ready for comparison: its words without addressee and fillers, its act, object and matters."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from annotate.policy.entries import Lexicon
from annotate.policy.matters import matters
from annotate.policy.values import Directive

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
        numbers: the numbers named in `core`.
        place: where it stands among the directives of its text, 0 to 1.
        first: whether it is the first of its sentence.
        sentence: the words of the other directives of its sentence.
        paragraph: the words of the other directives of its paragraph.
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
    numbers: frozenset[str]
    place: float
    first: bool
    sentence: Bag = field(repr=False)
    paragraph: Bag = field(repr=False)


def units(text: str, directives: tuple[Directive, ...], lexicon: Lexicon) -> tuple[Unit, ...]:
    """The directives of `text`, made ready for comparison, in their order."""
    quotes = ["".join(span.of(text) for span in directive.spans) for directive in directives]
    cores = [_core(quote, directive, lexicon) for quote, directive in zip(quotes, directives, strict=True)]
    canonical = [lexicon.canonical(core) for core in cores]
    bags = [bag([core], lexicon) for core in cores]
    by_sentence: dict[int, list[int]] = defaultdict(list)
    by_paragraph: dict[int, list[int]] = defaultdict(list)
    for number, directive in enumerate(directives):
        by_sentence[directive.sentence].append(number)
        by_paragraph[directive.paragraph].append(number)
    made = []
    for number, directive in enumerate(directives):
        act = lexicon.act.search(cores[number])
        around = (by_sentence[directive.sentence], by_paragraph[directive.paragraph])
        sentence, paragraph = (_rest(number, members, bags, lexicon) for members in around)
        made.append(
            Unit(
                index=number,
                directive=directive,
                quote=quotes[number],
                core=cores[number],
                pieces=lexicon.pieces.cut(cores[number]),
                words=bags[number],
                canonical=canonical[number],
                meaning=bag([canonical[number]], lexicon),
                act=act.group() if act else "",
                object=bag([lexicon.pieces.tidy(lexicon.act.sub("", cores[number])) or cores[number]], lexicon),
                matters=matters(quotes[number], lexicon),
                numbers=frozenset(_NUMBER.findall(cores[number])),
                place=number / len(directives),
                first=by_sentence[directive.sentence][0] == number,
                sentence=sentence,
                paragraph=paragraph,
            )
        )
    return tuple(made)


def bag(texts: Iterable[str], lexicon: Lexicon) -> Bag:
    """The grams of each plain text, together; a text too short for one counts as a gram itself."""
    grams: Counter[str] = Counter()
    for text in texts:
        grams.update(lexicon.pieces.grams(lexicon.pieces.cut(text)) or [text])
    return _weighed(grams, lexicon)


def _weighed(grams: Mapping[str, int], lexicon: Lexicon) -> Bag:
    weights = [count * lexicon.rarity.weight(gram) for gram, count in grams.items()]
    return Bag(grams, math.fsum(weights), math.sqrt(math.fsum(weight * weight for weight in weights)))


def _rest(number: int, members: list[int], bags: list[Bag], lexicon: Lexicon) -> Bag:
    """The words of `members` but for `number` itself."""
    together: Counter[str] = Counter()
    for member in members:
        if member != number:
            together.update(bags[member].grams)
    return _weighed(together, lexicon)


def _core(quote: str, directive: Directive, lexicon: Lexicon) -> str:
    words = quote[directive.core - directive.start :]
    if directive.addressee:
        words = words.removeprefix(directive.addressee)
    plain = lexicon.pieces.plain(words)
    return lexicon.pieces.tidy(lexicon.force.filler.sub("", plain)) or plain or quote
