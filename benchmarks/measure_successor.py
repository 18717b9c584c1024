"""Measure the flags of a readout against an earlier one with labels made by hand.

    python -m benchmarks.measure_successor FOLDER

FOLDER holds one folder a pair: `a.txt` (earlier), `b.txt` (later), `gold.json`. Labels stand on atoms, the pieces of
a text between marks of punctuation: `a_atoms` and `b_atoms` are their spans, `a` and `b` the labels that readers
accept for each, by number, none where it orders nothing; `links` are pairs of atoms (later, earlier) that readers
agree on, `links_either` pairs that one of them drew; `force` is up, down or none for later atoms, by number, on whose
force they agree. An atom has the label of the flag that covers most of it.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from annotate.compare.comparison import compare
from annotate.compare.values import Row, Side
from annotate.text.reader import read
from benchmarks.counting import Tally, tally_label, visible_places

LABELS = {"restated": "same", "changed": "changed", "strengthened": "changed", "weakened": "changed", "new": "new"}
WAYS = {"strengthened": "up", "weakened": "down"}
NOTHING = "-"


@dataclass(frozen=True)
class PairScore:
    """One pair of readouts: F1 of each label and of the links, and Cohen's kappa over the labels of the later text.

    `said` and `wanted` are the labels of the later text's atoms, given and right; `force` counts the ways, up and down,
    over the atoms on whose force readers agree.
    """

    name: str
    figures: Mapping[str, float]
    said: Sequence[str]
    wanted: Sequence[str]
    force: Mapping[str, Tally]


def measure(folder: Path) -> list[PairScore]:
    """Every pair of the folder, by name."""
    return [measure_pair(path.parent) for path in sorted(folder.glob("*/gold.json"))]


def mean(scores: Sequence[PairScore], figure: str) -> float:
    """The mean of one figure over the pairs."""
    return fmean(score.figures[figure] for score in scores)


def measure_pair(folder: Path, rules: str | None = None) -> PairScore:
    """One pair of readouts, judged by the rules in the folder `rules` if it is given."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    old, new = ((folder / f"{side}.txt").read_text(encoding="utf-8") for side in "ab")
    rows = compare(Side(read(old, reflow=False)), Side(read(new, reflow=False)), rules).directives
    said = _Answer(old, new, gold, rows)
    wanted_old = _wanted(gold["a"], said.old_labels)
    wanted_new = _wanted(gold["b"], said.new_labels)
    figures: dict[str, float] = {
        label: tally_label(said.new_labels, wanted_new, label).f1 for label in ("same", "changed", "new")
    }
    figures["dropped"] = tally_label(said.old_labels, wanted_old, "dropped").f1
    figures["directive"] = directive_f1(old, new, gold, rows)
    figures["link"] = _link_f1(said.links, gold)
    figures["kappa"] = kappa(said.new_labels, wanted_new)
    given = [said.ways.get(int(number), "none") for number in gold["force"]]
    force = {way: tally_label(given, gold["force"].values(), way) for way in WAYS.values()}
    return PairScore(folder.name, figures, said.new_labels, wanted_new, force)


def force_line(scores: Sequence[PairScore]) -> str:
    """How well the ways are told, over all pairs together: F1, and how many there are."""
    told = []
    for way in WAYS.values():
        total = sum((score.force[way] for score in scores), Tally())
        told.append(f"{way} {total.f1:.3f} of {total.right + total.missed}")
    return " ".join(told)


def directive_f1(old: str, new: str, gold: Mapping[str, Any], rows: Iterable[Row]) -> float:
    """The F1 of which atoms of both texts order something, whatever became of the order."""
    said = _Answer(old, new, gold, rows)
    wanted = _wanted(gold["a"], said.old_labels) + _wanted(gold["b"], said.new_labels)
    return tally_label(_orders(said.old_labels + said.new_labels), _orders(wanted), "order").f1


