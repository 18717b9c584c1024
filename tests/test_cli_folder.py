"""`annotate add` of a folder and of a list: what is printed where, what the exit code says, and the bar."""

import json
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from annotate.cli.running import run

PROGRAM = [sys.executable, "-c", "from annotate.cli import main; main()"]


class Ended(NamedTuple):
    code: int
    out: str
    err: str


Command = Callable[..., Ended]


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """The command, run beside a folder `texts` of three texts."""
    monkeypatch.chdir(tmp_path)
    for name in ("ANNOTATE_STORE", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "texts/more").mkdir(parents=True)
    write("texts/2020-02-12.txt", "会议强调，要加强领导。")
    write("texts/b.txt", "新华社北京2020年2月21日电 会议强调，要落实责任。")
    write("texts/more/c.txt", "会议强调，要抓好春耕。")

    def ran(*arguments: str) -> Ended:
        code = run(arguments)
        return Ended(code, *capsys.readouterr())

    return ran


def write(path: str, words: str) -> None:
    Path(path).write_text(words, encoding="utf-8")


def test_a_folder_is_stored_whole_with_a_ref_a_line_and_a_summary(command: Command) -> None:
    ended = command("add", "texts", "--series", "s")
    assert (ended.code, ended.out) == (0, "2020-02-12@1\nb@1\nc@1\n")
    assert ended.err.splitlines() == [
        "texts/b.txt: dated 2020-02-21 by its dateline (“新华社北京2020年2月21日电”)",
        "3 files: 3 stored",
        "dated: 1 by file name, 1 by dateline, 1 without a day",
    ]
    listed = json.loads(command("list", "--format", "json").out)["documents"]
    assert [(each["date"], each["series"]) for each in listed] == [
        ("2020-02-12", "s"),
        ("2020-02-21", "s"),
        (None, "s"),
    ]


def test_a_refused_file_is_one_sentence_and_the_rest_is_stored(command: Command) -> None:
    write("texts/a.txt", "")
    write("texts/more/b.txt", "另一篇。")
    write("texts/.hidden", "x")
    ended = command("add", "texts", "--no-date")
    assert (ended.code, ended.out) == (4, "2020-02-12@1\nb@1\nc@1\n")
    refused = [line for line in ended.err.splitlines() if line.startswith("annotate: ")]
    assert ["texts/a.txt" in refused[0], "texts/more/b.txt" in refused[1], len(refused)] == [True, True, 2]
    assert ended.err.splitlines()[2:] == [
        "5 files: 3 stored, 2 refused",
        "refused: 1 not readable, 1 name taken",
        "dated: 3 without a day",
        "left out: 1 hidden (texts/.hidden)",
    ]


def test_a_second_call_says_what_is_there_in_the_summary_alone(command: Command) -> None:
    command("add", "texts")
    write("texts/new.txt", "会议强调，要稳定就业。")
    ended = command("add", "texts")
    assert (ended.code, ended.out) == (0, "2020-02-12@1\nb@1\nnew@1\nc@1\n")
    assert ended.err.splitlines() == ["4 files: 1 stored, 3 there already", "dated: 1 without a day"]


def test_quiet_leaves_refs_and_refusals(command: Command) -> None:
    write("texts/a.txt", "")
    ended = command("-q", "add", "texts")
    assert (ended.code, ended.out.count("\n"), ended.err.count("\n")) == (4, 3, 1)
    assert ended.err.startswith("annotate: ")


def test_answers_are_a_json_object_a_line(command: Command) -> None:
    lines = [json.loads(line) for line in command("add", "texts", "--format", "json").out.splitlines()]
    assert [(each["ref"], each["date"], each["date_ground"]) for each in lines] == [
        ("2020-02-12@1", "2020-02-12", "file name"),
        ("b@1", "2020-02-21", "dateline"),
        ("c@1", None, None),
    ]


def test_files_beside_a_folder_are_stored_each_for_itself_too(command: Command) -> None:
    write("one.txt", "会议强调，要稳定就业。")
    write("empty.txt", "")
    ended = command("add", "empty.txt", "one.txt", "texts")
    assert (ended.code, ended.out.splitlines()[0], ended.out.count("\n")) == (4, "one@1", 4)


def test_several_files_without_a_folder_are_all_stored_or_none(command: Command) -> None:
    write("empty.txt", "")
    ended = command("add", "texts/b.txt", "empty.txt")
    assert (ended.code, ended.out) == (4, "")
    assert not Path("store").exists()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("add", "texts", "--name", "law"), 2),
        (("add", "texts", "--date", "12.2.2020"), 2),
        (("add", "texts", "--date", "2020-02-12", "--no-date"), 2),
        (("add", "texts", "--encoding", "klingon"), 2),
        (("add", "texts", "-"), 2),
        (("add",), 2),
        (("add", "texts/b.txt", "--manifest", "list.csv"), 2),
        (("add", "nothing"), 3),
        (("add", "empty"), 4),
        (("add", "--manifest", "gone.csv"), 3),
    ],
)
def test_a_wrong_call_stores_nothing(command: Command, arguments: tuple[str, ...], code: int) -> None:
    Path("empty").mkdir()
    write("list.csv", "file\nb.txt\n")
    ended = command(*arguments)
    assert (ended.code, ended.out, ended.err.count("\n")) == (code, "", 1)
    assert not Path("store").exists()


