"""Names and notes that come from elsewhere cannot steer a terminal, whatever sentence they stand in."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from annotate.cli.running import run

PROGRAM = [sys.executable, "-c", "from annotate.cli import main; main()"]
STEERING = ("\x1b", "\x9b", "\x07", "\x08", "\u202e")
EVIL = "a\x1b[2J\x9b\x07\x08\u202e"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder `texts` with files whose names hold control characters, one of them empty."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ANNOTATE_STORE", raising=False)
    (tmp_path / "texts").mkdir()
    for name, text in ((f"{EVIL}.txt", ""), (f".{EVIL}", "x"), ("2020-02-12.txt", "会议强调，要加强领导。")):
        (tmp_path / "texts" / name).write_text(text, encoding="utf-8")
    (tmp_path / f"{EVIL}2020-02-13.txt").write_text("会议强调，要落实责任。", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "arguments",
    [
        ("add", "texts"),
        ("add", "texts", "--dry-run"),
        ("add", f"texts/{EVIL}.txt"),
        ("add", f"{EVIL}2020-02-13.txt", "--name", "law"),
        ("add", f"{EVIL}2020-02-13.txt", "--name", "law", "--dry-run"),
        ("add", "texts", "--name", EVIL),
        ("list", "--series", EVIL),
        ("show", EVIL),
        (EVIL,),
    ],
    ids=lambda arguments: arguments[0] if arguments[0] != EVIL else "no command",
)
def test_no_sentence_steers_a_terminal(
    folder: Path, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    run(arguments)
    out, err = capsys.readouterr()
    assert out + err
    assert [sign for sign in STEERING if sign in out + err] == []


def shown(folder: Path, *arguments: str) -> str:
    """What a terminal gets on standard output."""
    reader, screen = pty.openpty()
    env = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
    subprocess.run([*PROGRAM, *arguments], cwd=folder, stdout=screen, stderr=subprocess.DEVNULL, env=env, check=True)
    os.close(screen)
    came = b""
    while True:
        try:
            more = os.read(reader, 65536)
        except OSError:
            break
        if not more:
            break
        came += more
    os.close(reader)
    return came.decode()


@pytest.mark.parametrize("form", ["csv", "json", "text"])
def test_a_table_of_any_form_is_safe_on_a_terminal_and_keeps_its_colours(folder: Path, form: str) -> None:
    run(["add", "texts/2020-02-12.txt"])
    run(["mark", "2020-02-12", "--quote", "领导", "--label", "x", "--note", f"seen {EVIL}"])
    came = shown(folder, "marks", "2020-02-12", "--format", form)
    assert "seen a" in came
    left = came.replace("\x1b[1m", "").replace("\x1b[0m", "")
    assert [sign for sign in STEERING if sign in left] == []
    assert ("\x1b[1m" in came) == (form == "text")
