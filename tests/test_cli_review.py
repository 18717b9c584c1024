"""Settling marks one by one, on a terminal."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotate.cli.running import run
from annotate.store.opening import open_store
from annotate.store.placements import marks

pty = pytest.importorskip("pty")

FIRST = "会议强调，各地要抓好春耕。各地要保障农资供应。要修好水渠。\n"  # plough, secure supplies, mend the canals
SECOND = "会议强调，各地要全力抓好春季耕种。要稳定就业。\n"
QUOTES = ("抓好春耕", "保障农资供应", "修好水渠")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a store that holds law@1, marked in three places, and law@2."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ANNOTATE_STORE", raising=False)
    for text in (FIRST, SECOND):
        Path("law.txt").write_text(text, encoding="utf-8")
        assert run(["add", "law.txt", "--name", "law"]) == 0
        if text == FIRST:
            for quote in QUOTES:
                assert run(["mark", "law", "--quote", quote, "--label", "x"]) == 0
    return tmp_path


def typed(folder: Path, answers: str) -> str:
    """What `annotate review` prints on a terminal on which `answers` are typed."""
    controller, terminal = pty.openpty()
    try:
        os.write(controller, answers.encode())
        program = [sys.executable, "-c", "from annotate.cli import main; main()", "review", "law", "--by", "lin"]
        ended = subprocess.run(program, cwd=folder, stdin=terminal, capture_output=True, encoding="utf-8", check=True)
    finally:
        os.close(controller)
        os.close(terminal)
    return ended.stdout


def test_each_doubtful_mark_is_asked_for_and_answered(folder: Path) -> None:
    shown = typed(folder, "a\n9:99\n0:4\no\n")
    assert "m1  changed  x" in shown
    assert "no candidate" in shown or "reaches past the text" in shown
    with open_store(folder / "store/annotate.db") as store:
        found = {mark.id: mark for mark in marks(store, "law")}
    assert {mark_id: mark.settled and mark.settled.how for mark_id, mark in found.items()} == {
        "m1": "accepted as it stood",
        "m2": "placed at 0:4",
        "m3": "left orphaned",
    }


def test_quitting_leaves_the_rest_as_it_is(folder: Path) -> None:
    typed(folder, "s\nq\n")
    with open_store(folder / "store/annotate.db") as store:
        assert all(mark.settled is None for mark in marks(store, "law"))
