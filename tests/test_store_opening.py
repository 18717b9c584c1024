"""Opening a store: where it is, what it is, and that nothing half-made stays behind."""

import os
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from annotate.errors import (
    AnnotateError,
    CallError,
    NotAStoreError,
    RefNotFoundError,
    StoreError,
    StoreLockedError,
    StoreMissingError,
    StoreTooNewError,
    UnreadableFileError,
)
from annotate.store.adding import add
from annotate.store.annotations import mark
from annotate.store.documents import list_documents, log, set_details, show
from annotate.store.opening import open_store
from tests.building import as_nobody

TEXT = "会议强调，要加强领导。".encode()


def make(path: Path) -> Path:
    with open_store(path, create=True) as store:
        add(store, TEXT, name="notice")
    return path


def everything(folder: Path) -> dict[str, bytes | None]:
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


def test_a_store_is_made_with_its_folders_by_the_first_change(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "annotate.db"
    with open_store(path, create=True) as store:
        assert everything(tmp_path) == {}
        add(store, TEXT, name="notice")
    assert [each.name for each in path.parent.iterdir()] == ["annotate.db"]
    with open_store(path) as store:
        assert show(store, "notice").text == TEXT.decode()


def test_a_store_that_is_not_there_is_missing_with_its_full_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StoreMissingError, match=str(tmp_path / "sub" / "annotate.db")):
        open_store("sub/annotate.db")
    assert everything(tmp_path) == {}


def test_reading_from_a_store_not_made_yet_finds_none(tmp_path: Path) -> None:
    with open_store(tmp_path / "annotate.db", create=True) as store, pytest.raises(StoreMissingError):
        list_documents(store)


def test_a_store_taken_away_meanwhile_is_not_made_anew(tmp_path: Path) -> None:
    path = make(tmp_path / "annotate.db")
    with open_store(path) as store:
        path.unlink()
        with pytest.raises(StoreMissingError):
            add(store, TEXT, name="other")
    assert everything(tmp_path) == {}


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (lambda store: add(store, b"", name="x"), UnreadableFileError),
        (lambda store: add(store, TEXT, name="a@b"), CallError),
        (lambda store: set_details(store, "notice", series="s"), RefNotFoundError),
        (lambda store: mark(store, "notice", quote="要", label="x"), RefNotFoundError),
    ],
)
def test_a_refused_first_change_leaves_no_store_and_no_folder(
    tmp_path: Path, change: Callable[..., object], error: type[AnnotateError]
) -> None:
    with open_store(tmp_path / "new" / "annotate.db", create=True) as store, pytest.raises(error):
        change(store)
    assert everything(tmp_path) == {}


@pytest.mark.parametrize("there", [True, False])
def test_an_interrupt_in_mid_change_leaves_all_as_it_was(tmp_path: Path, there: bool) -> None:
    path = tmp_path / "sub" / "annotate.db"
    if there:
        make(path)
    before = everything(tmp_path)

    def interrupted(connection: Connection) -> None:
        connection.execute(text("INSERT INTO document (name) VALUES ('half')"))
        raise KeyboardInterrupt

    with open_store(path, create=True) as store, pytest.raises(KeyboardInterrupt):
        store.write(interrupted)
    assert everything(tmp_path) == before


def test_two_programs_that_make_the_store_at_once_both_get_their_text_in(tmp_path: Path) -> None:
    path = tmp_path / "annotate.db"
    barrier = threading.Barrier(4)
    errors: list[BaseException] = []

    def run(number: int) -> None:
        try:
            with open_store(path, create=True) as store:
                barrier.wait()
                add(store, TEXT + str(number).encode(), name=f"n{number}")
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with open_store(path) as store:
        assert [each.name for each in list_documents(store)] == ["n0", "n1", "n2", "n3"]


def test_a_change_is_made_again_on_a_store_that_another_program_made_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "annotate.db"
    calls: list[int] = []

    def change(connection: Connection) -> int:
        if not calls:
            make(path)
        found = connection.execute(text("SELECT count(*) FROM document")).scalar_one()
        calls.append(found)
        connection.execute(text("INSERT INTO document (name) VALUES ('ours')"))
        return int(found)

    with open_store(path, create=True) as store:
        assert store.write(change) == 1
        assert calls == [0, 1]
        with store.read() as connection:
            assert connection.execute(text("SELECT name FROM document ORDER BY id")).scalars().all() == [
                "notice",
                "ours",
            ]
    assert list(everything(tmp_path)) == ["annotate.db"]


def test_a_store_is_made_where_files_cannot_be_linked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    make(tmp_path / "annotate.db")
    assert list(everything(tmp_path)) == ["annotate.db"]


@pytest.mark.parametrize("name", ["x" * 300, "loop"])
def test_a_path_that_leads_nowhere_is_a_store_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(StoreError, match="cannot be reached"):
        open_store(tmp_path / name, create=True)


def test_a_url_names_the_same_store_as_its_path(tmp_path: Path) -> None:
    path = make(tmp_path / "annotate.db")
    with open_store(f"sqlite:///{path}") as store:
        assert store.path == path


@pytest.mark.parametrize(
    "url", ["postgresql://host/db", "http://host/a.db", "sqlite://", "sqlite:///", "sqlite://a.db", ""]
)
def test_another_url_is_a_wrong_call(url: str) -> None:
    with pytest.raises(CallError):
        open_store(url, create=True)


def test_names_with_signs_of_urls_are_plain_paths(tmp_path: Path) -> None:
    path = make(tmp_path / "50% of #1?mode=ro" / "annotate.db")
    with open_store(path) as store:
        assert len(list_documents(store)) == 1


