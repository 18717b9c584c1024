"""LibreOffice opens the Word files: accepted is the new text, rejected the old one, comments stand on their words.

Collected where `soffice` is found, and always where CI is set. A Python that has UNO drives it (`tests/office.py`).
"""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from annotate.compare.comparison import compare
from annotate.compare.values import Comparison, Side
from annotate.formats.registry import export, export_diff
from annotate.store.seeds import SPECIMEN, seed_path
from annotate.store.values import Reply
from annotate.text.decoding import decode
from annotate.text.reader import read
from annotate.text.reading import Reading
from annotate.text.spans import Span
from tests.building import NOW, mark, version

STYLES = {"title": "Title", "heading": "Heading 1", "editorial": "Editorial"}
OLD = """市政府召开会议部署二季度工作

一、农业生产
会议强调，要加强农田水利建设，各地要按时发放“种粮补贴”。

二、民生保障
会议要求，有关部门要落实住房保障办法，每月公布进展。要关心𠮷田社区👩‍👩‍👧的居民。
（记者 王明）"""
NEW = """市政府召开会议部署二季度工作

一、民生保障
会议要求，有关部门要落实住房保障办法，每月向社会公布进展。
要严防森林火灾。

二、农业农村
会议强调，要进一步加强农田水利建设，各地要按时发放“种粮补贴”。
（记者 李华）
"""
EDGES = [
    ("", "要抓好春耕。"),
    ("要抓好春耕。", ""),
    ("甲。\n乙。\n", "乙。"),
    ("乙。", "\n\n甲。\n乙。"),
    ("甲\t乙。", "甲。"),
]


def reading(text: str) -> Reading:
    return read(text, language="zh-Hans", reflow=False)


def seed(name: str) -> Reading:
    return read(decode(seed_path(name).read_bytes()).extract)


PAIRS = {
    "revised": (reading(OLD), reading(NEW)),
    "turned": (reading(NEW), reading(OLD)),
    "readouts": (seed("2020-02-12-psc-readout.txt"), seed(SPECIMEN)),
    **{f"edge {n}": (reading(old), reading(new)) for n, (old, new) in enumerate(EDGES, 1)},
}


def comparison(name: str) -> Comparison:
    old, new = PAIRS[name]
    return compare(Side(old, ref="notice@1"), Side(new, ref="notice@2", date="2024-05-09"))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What LibreOffice says of each comparison and of a marked version."""
    folder = tmp_path_factory.mktemp("office")
    files = {name: export_diff(comparison(name), to="docx") for name in PAIRS} | {"marked": marked()}
    paths = []
    for number, written in enumerate(files.values()):
        assert isinstance(written, bytes)
        paths.append(folder / f"{number}.docx")
        paths[-1].write_bytes(written)
    program = [python_with_uno(), Path(__file__).with_name("office.py"), *paths]
    ended = subprocess.run(program, capture_output=True, encoding="utf-8", check=False)
    assert ended.returncode == 0, ended.stderr
    return dict(zip(files, map(json.loads, ended.stdout.splitlines()), strict=True))


def python_with_uno() -> str:
    """The Python that the office's bindings are installed for; mostly the system's."""
    for each in (sys.executable, "/usr/bin/python3"):
        if subprocess.run([each, "-c", "import uno"], capture_output=True, check=False).returncode == 0:
            return each
    raise RuntimeError("No Python has UNO: apt-get install python3-uno.")


def marked() -> str | bytes:
    answered = replace(
        mark(OLD, (60, 64), mark_id="m2", label="办法", note="which?"),
        replies=(Reply("m2.1", "the new one", "wang", NOW),),
    )
    across = mark(OLD, (16, 27), mark_id="m3", label="across")
    return export(replace(version(OLD), reading=reading(OLD)), [mark(OLD, (0, 3)), answered, across], to="docx")


def lines(one: Reading) -> list[list[str]]:
    """The lines of a text, each with the name that the office has for its style."""
    found, at = [], 0
    for line in one.text.split("\n"):
        kinds = {block.kind for block in one.blocks if at <= block.start < at + max(1, len(line))}
        found.append([line, STYLES.get(kinds.pop(), "Standard") if len(kinds) == 1 else "Standard"])
        at += len(line) + 1
    return found


@pytest.mark.parametrize("name", PAIRS)
def test_accepted_is_the_new_text_with_its_headings(name: str, office: dict[str, Any]) -> None:
    assert office[name]["AcceptAll"] == lines(PAIRS[name][1])


@pytest.mark.parametrize("name", PAIRS)
def test_rejected_is_the_old_text_with_its_headings(name: str, office: dict[str, Any]) -> None:
    assert office[name]["RejectAll"] == lines(PAIRS[name][0])


def test_comments_stand_on_their_words(office: dict[str, Any]) -> None:
    found = {each["words"].split("\n")[0]: each for each in office["marked"]["comments"]}
    assert found["提法"]["on"] == OLD[0:3]
    assert found["办法"]["on"] == OLD[60:64]
    assert found["across"]["on"].replace("\r\n", "\n") == OLD[16:27]
    assert (found["the new one"]["author"], found["the new one"]["on"]) == ("wang", OLD[60:64])
    assert (found["办法"]["author"], found["办法"]["words"], found["办法"]["date"]) == ("li", "办法\nwhich?\nm2", 2020)


def test_flags_stand_on_their_directives(office: dict[str, Any]) -> None:
    shown = [row for row in comparison("revised").directives if row.flag != "restated"]
    wanted = {_first(row.new, NEW) or _first(row.old, OLD) for row in shown}
    found = [each for each in office["revised"]["comments"] if each["on"]]
    flagged = [each["on"] for each in found if any(row.flag in each["words"].split("\n")[0] for row in shown)]
    assert wanted
    assert wanted <= set(flagged)


def _first(spans: tuple[Span, ...], text: str) -> str:
    return spans[0].of(text) if spans else ""
