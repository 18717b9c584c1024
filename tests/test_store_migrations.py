"""Stores that older versions of the program wrote: opened, brought up to date, and nothing in them lost."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from annotate.errors import StoreReadOnlyError
from annotate.formats.registry import read_store
from annotate.store.adding import add
from annotate.store.documents import find_source, log, show, source
from annotate.store.dumping import dump
from annotate.store.histories import history
from annotate.store.opening import open_store
from annotate.store.placements import marks
from annotate.store.restoring import restore
from annotate.store.schema import metadata
from annotate.store.store_file import APPLICATION_ID, REVISIONS
from annotate.text.reading import PLAIN
from tests.building import as_nobody

OLD = Path(__file__).parent / "cases" / "stores"


def old_store(folder: Path) -> Path:
    """A store as version 0.1.0 wrote it before its tables changed: law@1, law@2 and a mark carried from one to two."""
    path = folder / "annotate.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript((OLD / "0001.sql").read_text(encoding="utf-8"))
    return path


def revision(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        found: str = connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
        return found


def test_an_old_store_is_brought_up_to_date_as_it_is_opened(tmp_path: Path) -> None:
    path = old_store(tmp_path)
    with open_store(path) as store, store.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata) == []
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    assert revision(path) == REVISIONS[-1]


def test_an_old_store_keeps_its_texts_marks_and_history(tmp_path: Path) -> None:
    with open_store(old_store(tmp_path)) as store:
        version = show(store, "law@2")
        assert version.text == "会议强调，要切实加强领导。各地要抓好春耕。\n"
        assert (version.encoding, version.reader, version.reading.places) == ("utf-8", PLAIN, ())
        assert source(store, "law@2") == version.text.encode()
        assert [(each.state, each.quotes) for each in marks(store, "law@2")] == [("shifted", ("抓好春耕",))]
        assert [each.what for each in history(store)] == ["add", "mark", "add"]
        assert find_source(store, "law@2", [(16, 20)])[1][0].quote == "抓好春耕"


def test_an_old_store_takes_new_texts(tmp_path: Path) -> None:
    with open_store(old_store(tmp_path)) as store:
        assert add(store, "会议强调，各地要抓好春耕。".encode("gb18030"), name="law").ref == "law@3"
        assert [each.encoding for each in log(store, "law")] == ["utf-8", "utf-8", "gb18030"]
        assert marks(store, "law@3")[0].quotes == ("抓好春耕",)


def test_a_bundle_of_an_old_store_gives_the_store_that_the_old_one_becomes(tmp_path: Path) -> None:
    with (
        open_store(old_store(tmp_path)) as old,
        open_store(tmp_path / "new.db", create=True) as new,
    ):
        assert restore(new, read_store(OLD / "0001.zip")).stored
        assert list(dump(new)) == list(dump(old))
        assert not restore(old, read_store(OLD / "0001.zip")).stored


@pytest.mark.parametrize("statement", ["DELETE FROM version", "UPDATE version SET encoding = NULL"])
def test_versions_stay_append_only(tmp_path: Path, statement: str) -> None:
    path = old_store(tmp_path)
    open_store(path).close()
    with closing(sqlite3.connect(path)) as connection, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(statement)


def texts(path: Path) -> tuple[int, str]:
    with open_store(path) as store:
        try:
            add(store, b"other", name="other")
        except StoreReadOnlyError:
            return len(log(store, "law")), show(store, "law@1").text
    return 0, ""


def test_an_old_store_is_read_where_nothing_may_be_written_and_stays_as_it_is(open_folder: Path) -> None:
    path = old_store(open_folder)
    before = path.read_bytes()
    path.chmod(0o444)
    open_folder.chmod(0o555)
    assert as_nobody(lambda: texts(path)) == (2, "会议强调，要加强领导。各地要抓好春耕。\n")
    assert path.read_bytes() == before
    assert revision(path) == "0001"


def marked_copy(path: Path) -> tuple[list[int], int]:
    """What a second reading transaction finds of a sign that the first one left in what it read from."""
    with open_store(path) as store:
        with store.read() as connection:
            connection.exec_driver_sql("PRAGMA user_version = 7")
        with store.read() as first, store.read() as second:  # as two threads do
            found = [each.exec_driver_sql("PRAGMA user_version").scalar_one() for each in (first, second)]
        with ThreadPoolExecutor(4) as pool:
            read = list(pool.map(lambda _: show(store, "law@1").text, range(8)))
    return found, len(set(read))


def test_an_old_store_that_may_not_be_changed_is_copied_and_brought_up_to_date_once(open_folder: Path) -> None:
    path = old_store(open_folder)
    path.chmod(0o444)
    open_folder.chmod(0o555)
    assert as_nobody(lambda: marked_copy(path)) == ([7, 7], 1)
