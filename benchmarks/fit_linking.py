"""Fit the weights that link directives, and tell a restated one from a changed one, to labelled pairs of readouts.

    python benchmarks/fit_linking.py FOLDER [--leave-out FOLD] > annotate/policy/rules/zh/weights.toml

FOLDER holds one folder a pair (`a.txt`, `b.txt`, `gold.json`) and `folds.json`; with --leave-out the pairs of that fold
are not looked at, so that it can be judged by rules that never saw it. Needs scikit-learn. The answer depends on the
labels and on the other files of the rules, on nothing else: weights are rounded to four digits so that every machine
prints the same.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotate.compare.flags import restated_features
from annotate.compare.linking import Features, Links, weigh_pairs
from annotate.compare.units import Unit, units
from annotate.policy.directives import read_directives
from annotate.policy.entries import Lexicon, Model
from annotate.policy.lexicon import load_lexicon
from annotate.text.reader import read


@dataclass(frozen=True)
class Labelled:
    """A pair of readouts with the labels of a careful reader."""

    name: str
    old: tuple[Unit, ...]
    new: tuple[Unit, ...]
    old_atoms: tuple[tuple[int, ...], ...]
    new_atoms: tuple[tuple[int, ...], ...]
    gold: Mapping[str, Any]


def labelled_pairs(folder: Path, lexicon: Lexicon, leave_out: str | None = None) -> Iterator[Labelled]:
    """The labelled pairs of `folder`, in the order of their names, but for those of the fold left out."""
    left = json.loads((folder / "folds.json").read_text())[leave_out] if leave_out else []
    for path in sorted(path.parent for path in folder.glob("*/gold.json")):
        if path.name not in left:
            yield labelled_pair(path, lexicon)


def labelled_pair(path: Path, lexicon: Lexicon) -> Labelled:
    """One labelled pair, its directives made ready for comparison."""
    gold = json.loads((path / "gold.json").read_text())
    old, new = (_units(path / f"{side}.txt", lexicon) for side in "ab")
    old_atoms, new_atoms = (
        tuple(_atoms(unit, gold[key]) for unit in found) for found, key in ((old, "a_atoms"), (new, "b_atoms"))
    )
    return Labelled(path.name, old, new, old_atoms, new_atoms, gold)


def _units(path: Path, lexicon: Lexicon) -> tuple[Unit, ...]:
    reading = read(path.read_text(), reflow=False)
    return units(reading, read_directives(reading, lexicon), lexicon)


def _atoms(unit: Unit, atoms: list[list[int]]) -> tuple[int, ...]:
    return tuple(n for n, (start, end) in enumerate(atoms) if start < unit.directive.end and unit.directive.start < end)


def link_rows(pair: Labelled, features: Mapping[tuple[int, int], Features]) -> Iterator[tuple[Features, bool]]:
    """The features of each pair of directives, and whether readers linked it; without those they disagreed on."""
    sure = {tuple(link) for link in pair.gold["links"]}
    either = {tuple(link) for link in pair.gold["links_either"]}
    for (old, new), found in features.items():
        keys = {(n, o) for n in pair.new_atoms[new] for o in pair.old_atoms[old]}
        if keys & sure or not keys & either:
            yield found, bool(keys & sure)


def restated_rows(
    pair: Labelled, features: Mapping[tuple[int, int], Features], model: Model, lexicon: Lexicon
) -> Iterator[tuple[Features, bool]]:
    """The features of each linked directive, and whether readers called it the same."""
    links = Links(features, {key: model.score(found) for key, found in features.items()}, frozenset())
    sure = {tuple(link) for link in pair.gold["links"]}
    taken: dict[int, list[int]] = defaultdict(list)
    for old, new in features:
        if {(n, o) for n in pair.new_atoms[new] for o in pair.old_atoms[old]} & sure:
            taken[new].append(old)
    for new, olds in sorted(taken.items()):
        label = pair.gold["b"].get(str(pair.new_atoms[new][0]), ["-"])[0]
        if label in ("same", "changed"):
            best = max(olds, key=lambda old: (links.scores[old, new], -old))
            chosen = [pair.old[old] for old in sorted(olds)]
            yield restated_features(chosen, pair.old[best], pair.new[new], links, lexicon), label == "same"


def fit(rows: list[tuple[Features, bool]], strength: float) -> Model:
    """A logistic model of the rows, regularised on standardised features, its weights turned back to plain ones."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    names = sorted(rows[0][0])
    table = np.array([[found[name] for name in names] for found, _ in rows])
    mean, spread = table.mean(axis=0), table.std(axis=0)
    spread[spread == 0] = 1
    model = LogisticRegression(C=strength, max_iter=5000).fit((table - mean) / spread, [label for _, label in rows])
    weights = model.coef_[0] / spread
    bias = float(model.intercept_[0] - (weights * mean).sum())
    return Model(round(bias, 4), {name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)})


def fit_models(pairs: list[Labelled], lexicon: Lexicon) -> dict[str, Model]:
    """Both models, fitted to the labelled pairs."""
    features = {pair.name: dict(weigh_pairs(pair.old, pair.new, lexicon)) for pair in pairs}
    link = fit([row for pair in pairs for row in link_rows(pair, features[pair.name])], 0.1)
    rows = [row for pair in pairs for row in restated_rows(pair, features[pair.name], link, lexicon)]
    return {"link": link, "restated": fit(rows, 0.05)}


def as_toml(models: Mapping[str, Model], about: str) -> str:
    """The models as the file of weights that the rules hold."""
    lines = [f"# {line}" for line in about.splitlines()]
    for name, model in models.items():
        lines += ["", f"[{name}]", f"bias = {model.bias}", f"[{name}.weights]"]
        lines += [f"{key} = {weight}" for key, weight in sorted(model.weights.items())]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the file of weights."""
    ask = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    ask.add_argument("folder", type=Path)
    ask.add_argument("--leave-out", metavar="FOLD")
    args = ask.parse_args()
    lexicon = load_lexicon("zh-Hans")
    pairs = list(labelled_pairs(args.folder, lexicon, args.leave_out))
    about = (
        "How much each feature of annotate/compare/features.py and flags.py tells: logistic weights.\n"
        f"Made by benchmarks/fit_linking.py from {len(pairs)} labelled pairs of readouts"
        + (f", fold {args.leave_out} left out." if args.leave_out else ".")
    )
    sys.stdout.write(as_toml(fit_models(pairs, lexicon), about))


if __name__ == "__main__":
    main()
