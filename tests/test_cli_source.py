"""`show --raw` and `show --source`, `--encoding`, and what `add` says of how it read a file."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotate.errors import InputRefusedError
from annotate.store.adding import add
from annotate.store.documents import find_source, source
from annotate.store.opening import Store

Run = Callable[..., tuple[int, str, str]]
TEXT = "市政府召开会议\r\n会议强调，要抓好春耕。\r各地要保障农资供应。\n"


def fill(store: Store) -> None:
    add(store, "会议强调，要加强领导。".encode(), name="first")


CODECS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "gb18030", "utf-32"]


@pytest.mark.parametrize("codec", CODECS)
def test_byte_ranges_cut_the_words_out_of_the_source(annotate: Run, codec: str) -> None:
    data = TEXT.encode(codec)
    Path("law.txt").write_bytes(data)
    assert annotate("add", "law.txt")[0] == 0
    found = json.loads(annotate("show", "law", "--source", "--format", "json")[1])
    inner = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(codec, codec)
    assert [data[slice(*each["bytes"])].decode(inner) for each in found["spans"]] == TEXT.split()
    assert [each["lines"] for each in found["spans"]] == [[1, 1], [2, 2], [3, 3]]
    assert (found["schema"], found["encoding"], found["removed"]) == ("annotate.source/1", inner, [])


def test_spans_asked_for_are_shown_as_a_table(annotate: Run) -> None:
    Path("law.txt").write_text(TEXT, encoding="utf-8", newline="")
    annotate("add", "law.txt")
    code, out, _ = annotate("show", "law", "--source", "--span", "9:13", "--span", "5:11")
    assert code == 0
    assert [line.split() for line in out.splitlines()] == [
        ["start", "end", "line", "bytes", "words"],
        ["9", "13", "2", "23:35", "会议强调"],
        ["5", "11", "1-2", "15:29", "会议", "会议"],
    ]


def test_the_source_is_written_byte_for_byte(annotate: Run) -> None:
    data = TEXT.encode("utf-16")
    Path("law.txt").write_bytes(data)
    annotate("add", "law.txt")
    assert annotate("show", "law", "--raw")[1].encode("latin-1") == data
    assert annotate("show", "law", "--raw", "-o", "again.txt")[0] == 0
    assert Path("again.txt").read_bytes() == data
    assert annotate("show", "law", "--raw", "-o", "again.txt")[0] == 4


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.binary(min_size=1, max_size=60), st.text(min_size=1).map(lambda text: text.encode("utf-8-sig"))))
def test_any_bytes_in_are_the_same_bytes_out(store: Store, data: bytes) -> None:
    try:
        ref = add(store, data, name="any").ref
    except InputRefusedError:
        return
    assert source(store, ref) == data
    version, found, _ = find_source(store, ref)
    for place in found:
        assert place.bytes is not None
        assert data[slice(*place.bytes)].decode(version.encoding or "").split() == place.quote.split()


@pytest.mark.parametrize(
    ("code", "arguments", "words"),
    [
        (2, "show law --raw --source", "give one of them"),
        (2, "show law --raw --format json", "leave --format out"),
        (2, "show law --span 0:2", "goes with --source"),
        (2, "show law --source --format text --span 2", "START:END"),
        (4, "show law --source --span 0:999", "reaches past the text of law@1"),
        (2, "add law.txt --encoding klingon", "'klingon'"),
        (4, "add law.txt --encoding utf-32", "at byte"),
        (4, "diff ./law.txt ./law.txt --encoding utf-32", "at byte"),
        (4, "add short.txt", "--encoding"),
        (4, "add plan.pdf", "is not a PDF file"),
        (4, "add scan.txt", "is an image"),
    ],
)
def test_a_wrong_call_is_a_sentence(annotate: Run, code: int, arguments: str, words: str) -> None:
    Path("law.txt").write_text(TEXT, encoding="utf-8", newline="")
    annotate("add", "law.txt")
    Path("short.txt").write_bytes("春耕".encode("gb18030"))
    Path("plan.pdf").write_text("要", encoding="utf-8")
    Path("scan.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    ended, out, err = annotate(*arguments.split())
    assert (ended, out, err.count("\n")) == (code, "", 1)
    assert words in err


def test_a_guess_is_told_and_can_be_overruled(annotate: Run) -> None:
    Path("law.txt").write_bytes(TEXT.encode("gb18030"))
    assert annotate("add", "law.txt") == (0, "law@1\n", "law.txt: read as gb18030, told by its characters\n")
    assert annotate("-q", "add", "law.txt", "--name", "quiet") == (0, "quiet@1\n", "")
    assert "Read as gb18030, told by its characters." in annotate("add", "law.txt", "--dry-run")[1]
    assert json.loads(annotate("show", "law", "--format", "json")[1])["notes"] == [
        "read as gb18030, told by its characters"
    ]
    Path("short.txt").write_bytes("春耕".encode("gb18030"))
    assert annotate("add", "short.txt", "--encoding", "gb2312") == (0, "short@1\n", "")
    assert annotate("add", "short.txt", "--encoding", "big5", "--name", "short")[1] == "short@2\n"
    assert annotate("add", "short.txt", "--encoding", "big5", "--name", "short")[1] == "short@2\n"
