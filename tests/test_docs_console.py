"""The pages keep their word: every console session prints what the page shows, every Python example runs."""

import doctest
from pathlib import Path

import pytest

from docs import console, generate

PAGES = {path.relative_to(generate.TOP).as_posix(): path for path in generate.pages()}
SESSIONS = [name for name, path in PAGES.items() if console.commands(path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("name", SESSIONS)
def test_a_page_shows_what_its_commands_print(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = PAGES[name].read_text(encoding="utf-8")
    commands = console.commands(page)

    answers = console.run([command.typed for command in commands], tmp_path)

    stale = [
        f"$ {command.typed}\n--- the page\n{_lines(command.shown)}\n--- now\n{_lines(came)}"
        for command, came in zip(commands, answers, strict=True)
        if not console.fits(command.shown, came)
    ]
    assert not stale, "\n\n".join([*stale, "If this is right, call: python -m docs.generate"])
    _run_examples(page, name, tmp_path, monkeypatch)


def _run_examples(page: str, name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page's Python examples, one after the other, where its console sessions left off."""
    monkeypatch.chdir(folder)
    names: dict[str, object] = {}
    complaints: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    for line, block in console.python_blocks(page):
        example = doctest.DocTestParser().get_doctest(block, names, name, name, line)
        runner.run(example, out=complaints.append, clear_globs=False)
        names.update(example.globs)
    assert not complaints, "".join(complaints)


def _lines(lines: list[str] | tuple[str, ...]) -> str:
    return "\n".join(lines)


def test_the_sessions_are_found() -> None:
    assert {"README.md", "docs/guide.md"} <= set(SESSIONS)
    assert console.python_blocks(PAGES["README.md"].read_text(encoding="utf-8"))


def test_a_command_goes_on_over_lines_and_ends_with_its_output() -> None:
    page = "```console\n$ cat <<'END'\n> one\n>\n> END\none\n\n$ true\n```\n> not a command\n"

    first, second = console.commands(page)

    assert (first.typed, first.shown) == ("cat <<'END'\none\n\nEND", ("one", ""))
    assert (second.typed, second.shown) == ("true", ())


def test_a_changed_answer_does_not_fit(tmp_path: Path) -> None:
    (came,) = console.run(["echo now"], tmp_path)

    assert came == ["now"]
    assert not console.fits(["then"], came)


def test_one_shell_keeps_what_a_command_sets_and_how_it_ended(tmp_path: Path) -> None:
    assert console.run(["word=kept", "echo $word", "false", "echo $?"], tmp_path) == [[], ["kept"], [], ["1"]]


def test_lines_left_out_stay_left_out_when_a_page_is_refreshed() -> None:
    page = "```console\n$ show\nx\n…\ny\n```\n"
    came = ["1", "", "2", "", "3"]

    assert console.refreshed(page, [came]) == "```console\n$ show\n1\n…\n3\n```\n"


def test_a_paragraph_is_left_out_whole_or_not_at_all() -> None:
    came = ["1", "1", "", "2", "", "3", "3"]

    assert console.fits(["1", "1", "…", "3", "3"], came)
    assert not console.fits(["1", "…", "3"], came)


def test_a_time_of_day_may_differ_and_nothing_else() -> None:
    assert console.fits(["m1  2024-05-01T10:00:00Z  a"], ["m1  2025-11-12T09:30:11Z  a"])
    assert not console.fits(["m1  2024-05-01  a"], ["m1  2025-11-12  a"])
