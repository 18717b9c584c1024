"""Pieces: what two clauses are held against each other by.

Chinese sets no spaces, and its characters carry meaning in pairs: the pieces are characters and the grams pairs of
them. A language that sets spaces is compared by words, in lower case and without light suffixes, each a gram alone.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from functools import lru_cache

from annotate.text.spans import Span

_NOT_A_WORD = re.compile(r"[^\w]|_")
# A number with its decimals, or a word; the ending of a possessive is left out of the word.
_WORD = re.compile(r"[0-9]+(?:[.,][0-9]+)*(?![^\W\d_])|[^\W_]+")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s\b")
_VOWEL = re.compile("[aeiouy]")
_SUFFIXES = ("ing", "ed", "e")
_SHORTEST_STEM = 4


class Pieces(ABC):
    """How the clauses of a language are taken into pieces.

    Attributes:
        width: how many neighbouring pieces make a gram.
        least: how many pieces in a row are worth quoting.
        spaced: whether white space or a mark stands between two pieces.
    """

    width: int
    least: int
    spaced: bool

    @abstractmethod
    def plain(self, text: str) -> str:
        """`text` as it is compared: without marks, in the form in which words are listed."""

    @abstractmethod
    def form(self, word: str) -> str:
        """A word of a lexicon in the form in which it stands in `plain` text, marks of its own kept."""

    @abstractmethod
    def cut(self, plain: str) -> Sequence[str]:
        """The pieces of a `plain` text."""

    @abstractmethod
    def join(self, pieces: Sequence[str]) -> str:
        """The plain text that has these pieces."""

    @abstractmethod
    def keys(self, text: str) -> Sequence[str]:
        """The pieces of a text as it stands, in the form in which they are compared."""

    @abstractmethod
    def places(self, text: str) -> Sequence[Span]:
        """Where each of `keys(text)` stands in it."""

    @abstractmethod
    def tidy(self, plain: str) -> str:
        """A plain text that words were taken out of, made plain again."""

    def grams(self, pieces: Sequence[str]) -> list[str]:
        """Each `width` neighbouring pieces."""
        return [self.join(pieces[at : at + self.width]) for at in range(len(pieces) - self.width + 1)]

    def find(self, text: str, form: str) -> str:
        """The words of `text` that are `form`, as they stand there; empty where there are none.

        Examples:
            >>> CHARACTERS.find("鼓励创新", "创新"), WORDS.find("Ministers Encourage trade.", "encourages")
            ('创新', 'Encourage')
            >>> WORDS.find("It is discouraged.", "encourage")
            ''
        """
        keys, wanted = self.keys(text), self.keys(form)
        for at in range(len(keys) - len(wanted) + 1 if wanted else 0):
            if keys[at : at + len(wanted)] == wanted:
                places = self.places(text)
                return text[places[at].start : places[at + len(wanted) - 1].end]
        return ""

    def holds(self, plain: str, form: str) -> bool:
        """Whether a plain text has the words of a lexicon's `form`."""
        return form in plain if not self.spaced else f" {self.form(form)} " in f" {plain} "

    def without(self, plain: str, form: str) -> str:
        """A plain text without the words that are `form`."""
        return self.tidy(_whole(re.escape(self.form(form)), spaced=self.spaced).sub("", plain))

    def pattern(self, words: Iterable[str]) -> re.Pattern[str]:
        """What finds any of `words` of a lexicon in plain text, the longest first."""
        return alternatives({self.form(word) for word in words}, spaced=self.spaced)


class _Characters(Pieces):
    width, least, spaced = 2, 2, False

    def plain(self, text: str) -> str:
        return _NOT_A_WORD.sub("", text)

    def form(self, word: str) -> str:
        return word

    def cut(self, plain: str) -> str:
        return plain

    def join(self, pieces: Sequence[str]) -> str:
        return "".join(pieces)

    def keys(self, text: str) -> str:
        return text

    def places(self, text: str) -> Sequence[Span]:
        return [Span(at, at + 1) for at in range(len(text))]

    def tidy(self, plain: str) -> str:
        return plain

    def find(self, text: str, form: str) -> str:
        return form if form in text else ""


class _Words(Pieces):
    width, least, spaced = 1, 1, True

    def plain(self, text: str) -> str:
        return " ".join(_stems(text))

    def form(self, word: str) -> str:
        return self.plain(word)

    def cut(self, plain: str) -> tuple[str, ...]:
        return tuple(plain.split())

    def join(self, pieces: Sequence[str]) -> str:
        return " ".join(pieces)

    def keys(self, text: str) -> tuple[str, ...]:
        return _stems(text)

    def places(self, text: str) -> Sequence[Span]:
        return [Span(*hit.span()) for hit in _WORD.finditer(_possessives_blank(text))]

    def tidy(self, plain: str) -> str:
        return " ".join(plain.split())


CHARACTERS: Pieces = _Characters()
WORDS: Pieces = _Words()


def alternatives(words: Iterable[str], *, spaced: bool = False, ignore_case: bool = False) -> re.Pattern[str]:
    """A pattern that finds any of `words`, the longest first; where there are none it finds nothing.

    Args:
        words: plain strings.
        spaced: whether they are found as whole words only.
        ignore_case: whether capitals are read as small letters.

    Examples:
        >>> alternatives(["更", "更加"]).findall("更加积极")
        ['更加']
        >>> alternatives(["may", "may not"], spaced=True).findall("It may not, maybe.")
        ['may not']
        >>> alternatives([]).findall("nothing")
        []
    """
    ranked = sorted(words, key=lambda word: (-len(word), word))
    if not ranked:
        return re.compile("(?!)")
    return _whole("|".join(re.escape(word) for word in ranked), spaced=spaced, ignore_case=ignore_case)


def _whole(pattern: str, *, spaced: bool, ignore_case: bool = False) -> re.Pattern[str]:
    flags = re.IGNORECASE if ignore_case else re.NOFLAG
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)" if spaced else pattern, flags)


def stem(word: str) -> str:
    """An English word in lower case without plural, past or -ing ending, so that its forms are one.

    A light stemmer in the manner of Harman's S-stemmer (1991) with the two endings of verbs; what is left has four
    letters and a vowel, or the word stays whole. It joins forms of one word, not words of one family.

    Examples:
        >>> [stem(word) for word in ("Policies", "publishes", "encouraged", "encourage", "planning", "bring")]
        ['policy', 'publish', 'encourag', 'encourag', 'plan', 'bring']
    """
    word = _singular(word.lower())
    for suffix in _SUFFIXES:
        rest = word.removesuffix(suffix)
        if rest != word and not word.endswith("eed") and _VOWEL.search(rest):
            if len(rest) < _SHORTEST_STEM:
                return word
            doubled = suffix != "e" and rest[-1] == rest[-2] and rest[-1] not in "aeiouls"
            return rest[:-1] if doubled else rest
    return word


def _singular(word: str) -> str:
    if len(word) <= _SHORTEST_STEM - 1 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("shes", "ches", "xes", "sses", "zes")) else word[:-1]


def _possessives_blank(text: str) -> str:
    return _POSSESSIVE.sub("  ", text)


@lru_cache(maxsize=8192)
def _stems(text: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in _WORD.findall(_possessives_blank(text)))
