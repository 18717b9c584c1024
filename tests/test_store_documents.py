"""Listing, reading and describing what is stored."""

import pytest

from annotate.errors import CallError, NameTakenError, RefNotFoundError
from annotate.store.adding import add
from annotate.store.annotations import mark, unmark
from annotate.store.documents import list_documents, log, set_details, show, source
from annotate.store.opening import Store
from annotate.store.placements import find_mark
from annotate.store.values import DocumentSummary

TITLED = "关于春耕工作的通知\n会议强调，要加强领导。各地要落实责任，抓好春耕生产各项工作。\n"


def fill(store: Store) -> None:
    add(store, TITLED.encode(), name="b", date="2020-02-12", series="meetings")
    add(store, TITLED.encode() + "会议要求，要总结经验。\n".encode(), name="b", date="2020-02-19")
    add(store, b"The committee must act.\n", name="a")


def test_documents_are_listed_by_name_with_what_their_newest_version_says(store: Store) -> None:
    unmark(store, mark(store, "b", quote="春耕工作", label="x").id)
    mark(store, "b@1", quote="春耕工作", label="x")
    newest = show(store, "b").title
    assert list_documents(store) == (
        DocumentSummary("a", None, 1, None, show(store, "a").title, 0),
        DocumentSummary("b", "meetings", 2, "2020-02-19", newest, 1),
    )


def test_documents_of_a_series_are_listed_alone(store: Store) -> None:
    assert [each.name for each in list_documents(store, series="meetings")] == ["b"]
    assert list_documents(store, series="none") == ()


def test_the_log_shows_versions_oldest_first_with_the_marks_on_each(store: Store) -> None:
    mark(store, "b@2", quote="总结经验", label="x")
    first, second = log(store, "b")
    assert (first.ref, first.date, first.marks, first.length) == ("b@1", "2020-02-12", 0, len(show(store, "b@1").text))
    assert (second.ref, second.date, second.marks, second.language) == ("b@2", "2020-02-19", 1, "zh-Hans")


@pytest.mark.parametrize("ref", ["c", "c@1", "b@3"])
def test_what_is_not_there_is_not_found(store: Store, ref: str) -> None:
    with pytest.raises(RefNotFoundError, match=r"annotate (list|log)"):
        show(store, ref)
    with pytest.raises(RefNotFoundError):
        source(store, ref)
    with pytest.raises(RefNotFoundError):
        set_details(store, ref, title="x")


def test_a_log_of_nothing_is_not_found(store: Store) -> None:
    with pytest.raises(RefNotFoundError, match="'c'"):
        log(store, "c")
    with pytest.raises(CallError):
        log(store, "b@1")


def test_details_are_set_without_touching_the_text(store: Store) -> None:
    before = show(store, "b@1")
    set_details(store, "b@1", date="2020-03-01", title="Other", series="s")
    after = show(store, "b@1")
    assert (after.date, after.title, after.series) == ("2020-03-01", "Other", "s")
    assert after.reading == before.reading
    assert show(store, "b@2").date == "2020-02-19"


def test_a_name_alone_sets_the_newest_version(store: Store) -> None:
    set_details(store, "b", date="2020-03-01")
    assert [each.date for each in log(store, "b")] == ["2020-02-12", "2020-03-01"]


def test_an_empty_string_takes_a_detail_away(store: Store) -> None:
    found = show(store, "b@1").title
    set_details(store, "b@1", title="Other")
    set_details(store, "b@1", date="", title="", series="")
    after = show(store, "b@1")
    assert (after.date, after.title, after.series) == (None, found, None)


def test_a_renamed_document_keeps_versions_and_marks(store: Store) -> None:
    made = mark(store, "b@1", quote="春耕生产", label="x")
    set_details(store, "b", rename="c")
    assert show(store, "c@1").name == "c"
    assert find_mark(store, made.id).origin.ref == "c@1"
    with pytest.raises(RefNotFoundError):
        show(store, "b")


def test_a_name_in_use_is_not_given_twice(store: Store) -> None:
    with pytest.raises(NameTakenError):
        set_details(store, "b", rename="a")
    set_details(store, "b", rename="b")


@pytest.mark.parametrize(
    "details", [{}, {"date": "tomorrow"}, {"rename": "a b"}, {"rename": ""}, {"title": "a\nb"}, {"series": "\t"}]
)
def test_malformed_details_are_a_wrong_call(store: Store, details: dict[str, str]) -> None:
    with pytest.raises(CallError):
        set_details(store, "b", **details)
    assert [each.name for each in list_documents(store)] == ["a", "b"]
