"""Differences: what two orders about one matter differ in, each kind by its name.

The kinds are number (and date), addressee, marker, force, scope (a place), means, list and formula.

Words in “…” stand in the quotes of the directives.
"""

import re
from collections.abc import Iterable, Sequence

from annotate.compare.grounds import covered, difference, quoted
from annotate.compare.units import Unit
from annotate.policy.entries import Lexicon

# A number with the word that says of what: 300座 (300 of), 6月 (June).
_NUMBER = re.compile(r"[0-9０-９]+(?:[.,．，][0-9０-９]+)*(?:[%\uff05]|[^\W\d_])?")
_FORMULA = re.compile("[“《]([^“”《》]{2,})[”》]")
_QUOTED = re.compile("“([^”]+)”")
_LIST = "、"


def named_differences(old: Sequence[Unit], nearest: Unit, new: Unit, lexicon: Lexicon) -> tuple[str, ...]:
    """What differs, each kind of difference in a sentence; last the words of either side that no kind names.

    Args:
        old: the orders taken up.
        nearest: the one of them that is most like `new`.
        new: the order that takes them up.
        lexicon: which words raise or lower the force.
    """
    before, after = [unit.quote for unit in old], [new.quote]
    words = (*lexicon.force.raising, *lexicon.force.lowering)
    kinds = {
        "number": _changed(_all(_NUMBER, before), _all(_NUMBER, after)),
        "marker": _replaced(nearest.directive.marker, new.directive.marker, nearest, new),
        "force": _changed(_longest(words, before, lexicon), _longest(words, after, lexicon), pair=False),
        "scope": _moved_to(before, after, lexicon),
        "means": _changed(*(_all_means(quotes, lexicon) for quotes in (before, after))),
        "list": _changed(_items(before, after, lexicon), _items(after, before, lexicon), pair=False),
        "formula": _changed(_all(_FORMULA, before), _all(_FORMULA, after)),
    }
    told = [f"{kind}: {said}" for kind, said in kinds.items() if said]
    told[1:1] = _addressee(nearest, new)
    return (*told, *difference(old, new, lexicon, _QUOTED.findall("".join(told))))


def _changed(before: Iterable[str], after: Iterable[str], *, pair: bool = True) -> str:
    """What came and what went; with `pair`, one for one is a replacement."""
    olds, news = list(dict.fromkeys(before)), list(dict.fromkeys(after))
    gone, come = [each for each in olds if each not in news], [each for each in news if each not in olds]
    if pair and len(gone) == len(come) == 1:
        return f"“{gone[0]}” became “{come[0]}”"
    return ", ".join(f"{verb} {quoted(words)}" for verb, words in (("adds", come), ("without", gone)) if words)


def _replaced(before: str | None, after: str | None, old: Unit, new: Unit) -> str:
    """One word for another; nothing where either is inherited or stands outside its clause."""
    if not before or not after or before == after or before not in old.quote or after not in new.quote:
        return ""
    return f"“{before}” became “{after}”"


def _addressee(old: Unit, new: Unit) -> list[str]:
    """Who is told now and was told before; one named earlier in its sentence stands without quotation marks."""
    before, after = old.directive.addressee, new.directive.addressee
    if before == after:
        return []
    shown = [f"“{name}”" if name in unit.quote else name for name, unit in ((before, old), (after, new)) if name]
    if len(shown) == 2:
        return [f"addressee: {shown[0]} became {shown[1]}"]
    return [f"addressee: {'names' if after else 'no longer names'} {shown[0]}"]


def _moved_to(before: Sequence[str], after: Sequence[str], lexicon: Lexicon) -> str:
    """The places that came and went; one under another of its names is the same place."""
    places = lexicon.places
    olds, news = ({places.names[word]: word for word in _all(places.form, quotes)} for quotes in (before, after))
    gone, come = (
        [olds[each] for each in olds.keys() - news.keys()],
        [news[each] for each in news.keys() - olds.keys()],
    )
    said = _changed(sorted(gone), sorted(come))
    if len(gone) == len(come) == 1:
        old, new = places.names[gone[0]], places.names[come[0]]
        if new in places.parts.get(old, ()):
            return f"{said}, a part of it"
        if old in places.parts.get(new, ()):
            return f"{said}, which it is part of"
    return said


def _all_means(quotes: Sequence[str], lexicon: Lexicon) -> list[str]:
    return [hit["means"] for quote in quotes for pattern in lexicon.force.means for hit in pattern.finditer(quote)]


def _all(pattern: re.Pattern[str], quotes: Sequence[str]) -> list[str]:
    return [hit[hit.lastindex or 0] for quote in quotes for hit in pattern.finditer(quote)]


def _longest(words: Sequence[str], quotes: Sequence[str], lexicon: Lexicon) -> list[str]:
    """Those of `words` that stand in `quotes`, none that is only part of a longer one."""
    found = sorted(
        {word for word in words for quote in quotes if word in quote and lexicon.pieces.find(quote, word)},
        key=lambda word: (-len(word), word),
    )
    return [word for at, word in enumerate(found) if not any(word in longer for longer in found[:at])]


def _items(quotes: Sequence[str], others: Sequence[str], lexicon: Lexicon) -> list[str]:
    """The items of lists in `quotes` that none of `others` has.

    The first item begins with the verb and the last ends with what follows the list, so of these only the words next to
    the list's sign count.
    """
    found = []
    for quote in quotes:
        first, *rest = quote.split(_LIST)
        if not rest:
            continue
        *middle, last = rest
        backwards = [other[::-1] for other in others]
        ends = (_unknown(first[::-1], backwards, lexicon)[::-1], _unknown(last, others, lexicon))
        inner = [item for item in middle if not any(item in other for other in others)]
        found += [item for item in (ends[0], *inner, ends[1]) if len(item) >= 2]
    return found


def _unknown(words: str, others: Sequence[str], lexicon: Lexicon) -> str:
    """The words at the start of `words` of which no pair of characters stands in `others`."""
    known = [*covered(list(words), [list(other) for other in others], lexicon), True]
    return words[: known.index(True)]
