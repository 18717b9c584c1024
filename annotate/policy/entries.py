"""What a lexicon holds, as values: grammar, ladders, acts, matters, weights. How it is read stands in `lexicon`."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from annotate.policy.values import Rules
from annotate.text.pieces import Pieces


@dataclass(frozen=True)
class Grammar:
    """How directives are read.

    Attributes:
        markers: what makes a clause an order. A pattern may name in groups which of its words are the `marker` and
            which the `addressee`; the act begins behind the whole.
        forbidding: the markers that forbid.
        seeing: what after a marker asks the reader to see, not to act.
        reporting: a clause that names a speaker (group `speaker`) and a verb of speaking (group `verb`).
        judging: verbs of speaking after which comes a judgement; `ordering` those after which comes an order.
        situation: clauses that judge or report; `frame` clauses that only lead to the next; `closing` business.
        act: the verbs and adverbs that open an order; `opener` these and the words that may stand before them.
        act_needed: whether a clause without a marker orders only where it opens with an act; otherwise it does unless
            it judges or reports.
        enumerator: the number or letter of an item, at the head of a sentence.
        addressee: who may be told, at the head of a clause.
        passive: what behind a marker shows that the subject is acted on (“reports shall be published”): the addressee
            is the subject of any other marker, and the act is the whole clause where there is none. None in a language
            where what stands before the marker is never part of the act.
    """

    markers: tuple[re.Pattern[str], ...]
    forbidding: frozenset[str]
    seeing: tuple[str, ...]
    reporting: re.Pattern[str]
    judging: frozenset[str]
    ordering: frozenset[str]
    situation: re.Pattern[str]
    frame: re.Pattern[str]
    closing: re.Pattern[str]
    act: re.Pattern[str]
    opener: re.Pattern[str]
    act_needed: bool
    enumerator: re.Pattern[str]
    addressee: re.Pattern[str]
    passive: re.Pattern[str] | None


@dataclass(frozen=True)
class Force:
    """Words of force: those that raise the wording, those that lower it, and fillers of manner that change nothing.

    `lists` finds what stands between the items of a list; `means`, by its group of that name, how an order is to be
    carried out.
    """

    raising: tuple[str, ...]
    lowering: tuple[str, ...]
    filler: re.Pattern[str]
    lists: re.Pattern[str]
    means: tuple[re.Pattern[str], ...]


@dataclass(frozen=True)
class Ladder:
    """Wordings of one kind from weak to strong.

    `object`, if given, is what both clauses must speak of; an empty form is the step of a clause with no such word.
    `guards` finds words that hold a form of this ladder without being it, whatever they are to others.
    """

    name: str
    steps: tuple[tuple[str, ...], ...]
    object: str | None
    guards: re.Pattern[str]


@dataclass(frozen=True)
class Model:
    """A logistic model: a bias and a weight for each feature it knows."""

    bias: float
    weights: Mapping[str, float]

    def score(self, features: Mapping[str, float]) -> float:
        """The logistic sum of `features`, 0 to 1; a feature without a weight counts nothing.

        Examples:
            >>> Model(0.0, {"run": 1.0}).score({"run": 0.0, "order": 5.0})
            0.5
        """
        total = self.bias + math.fsum(weight * features.get(name, 0.0) for name, weight in self.weights.items())
        return 1 / (1 + math.exp(-max(-700.0, min(700.0, total))))


@dataclass(frozen=True)
class Kinship:
    """How near in meaning two terms are, 0 to 1, by what makes them kin; see the file `linking.toml`."""

    same_matter: float
    broader: float
    siblings: float
    letters: float
    odd: float


@dataclass(frozen=True)
class Places:
    """Places under their usual names.

    Attributes:
        names: the usual name of each place that a form names; `form` finds such forms in a text as it stands.
        parts: the places that belong to a place.
    """

    names: Mapping[str, str]
    form: re.Pattern[str]
    parts: Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Linking:
    """Thresholds and pairs for linking and judging; what each means stands in the file `linking.toml`."""

    least: float
    rival: float
    matter_least: float
    candidates: int
    candidate_least: float
    restated_least: float
    held: float
    kept: float
    opposites: tuple[tuple[str, str], ...]
    kinship: Kinship


@dataclass(frozen=True, eq=False)
class Rarity:
    """In how many clauses of a reference corpus each gram stands; the corpus has `clauses` of them.

    Grams are pairs of characters or words, as `annotate.text.pieces` says for the language.
    """

    clauses: int
    counts: Mapping[str, int]

    @cached_property
    def _weights(self) -> dict[str, float]:
        return {gram: self._weigh(count) for gram, count in self.counts.items()}

    @cached_property
    def _unseen(self) -> float:
        return self._weigh(0)

    def _weigh(self, count: int) -> float:
        return math.log(self.clauses / (1 + count)) / math.log(self.clauses)

    def weight(self, gram: str) -> float:
        """How much a gram tells: the logarithm of how rarely it stands, up to 1 for one never seen.

        The weight of a matter stands under its name with `@` before it.
        """
        return self._weights.get(gram, self._unseen)


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Everything the rules of one language say.

    Attributes:
        pieces: how clauses are taken into the pieces that are held against each other.
        fields: the field of each matter, by its name.
        matter_forms: the matters that a form names, and how surely.
        matter_lengths: the lengths that such forms have, in pieces, ascending.
        broader: the matters that a matter is part of, the nearest first.
        apart: pairs of matters that are near but different, each both ways round.
        terms: every form that is a term of its own, without marks, with the matters it names.
        term_lengths: the lengths that terms have, in pieces, the longest first.
        places: what places are called.
        acts: the class of each verb that is an act; `act` finds them.
        synonyms: the word that each synonym is read as; `synonym` finds them.
        guards: words that hold a form of a ladder without being it.
        rung: finds the words of any ladder in plain text.
        link: the model that scores a pair of directives; `restated` the one that tells the same from a changed one.
    """

    language: str
    rules: Rules
    pieces: Pieces
    grammar: Grammar
    force: Force
    ladders: tuple[Ladder, ...]
    guards: re.Pattern[str]
    rung: re.Pattern[str]
    acts: Mapping[str, str]
    act: re.Pattern[str]
    synonyms: Mapping[str, str]
    synonym: re.Pattern[str]
    fields: Mapping[str, str]
    matter_forms: Mapping[str, tuple[tuple[str, float], ...]]
    matter_lengths: tuple[int, ...]
    broader: Mapping[str, tuple[str, ...]]
    apart: frozenset[tuple[str, str]]
    terms: Mapping[str, tuple[tuple[str, float], ...]]
    term_lengths: tuple[int, ...]
    places: Places
    linking: Linking
    link: Model
    restated: Model
    rarity: Rarity

    def canonical(self, words: str) -> str:
        """`words` with each synonym read as the first word of its group; `words` itself where nothing would be left."""
        return self.pieces.tidy(self.synonym.sub(lambda hit: self.synonyms[hit.group()], words)) or words

    def unguarded(self, quote: str, ladder: Ladder) -> str:
        """`quote` with ideographic spaces for the words that hold a form of `ladder` without being it."""
        for guards in (self.guards, ladder.guards):
            quote = guards.sub(lambda hit: "　" * len(hit.group()), quote)
        return quote
