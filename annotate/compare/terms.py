"""Terms: a directive's words as the lexicon knows them, and how near in meaning two of them are.

Likeness of characters sees neither that 楼市 and 房地产 are one matter, the housing market, nor that 学校 (schools) and
安全生产 (work safety) are two. Here a clause is cut into the longest forms the lexicon has, and words between them;
each term is then held against those of the other clause by what it names.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from annotate.policy.entries import Lexicon

LONE = 0.3  # what a word weighs that is too short to be counted, such as 并 (and) or 使 (make)


@dataclass(frozen=True, eq=False)
class Term:
    """A form of the lexicon, or a word.

    Attributes:
        words: as they stand, without marks.
        meaning: the first of their synonyms.
        matters: the matters they name, and how surely.
        weight: how much they tell, 0 to 1.
        act: whether they say what is to be done, and not to what.
    """

    words: str
    meaning: str
    matters: Mapping[str, float]
    weight: float
    act: bool


class Held(NamedTuple):
    """How far the terms of one side are found on the other.

    Attributes:
        cover: the part of their weight that is, a near term counting by its nearness.
        odd: the most that one term weighs for which nothing near is there.
    """

    cover: float
    odd: float


def terms(pieces: Sequence[str], ends: Collection[int], lexicon: Lexicon) -> tuple[Term, ...]:
    """The terms of a clause, in their order; never none.

    Args:
        pieces: the clause without marks and fillers, taken into characters or words.
        ends: how many pieces there are up to each end of a word.
        lexicon: which forms there are.

    Examples:
        >>> from annotate.policy.lexicon import load_lexicon
        >>> found = terms("扩大国内需求", {2, 4, 6}, load_lexicon("zh-Hans"))      # "expand domestic demand"
        >>> [term.words for term in found]
        ['扩大', '国内需求']
    """
    join = lexicon.pieces.join
    cut: list[str] = []
    start = 0
    while start < len(pieces):
        end = _form_end(pieces, start, lexicon)
        if not end:
            end = start + 1
            while end < len(pieces) and end not in ends and not _form_end(pieces, end, lexicon):
                end += 1
        cut.append(join(pieces[start:end]))
        start = end
    found = tuple(_term(words, lexicon) for words in cut if lexicon.synonyms.get(words, words))
    return found or (_term(join(pieces), lexicon),)


def _form_end(pieces: Sequence[str], start: int, lexicon: Lexicon) -> int:
    """Where the longest form ends that begins at `start`; 0 if none does."""
    for length in lexicon.term_lengths:
        if start + length <= len(pieces) and lexicon.pieces.join(pieces[start : start + length]) in lexicon.terms:
            return start + length
    return 0


@lru_cache(maxsize=100_000)
def _term(words: str, lexicon: Lexicon) -> Term:
    matters: dict[str, float] = {}
    for matter, sureness in lexicon.terms.get(words, ()):
        matters[matter] = max(sureness, matters.get(matter, 0.0))
    meaning = lexicon.synonyms.get(words, words)
    act = words in lexicon.acts or meaning in lexicon.acts
    return Term(words, meaning, matters, _weight(words, matters, lexicon), act)


def _weight(words: str, matters: Mapping[str, float], lexicon: Lexicon) -> float:
    weigh, pieces = lexicon.rarity.weight, lexicon.pieces
    if matters:
        return max(weigh("@" + matter) * sureness for matter, sureness in matters.items())
    return max((weigh(gram) for gram in pieces.grams(pieces.cut(words))), default=LONE)


@lru_cache(maxsize=1_000_000)
def kinship(one: Term, other: Term, lexicon: Lexicon) -> float:
    """How near in meaning two terms are: 1 for synonyms, less by a matter that both name, by letters, 0 for nothing.

    Examples:
        >>> from annotate.policy.lexicon import load_lexicon
        >>> lexicon = load_lexicon("zh-Hans")
        >>> (demand,), (schools,), (safety,) = (terms(words, (), lexicon) for words in ("内需", "学校", "安全生产"))
        >>> kinship(demand, demand, lexicon), kinship(schools, safety, lexicon)
        (1.0, 0.0)
    """
    if one.meaning == other.meaning:
        return 1.0
    by_matter, apart = _by_matter(one, other, lexicon)
    if apart and by_matter < lexicon.linking.kinship.broader:
        return 0.0
    return max(by_matter, lexicon.linking.kinship.letters * _letters(one.meaning, other.meaning, lexicon))


def _by_matter(one: Term, other: Term, lexicon: Lexicon) -> tuple[float, bool]:
    """The nearest that the matters of both come to each other, and whether some of them are known to be apart."""
    near = lexicon.linking.kinship
    best, apart = 0.0, False
    for mine, surely in one.matters.items():
        for theirs, as_surely in other.matters.items():
            if mine == theirs:
                best = max(best, near.same_matter * surely * as_surely)
            elif is_above(mine, theirs, lexicon):
                best = max(best, near.broader * min(surely, as_surely))
            elif (mine, theirs) in lexicon.apart:
                apart = True
            elif lexicon.broader[mine][:1] == lexicon.broader[theirs][:1] != ():
                best = max(best, near.siblings)
    return best, apart


def is_above(one: str, other: str, lexicon: Lexicon) -> bool:
    """Whether one of two matters is part of the other."""
    return one in lexicon.broader[other] or other in lexicon.broader[one]


def _letters(one: str, other: str, lexicon: Lexicon) -> float:
    """The part of their pieces that two words share; of a single piece, whether it stands in the other."""
    mine, theirs = set(lexicon.pieces.cut(one)), set(lexicon.pieces.cut(other))
    if min(len(mine), len(theirs)) < lexicon.pieces.width:
        return float(mine <= theirs or theirs <= mine)
    return 2 * len(mine & theirs) / (len(mine) + len(theirs))


def hold(side: Sequence[Term], other: Sequence[Term], lexicon: Lexicon) -> Held:
    """Hold the terms of one `side` against those of the `other`."""
    total, found, odd = [], [], 0.0
    for term in side:
        near = nearness(term, other, lexicon)
        total.append(term.weight)
        found.append(term.weight * near)
        odd = max(odd, term.weight * (1 - near))
    whole = math.fsum(total)
    return Held(math.fsum(found) / whole if whole else 0.0, odd)


def nearness(term: Term, others: Sequence[Term], lexicon: Lexicon) -> float:
    """How near the nearest of `others` is to `term`."""
    return max((kinship(term, other, lexicon) for other in others), default=0.0)
