"""Console sessions in pages: found, run, compared with what the page shows, and brought up to date.

A block fenced as `console` holds lines that begin with `$ ` (a command, continued by lines that begin with `> `) and
under each what it prints, standard error included. All blocks of a page are run in order by one shell in one empty
folder, 112 columns wide. A line `…` stands for lines left out, once a command. A time of day is what it was when the
page was written.
"""

import os
import re
import subprocess
import sysconfig
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

LEFT_OUT = "…"
_MARK = "\x1e"  # a record separator: no command prints it
_TIME = re.compile(r"\b20\d\d-[\dT:-]*[Z…]")  # whole, or cut off at the edge of a column
_VERSION = re.compile(r"(?<=\(opencc )[0-9.]+")  # of a library that goes on changing
_FENCE = re.compile(r"```(?P<kind>\w*)\s*$")


@dataclass(frozen=True)
class Command:
    """One command of a page: what is typed, what the page shows under it, and which lines that is."""

    typed: str
    shown: tuple[str, ...]
    start: int
    end: int


def commands(page: str) -> list[Command]:
    """The commands in the console blocks of a page, in order."""
    found: list[Command] = []
    lines = page.splitlines()
    kind: str | None = None
    typed: list[str] = []
    start = 0

    def close(end: int) -> None:
        if typed:
            found.append(Command("\n".join(typed), tuple(lines[start:end]), start, end))
            typed.clear()

    for number, line in enumerate(lines):
        fence = _FENCE.match(line)
        if fence:
            close(number)
            kind = fence["kind"] if kind is None else None
        elif kind == "console" and line.startswith("$ "):
            close(number)
            typed.append(line[2:])
            start = number + 1
        elif kind == "console" and (line.startswith("> ") or line == ">") and start == number:
            typed.append(line[2:])
            start = number + 1
    return found


def run(typed: Sequence[str], folder: Path) -> list[list[str]]:
    """What each command prints, line by line, when one shell runs them in `folder`."""
    script = "exec 2>&1\n" + "".join(f"{each}\n_code=$?; printf '{_MARK}'; (exit $_code)\n" for each in typed)
    ended = subprocess.run(
        ["bash"],
        input=script,
        cwd=folder,
        env=_surroundings(folder),
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    answers = ended.stdout.split(_MARK)
    if len(answers) != len(typed) + 1:
        raise RuntimeError(f"The session ended after {len(answers) - 1} of {len(typed)} commands:\n{ended.stdout}")
    return [answer.splitlines() for answer in answers[:-1]]


def _surroundings(folder: Path) -> dict[str, str]:
    """Nothing of the person's own settings: only this installation's programs, before the system's."""
    path = os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", os.defpath)])
    return {"PATH": path, "HOME": str(folder), "COLUMNS": "112", "LANG": "C.UTF-8"}


def fits(shown: Sequence[str], came: Sequence[str]) -> bool:
    """Whether what a command printed is what the page shows.

    Examples:
        >>> fits(["a", "…", "z"], ["a", "", "b", "", "z"]), fits(["a"], ["a", "b"])
        (True, False)
    """
    return _timeless(shown) == _timeless(_trimmed(shown, came))


def _timeless(lines: Sequence[str]) -> list[str]:
    return [_VERSION.sub("VERSION", _TIME.sub("TIME", line)) for line in lines]


def refreshed(page: str, answers: Sequence[Sequence[str]]) -> str:
    """The page with what its commands print now; where lines were left out, as many stay at the start and the end."""
    lines = page.splitlines()
    for command, came in reversed(list(zip(commands(page), answers, strict=True))):
        if not fits(command.shown, came):
            lines[command.start : command.end] = _trimmed(command.shown, came)
    return "\n".join(lines) + "\n"


def _trimmed(shown: Sequence[str], came: Sequence[str]) -> list[str]:
    """`came` as far as `shown` shows it; what stands between two empty lines is left out whole or not at all."""
    if LEFT_OUT not in shown:
        return list(came)
    head = list(shown).index(LEFT_OUT)
    tail = len(came) - (len(shown) - head - 1)
    while 0 < head < len(came) and came[head - 1] and came[head]:
        head += 1
    while 0 < tail < len(came) and came[tail - 1] and came[tail]:
        tail -= 1
    return [*came[:head], LEFT_OUT, *came[tail:]] if head < tail else list(came)


def python_blocks(page: str) -> list[tuple[int, str]]:
    """The blocks fenced as `python` that hold examples (`>>>`): the number of the first line, and the block."""
    blocks = re.finditer(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    return [(page.count("\n", 0, block.start(1)), block[1]) for block in blocks if ">>>" in block[1]]