def kappa(said: Sequence[str], wanted: Sequence[str]) -> float:
    """Cohen's kappa: agreement beyond what chance would give.

    Examples:
        >>> kappa(["new", "new", "-", "-"], ["new", "-", "-", "-"])
        0.5
    """
    agreed = sum(one == other for one, other in zip(said, wanted, strict=True)) / len(said)
    here, there = Counter(said), Counter(wanted)
    chance = sum(here[label] * there[label] for label in there) / len(said) ** 2
    return (agreed - chance) / (1 - chance)


_Mass = defaultdict[str, float]
"""How much of an atom the rows of each label cover."""


class _Answer:
    """The rows of a comparison, read as labels and links of atoms."""

    def __init__(self, old: str, new: str, gold: Mapping[str, Any], rows: Iterable[Row]) -> None:
        old_mass, new_mass = ([_Mass(float) for _ in gold[side]] for side in ("a_atoms", "b_atoms"))
        weights: defaultdict[tuple[int, int], float] = defaultdict(float)
        self.ways: dict[int, str] = {}
        for row in rows:
            old_shares = _shares(old, gold["a_atoms"], row.old)
            new_shares = _shares(new, gold["b_atoms"], row.new)
            for number, share in old_shares.items():
                old_mass[number]["dropped" if row.flag == "dropped" else "kept"] += share
            for number, share in new_shares.items():
                new_mass[number][LABELS[row.flag]] += share
                if row.flag in WAYS:
                    self.ways[number] = WAYS[row.flag]
                for other, other_share in old_shares.items():
                    weights[number, other] += max(share, other_share)
        self.old_labels = [_label(mass, ("kept", "dropped")) for mass in old_mass]
        self.new_labels = [_label(mass, tuple(mass)) for mass in new_mass]
        self.links = frozenset(link for link, weight in weights.items() if weight >= 0.5)


def _shares(text: str, atoms: Sequence[Sequence[int]], spans: Iterable[tuple[int, int]]) -> dict[int, float]:
    """Which part of each atom the spans cover, where they cover any."""
    taken = visible_places(text, spans)
    found = {}
    for number, (start, end) in enumerate(atoms):
        places = visible_places(text, [(start, end)])
        if places & taken:
            found[number] = len(places & taken) / len(places)
    return found


def _label(mass: _Mass, order: Sequence[str]) -> str:
    """The label with most of the atom; none if less than half of it is in any row. The first of `order` wins a tie."""
    return max(order, key=lambda label: mass[label]) if sum(mass.values()) >= 0.5 else NOTHING


def _wanted(accepted: Mapping[str, Sequence[str]], said: Sequence[str]) -> list[str]:
    """What each atom should have been called: what it was called where readers accept that, else their first choice."""
    choices = [accepted.get(str(number), [NOTHING]) for number in range(len(said))]
    return [label if label in choice else choice[0] for choice, label in zip(choices, said, strict=True)]


def _orders(labels: Iterable[str]) -> list[str]:
    return [NOTHING if label == NOTHING else "order" for label in labels]


def _link_f1(found: frozenset[tuple[int, int]], gold: Mapping[str, Any]) -> float:
    """A link that one reader drew is right when found and not missed when not."""
    sure = {tuple(link) for link in gold["links"]}
    right = len(found & (sure | {tuple(link) for link in gold["links_either"]}))
    wrong_or_missed = len(found) - right + len(sure - found)
    return 2 * right / (2 * right + wrong_or_missed) if right else 0.0


def main() -> None:
    """A line a pair, then the mean."""
    scores = measure(Path(sys.argv[1]))
    for score in scores:
        print(score.name, " ".join(f"{name} {figure:.3f}" for name, figure in score.figures.items()))
    print(force_line(scores))
    print("mean", " ".join(f"{name} {mean(scores, name):.3f}" for name in scores[0].figures))


if __name__ == "__main__":
    main()
