"""What the measures share: characters that can be seen, and the harmonic mean of precision and recall."""

from collections.abc import Callable, Hashable, Iterable, Set
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True)
class Tally:
    """How many were found rightly, found wrongly, and not found."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """Which part of what was found is right."""
        return self.right / (self.right + self.wrong) if self.right else 0.0

    @property
    def recall(self) -> float:
        """Which part of what is right was found."""
        return self.right / (self.right + self.missed) if self.right else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both.

        Examples:
            >>> Tally(right=3, wrong=1, missed=2).f1
            0.6666666666666666
        """
        return 2 * self.right / (2 * self.right + self.wrong + self.missed) if self.right else 0.0


def tally(found: Set[T], wanted: Set[T], keep: Callable[[T], bool] = lambda _: True) -> Tally:
    """What was found against what was wanted, looking only at what `keep` keeps."""
    return Tally(sum(map(keep, found & wanted)), sum(map(keep, found - wanted)), sum(map(keep, wanted - found)))


def tally_label(found: Iterable[str], wanted: Iterable[str], label: str) -> Tally:
    """One label against all others, over things labelled in the same order."""
    pairs = list(zip(found, wanted, strict=True))
    return Tally(
        sum(got == want == label for got, want in pairs),
        sum(got == label != want for got, want in pairs),
        sum(want == label != got for got, want in pairs),
    )


def visible_places(text: str, spans: Iterable[tuple[int, int]]) -> frozenset[int]:
    """The offsets in `spans` at which a character can be seen.

    Examples:
        >>> sorted(visible_places("a b", [(0, 3)]))
        [0, 2]
    """
    return frozenset(at for start, end in spans for at in range(start, end) if not text[at].isspace())
