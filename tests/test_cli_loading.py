"""Which heavy libraries a command loads: each only what it uses, as loading is most of what a short command costs."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "alembic",
    "diff_match_patch",
    "jieba",
    "jinja2",
    "mako",
    "numpy",
    "rich",
    "scipy",
    "sqlalchemy",
    "sqlalchemy.orm",
}
PROGRAM = """
import json, sys
from annotate.cli.running import run
heavy, *arguments = sys.argv[1:]
code = run(arguments)
print(json.dumps([code, sorted(set(json.loads(heavy)) & set(sys.modules))]), file=sys.stderr)
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two texts, stored as first@1 and second@1."""
    made = tmp_path_factory.mktemp("loading")
    (made / "first.txt").write_text("会议强调，各地要抓好春耕。", encoding="utf-8")
    (made / "second.txt").write_text("会议强调，各地要全力抓好春耕。", encoding="utf-8")
    (made / "marks.jsonl").write_text('{"start": 0, "end": 2, "quote": "会议", "label": "x"}\n', encoding="utf-8")
    assert loaded(made, "add", "first.txt", "second.txt") == {"alembic", "jieba", "mako", "sqlalchemy"}
    return made


def loaded(folder: Path, *arguments: str, code: int = 0) -> set[str]:
    """The heavy libraries that a command loaded in a process of its own, which ended with `code`."""
    program = [sys.executable, "-c", PROGRAM, json.dumps(sorted(HEAVY)), *arguments]
    ended = subprocess.run(program, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=True)
    found, libraries = json.loads(ended.stderr.splitlines()[-1])
    assert found == code, ended.stderr
    return set(libraries)


@pytest.mark.parametrize("arguments", ["--help", "--version", "diff --help", "add --help"])
def test_help_loads_nothing_heavy(folder: Path, arguments: str) -> None:
    assert loaded(folder, *arguments.split()) == set()


@pytest.mark.parametrize("arguments", ["nonsense", "mark first --label x", "add - --date 1"])
def test_a_wrong_call_loads_nothing_heavy(folder: Path, arguments: str) -> None:
    assert loaded(folder, *arguments.split(), code=2) == set()


@pytest.mark.parametrize(
    "arguments",
    [
        "list",
        "log first",
        "show first",
        "show first --directives",
        "show first --format json",
        "marks first --format csv",
        "export first --to text",
        "export first --to jsonl",
        "export --to history",
        "history first",
        "mark first --quote 春耕 --label x",
        "edit m1 --note n",
        "unmark m1",
        "set first --date 2020-02-12",
        "import second marks.jsonl --from jsonl",
    ],
)
def test_reading_and_marking_load_the_database_alone(folder: Path, arguments: str) -> None:
    assert loaded(folder, *arguments.split()) == {"sqlalchemy"}


def test_a_page_loads_the_templates_too(folder: Path) -> None:
    assert loaded(folder, "export", "first", "--to", "html") == {"sqlalchemy", "jinja2"}


def test_a_diff_of_stored_texts_cuts_no_words(folder: Path) -> None:
    assert loaded(folder, "diff", "first", "second") == {"sqlalchemy", "diff_match_patch"}


@pytest.mark.parametrize(("form", "more"), [("json", set()), ("csv", set()), ("md", set()), ("html", {"jinja2"})])
def test_a_diff_in_a_format_loads_what_that_format_needs(folder: Path, form: str, more: set[str]) -> None:
    assert loaded(folder, "diff", "first", "second", "--format", form) == {"sqlalchemy", "diff_match_patch"} | more


def test_a_diff_of_paths_opens_no_database(folder: Path) -> None:
    assert loaded(folder, "diff", "first.txt", "second.txt") == {"jieba", "diff_match_patch"}


def test_the_demonstration_loads_all_but_what_nobody_uses(folder: Path) -> None:
    assert loaded(folder, "demo") == HEAVY - {"numpy", "rich", "scipy", "sqlalchemy.orm"}


def test_adding_to_a_store_that_is_there_needs_no_migration(folder: Path) -> None:
    assert loaded(folder, "add", "first.txt", "--name", "third") == {"jieba", "sqlalchemy"}
