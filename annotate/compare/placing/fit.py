"""Which of several equal wordings is meant: what the surroundings say."""

from bisect import bisect_left
from typing import NamedTuple

from annotate.compare.placing.anchors import unique_chain
from annotate.compare.placing.likeness import dice, grams_of
from annotate.compare.placing.visible_text import VisibleText

WINDOW = 12  # characters on either side that count as surroundings
COPIES = 16  # copies of the words in a row that are passed over to reach a neighbour
AGREES = 0.5  # likeness from which surroundings agree


class Fit(NamedTuple):
    """What speaks for a place: the order among unique sentences, the text before it, the text after it."""

    ordered: bool
    before: bool
    after: bool

    @property
    def votes(self) -> int:
        """How many of the three agree."""
        return self.ordered + self.before + self.after

    @property
    def certainty(self) -> float:
        """The votes as a score, 0.4 for the words alone to 1.0."""
        return 0.4 + 0.2 * self.votes


class Surroundings:
    """What stands around any stretch of two texts. All positions count visible characters."""

    def __init__(self, old: VisibleText, new: VisibleText) -> None:
        self.old, self.new = old.chars, new.chars
        olds = [old.words(i, i + 1) for i in range(len(old))]
        news = [new.words(j, j + 1) for j in range(len(new))]
        # Sentences that stand once in each text and in order: they alone can tell order without taking sides.
        chain = unique_chain(olds, news)
        self._old_anchors = [old.bounds[i] for i, _ in chain]
        self._new_anchors = [new.bounds[j] for _, j in chain]

    def fit(self, old: int, new: int, size: int) -> Fit:
        """How well `size` characters of the new text at `new` fit the same ones of the old text at `old`."""
        words = self.old[old : old + size]
        (old_start, old_end), (new_start, new_end) = _copies(self.old, old, words), _copies(self.new, new, words)
        return Fit(
            self.ordered(old, new),
            _agree(self.old[max(0, old_start - WINDOW) : old_start], self.new[max(0, new_start - WINDOW) : new_start]),
            _agree(self.old[old_end : old_end + WINDOW], self.new[new_end : new_end + WINDOW]),
        )

    def ordered(self, old: int, new: int) -> bool:
        """Whether the two places stand between the same two unique sentences."""
        return bisect_left(self._old_anchors, old) == bisect_left(self._new_anchors, new)


def _copies(chars: str, at: int, words: str) -> tuple[int, int]:
    """The stretch of copies of `words`, one right after the other, around the one at `at`; none is a neighbour."""
    start, end = at, at + len(words)
    while chars.startswith(words, end) and end - at < COPIES * len(words):
        end += len(words)
    while start >= len(words) and chars.startswith(words, start - len(words)) and at - start < COPIES * len(words):
        start -= len(words)
    return start, end


def _agree(words: str, others: str) -> bool:
    return bool(words and others) and dice(grams_of(words), grams_of(others)) >= AGREES
