"""Hostile files cost no more than a limit says: each is refused with file, line and reason."""

from io import BytesIO, RawIOBase
from itertools import repeat

import pytest

from annotate.errors import ImportRefusedError
from annotate.formats import limits
from annotate.formats.registry import read_marks, sift_marks

GOOD = b'{"start": 5, "end": 7, "quote": "\xe5\x90\x84\xe5\x9c\xb0", "label": "x"}\n'


class Endless(RawIOBase):
    """A file of one byte again and again, which counts what is read of it."""

    def __init__(self, byte: bytes, length: int) -> None:
        self.byte, self.left, self.taken = byte, length, 0

    def read(self, size: int = -1) -> bytes:
        wanted = self.left if size < 0 else min(size, self.left)
        self.left -= wanted
        self.taken += wanted
        return self.byte * wanted

    def readline(self, size: int | None = -1) -> bytes:  # the same, as there is no line end
        return self.read(-1 if size is None else size)


def test_a_line_of_a_hundred_megabytes_is_read_as_far_as_the_limit() -> None:
    file = Endless(b"x", 100 * 2**20)
    with pytest.raises(ImportRefusedError, match=r"^marks.jsonl, line 1: the line has more than 16 MB; nothing"):
        read_marks(file, "marks.jsonl")  # type: ignore[arg-type]
    assert file.taken == limits.LINE_BYTES + 1


def test_a_line_too_long_refuses_the_file_also_when_bad_lines_are_left_out() -> None:
    file = BytesIO(GOOD + b"[" * (limits.LINE_BYTES + 1))
    with pytest.raises(ImportRefusedError, match="line 2: the line has more than 16 MB"):
        sift_marks(file, "marks.jsonl")


def test_a_file_too_long_is_read_as_far_as_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FILE_BYTES", 2**20)
    file = Endless(b"x", 2**30)
    with pytest.raises(ImportRefusedError, match="x: the file has more than 1 MB; nothing"):
        limits.whole(file, "x")  # type: ignore[arg-type]
    assert file.taken == 2**20 + 1


def test_many_short_lines_are_a_long_file_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FILE_BYTES", 10)
    with pytest.raises(ImportRefusedError, match="more than 0 MB"):
        list(limits.lines(BytesIO(b"1234\n" * 3), "x"))


def test_too_many_marks_are_refused() -> None:
    with pytest.raises(ImportRefusedError, match="more than 1000000 marks"):
        for _ in limits.counted(repeat(None), "x"):
            pass


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"[" * 1_000_000, "nests deeper than 64 levels"),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "nests deeper than 64 levels"),
        (b'{"a": ' + b"9" * 1_000_000 + b"}", "a number of 1000000 digits"),
        (b'{"a": -' + b"9" * 33 + b"}", "a number of 34 digits"),
        (b'{"start": 1e999, "end": 1e999, "quote": "", "label": "x"}', "whole numbers"),
        (b'{"start": -5, "end": 7, "quote": "x", "label": "x"}', "no span can go from -5 to 7"),
        (b'{"start": 0, "end": 2147483648, "quote": "x", "label": "x"}', "no span can go from 0 to 2147483648"),
        (b"\0\0\0\0", "a NUL at byte 0"),
        (b'{"label": "\0"}', "a NUL at byte 11"),
        ('{"label": "提法"}'.encode("gb18030"), "not UTF-8 at byte 11"),
        ('{"label": "x"}'.encode("utf-16"), "a NUL"),
        (b'{"label": "\xed\xa0\x80"}', "not UTF-8 at byte 11"),
        (b'"' + b"\\" * 1_000_001, "not JSON"),
        (b"{" * 65 + b'"', "deeper than 64"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_hostile_line_is_refused_alone(line: bytes, reason: str) -> None:
    found = sift_marks(GOOD + line + b"\n" + GOOD, "marks.jsonl")
    assert [mark.line for mark in found.marks] == [1, 3]
    (refusal,) = found.refused
    assert (refusal.line, refusal.path) == (2, None)
    assert reason in refusal.reason
    with pytest.raises(ImportRefusedError, match=r"^marks.jsonl, line 2: .*; nothing was imported\.$"):
        read_marks(GOOD + line + b"\n", "marks.jsonl")


def test_brackets_in_words_are_no_nesting() -> None:
    words = '"' + '[{\\"' * 500 + '"'
    assert limits.parsed(f'{{"note": {words}}}') == {"note": '[{"' * 500}


def test_sixty_four_levels_are_read() -> None:
    assert limits.parsed("[" * 64 + "]" * 64)


def test_a_byte_order_mark_is_passed_over_in_front_alone() -> None:
    bom = b"\xef\xbb\xbf"
    found = sift_marks(bom + GOOD + bom + GOOD)
    assert ([mark.line for mark in found.marks], [each.line for each in found.refused]) == ([1], [2])
