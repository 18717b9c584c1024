"""Reading files before anything is stored."""

from pathlib import Path

import pytest

from annotate.errors import CallError, FileMissingError, UnreadableFileError
from annotate.store.files import load, read_file


def test_a_file_is_read_into_a_text(tmp_path: Path) -> None:
    file = tmp_path / "notice.txt"
    file.write_text("会议强调，要加强领导。", encoding="utf-8")
    decoded, reading = load(file)
    assert decoded.text == reading.text == "会议强调，要加强领导。"
    assert reading.language == "zh-Hans"


def test_a_language_given_overrules_the_guess() -> None:
    assert load("会议强调，要加强领导。".encode(), language="en")[1].language == "en"


@pytest.mark.parametrize("path", ["nothing.txt", "nothing/at/all.txt", "nul\0.txt"])
def test_a_missing_file_is_not_found(tmp_path: Path, path: str) -> None:
    with pytest.raises(FileMissingError, match="There is no file"):
        read_file(tmp_path / path)


def test_a_path_through_a_file_is_not_found(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    with pytest.raises(FileMissingError):
        read_file(tmp_path / "a.txt" / "b.txt")


def test_a_directory_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="directory"):
        read_file(tmp_path)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    with pytest.raises(UnreadableFileError, match="empty"):
        load(tmp_path / "empty.txt")


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(UnreadableFileError):
        load(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xfe\xfd")


def test_an_unknown_language_is_a_wrong_call_before_the_file_is_read() -> None:
    with pytest.raises(CallError, match="zh-Hans"):
        load("no/such/file.txt", language="klingon")
