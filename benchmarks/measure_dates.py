"""Measure how the days of texts are found, on texts whose files are named after their day.

    python -m benchmarks.measure_dates FOLDER...

The FOLDERs hold texts named YYYY-MM-DD.txt. Each is read three times: with its name; with its name taken away, and the
year as its folder; by its words alone. `given` counts the texts that get a day, `right` those that get the one of
their name; in brackets, those within two days of it. The last lines say what would come of taking a year from prose.
"""

import re
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from annotate.store.files import load
from annotate.text.dates import find_date
from annotate.text.days import days_apart

Found = tuple[str | None, str]


def counts(found: Iterable[Found]) -> tuple[int, int, int, int]:
    """How many texts there are, how many get a day, the right one, and one within two days of it.

    Examples:
        >>> counts([("2020-02-12", "2020-02-12"), ("2020-02-10", "2020-02-12"), (None, "2020-02-12")])
        (3, 2, 1, 2)
    """
    pairs = list(found)
    given = [(date, right) for date, right in pairs if date is not None]
    near = sum(days_apart(date, right) <= 2 for date, right in given)
    return len(pairs), len(given), sum(date == right for date, right in given), near


def line(name: str, found: Iterable[Found]) -> str:
    """A line of the table, with precision and recall."""
    texts, given, right, near = counts(found)
    shares = f"{right / given if given else 1:.3f} | {right / texts:.3f}"
    return f"| {name} | {texts} | {given} | {right} ({near}) | {shares} |"


def only_year(text: str, right: str, choose: Callable[[Sequence[str]], str]) -> Found:
    """The year that `choose` takes from those in the text, beside the right one, each as the first of January."""
    years = re.findall(r"((?:19|20)\d\d)年", text)
    return (f"{choose(years)}-01-01" if years else None), f"{right[:4]}-01-01"


def main() -> None:
    """Print the figures."""
    paths = [path for folder in sys.argv[1:] for path in sorted(Path(folder).glob("*-*-*.txt"))]
    readings = [(load(path)[1], path.stem) for path in paths]
    print("| what is known | texts | given | right | precision | recall |\n| --- | --- | --- | --- | --- | --- |")
    for name, path in (
        ("its file's name", "{0}.txt"),
        ("its year, as the folder", "{0:.4}/a.txt"),
        ("nothing", "a.txt"),
    ):
        dated = ((find_date(each.text, each.blocks, path=path.format(right)).date, right) for each, right in readings)
        print(line(name, dated))
    chosen: list[tuple[str, Callable[[Sequence[str]], str]]] = [
        ("the first year in prose", lambda years: years[0]),
        ("the last", lambda years: years[-1]),
    ]
    for name, choose in chosen:
        print(line(f"*only the year*: {name}", (only_year(each.text, right, choose) for each, right in readings)))
    for each, right in readings:
        found = find_date(each.text, each.blocks, path=f"{right[:4]}/readout.txt")
        if found.date != right:
            print(f"{right}: {found.date} {found.note or ''}", file=sys.stderr)


if __name__ == "__main__":
    main()
