"""The tree keeps its own rules: style, types, layers, sizes, and what it may mention."""

import ast
import hashlib
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest

import annotate

TOP = Path(__file__).resolve().parents[1]
FOLDERS = ("annotate", "benchmarks", "docs", "tests", "seeds", "store", ".ci")
PROGRAMS = [path for folder in ("annotate", "benchmarks", "docs", "tests") for path in (TOP / folder).rglob("*.py")]
LONGEST_FILE, LONGEST_FUNCTION = 500, 60


def texts() -> Iterator[tuple[str, str]]:
    """Every file people wrote, with its words."""
    for path in [*TOP.glob("*.*"), *(path for folder in FOLDERS for path in (TOP / folder).rglob("*"))]:
        if (
            path.is_file()
            and path.name != ".git"
            and "__pycache__" not in path.parts
            and not path.name.endswith((".db", ".db-wal", ".db-shm"))
        ):
            yield path.relative_to(TOP).as_posix(), path.read_bytes().decode("utf-8", "replace")


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "--no-cache", "."],
        ["ruff", "format", "--check", "--no-cache", "."],
        ["mypy"],
        ["lint-imports", "--no-cache"],
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_a_tool_has_nothing_to_say(command: list[str]) -> None:
    program = Path(sysconfig.get_path("scripts")) / command[0]
    ended = subprocess.run(
        [program, *command[1:]], cwd=TOP, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.relative_to(TOP).as_posix())
def test_a_file_is_short_enough_to_read(path: Path) -> None:
    program = path.read_text(encoding="utf-8")
    functions = [node for node in ast.walk(ast.parse(program)) if isinstance(node, ast.FunctionDef)]

    assert program.count("\n") <= LONGEST_FILE
    assert [(node.name, lines(node)) for node in functions if lines(node) > LONGEST_FUNCTION] == []


def lines(function: ast.FunctionDef) -> int:
    """How many lines a function has, its docstring left out."""
    docstring = function.body[0] if ast.get_docstring(function) else None
    length = (function.end_lineno or 0) - function.lineno + 1
    return length - ((docstring.end_lineno or 0) - docstring.lineno + 1 if docstring else 0)


def test_only_fetch_asks_through_the_standard_library() -> None:
    asking = re.compile(r"\burllib(\.|\s+import\s+)(request|error|robotparser)\b")
    programs = [path for path in PROGRAMS if path.is_relative_to(TOP / "annotate")]
    assert [path.name for path in programs if asking.search(path.read_text(encoding="utf-8"))] == []


def test_the_changelog_begins_with_the_version() -> None:
    changelog = (TOP / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (\S+)", changelog, re.MULTILINE)[0] == annotate.__version__


def test_the_command_tells_the_same_version() -> None:
    program = [sys.executable, "-c", "from annotate.cli import main; main()", "--version"]
    ended = subprocess.run(program, capture_output=True, text=True, check=True)
    assert ended.stdout.split()[-1] == annotate.__version__


def test_the_licence_is_there() -> None:
    assert (TOP / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    place = re.compile(r"(?<![\w.])/(?:home|root|Users|work|mnt)/\w")
    assert [(name, found[0]) for name, text in texts() if (found := place.search(text))] == []


def test_only_the_check_before_a_push_looks_beside_the_repository() -> None:
    beside = "../" + "shared"
    assert [name for name, text in texts() if beside in text] == [".ci/run"]


def test_the_seeds_are_as_they_came() -> None:
    sources = (TOP / "seeds" / "SOURCES.md").read_text(encoding="utf-8")
    sums = re.findall(r"^([0-9a-f]{64})  (\S+)$", sources, re.MULTILINE)

    assert sums
    for expected, name in sums:
        assert hashlib.sha256((TOP / "seeds" / name).read_bytes()).hexdigest() == expected
    assert [path.name for path in (TOP / "seeds").glob("*.txt") if f"`{path.name}`" not in sources] == []


def test_the_specimen_says_that_it_is_one() -> None:
    first, *_ = (TOP / "seeds" / "specimen-later-readout.txt").read_text(encoding="utf-8").splitlines()
    assert "not an official text" in first


def test_the_check_before_a_push_runs_the_command_that_the_readme_gives() -> None:
    readme = (TOP / "README.md").read_text(encoding="utf-8")
    commands = [line for line in readme.splitlines() if "-m venv" in line]
    assert [line for line in commands if "-e '.[test]'" in line and line.endswith("pytest")]
    assert [line for line in commands if line.endswith("annotate demo")]
    assert "README.md" in (TOP / ".ci" / "run").read_text(encoding="utf-8")
