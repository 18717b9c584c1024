"""A format is a module and a row: the commands take it from the table, whatever it writes and needs.

The format `made` is made up here, as somebody would add one. It writes bytes and names a library that may be missing.
"""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from annotate.formats.catalogue import FORMATS

PROGRAM = """
import sys, types
from annotate.formats.catalogue import ALL, FORMATS, Extra, Format, held
missing, library, *arguments = sys.argv[1:]
if missing:
    sys.modules[missing] = None
module = types.ModuleType("annotate.formats.as_made")
module.write_versions = lambda versions: b"\\x00\\xffversions"
module.write_diff = lambda comparison, view: b"\\x00\\xffdiff"
module.write_table = lambda table: b"\\x00\\xff" + table.title.encode()
sys.modules["annotate.formats.as_made"] = module
FORMATS["made"] = Format(
    "made", "Made up.", "as_made", ".made", frozenset({"versions", "diff", "table"}), binary=True,
    extra=Extra("made", "python-made", library), holds=held(version="text", mark="id label spans"),
)
from annotate.cli import main
sys.argv = ["annotate", *arguments]
main()
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store that holds law@1 with a mark that has a note."""
    made = tmp_path_factory.mktemp("made")
    (made / "law.txt").write_text("会议强调，各地要抓好春耕。\n", encoding="utf-8")
    assert annotate(made, "add", "law.txt").returncode == 0
    assert annotate(made, "mark", "law", "--quote", "春耕", "--label", "x", "--note", "n").returncode == 0
    return made


def annotate(
    folder: Path, *arguments: str, missing: str = "", library: str = "json", stdout: int = subprocess.PIPE
) -> subprocess.CompletedProcess[bytes]:
    program = [sys.executable, "-c", PROGRAM, missing, library, *arguments]
    return subprocess.run(
        program, cwd=folder, stdout=stdout, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, check=False
    )


@pytest.mark.parametrize(
    ("arguments", "written"),
    [
        ("export law --to made", b"\x00\xffversions"),
        ("show law --format made", b"\x00\xffversions"),
        ("diff law law --format made", b"\x00\xffdiff"),
        ("list --format made", b"\x00\xffDocuments"),
        ("log law --format made", b"\x00\xffVersions"),
        ("marks law --format made", b"\x00\xffMarks on law@1"),
        ("labels --format made", b"\x00\xffLabels"),
        ("history --format made", b"\x00\xffHistory"),
        ("show law --directives --format made", b"\x00\xffDirectives of law@1"),
    ],
)
def test_bytes_go_to_a_pipe_and_to_a_file_as_they_are(
    folder: Path, tmp_path: Path, arguments: str, written: bytes
) -> None:
    piped = annotate(folder, *arguments.split())
    assert (piped.returncode, piped.stdout) == (0, written)
    assert annotate(folder, *arguments.split(), "-o", str(tmp_path / "out.made")).returncode == 0
    assert (tmp_path / "out.made").read_bytes() == written
    again = annotate(folder, *arguments.split(), "-o", str(tmp_path / "out.made"))
    assert (again.returncode, b"--force" in again.stderr) == (4, True)


@pytest.mark.parametrize("arguments", ["export law --to made", "diff law law --format made", "list --format made"])
def test_bytes_are_not_sent_to_a_terminal(folder: Path, arguments: str) -> None:
    reader, terminal = pty.openpty()
    ended = annotate(folder, *arguments.split(), stdout=terminal)
    os.close(terminal)
    os.close(reader)
    assert ended.returncode == 2
    assert ended.stderr == (
        b"annotate: A made file is no text for a terminal; give -o FILE.made, or send it on by a pipe.\n"
    )


@pytest.mark.parametrize("arguments", ["export law --to made", "diff law law --format made", "list --format made"])
@pytest.mark.parametrize(("library", "missing"), [("no_such_library", ""), ("wave", "wave")])
def test_a_missing_library_is_said_with_the_extra_that_brings_it(
    folder: Path, arguments: str, library: str, missing: str
) -> None:
    ended = annotate(folder, *arguments.split(), "-o", "never.made", missing=missing, library=library)
    assert (ended.returncode, ended.stdout) == (2, b"")
    assert ended.stderr == b"annotate: The format made needs python-made: pip install 'policy-annotate[made]'.\n"
    assert not (folder / "never.made").exists()


def test_every_extra_of_the_table_is_named_when_its_library_is_missing(folder: Path) -> None:
    for known in FORMATS.values():
        if known.extra is not None:
            ability = "export law --to" if "versions" in known.writes else "diff law law --format"
            ended = annotate(folder, *ability.split(), known.name, missing=known.extra.imported)
            expected = f"needs {known.extra.library}: pip install 'policy-annotate[{known.extra.name}]'"
            assert (ended.returncode, expected in ended.stderr.decode()) == (2, True)


def test_folding_names_its_extra_when_the_library_is_missing(folder: Path) -> None:
    ended = annotate(folder, "diff", "law", "law", "--fold-script", missing="opencc")
    assert (ended.returncode, ended.stdout) == (2, b"")
    assert ended.stderr == b"annotate: --fold-script needs opencc: pip install 'policy-annotate[script]'.\n"


def test_several_comparisons_do_not_go_into_one_such_file(folder: Path) -> None:
    ended = annotate(folder, "diff", "law", "law", "law.txt", "--format", "made")
    assert (ended.returncode, b"takes one NEW" in ended.stderr) == (2, True)


def test_what_it_cannot_hold_is_told(folder: Path, tmp_path: Path) -> None:
    report = tmp_path / "losses.json"
    ended = annotate(folder, "export", "law", "--to", "made", "--report", str(report))
    assert ended.stderr == b"made cannot hold: notes (m1).\n"
    losses = json.loads(report.read_text(encoding="utf-8"))["losses"]
    assert [(loss["mark"], loss["field"]) for loss in losses if loss["field"] == "note"] == [("m1", "note")]
