"""Rows: what became of each directive of two texts, with the ground and the edits."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotate.compare.edits import edits
from annotate.compare.flags import judge
from annotate.compare.linking import Links, link
from annotate.compare.sequence import heaviest_rising
from annotate.compare.units import Unit, units
from annotate.compare.values import Near, Row
from annotate.policy.directives import read_directives
from annotate.policy.entries import Lexicon
from annotate.text.reading import Reading


def compare_directives(old: Reading, new: Reading, lexicon: Lexicon) -> tuple[Row, ...]:
    """A row for each directive of `new`, then one for each of `old` that nothing took up."""
    old_units = units(old.text, read_directives(old, lexicon), lexicon)
    new_units = units(new.text, read_directives(new, lexicon), lexicon)
    links = link(old_units, new_units, lexicon)
    table = _Table(old, new, old_units, new_units, links, lexicon)
    moved = _moved(links)
    rows = [table.row(unit, moved=unit.index in moved) for unit in new_units]
    return (*rows, *(table.dropped(unit) for unit in old_units if unit.index not in links.of_old))


@dataclass(frozen=True)
class _Table:
    """Two texts, their directives and the links between them."""

    old: Reading
    new: Reading
    old_units: Sequence[Unit]
    new_units: Sequence[Unit]
    links: Links
    lexicon: Lexicon

    def row(self, unit: Unit, *, moved: bool) -> Row:
        """The row of a directive of the new text."""
        taken = [self.old_units[number] for number in self.links.of_new.get(unit.index, ())]
        parts, spans = unit.directive.parts, unit.directive.spans
        if not taken:
            near = [(o, self.links.scores[o, unit.index]) for o in self.links.near_new.get(unit.index, ())]
            why = (_searched(len(self.old_units), "old"),)
            return Row("new", False, (), spans, None, None, parts, why, self._near(self.old_units, near))
        score = max(self.links.scores[other.index, unit.index] for other in taken)
        found = judge(taken, unit, self.links, self.lexicon)
        before = tuple(span for other in taken for span in other.directive.spans)
        made = edits(self.old.text, before, self.new.text, spans, old_words=self.old.words, new_words=self.new.words)
        return Row(found.flag, moved, before, spans, round(score, 3), found.ladder, parts, found.why, edits=made)

    def dropped(self, unit: Unit) -> Row:
        """The row of a directive of the old text that nothing took up."""
        near = [(n, self.links.scores[unit.index, n]) for n in self.links.near_old.get(unit.index, ())]
        why = (_searched(len(self.new_units), "new"),)
        parts, spans = unit.directive.parts, unit.directive.spans
        return Row("dropped", False, spans, (), None, None, parts, why, self._near(self.new_units, near))

    def _near(self, others: Sequence[Unit], scored: Sequence[tuple[int, float]]) -> tuple[Near, ...]:
        """The directives that came nearest without being linked, best first."""
        least, most = self.lexicon.linking.candidate_least, self.lexicon.linking.candidates
        kept = [(number, score) for number, score in scored[:most] if score >= least]
        return tuple(Near(others[number].directive.spans, round(score, 3)) for number, score in kept)


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
