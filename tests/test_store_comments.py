"""Comments of a file become marks when it is added, and a file with tracked changes can be two versions."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotate.errors import NameTakenError
from annotate.formats.registry import export, export_store, read_store
from annotate.store.adding import add, add_versions
from annotate.store.annotations import edit, mark
from annotate.store.documents import list_documents, log, show
from annotate.store.dumping import dump
from annotate.store.histories import history
from annotate.store.opening import Store, open_store
from annotate.store.placements import marks
from annotate.store.replies import reply
from annotate.store.restoring import restore
from annotate.store.undoing import redo, undo
from tests.wordmaking import answers, comment, gone, ins, on, p, r, word

TRACKED = word(
    p(r("要"), on(0, gone("抓好")), on(1, ins(r("抓紧"))), on(2, r("落实")), r("。")),
    comments=comment(0, "旧") + comment(1, "新") + comment(2, "都"),
)
PLAIN = word(p(r("要"), on(0, r("落实")), r("责任。")), comments=comment(0, "谁？"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store.db", create=True) as opened:
        yield opened


def exported(store: Store, ref: str) -> bytes:
    written = export(show(store, ref), list(marks(store, ref)), to="docx")
    assert isinstance(written, bytes)
    return written


def test_a_comment_becomes_a_mark_by_whom_and_when_it_was_made(store: Store) -> None:
    added = add(store, PLAIN, name="law")
    (made,) = marks(store, "law")
    assert (made.id, made.label, made.note, made.by) == ("m1", "comment", "谁？", "Li")
    assert (made.created, made.quotes) == ("2020-02-12T08:00:00Z", ("落实",))
    assert (added.marks, added.notes) == (("m1",), ("1 comment became a mark (m1)",))


def test_answers_become_replies_and_a_closed_comment_says_so(store: Store) -> None:
    data = word(
        p(on(1, on(2, r("甲")))),
        comments=comment(1, "问") + comment(2, "答", "Wang"),
        commentsExtended=answers((1, None, True), (2, 1, True)),
    )
    add(store, data, name="law")
    (made,) = marks(store, "law")
    assert made.label == "resolved comment"
    assert [(each.id, each.note, each.by) for each in made.replies] == [("m1.1", "答", "Wang")]


def test_a_comment_on_deleted_words_is_kept_without_a_place(store: Store) -> None:
    added = add(store, TRACKED, name="law")
    lost = [each for each in marks(store, "law") if not each.spans]
    assert [(each.note, each.state, each.origin.quotes) for each in lost] == [("旧", "orphaned", ("抓好",))]
    assert "1 of them on words that are not in this text, kept without a place" in added.notes


def test_a_comment_that_stands_nowhere_is_kept_at_the_beginning(store: Store) -> None:
    added = add(store, word(p(r("甲")), comments=comment(0, "x")), name="law")
    assert [each.spans for each in marks(store, "law")] == [((0, 0),)]
    assert added.notes[-1] == "1 of them on no words, kept at the beginning"


def test_an_undo_takes_the_marks_of_comments_back_and_leaves_the_text(store: Store) -> None:
    add(store, PLAIN, name="law")
    assert [entry.what for entry in undo(store)] == ["import"]
    assert marks(store, "law") == ()
    redo(store)
    assert len(marks(store, "law")) == 1
    assert [entry.what for entry in history(store)] == ["add", "import", "undo", "redo"]


def test_marks_of_comments_are_carried_to_the_next_version(store: Store) -> None:
    add(store, PLAIN, name="law")
    add(store, word(p(r("要切实落实责任。"))), name="law")
    assert [(each.state, each.quotes) for each in marks(store, "law@2")] == [("shifted", ("落实",))]


def test_a_file_written_from_marks_does_not_double_them(store: Store) -> None:
    add(store, "要落实责任。".encode(), name="law")
    mark(store, "law", quote="落实", label="提法", note="一\n二", by="li")
    reply(store, "m1", "好", by="wang")
    added = add(store, exported(store, "law"), name="law")
    assert [each.id for each in marks(store, "law@2")] == ["m1"]
    assert added.notes[-1] == "1 comment is a mark here already"


def test_a_mark_that_was_changed_in_word_comes_in_beside_the_one_there(store: Store) -> None:
    add(store, "要落实责任。".encode(), name="law")
    mark(store, "law", quote="落实", label="提法", note="一")
    written = exported(store, "law")
    edit(store, "m1", note="二")
    add(store, written, name="law")
    assert sorted((each.id, each.label, each.note) for each in marks(store, "law@2")) == [
        ("m1", "提法", "二"),
        ("m2", "提法", "一"),
    ]


def test_a_file_written_elsewhere_keeps_the_ids_of_its_marks(store: Store, tmp_path: Path) -> None:
    add(store, "要落实责任。".encode(), name="law")
    for quote in ("落实", "责任"):
        mark(store, "law", quote=quote, label="提法")
    undo(store, 2)
    redo(store, 2)
    with open_store(tmp_path / "other.db", create=True) as other:
        add(other, exported(store, "law"), name="law")
        assert [(each.id, each.label, each.quotes) for each in marks(other, "law")] == [
            ("m1", "提法", ("落实",)),
            ("m2", "提法", ("责任",)),
        ]


def test_tracked_changes_are_one_new_text_or_an_old_and_a_new_one(store: Store) -> None:
    assert add(store, TRACKED, name="one").ref == "one@1"
    assert show(store, "one").text == "要抓紧落实。"
    assert [each.ref for each in add_versions(store, TRACKED, name="two")] == ["two@1", "two@2"]
    assert [show(store, f"two@{number}").text for number in (1, 2)] == ["要抓好落实。", "要抓紧落实。"]
    assert len({version.sha256 for version in log(store, "two")}) == 1


def test_each_comment_is_made_on_the_text_that_has_its_words(store: Store) -> None:
    add_versions(store, TRACKED, name="law")
    assert {each.note: each.origin.ref for each in marks(store, "law@2")} == {
        "旧": "law@1",
        "新": "law@2",
        "都": "law@2",
    }
    assert all(each.origin.spans for each in marks(store, "law@2"))


def test_the_same_two_texts_are_not_stored_again(store: Store) -> None:
    add_versions(store, TRACKED, name="law")
    before = len(history(store))
    again = add_versions(store, TRACKED, name="law")
    assert [(each.ref, each.stored) for each in again] == [("law@1", False), ("law@2", False)]
    assert not add(store, TRACKED, name="law").stored
    assert len(history(store)) == before


def test_the_old_text_and_the_new_one_are_dated_each_by_its_own_words(store: Store) -> None:
    data = word(p(r("会议强调，要落实责任，要加强领导。")), p(gone("2020年2月12日"), ins(r("2021年3月13日"))))
    old, new = add_versions(store, data, name="law")
    assert [version.date for version in log(store, "law")] == ["2020-02-12", "2021-03-13"]
    assert [each.dating.note for each in (old, new)] == [
        "dated 2020-02-12 by its signature (“2020年2月12日”)",
        "dated 2021-03-13 by its signature (“2021年3月13日”)",
    ]


@pytest.mark.parametrize(("said", "date"), [("2019-01-01", "2019-01-01"), ("", None)])
def test_what_the_call_says_of_the_day_holds_for_both_texts(store: Store, said: str, date: str | None) -> None:
    add_versions(
        store, word(p(r("要落实。")), p(gone("2020年2月12日"), ins(r("2021年3月13日")))), name="law", date=said
    )
    assert [version.date for version in log(store, "law")] == [date, date]


def test_a_text_that_stood_alone_gets_both(store: Store) -> None:
    add(store, TRACKED, name="law")
    refs = [each.ref for each in add_versions(store, TRACKED, name="law")]
    assert refs == ["law@2", "law@3"]


def test_a_file_without_tracked_changes_is_one_version_and_says_so(store: Store) -> None:
    (added,) = add_versions(store, word(p(r("要落实。"))), name="law")
    assert (added.ref, added.notes) == ("law@1", ("it has no tracked changes, so it is one version",))


def test_a_document_there_is_not_taken_for_the_files_own(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "law.docx"
    file.write_bytes(TRACKED)
    add(store, "要落实。".encode(), name="law")
    with pytest.raises(NameTakenError):
        add_versions(store, file)
    assert [each.versions for each in list_documents(store)] == [1]


def test_both_readings_go_through_a_bundle(store: Store, tmp_path: Path) -> None:
    add_versions(store, TRACKED, name="law")
    export_store(dump(store), tmp_path / "bundle")
    with open_store(tmp_path / "copy.db", create=True) as copy:
        restore(copy, read_store(tmp_path / "bundle"))
        readers = [[show(each, f"law@{number}").reader.name for number in (1, 2)] for each in (store, copy)]
        assert readers == [["docx-rejected", "docx"]] * 2
        assert marks(copy, "law") == marks(store, "law")
        assert not any(each.stored for each in add_versions(copy, TRACKED, name="law"))
