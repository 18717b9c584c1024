"""Measure what a short command costs: the processor time of the whole process, against a bare Python.

    python -m benchmarks.startup [--runs 15]

The commands run on two small texts in a temporary store, in turn, so that a busy machine slows all of them alike.
Figures are medians; ratios travel from machine to machine, times do not.
"""

import argparse
import os
import resource
import shlex
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

OLD, NEW = "会议强调，各地要抓好春耕。", "会议强调，各地要全力抓好春耕。"
BARE = "python -c pass"
COMMANDS = (
    "python -c 'import click'",
    "python -c 'import sqlalchemy'",
    "python -c 'import jinja2'",
    'python -c \'from annotate.text.words import cut; cut("春耕", "zh-Hans")\'',
    "annotate --version",
    "annotate --help",
    "annotate list",
    "annotate log old",
    "annotate show old",
    "annotate show old --directives",
    "annotate marks old",
    "annotate mark old --quote 春耕 --label x",
    "annotate export old --to text",
    "annotate export old --to html",
    "annotate diff old new",
    "annotate diff old.txt new.txt",
    "annotate add old.txt --name NEW",
)
START = "from annotate.cli import main; main()"


def main() -> None:
    """Print a table, a command a row."""
    ask = argparse.ArgumentParser(description="What a short command costs, against a bare Python.")
    ask.add_argument("--runs", type=int, default=15)
    runs = ask.parse_args().runs
    with TemporaryDirectory() as folder:
        _prepare(Path(folder))
        times: dict[str, list[float]] = {command: [] for command in (BARE, *COMMANDS)}
        for number in range(runs + 1):
            for command, found in times.items():
                seconds = _cost(command, Path(folder))
                if number:  # the first round fills the caches of the system
                    found.append(seconds)
    bare = median(times[BARE])
    print("| command | processor time | × bare Python |")
    print("|---|---:|---:|")
    for command, found in times.items():
        print(f"| `{command}` | {median(found) * 1000:.0f} ms | {median(found) / bare:.1f} |")


def _prepare(folder: Path) -> None:
    for name, text in (("old", OLD), ("new", NEW)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        _cost(f"annotate add {name}.txt", folder)


def _cost(command: str, folder: Path) -> float:
    """The processor time of one process in seconds, the system's part included; NEW is a name not there yet."""
    fresh = f"added-{os.urandom(8).hex()}"
    program, *arguments = (fresh if word == "NEW" else word for word in shlex.split(command))
    start = [sys.executable, *arguments] if program == "python" else [sys.executable, "-c", START, *arguments]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(start, cwd=folder, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


if __name__ == "__main__":
    main()
