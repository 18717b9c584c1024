"""Adding texts: what becomes a version, what is stored with it, and what is refused."""

import hashlib
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from annotate.errors import CallError, FileMissingError, InputRefusedError, NameTakenError, UnreadableFileError
from annotate.store.added import Added
from annotate.store.adding import add, add_all
from annotate.store.annotations import mark
from annotate.store.documents import list_documents, log, show, source
from annotate.store.opening import Store, open_store
from annotate.store.placements import marks
from annotate.store.values import Settled
from annotate.text.reader import read

FIRST = "会议强调，要加强领导。\n各地要落实责任。\n"
SECOND = "会议指出，形势向好。\n会议强调，要加强领导。\n各地要落实责任。\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store" / "annotate.db", create=True) as opened:
        yield opened


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "notice.txt"
    path.write_bytes(FIRST.encode())
    return path


def test_a_version_keeps_source_extract_text_and_how_it_was_read(store: Store, file: Path) -> None:
    data = FIRST.replace("\n", "\r\n").encode("gb18030")
    file.write_bytes(data)
    add(store, file, date="2020-02-12", series="meetings", title="Notice")
    version = show(store, "notice@1")
    assert source(store, "notice") == data
    assert version.sha256 == hashlib.sha256(data).hexdigest()
    assert replace(version.reading, notes=()) == read(data.decode("gb18030"))
    assert (version.encoding, version.date, version.series, version.title) == (
        "gb18030", "2020-02-12", "meetings", "Notice",
    )  # fmt: skip


def test_a_name_makes_the_next_version_of_that_document(store: Store, file: Path) -> None:
    assert add(store, file) == Added("notice@1", stored=True)
    assert add(store, SECOND.encode(), name="notice") == Added("notice@2", stored=True)
    assert show(store, "notice").text == SECOND


PAGE = f"""<html><head><title>市政府召开会议</title><meta name="pubdate" content="2020-02-03"></head><body>
<h1>市政府召开会议</h1><div><p>{FIRST[:11]}{FIRST[:11]}</p><p>各地要落实责任，及时报告情况。</p></div></body></html>"""


@pytest.mark.parametrize(
    ("name", "said", "expected"),
    [
        ("notice.html", None, ("2020-02-03", "dated 2020-02-03 as it states")),
        ("notice.html", "2021-01-01", ("2021-01-01", None)),
        ("notice.html", "", (None, None)),
        (
            "2020-02-05.html",
            None,
            ("2020-02-05", "dated 2020-02-05 by its file name; not 2020-02-03, which it gives itself"),
        ),
    ],
)
def test_one_place_says_how_a_page_is_dated_whatever_the_page_states(
    store: Store, tmp_path: Path, name: str, said: str | None, expected: tuple[str | None, str | None]
) -> None:
    (tmp_path / name).write_text(PAGE, encoding="utf-8")
    added = add(store, tmp_path / name, name="notice", date=said)
    assert (show(store, "notice").date, added.dating.note) == expected
    assert added.notes == ("states the day 2020-02-03 in its head (pubdate)",)
    assert show(store, "notice").reading.notes == added.notes


def test_the_same_bytes_as_the_newest_version_are_not_stored_again(store: Store, file: Path) -> None:
    add(store, file)
    assert add(store, file) == Added("notice@1", stored=False)
    assert add(store, file, name="notice") == Added("notice@1", stored=False)
    assert len(log(store, "notice")) == 1


def test_a_text_may_return_to_an_old_wording(store: Store) -> None:
    for text in (FIRST, SECOND, FIRST):
        add(store, text.encode(), name="notice")
    assert [each.number for each in log(store, "notice")] == [1, 2, 3]
    assert show(store, "notice@1").sha256 == show(store, "notice@3").sha256


@pytest.mark.parametrize("options", [{"language": "en"}, {"reflow": False}])
def test_the_same_bytes_read_in_another_way_are_another_version(
    store: Store, file: Path, options: dict[str, str]
) -> None:
    add(store, file)
    assert add(store, file, name="notice", **options) == Added("notice@2", stored=True)  # type: ignore[arg-type]


def test_the_same_bytes_may_be_two_documents(store: Store, file: Path) -> None:
    add(store, file)
    add(store, file, name="copy")
    assert [each.name for each in list_documents(store)] == ["copy", "notice"]


def test_another_text_of_the_same_file_name_has_to_be_named(store: Store, file: Path) -> None:
    add(store, file)
    file.write_bytes(SECOND.encode())
    with pytest.raises(NameTakenError, match="--name notice"):
        add(store, file)
    assert len(log(store, "notice")) == 1


@pytest.mark.parametrize(
    ("call", "error"),
    [
        ({"file": b"text"}, CallError),
        ({"file": b"text", "name": "a@b"}, CallError),
        ({"file": b"text", "name": "a", "date": "12.2.2020"}, CallError),
        ({"file": b"text", "name": "a", "language": "fr"}, CallError),
        ({"file": b"text", "name": "a", "series": " "}, CallError),
        ({"file": "missing.txt"}, FileMissingError),
        ({"file": b" \n\t\n", "name": "a"}, UnreadableFileError),
        ({"file": b"", "name": "a"}, UnreadableFileError),
        ({"file": "two@words.txt"}, InputRefusedError),
    ],
)
def test_what_is_refused_leaves_the_store_as_it_was(
    store: Store, file: Path, call: dict[str, object], error: type[Exception]
) -> None:
    add(store, file)
    before = store.path.read_bytes()
    with pytest.raises(error):
        add(store, **call)  # type: ignore[arg-type]
    assert store.path.read_bytes() == before


