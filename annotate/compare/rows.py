"""Rows: what became of each directive of two texts, with the ground and the edits."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotate.compare.doubts import linked_doubts, unlinked_doubts
from annotate.compare.edits import edits
from annotate.compare.flags import Judgement, judge
from annotate.compare.linking import Links, link
from annotate.compare.sequence import heaviest_rising
from annotate.compare.units import Unit, units
from annotate.compare.values import Flag, Near, Row, Verdict
from annotate.compare.verdicts import Ruled, overrule
from annotate.policy.directives import read_directives
from annotate.policy.entries import Lexicon
from annotate.text.reading import Reading


def compare_directives(
    old: Reading, new: Reading, lexicon: Lexicon, verdicts: Sequence[Verdict] = ()
) -> tuple[tuple[Row, ...], tuple[Verdict, ...]]:
    """A row for each directive of `new`, then one for each of `old` that nothing took up.

    What the verdicts say wins over the rules; those that fit no directive are handed back beside the rows.
    """
    old_units = units(old, read_directives(old, lexicon), lexicon)
    new_units = units(new, read_directives(new, lexicon), lexicon)
    ruled = overrule(link(old_units, new_units, lexicon), verdicts, old_units, new_units, lexicon)
    table = _Table(old, new, old_units, new_units, ruled, lexicon)
    moved = _moved(ruled.links)
    rows = [table.row(unit, moved=unit.index in moved) for unit in new_units]
    dropped = [table.dropped(unit) for unit in old_units if unit.index not in ruled.links.of_old]
    return (*rows, *dropped), ruled.lost


@dataclass(frozen=True)
class _Table:
    """Two texts, their directives and the links between them."""

    old: Reading
    new: Reading
    old_units: Sequence[Unit]
    new_units: Sequence[Unit]
    ruled: Ruled
    lexicon: Lexicon

    @property
    def links(self) -> Links:
        """The links, as the verdicts leave them."""
        return self.ruled.links

    def row(self, unit: Unit, *, moved: bool) -> Row:
        """The row of a directive of the new text."""
        taken = [self.old_units[number] for number in self.links.of_new.get(unit.index, ())]
        parts, spans, verdict = unit.directive.parts, unit.directive.spans, self.ruled.of_new.get(unit.index)
        if not taken:
            scored = [(o, self.links.scores[o, unit.index]) for o in self.links.near_new.get(unit.index, ())]
            parted = any(n == unit.index for _, n in self.ruled.undone)
            return self._alone("new", unit, verdict, self._near(self.old_units, scored), parted=parted)
        score = max(self.links.scores[other.index, unit.index] for other in taken)
        found = judge(taken, unit, self.links, self.lexicon)
        flag, ladder = found.flag, found.ladder
        doubts = () if verdict else linked_doubts(score, found.restated, self.lexicon)
        if verdict:
            flag, ladder = verdict.flag, _ladder(verdict, found)
        before = tuple(span for other in taken for span in other.directive.spans)
        made = edits(self.old.text, before, self.new.text, spans, old_words=self.old.words, new_words=self.new.words)
        return Row(flag, moved, before, spans, round(score, 3), ladder, parts, found.why, (), made, verdict, doubts)

    def dropped(self, unit: Unit) -> Row:
        """The row of a directive of the old text that nothing took up."""
        scored = [(n, self.links.scores[unit.index, n]) for n in self.links.near_old.get(unit.index, ())]
        parted = any(o == unit.index for o, _ in self.ruled.undone)
        verdict = self.ruled.of_old.get(unit.index)
        return self._alone("dropped", unit, verdict, self._near(self.new_units, scored), parted=parted)

    def _alone(self, flag: Flag, unit: Unit, verdict: Verdict | None, near: tuple[Near, ...], *, parted: bool) -> Row:
        """The row of a directive that has no counterpart; `parted` if the rules had linked it and a verdict did not."""
        spans = unit.directive.spans
        before, after = (() if flag == "new" else spans), (() if flag == "dropped" else spans)
        others, there = (self.old_units, "old") if flag == "new" else (self.new_units, "new")
        why = "a reader parted what the rules had linked" if parted else _searched(len(others), there)
        doubts = () if verdict or parted else unlinked_doubts(near, self.lexicon)
        return Row(flag, False, before, after, None, None, unit.directive.parts, (why,), near, (), verdict, doubts)

    def _near(self, others: Sequence[Unit], scored: Sequence[tuple[int, float]]) -> tuple[Near, ...]:
        """The directives that came nearest without being linked, best first."""
        least, most = self.lexicon.linking.candidate_least, self.lexicon.linking.candidates
        kept = [(number, score) for number, score in scored[:most] if score >= least]
        return tuple(Near(others[number].directive.spans, round(score, 3)) for number, score in kept)


def _ladder(verdict: Verdict, found: Judgement) -> str | None:
    """The scale that a verdict of stronger or weaker stands on: the reader's, else the rules', else no named one."""
    if verdict.flag not in ("strengthened", "weakened"):
        return None
    return verdict.ladder or (found.ladder if found.flag == verdict.flag else None) or "reader"


def _searched(count: int, side: str) -> str:
    return f"{count} directives of the {side} text searched, none near enough"


def _moved(links: Links) -> frozenset[int]:
    """The new directives that stand out of order: off the heaviest run of best links that rises in both texts."""
    best: dict[int, int] = {}
    for old, new in sorted(links.linked, key=lambda pair: (-links.scores[pair], abs(pair[0] - pair[1]), pair)):
        best.setdefault(new, old)
    order = sorted(best)
    rank = {pair: place for place, pair in enumerate(sorted((old, new) for new, old in best.items()))}
    kept = heaviest_rising([rank[best[new], new] for new in order], [links.scores[best[new], new] for new in order])
    return frozenset(order) - {order[at] for at in kept}
