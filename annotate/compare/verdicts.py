"""Verdicts: what a reader says of flags and links wins over what the rules say.

A verdict fixes all the links of one directive, of the old text or the new, and its flag. It is symmetric: turned round
it fixes the links of the same directive, now in the other text. Of two verdicts that disagree the later one wins; what
it leaves of the earlier one's links stays, but without the earlier one's flag.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from annotate.compare.candidates import Pair
from annotate.compare.features import nearness, pair_features
from annotate.compare.linking import Links
from annotate.compare.units import Unit
from annotate.compare.values import NewVerdict, TextSide, Verdict
from annotate.errors import InputRefusedError
from annotate.policy.entries import Lexicon
from annotate.text.spans import Span


@dataclass(frozen=True)
class Ruled:
    """The links of two texts with the verdicts in force.

    Attributes:
        links: the links, as the verdicts leave them.
        of_new: the verdict on the row of a new directive, by its number.
        of_old: the verdict on the row of a dropped directive, by its number.
        undone: the pairs that the rules had linked and a verdict parted.
        lost: verdicts whose spans are no directives as the texts are read now; they have no effect.
    """

    links: Links
    of_new: Mapping[int, Verdict] = field(default_factory=dict)
    of_old: Mapping[int, Verdict] = field(default_factory=dict)
    undone: frozenset[Pair] = frozenset()
    lost: tuple[Verdict, ...] = ()


@dataclass(frozen=True)
class _Fixed:
    """A verdict with the directives it speaks of, by number: the one judged, and the pairs it is linked in."""

    verdict: Verdict
    judged: tuple[TextSide, int]
    pairs: frozenset[Pair]


def overrule(
    links: Links, verdicts: Iterable[Verdict], old: Sequence[Unit], new: Sequence[Unit], lexicon: Lexicon
) -> Ruled:
    """The links as the verdicts, given in the order they were made, leave them."""
    fixed: dict[tuple[TextSide, int], _Fixed] = {}
    lost = []
    linked = set(links.linked)
    for verdict in verdicts:
        found = _fixed(verdict, old, new)
        if found is None:
            lost.append(verdict)
            continue
        fixed.pop(found.judged, None)  # the later one comes last
        fixed[found.judged] = found
        linked -= {pair for pair in linked if _of(pair, found.judged)}
        linked |= found.pairs
    in_force = [each for each in fixed.values() if {p for p in linked if _of(p, each.judged)} == each.pairs]
    weighed = _weighed(links, frozenset(linked), old, new, lexicon)
    of_new = {n: each.verdict for each in in_force for n in _news(each)}
    of_old = {each.judged[1]: each.verdict for each in in_force if each.judged[0] == "old" and not each.pairs}
    return Ruled(weighed, of_new, of_old, links.linked - linked, tuple(lost))


def _news(fixed: _Fixed) -> list[int]:
    """The new directives whose rows have the verdict's flag."""
    side, number = fixed.judged
    return [number] if side == "new" else sorted(n for _, n in fixed.pairs)


def _of(pair: Pair, judged: tuple[TextSide, int]) -> bool:
    side, number = judged
    return pair[0 if side == "old" else 1] == number


def _fixed(verdict: Verdict, old: Sequence[Unit], new: Sequence[Unit]) -> _Fixed | None:
    """The directives that `verdict` speaks of; None if some of its spans is no directive any more."""
    olds, news = _meant(verdict.old, old), _meant(verdict.new, new)
    judged = olds if verdict.side == "old" else news
    if olds is None or news is None or judged is None or len(judged) != 1:
        return None
    return _Fixed(verdict, (verdict.side, judged[0]), frozenset((o, n) for o in olds for n in news))


def _meant(spans: Sequence[Span], units: Sequence[Unit]) -> tuple[int, ...] | None:
    """The directives that stand at `spans`; rules that changed may have moved their ends, so half the words will do."""
    found = set()
    for span in spans:
        best = max(((_common(span, unit), -unit.index) for unit in units), default=(0, 0))
        if not best[0] or 2 * best[0] < span.length:
            return None
        found.add(-best[1])
    return tuple(sorted(found))


def _common(span: Span, unit: Unit) -> int:
    return sum(max(0, min(span.end, each.end) - max(span.start, each.start)) for each in unit.directive.spans)


def _weighed(
    links: Links, linked: frozenset[Pair], old: Sequence[Unit], new: Sequence[Unit], lexicon: Lexicon
) -> Links:
    """The links with features and a score for each pair that a reader linked and the rules did not."""
    features = {
        (o, n): pair_features(old[o], new[n], nearness(old[o], new[n], lexicon), lexicon)
        for o, n in sorted(linked - links.features.keys())
    }
    scores = {pair: lexicon.link.score(found) for pair, found in features.items() if pair not in links.scores}
    return Links({**links.features, **features}, {**links.scores, **scores}, linked)


def check_verdict(verdict: NewVerdict, old: Iterable[Sequence[Span]], new: Iterable[Sequence[Span]]) -> TextSide:
    """The side of the one directive that `verdict` judges.

    Args:
        verdict: what a reader says.
        old: the spans of each directive of the old text.
        new: the same for the new text.

    Raises:
        InputRefusedError: the verdict contradicts itself, or names a span that is no directive.
    """
    side = verdict.side or ("old" if verdict.flag == "dropped" else "new")
    if verdict.flag == "new" and (verdict.old or side == "old"):
        raise InputRefusedError("A new directive has no old one; leave the old spans out, or give another flag.")
    if verdict.flag == "dropped" and (verdict.new or side == "new"):
        raise InputRefusedError("A dropped directive has no new one; leave the new spans out, or give another flag.")
    if verdict.flag not in ("new", "dropped") and not (verdict.old and verdict.new):
        raise InputRefusedError(f"The flag {verdict.flag} needs a directive of each text; give old and new spans.")
    if verdict.ladder is not None and verdict.flag not in ("strengthened", "weakened"):
        raise InputRefusedError(f"Only strengthened and weakened stand on a ladder; the flag is {verdict.flag}.")
    counts = {"old": _count(verdict.old, old, "old"), "new": _count(verdict.new, new, "new")}
    if counts[side] != 1:
        raise InputRefusedError(f"A verdict is on one directive of the {side} text, and {counts[side]} are named.")
    return side


def _count(spans: Sequence[Span], directives: Iterable[Sequence[Span]], side: TextSide) -> int:
    """How many directives `spans` name, each by all its spans."""
    wanted = set(spans)
    found = [set(each) for each in directives if set(each) <= wanted]
    strange = sorted(wanted - set().union(*found))
    if strange:
        start, end = strange[0]
        raise InputRefusedError(
            f"{start}:{end} is no directive of the {side} text; `annotate diff` and `annotate show --directives` give "
            "the spans of those there are."
        )
    return len(found)
