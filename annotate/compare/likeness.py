"""How alike two pieces of text are: shared n-grams, the rare ones weighing more.

A piece is counted as grams: each Chinese character and each two neighbours; each word of an alphabet, each two
neighbours, and the runs of four letters in a word, so that its forms are alike. What a gram weighs follows from the
pieces it is weighed against, so that the frame all of them share (应当按照国家有关规定, "shall, as the State provides")
hardly counts, and the words that make one of them what it is do.

Examples:
    >>> one, other, third = (grams(text) for text in ("要扩大国内需求", "扩大国内需求要加力", "要加强国际合作"))
    >>> weights = rarity([one, other, third])
    >>> dice(one, other, weights) > 0.5 > 0.2 > dice(one, third, weights) > 0
    True
    >>> containment(grams("国内需求"), one, weights)
    1.0
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from math import log

from annotate.text.characters import HAN

Grams = Mapping[str, int]
Weights = Mapping[str, float]

_TOKEN = re.compile(f"(?P<han>[{HAN}])|[^\\W_{HAN}]+")
_LETTERS = 4


def grams(text: str) -> Counter[str]:
    """The grams of `text` and how often each occurs; case, white space and punctuation do not count.

    Examples:
        >>> sorted(grams("稳就业"))
        ['业', '就', '就业', '稳', '稳就']
        >>> sorted(grams("new Roads"))
        ['#new', '#new#', '#roa', '#roads#', 'ads#', 'new roads', 'new#', 'oads', 'road']
    """
    found = pairs(text)
    for match in _TOKEN.finditer(text):
        if match.lastgroup == "han":
            found[match[0]] += 1
        else:
            word = f"#{match[0].casefold()}#"
            found[word] += 1
            if len(word) > _LETTERS:
                found.update(word[at : at + _LETTERS] for at in range(len(word) - _LETTERS + 1))
    return found


def pairs(text: str) -> Counter[str]:
    """Those grams that keep the order of the words: two neighbouring Chinese characters, two neighbouring words.

    Examples:
        >>> sorted(pairs("稳就业")), sorted(pairs("to build new roads"))
        (['就业', '稳就'], ['build new', 'new roads', 'to build'])
    """
    found: Counter[str] = Counter()
    last, last_end, last_han = "", -1, False
    for match in _TOKEN.finditer(text):
        token, han = match[0].casefold(), match.lastgroup == "han"
        if last and han == last_han and (not han or not text[last_end : match.start()].strip()):
            found[last + token if han else f"{last} {token}"] += 1
        last, last_end, last_han = token, match.end(), han
    return found


def rarity(pieces: Iterable[Grams]) -> dict[str, float]:
    """What each gram of `pieces` weighs: more, the fewer pieces have it (smoothed inverse document frequency)."""
    number, having = 0, Counter[str]()
    for piece in pieces:
        number += 1
        having.update(piece.keys())
    return {gram: log((1 + number) / (0.5 + count)) for gram, count in having.items()}


def weight(piece: Grams, weights: Weights) -> float:
    """What all grams of `piece` weigh together."""
    return sum(count * weights[gram] for gram, count in piece.items())


def overlap(one: Grams, other: Grams, weights: Weights) -> float:
    """What the grams that two pieces share weigh together."""
    if len(other) < len(one):
        one, other = other, one
    return sum(min(count, other[gram]) * weights[gram] for gram, count in one.items() if gram in other)


def dice(one: Grams, other: Grams, weights: Weights) -> float:
    """Share of the weight of both pieces that they have in common, 0 to 1."""
    total = weight(one, weights) + weight(other, weights)
    return 2 * overlap(one, other, weights) / total if total else 0.0


def containment(part: Grams, whole: Grams, weights: Weights) -> float:
    """Share of the weight of `part` that stands in `whole`, 0 to 1."""
    total = weight(part, weights)
    return overlap(part, whole, weights) / total if total else 0.0
