"""What a lexicon holds, as values: grammar, ladders, acts, matters, weights. How it is read stands in `lexicon`."""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from annotate.policy.values import Rules


def alternatives(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of `words`, the longest first.

    Examples:
        >>> alternatives(["更", "更加"]).findall("更加积极")
        ['更加']
    """
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))))


@dataclass(frozen=True)
class Grammar:
    """How directives are read.

    Attributes:
        yao: the lone 要 that orders; `ying` the lone 应; `modal` the other markers.
        forbidding: the markers that forbid.
        seeing: what after a marker asks the reader to see, not to act.
        reporting: a clause that names a speaker (group `speaker`) and a verb of speaking (group `verb`).
        judging: verbs of speaking after which comes a judgement; `ordering` those after which comes an order.
        situation: clauses that judge or report; `frame` clauses that only lead to the next; `closing` business.
        act: the verbs and adverbs that open an order; `opener` these and the words that may stand before them.
        addressee: who may be told, at the head of a clause.
    """

    yao: re.Pattern[str]
    ying: re.Pattern[str]
    modal: re.Pattern[str]
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
    addressee: re.Pattern[str]


@dataclass(frozen=True)
class Force:
    """Words of force: those that raise the wording, those that lower it, and fillers of manner that change nothing."""

    raising: tuple[str, ...]
    lowering: tuple[str, ...]
    filler: re.Pattern[str]


@dataclass(frozen=True)
class Ladder:
    """Wordings of one kind from weak to strong.

    `object`, if given, is what both clauses must speak of; an empty form is the step of a clause with no such word.
    """

    name: str
    steps: tuple[tuple[str, ...], ...]
    object: str | None


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
class Linking:
    """Thresholds and pairs for linking and judging; what each means stands in the file `linking.toml`."""

    least: float
    rival: float
    matter_least: float
    candidates: int
    candidate_least: float
    restated_least: float
    held: float
    opposites: tuple[tuple[str, str], ...]


@dataclass(frozen=True, eq=False)
class Rarity:
    """In how many clauses of a reference corpus each pair of characters stands; the corpus has `clauses` of them."""

    clauses: int
    counts: Mapping[str, int]

    @cached_property
    def _weights(self) -> dict[str, float]:
        return {pair: self._weigh(count) for pair, count in self.counts.items()}

    @cached_property
    def _unseen(self) -> float:
        return self._weigh(0)

    def _weigh(self, count: int) -> float:
        return math.log(self.clauses / (1 + count)) / math.log(self.clauses)

    def weight(self, pair: str) -> float:
        """How much a pair of characters tells: the logarithm of how rarely it stands, up to 1 for one never seen.

        The weight of a matter stands under its name with `@` before it.
        """
        return self._weights.get(pair, self._unseen)


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Everything the rules of one language say.

    Attributes:
        fields: the field of each matter, by its name.
        matter_forms: the matters that a form names, and how surely.
        matter_lengths: the lengths that such forms have, ascending.
        acts: the class of each verb that is an act; `act` finds them.
        synonyms: the word that each synonym is read as; `synonym` finds them.
        guards: words that hold a form of a ladder without being it.
        link: the model that scores a pair of directives; `restated` the one that tells the same from a changed one.
    """

    language: str
    rules: Rules
    grammar: Grammar
    force: Force
    ladders: tuple[Ladder, ...]
    guards: re.Pattern[str]
    acts: Mapping[str, str]
    act: re.Pattern[str]
    synonyms: Mapping[str, str]
    synonym: re.Pattern[str]
    fields: Mapping[str, str]
    matter_forms: Mapping[str, tuple[tuple[str, float], ...]]
    matter_lengths: tuple[int, ...]
    linking: Linking
    link: Model
    restated: Model
    rarity: Rarity

    def canonical(self, words: str) -> str:
        """`words` with each synonym read as the first word of its group; `words` itself where nothing would be left."""
        return self.synonym.sub(lambda hit: self.synonyms[hit.group()], words) or words

    def unguarded(self, quote: str) -> str:
        """`quote` with ideographic spaces for the words that hold a form of a ladder without being it."""
        return self.guards.sub(lambda hit: "　" * len(hit.group()), quote)
