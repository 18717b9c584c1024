"""The program as a process: streams, signals, and how it ends."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

ANNOTATE = [sys.executable, "-c", "from annotate.cli import main; main()"]
TEXT = "会议强调，各地要抓好春耕。\n"


def annotate(
    *arguments: str, folder: Path, before: Sequence[str] = (), env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*before, *ANNOTATE, *arguments],
        cwd=folder,
        capture_output=True,
        check=False,
        env=env,
        stdin=subprocess.DEVNULL,
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store that holds law@1."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "law.txt").write_text(TEXT, encoding="utf-8")
    assert annotate("add", "law.txt", folder=folder).returncode == 0
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A copy of that folder."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.mark.parametrize("closed", ["<&-", "<&- 2>&-"])
def test_closed_standard_input_is_said_in_a_sentence(folder: Path, closed: str) -> None:
    store = (folder / "store/annotate.db").read_bytes()
    ended = annotate("add", "-", "--name", "x", folder=folder, before=["sh", "-c", f'exec "$@" {closed}', "sh"])
    assert ended.returncode == 4
    assert ended.stderr.count(b"\n") == ("2>" not in closed)
    assert (folder / "store/annotate.db").read_bytes() == store


@pytest.mark.parametrize("file", ["-", "/dev/stdin"])
def test_standard_input_and_output_are_read_and_written(folder: Path, file: str) -> None:
    program = [*ANNOTATE, "add", file, "--name", "piped"]
    ended = subprocess.run(program, cwd=folder, input=TEXT.encode(), capture_output=True, check=True)
    assert ended.stdout == b"piped@1\n"
    assert annotate("show", "piped", "-o", "-", folder=folder).stdout.decode().strip() == TEXT.strip()


@pytest.mark.parametrize("arguments", [["show", "law"], ["list"], ["--help"], ["diff", "law", "law"]])
def test_a_closed_pipe_ends_quietly(folder: Path, arguments: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    ended = subprocess.run([*ANNOTATE, *arguments], cwd=folder, stdout=write, stderr=subprocess.PIPE, check=False)
    os.close(write)
    assert (ended.returncode, ended.stderr) == (0, b"")


def test_closed_standard_output_is_no_trouble(folder: Path) -> None:
    ended = annotate("list", folder=folder, before=["sh", "-c", 'exec "$@" >&-', "sh"])
    assert (ended.returncode, ended.stderr) == (0, b"")


def test_ctrl_c_while_a_file_is_read_leaves_the_store_as_it_was(folder: Path) -> None:
    store = (folder / "store/annotate.db").read_bytes()
    os.mkfifo(folder / "slow.txt")
    process = subprocess.Popen(
        [*ANNOTATE, "add", "slow.txt"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    with (folder / "slow.txt").open("wb"):  # opens when the program has begun to read
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
    assert (process.returncode, out, err) == (130, b"", b"annotate: Interrupted.\n")
    assert (folder / "store/annotate.db").read_bytes() == store


INTERRUPTED = """
import os, signal, sys
from annotate.cli.running import run
def interrupt(frame, event, argument):
    if event == "return" and (frame.f_globals["__name__"], frame.f_code.co_name) == tuple(sys.argv[1].split(":")):
        sys.setprofile(None)
        os.kill(os.getpid(), signal.SIGINT)
sys.setprofile(interrupt)
sys.exit(run(sys.argv[2:]))
"""


@pytest.mark.parametrize("function", ["adding:_insert", "carrying:place_all", "ledger:record"])
def test_ctrl_c_inside_the_transaction_leaves_the_store_as_it_was(folder: Path, function: str) -> None:
    assert annotate("mark", "law", "--quote", "春耕", "--label", "x", folder=folder).returncode == 0
    (folder / "next.txt").write_text("会议要求，各地要抓好春耕。\n", encoding="utf-8")
    before = annotate("export", "law", "--to", "json", folder=folder).stdout
    program = [sys.executable, "-c", INTERRUPTED, f"annotate.store.{function}", "add", "next.txt", "--name", "law"]
    ended = subprocess.run(program, cwd=folder, capture_output=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, b"", b"annotate: Interrupted.\n")
    assert annotate("export", "law", "--to", "json", folder=folder).stdout == before
    assert annotate("add", "next.txt", "--name", "law", folder=folder).stdout == b"law@2\n"


def test_answers_are_utf8_whatever_the_locale(folder: Path) -> None:
    plain = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert annotate("show", "law", folder=folder, env=plain).stdout.decode("utf-8").strip() == TEXT.strip()
    ended = annotate("show", os.fsdecode(b"\xff"), folder=folder, env=plain)
    assert ended.returncode == 2
    assert ended.stderr.startswith(b"annotate: ")


def test_a_bug_keeps_its_traceback_and_is_not_taken_for_differences(folder: Path) -> None:
    broken = "from annotate.cli import group, main; group.COMMANDS['list'] = group.Entry('missing', ''); main()"
    ended = subprocess.run([sys.executable, "-c", broken, "list"], cwd=folder, capture_output=True, check=False)
    assert ended.returncode == 70
    assert b"Traceback" in ended.stderr
    assert b"ModuleNotFoundError" in ended.stderr


def test_the_version_is_that_of_the_package(folder: Path) -> None:
    from annotate import __version__

    assert annotate("--version", folder=folder).stdout.decode() == f"annotate, version {__version__}\n"


def test_completion_of_the_shell_works(folder: Path) -> None:
    env = {**os.environ, "_ANNOTATE_COMPLETE": "bash_complete", "COMP_WORDS": "annotate ex", "COMP_CWORD": "1"}
    assert annotate(folder=folder, env=env).stdout == b"plain,export\n"


@pytest.mark.parametrize("arguments", [["nope"], ["show", "nobody"], ["add", "law.txt"]])
def test_a_message_that_cannot_be_written_changes_no_exit_code(folder: Path, arguments: list[str]) -> None:
    told = annotate(*arguments, folder=folder)
    lost = annotate(*arguments, folder=folder, before=["sh", "-c", 'exec "$@" 2</dev/null', "sh"])
    assert (lost.returncode, lost.stdout) == (told.returncode, told.stdout)
    assert told.stderr
    assert lost.stderr == b""


@pytest.mark.parametrize("arguments", [["--help"], ["diff", "--help"], ["--version"], ["show", "law"], ["list"]])
def test_an_answer_that_cannot_be_written_is_said_in_a_sentence(folder: Path, arguments: list[str]) -> None:
    ended = annotate(*arguments, folder=folder, before=["sh", "-c", 'exec "$@" 1</dev/null', "sh"])
    assert ended.returncode == 4
    assert ended.stderr.startswith(b"annotate: The answer cannot be written to standard output")
    assert ended.stderr.count(b"\n") == 1