def test_the_date_of_the_call_counts_before_all_others(command: Command) -> None:
    write("list.csv", "file,date\n2020-02-12.txt,2020-02-13\nb.txt,\n")
    command("add", "texts", "--manifest", "list.csv", "--date", "2021-01-01")
    listed = json.loads(command("list", "--format", "json").out)["documents"]
    assert [each["date"] for each in listed] == ["2021-01-01", "2021-01-01"]


def test_a_list_names_files_and_tells_what_it_leaves_out_and_what_is_gone(command: Command) -> None:
    write("texts/list.csv", "file,name,date\n2020-02-12.txt,law,2020/2/13\nmore/c.txt,law,\ngone.txt,,\n")
    ended = command("add", "texts", "--manifest", "texts/list.csv")
    assert (ended.code, ended.out) == (4, "law@1\nlaw@2\n")
    assert "gone.txt" in ended.err.splitlines()[0]
    assert "1 not in the manifest (texts/b.txt)" in ended.err
    assert json.loads(command("log", "law", "--format", "json").out)["versions"][0]["date"] == "2020-02-13"
    assert command("add", "--manifest", "texts/list.csv").out == "law@1\nlaw@2\n"


def test_a_list_with_a_mistake_stores_nothing(command: Command) -> None:
    write("list.csv", "file,day\nb.txt,2020-02-12\n")
    ended = command("add", "texts", "--manifest", "list.csv")
    assert (ended.code, ended.out) == (4, "")
    assert "list.csv, line 1: there is no column 'day'" in ended.err
    assert not Path("store").exists()


def test_a_dry_run_shows_a_row_a_file_and_stores_nothing(command: Command) -> None:
    write("texts/a.txt", "")
    ended = command("add", "texts", "--dry-run")
    rows = [line.split()[:5] for line in ended.out.splitlines()]
    assert rows[1] == ["texts/2020-02-12.txt", "2020-02-12@1", "2020-02-12", "file", "name"]
    assert rows[2][1:] == ["refused", "The", "file", "'texts/a.txt'"]
    assert (ended.code, len(rows)) == (4, 5)
    lines = command("add", "texts", "--dry-run", "--format", "json").out.splitlines()
    assert [json.loads(line)["date_ground"] for line in lines] == ["file name", None, "dateline", None]
    assert not Path("store").exists()


def test_a_single_file_is_dated_and_that_is_told(command: Command) -> None:
    ended = command("add", "texts/2020-02-12.txt")
    assert (ended.out, ended.err) == ("2020-02-12@1\n", "texts/2020-02-12.txt: dated 2020-02-12 by its file name\n")
    assert command("add", "texts/b.txt", "--no-date").err == ""
    assert "dated 2020-02-21" in command("add", "texts/b.txt", "--name", "b2", "--dry-run").out


def terminal(folder: Path, *arguments: str) -> tuple[int, bytes, bytes]:
    """The exit code, what came on standard output, and what a terminal that is standard error got."""
    reader, screen = pty.openpty()
    env = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
    ended = subprocess.run(
        [*PROGRAM, *arguments], cwd=folder, stdout=subprocess.PIPE, stderr=screen, env=env, check=False
    )
    os.close(screen)
    shown = b""
    while True:
        try:
            came = os.read(reader, 65536)
        except OSError:
            break
        if not came:
            break
        shown += came
    os.close(reader)
    return ended.returncode, ended.stdout, shown


def test_a_bar_is_shown_on_a_terminal_and_gives_way_to_words(command: Command, tmp_path: Path) -> None:
    write("texts/a.txt", "")
    code, out, shown = terminal(tmp_path, "add", "texts")
    assert (code, out) == (4, b"2020-02-12@1\nb@1\nc@1\n")
    assert b"3/4" in shown
    lines = shown.decode().replace("\r\n", "\n").split("\n")
    refusal = next(line for line in lines if "annotate: " in line)
    assert refusal.rpartition("\x1b[2K")[2].startswith("annotate: The file 'texts/a.txt' is empty")
    assert "4 files: 3 stored, 1 refused" in lines


def test_no_bar_is_shown_to_who_wants_quiet(command: Command, tmp_path: Path) -> None:
    assert terminal(tmp_path, "-q", "add", "texts") == (0, b"2020-02-12@1\nb@1\nc@1\n", b"")


def test_ctrl_c_leaves_what_was_stored(command: Command, tmp_path: Path) -> None:
    write("list.csv", "file,title\nb.txt,\n/dev/stdin,\nmore/c.txt,\n")
    process = subprocess.Popen(
        [*PROGRAM, "add", "texts", "--manifest", "list.csv"],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"b@1\n"
    process.send_signal(signal.SIGINT)
    _, err = process.communicate()
    assert process.returncode == 130
    assert err.decode().splitlines()[-1] == "annotate: Interrupted."
    assert "3 files: 1 stored, 2 not come to" in err.decode()
    assert [each["name"] for each in json.loads(command("list", "--format", "json").out)["documents"]] == ["b"]