def test_several_files_are_stored_together(store: Store, file: Path, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_bytes(SECOND.encode())
    add(store, file)
    assert add_all(store, [file, tmp_path / "other.txt"], series="meetings") == (
        Added("notice@1", stored=False),
        Added("other@1", stored=True),
    )
    assert add_all(store, []) == ()


@pytest.mark.parametrize(
    ("second", "text", "error"),
    [
        ("noise.bin", b"\x81\xff\x00" * 40, UnreadableFileError),
        ("empty.txt", b"", UnreadableFileError),
        ("two@words.txt", SECOND.encode(), InputRefusedError),
        ("taken.txt", FIRST.encode(), NameTakenError),
        ("again/new.txt", FIRST.encode(), NameTakenError),
    ],
)
def test_several_files_are_all_stored_or_none_and_the_one_refused_is_named(
    store: Store, tmp_path: Path, second: str, text: bytes, error: type[Exception]
) -> None:
    add(store, SECOND.encode(), name="taken")
    before = store.path.read_bytes()
    (tmp_path / "again").mkdir()
    (tmp_path / "new.txt").write_bytes(SECOND.encode())
    (tmp_path / second).write_bytes(text)
    with pytest.raises(error, match=re.escape(second)):
        add_all(store, [tmp_path / "new.txt", tmp_path / second])
    assert [each.name for each in list_documents(store)] == ["taken"]
    assert store.path.read_bytes() == before


def test_marks_are_placed_on_the_version_that_is_added(store: Store, file: Path) -> None:
    add(store, file)
    mark(store, "notice", quote="加强领导", label="leadership")
    add(store, SECOND.encode(), name="notice")
    (placed,) = marks(store, "notice@2")
    assert (placed.state, placed.quotes, placed.carried_from) == ("shifted", ("加强领导",), "notice@1")
    assert placed.origin.ref == "notice@1"


def test_an_orphan_is_tried_again_from_where_it_last_stood(store: Store, file: Path) -> None:
    add(store, file)
    mark(store, "notice", quote="各地要落实责任。", label="duty")
    add(store, "会议强调，要加强领导。\n".encode(), name="notice")
    add(store, SECOND.encode(), name="notice")
    assert [each.state for each in marks(store, "notice@2")] == ["orphaned"]
    (found,) = marks(store, "notice@3")
    assert (found.quotes, found.carried_from) == (("各地要落实责任。",), "notice@1")


def settle(store: Store, ref: str, spans: str, quotes: str) -> None:
    """As a reader's review will do it."""
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute(
            "UPDATE placement SET spans = ?1, quotes = ?2, settled_by = 'reader', settled_how = 'by hand', "
            "settled_when = '2020-02-12T08:00:00Z', stood_spans = CASE ?1 WHEN '[]' THEN stood_spans ELSE ?1 END, "
            "stood_version_id = CASE ?1 WHEN '[]' THEN stood_version_id ELSE version_id END, "
            "state = CASE ?1 WHEN '[]' THEN 'orphaned' ELSE 'changed' END "
            "WHERE version_id = (SELECT id FROM version WHERE number = ?3)",
            (spans, quotes, int(ref[-1])),
        )
        connection.commit()


def test_a_mark_settled_to_have_no_place_has_none_on_later_versions(store: Store, file: Path) -> None:
    add(store, file)
    mark(store, "notice", quote="加强领导", label="x")
    add(store, SECOND.encode(), name="notice")
    settle(store, "notice@2", "[]", "[]")
    for text in (FIRST, SECOND):
        add(store, text.encode(), name="notice")
    for ref in ("notice@3", "notice@4"):
        (found,) = marks(store, ref)
        assert (found.state, found.spans, found.settled) == (
            "orphaned", (), Settled("reader", "2020-02-12T08:00:00Z", "by hand"),
        )  # fmt: skip


def test_a_settled_place_is_where_a_mark_is_carried_from(store: Store, file: Path) -> None:
    add(store, file)
    mark(store, "notice", quote="加强领导", label="x")
    add(store, SECOND.encode(), name="notice")
    start = SECOND.index("落实责任")
    settle(store, "notice@2", f"[[{start}, {start + 4}]]", '["落实责任"]')
    add(store, (SECOND + "有关部门要总结经验。\n").encode(), name="notice")
    (found,) = marks(store, "notice@3")
    assert found.quotes == ("落实责任",)
    assert found.settled is not None
    add(store, "会议指出，形势向好。\n".encode(), name="notice")
    add(store, SECOND.encode(), name="notice")
    assert [(each.state, each.settled) for each in marks(store, "notice@4")] == [("orphaned", None)]
    assert marks(store, "notice@5")[0].quotes == ("落实责任",)


def test_marks_taken_back_are_placed_too(store: Store, file: Path) -> None:
    from annotate.store.annotations import unmark

    add(store, file)
    unmark(store, mark(store, "notice", quote="责任", label="x").id)
    add(store, SECOND.encode(), name="notice")
    assert marks(store, "notice") == ()
    (placed,) = marks(store, "notice", include_inactive=True)
    assert placed.quotes == ("责任",)