def foreign_sqlite(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
        connection.commit()


def ours_without_tables(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {0x616E6E6F}")
        connection.execute("CREATE TABLE other (x)")
        connection.commit()


@pytest.mark.parametrize(
    "write",
    [
        lambda path: path.mkdir(),
        lambda path: path.touch(),
        lambda path: path.write_text("not a store\n" * 30, encoding="utf-8"),
        os.mkfifo,
        foreign_sqlite,
        ours_without_tables,
    ],
    ids=["directory", "empty", "text", "pipe", "foreign", "ours-without-tables"],
)
def test_what_is_no_store_is_refused_and_left_alone(tmp_path: Path, write: Callable[[Path], object]) -> None:
    path = tmp_path / "annotate.db"
    write(path)
    before = everything(tmp_path)
    with pytest.raises(NotAStoreError):
        open_store(path, create=True)
    assert everything(tmp_path) == before


def test_a_store_in_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with open_store(tmp_path / "file" / "annotate.db", create=True) as store, pytest.raises(NotAStoreError):
        add(store, TEXT, name="notice")


def test_a_damaged_store_is_named_as_one(tmp_path: Path) -> None:
    path = make(tmp_path / "annotate.db")
    path.write_bytes(path.read_bytes()[:100] + b"\x00" * 5000)
    with pytest.raises(StoreError, match="cannot be used"):
        open_store(path)


def test_a_store_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    path = make(tmp_path / "annotate.db")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(StoreTooNewError, match="newer policy-annotate"):
        open_store(path)


def test_a_locked_store_can_be_read_but_not_written(tmp_path: Path) -> None:
    path = make(tmp_path / "annotate.db")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with open_store(path, wait=0.05) as store:
            assert len(list_documents(store)) == 1
            with pytest.raises(StoreLockedError, match="Another program"):
                add(store, TEXT, name="other")


def test_a_reader_sees_the_store_as_it_was_when_it_began(tmp_path: Path) -> None:
    path = make(tmp_path / "annotate.db")
    with open_store(path) as store, store.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM version")).scalar() == 1
        add(store, TEXT + b"x", name="notice")
        assert connection.execute(text("SELECT count(*) FROM version")).scalar() == 1


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    with open_store(make(tmp_path / "annotate.db")) as store:
        pass
    with pytest.raises(CallError, match="closed"):
        list_documents(store)


def test_the_clock_is_kept_in_utc_to_the_second(tmp_path: Path) -> None:
    east = timezone(timedelta(hours=8))
    now = datetime(2020, 2, 12, 20, 30, 15, 999_999, tzinfo=east)
    with open_store(tmp_path / "annotate.db", create=True, clock=lambda: now) as store:
        add(store, TEXT, name="notice")
        assert log(store, "notice")[0].added == "2020-02-12T12:30:15Z"
    assert now.astimezone(UTC).hour == 12


def names(path: Path) -> str:
    with open_store(path) as store:
        return " ".join(each.name for each in list_documents(store))


def add_another(path: Path) -> str:
    with open_store(path, create=True) as store:
        return add(store, "会议要求，要落实责任。".encode(), name="other").ref


@pytest.mark.parametrize(("folder_mode", "file_mode"), [(0o555, 0o444), (0o777, 0o444), (0o555, 0o666)])
def test_a_read_only_store_can_be_read_without_a_trace(open_folder: Path, folder_mode: int, file_mode: int) -> None:
    path = make(open_folder / "annotate.db")
    before = everything(open_folder)
    path.chmod(file_mode)
    open_folder.chmod(folder_mode)
    assert as_nobody(lambda: names(path)) == "notice"
    assert as_nobody(lambda: add_another(path)).startswith("StoreReadOnlyError: The f")
    assert everything(open_folder) == before


def test_changes_in_the_log_are_read_from_a_read_only_folder_too(open_folder: Path) -> None:
    path = make(open_folder / "annotate.db")
    with closing(sqlite3.connect(path)) as writer:
        writer.execute("UPDATE document SET name = 'renamed'")
        writer.commit()
        for each in open_folder.iterdir():
            each.chmod(0o444)
        open_folder.chmod(0o555)
        assert as_nobody(lambda: names(path)) == "renamed"


def test_a_log_that_cannot_be_read_is_not_passed_over(tmp_path: Path, open_folder: Path) -> None:
    made, path = make(tmp_path / "made.db"), open_folder / "annotate.db"
    with closing(sqlite3.connect(made)) as writer:
        writer.execute("UPDATE document SET name = 'renamed'")
        writer.commit()
        for suffix in ("", "-wal"):
            path.with_name(path.name + suffix).write_bytes(made.with_name(made.name + suffix).read_bytes())
    path.chmod(0o444)
    open_folder.chmod(0o555)
    answer = as_nobody(lambda: names(path))
    assert answer.startswith("StoreReadOnlyError: ")
    assert "-wal" in answer
    open_folder.chmod(0o777)
    path.chmod(0o666)
    path.with_name("annotate.db-wal").chmod(0o666)
    assert as_nobody(lambda: names(path)) == "renamed"


def test_a_store_cannot_be_made_in_a_read_only_folder(open_folder: Path) -> None:
    make(open_folder / "warm.db")  # loads what the child may not be allowed to read
    open_folder.chmod(0o555)
    before = everything(open_folder)
    assert as_nobody(lambda: add_another(open_folder / "annotate.db")).startswith("StoreReadOnlyError: The folder")
    assert everything(open_folder) == before
