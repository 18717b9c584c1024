"""Comparing versions and files; nothing is stored by it."""

from pathlib import Path

import pytest

from annotate.errors import CallError, FileMissingError, InputRefusedError, RefNotFoundError, UnreadableFileError
from annotate.store.adding import add
from annotate.store.comparing import diff
from annotate.store.opening import Store

FIRST = "会议强调，要加强领导。\n各地要落实责任。\n"
SECOND = "会议强调，要加强领导。\n各地要总结经验。\n"


def fill(store: Store) -> None:
    add(store, FIRST.encode(), name="notice", date="2020-02-12")
    add(store, SECOND.encode(), name="notice")
    add(store, FIRST.encode(), name="with.stop")
    add(store, b"The committee must act on the report at once.", name="english")


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "later.txt"
    path.write_text(SECOND, encoding="utf-8")
    return str(path)


def test_two_versions_are_compared_under_their_refs(store: Store) -> None:
    found = diff(store, "notice@1", "notice")
    assert (found.old.ref, found.old.path, found.old.date) == ("notice@1", None, "2020-02-12")
    assert (found.new.ref, found.new.path, found.new.date) == ("notice@2", None, None)
    assert (found.old.reading.text, found.new.reading.text) == (FIRST, SECOND)


def test_a_version_and_a_file_are_compared_and_nothing_is_stored(store: Store, file: str) -> None:
    before = store.path.read_bytes()
    found = diff(store, "notice@1", file)
    assert (found.new.ref, found.new.path, found.new.reading.text) == (None, file, SECOND)
    assert store.path.read_bytes() == before


def test_two_files_need_no_store(file: str) -> None:
    found = diff(None, file, file)
    assert {group.kind for group in found.alignment} == {"same"}


def test_a_name_with_a_full_stop_is_a_ref_unless_a_file_has_it(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert diff(store, "with.stop", "notice").old.ref == "with.stop@1"
    Path("with.stop").write_text(SECOND, encoding="utf-8")
    assert diff(store, "with.stop", "notice").old.path == "with.stop"


@pytest.mark.parametrize(
    ("old", "error"),
    [
        ("missing.txt", FileMissingError),
        ("./notice", FileMissingError),
        ("missing", RefNotFoundError),
        ("notice@9", RefNotFoundError),
        ("notice@", CallError),
        ("./", UnreadableFileError),
        ("english", InputRefusedError),
    ],
)
def test_what_cannot_be_compared_is_refused(store: Store, old: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        diff(store, old, "notice")


def test_a_ref_without_a_store_is_a_wrong_call(file: str) -> None:
    with pytest.raises(CallError, match="is a ref"):
        diff(None, file, "notice")
