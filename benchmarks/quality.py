"""Measure how good the flags are on pairs that the rules never saw, as the tables of docs/quality.md.

    python -m benchmarks.quality FOLDER [--blind]

FOLDER holds labelled pairs of readouts and `folds.json`, folds of pairs with no text in two. For each fold the weights
are fitted to the pairs of the others, and the fold is judged by them. With --blind the lexicon of matters loses, for
each fold, every form that stands in its texts and in none of the others: as if nobody had read them while it was
written. Needs scikit-learn, as `fit_linking` does.
"""

import argparse
import json
import shutil
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import fmean

from annotate.policy import lexicon as lexicons
from annotate.policy.lexicon import load_lexicon
from benchmarks.fit_linking import as_toml, fit_models, labelled_pairs
from benchmarks.measure_successor import PairScore, force_line, measure_pair

FIGURES = ("kappa", "link", "same", "changed", "new", "dropped", "directive")
LABELS = ("same", "changed", "new", "-")


def left_out(folder: Path, *, blind: bool = False) -> Iterator[tuple[str, list[PairScore]]]:
    """Each fold with the scores of its pairs, judged by rules fitted to the others."""
    folds = json.loads((folder / "folds.json").read_text(encoding="utf-8"))
    for fold, names in sorted(folds.items()):
        with tempfile.TemporaryDirectory() as place:
            rules = Path(place, "rules")
            shutil.copytree(lexicons.package_rules("zh-Hans"), rules)
            if blind:
                matters = rules / "matters.toml"
                matters.write_text(unread(matters.read_text(encoding="utf-8"), folder, names), encoding="utf-8")
            own = load_lexicon("zh-Hans", str(rules))
            models = fit_models(list(labelled_pairs(folder, own, fold)), own)
            (rules / "weights.toml").write_text(as_toml(models, f"fold {fold} left out"), encoding="utf-8")
            yield fold, [measure_pair(folder / name, str(rules)) for name in names]


def unread(matters: str, folder: Path, names: Sequence[str]) -> str:
    """The lexicon `matters` without the forms that stand in the texts of the pairs `names` and in no other pair's."""
    inside, outside = (
        "\n".join(
            path.read_text(encoding="utf-8")
            for path in sorted(folder.glob("*/[ab].txt"))
            if (path.parent.name in names) is wanted
        )
        for wanted in (True, False)
    )
    lines = []
    for field, group in tomllib.loads(matters).items():
        lines.append(f'["{field}"]')
        for matter, row in group.items():
            for kind in ("names", "members"):
                row[kind] = [form for form in row.get(kind, ()) if form not in inside or form in outside]
            keys = ", ".join(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in row.items())
            lines.append(f'"{matter}" = {{{keys}}}')
    return "\n".join(lines) + "\n"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def main() -> None:
    """Print the tables: a line a pair, the mean, and which label was taken for which."""
    ask = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    ask.add_argument("folder", type=Path)
    ask.add_argument("--blind", action="store_true", help="without the forms of the lexicon that only the fold has")
    args = ask.parse_args()
    scores = [(fold, score) for fold, group in left_out(args.folder, blind=args.blind) for score in group]
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
    print("force:", force_line([score for _, score in scores]))
    for fold in sorted({fold for fold, _ in scores}):
        print(f"force, fold {fold}:", force_line([score for of, score in scores if of == fold]))


if __name__ == "__main__":
    main()
