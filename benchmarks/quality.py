"""Measure how good the flags are on pairs that the rules never saw, as the tables of docs/quality.md.

    python -m benchmarks.quality FOLDER

FOLDER holds labelled pairs of readouts and `folds.json`, folds of pairs with no text in two. For each fold the weights
are fitted to the pairs of the others, and the fold is judged by them. Needs scikit-learn, as `fit_linking` does.
"""

import json
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import fmean

from annotate.policy import lexicon as lexicons
from annotate.policy.lexicon import load_lexicon
from benchmarks.fit_linking import as_toml, fit_models, labelled_pairs
from benchmarks.measure_successor import PairScore, measure_pair

FIGURES = ("kappa", "link", "same", "changed", "new", "dropped", "directive")
LABELS = ("same", "changed", "new", "-")


def left_out(folder: Path) -> Iterator[tuple[str, list[PairScore]]]:
    """Each fold with the scores of its pairs, judged by rules fitted to the others."""
    folds = json.loads((folder / "folds.json").read_text(encoding="utf-8"))
    own = load_lexicon("zh-Hans")
    for fold, names in sorted(folds.items()):
        models = fit_models(list(labelled_pairs(folder, own, fold)), own)
        with tempfile.TemporaryDirectory() as place:
            rules = Path(place, "rules")
            shutil.copytree(lexicons.package_rules("zh-Hans"), rules)
            (rules / "weights.toml").write_text(as_toml(models, f"fold {fold} left out"), encoding="utf-8")
            yield fold, [measure_pair(folder / name, str(rules)) for name in names]


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def main() -> None:
    """Print the tables: a line a pair, the mean, and which label was taken for which."""
    scores = [(fold, score) for fold, group in left_out(Path(sys.argv[1])) for score in group]
    rows = [
        [score.name, fold, *(f"{score.figures[name]:.2f}" for name in FIGURES)]
        for fold, score in sorted(scores, key=lambda pair: pair[1].name)
    ]
    means = [f"**{fmean(score.figures[name] for _, score in scores):.3f}**" for name in FIGURES]
    print(table(["pair", "fold", *FIGURES], [*rows, ["**mean**", "", *means]]))
    confused = Counter(pair for _, score in scores for pair in zip(score.wanted, score.said, strict=True))
    print(
        table(["readers ↓ said →", *LABELS], [[want, *(str(confused[want, got]) for got in LABELS)] for want in LABELS])
    )


if __name__ == "__main__":
    main()
