"""Making marks, reading them, changing what they say, and taking them back."""

import sqlite3
from contextlib import closing

import pytest

from annotate.errors import (
    CallError,
    InputRefusedError,
    MarkNotFoundError,
    QuoteAmbiguousError,
    QuoteNotFoundError,
    RefNotFoundError,
    SpanOutsideError,
    StaleEditError,
    StoreError,
)
from annotate.store.adding import add
from annotate.store.annotations import edit, mark, unmark
from annotate.store.opening import Store
from annotate.store.placements import find_mark, marks
from annotate.text.spans import Span

FIRST = "会议强调，要加强领导。\n各地要落实责任。\n"
SECOND = "会议指出，形势向好。\n" + FIRST
THIRD = SECOND + "有关部门要总结经验。\n"


def fill(store: Store) -> None:
    for text in (FIRST, SECOND, THIRD):
        add(store, text.encode(), name="notice")


def test_a_mark_keeps_what_it_was_given(store: Store) -> None:
    made = mark(store, "notice@1", quote="加强领导", label="提法", note="one\ntwo", by="reader")
    assert (made.id, made.label, made.note, made.by) == ("m1", "提法", "one\ntwo", "reader")
    assert (made.created, made.active, made.revision) == ("2020-02-12T08:00:00Z", True, 1)
    assert (made.state, made.spans, made.quotes) == ("unchanged", (Span(6, 10),), ("加强领导",))
    assert (made.start, made.end, made.origin.ref, made.carried_from) == (6, 10, "notice@1", None)
    assert find_mark(store, "m1") == made
    assert marks(store, "notice@1") == (made,)


def test_a_mark_on_an_older_version_is_carried_to_all_later_ones(store: Store) -> None:
    mark(store, "notice@1", quote="加强领导", label="x")
    (second,) = marks(store, "notice@2")
    (third,) = marks(store, "notice@3")
    assert (second.state, second.quotes, second.carried_from) == ("shifted", ("加强领导",), "notice@1")
    assert (third.quotes, third.carried_from) == (("加强领导",), "notice@2")


def test_marks_of_later_versions_show_on_an_earlier_one_when_asked_for(store: Store) -> None:
    mark(store, "notice@3", quote="加强领导", label="there before")
    mark(store, "notice@3", quote="总结经验", label="new")
    assert marks(store, "notice@1") == ()
    there, gone = marks(store, "notice@1", also_later=True)
    assert (there.quotes, there.spans, there.carried_from) == (("加强领导",), (Span(6, 10),), "notice@2")
    assert (gone.state, gone.spans, gone.origin.ref) == ("orphaned", (), "notice@3")
    assert marks(store, "notice@1") == ()


def test_several_spans_make_one_mark_in_their_order(store: Store) -> None:
    made = mark(store, "notice@1", spans=[(14, 16), (0, 2)], label="x")
    assert made.spans == (Span(0, 2), Span(14, 16))
    assert made.quotes == ("会议", "要落")
    assert (made.start, made.end) == (0, 16)


@pytest.mark.parametrize("place", [0, 11, len(FIRST)])
def test_a_mark_may_cover_nothing_and_stand_at_a_place(store: Store, place: int) -> None:
    assert mark(store, "notice@1", spans=[(place, place)], label="x").quotes == ("",)


def test_prefix_and_suffix_choose_among_several_places(store: Store) -> None:
    assert mark(store, "notice@1", quote="要", suffix="落实", label="x").spans == (Span(14, 15),)
    assert mark(store, "notice@1", quote="要", prefix="，", label="x").spans == (Span(5, 6),)


def test_ids_go_on_from_the_highest_number(store: Store) -> None:
    assert [mark(store, "notice", quote="形势", label="x").id for _ in range(3)] == ["m1", "m2", "m3"]


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        ({"quote": "没有这句"}, QuoteNotFoundError, "does not stand in notice@1"),
        ({"quote": "要", "prefix": "没有"}, QuoteNotFoundError, "2 times with other words"),
        ({"quote": "要"}, QuoteAmbiguousError, "2 times in notice@1, starting at 5, 14"),
        ({"quote": ""}, CallError, "empty"),
        ({"quote": "要", "spans": [(0, 1)]}, CallError, "one of the two"),
        ({}, CallError, "one of the two"),
        ({"spans": []}, CallError, "no span"),
        ({"spans": [(3, 2)]}, CallError, "not well formed"),
        ({"spans": [(-1, 2)]}, CallError, "not well formed"),
        ({"spans": [(0, 4), (3, 5)]}, CallError, "overlap"),
        ({"spans": [(3, 3), (3, 3)]}, CallError, "overlap"),
        ({"spans": [(0, 1)], "prefix": "x"}, CallError, "goes with a quote"),
        ({"spans": [(0, 999)]}, SpanOutsideError, "within 0:21"),
        ({"spans": [(10**30, 10**30)]}, SpanOutsideError, "reaches past"),
        ({"spans": [(0, 1)], "label": " "}, CallError, "label"),
        ({"spans": [(0, 1)], "note": "\udc80"}, CallError, "note"),
        ({"spans": [(0, 1)], "by": "a\nb"}, CallError, "person"),
    ],
)
def test_a_mark_that_does_not_fit_is_refused(
    store: Store, call: dict[str, object], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        mark(store, "notice@1", **{"label": "x", **call})  # type: ignore[arg-type]
    assert marks(store, "notice@1") == ()


def test_a_mark_on_nothing_is_not_found(store: Store) -> None:
    with pytest.raises(RefNotFoundError):
        mark(store, "notice@4", quote="要", label="x")


def test_marks_come_by_place_and_those_without_one_last(store: Store) -> None:
    mark(store, "notice@3", quote="有关部门要总结经验。", label="c")
    mark(store, "notice@3", quote="各地", label="b")
    mark(store, "notice@3", quote="会议强调，要加强领导。", label="a")
    add(store, SECOND.encode(), name="notice")
    assert [(each.label, each.state) for each in marks(store, "notice@4")] == [
        ("a", "unchanged"), ("b", "unchanged"), ("c", "orphaned"),
    ]  # fmt: skip


def test_marks_are_chosen_by_state(store: Store) -> None:
    mark(store, "notice@1", quote="各地", label="x")
    assert len(marks(store, "notice@2", states=["shifted"])) == 1
    assert marks(store, "notice@2", states=["orphaned"]) == ()
    with pytest.raises(CallError, match="orphaned"):
        marks(store, "notice@2", states=["lost"])


def test_an_edit_changes_label_and_note_alone(store: Store) -> None:
    made = mark(store, "notice@1", quote="各地", label="x", note="n")
    edited = edit(store, made.id, label="y", by="second")
    assert (edited.label, edited.note, edited.by, edited.revision) == ("y", "n", made.by, 2)
    assert marks(store, "notice@3")[0].label == "y"
    assert edit(store, made.id, note="").note == ""


def test_an_edit_that_changes_nothing_counts_for_none(store: Store) -> None:
    made = mark(store, "notice@1", quote="各地", label="x")
    assert edit(store, made.id, label="x") == made


def test_an_edit_of_an_outdated_mark_is_refused(store: Store) -> None:
    made = mark(store, "notice@1", quote="各地", label="x")
    edit(store, made.id, note="first", expect_revision=1)
    with pytest.raises(StaleEditError, match="revision 2, not 1"):
        edit(store, made.id, note="second", expect_revision=1)
    assert find_mark(store, made.id).note == "first"


def test_an_edit_needs_something_to_change(store: Store) -> None:
    made = mark(store, "notice@1", quote="各地", label="x")
    with pytest.raises(CallError, match="--label"):
        edit(store, made.id)
    with pytest.raises(CallError, match="label"):
        edit(store, made.id, label="")


def test_a_mark_taken_back_is_out_of_force_but_kept(store: Store) -> None:
    made = mark(store, "notice@1", quote="各地", label="x")
    assert not unmark(store, made.id, by="second").active
    assert marks(store, "notice@1") == marks(store, "notice@3", also_later=True) == ()
    (kept,) = marks(store, "notice@1", include_inactive=True)
    assert (kept.active, kept.quotes) == (False, ("各地",))
    assert unmark(store, made.id) == find_mark(store, made.id)
    with pytest.raises(InputRefusedError, match="taken back"):
        edit(store, made.id, note="more")


def test_an_unknown_mark_is_not_found(store: Store) -> None:
    for call in (find_mark, unmark, lambda store, mark_id: edit(store, mark_id, note="x")):
        with pytest.raises(MarkNotFoundError, match="'m9'"):
            call(store, "m9")


@pytest.mark.parametrize("table", ["placement", "annotation"])
@pytest.mark.parametrize("column", ["quotes = '[\"领导\"]'", "spans = '[[0, 2]]'", "spans = '[[6, 999]]'"])
def test_a_quote_that_does_not_fit_its_span_is_reported_as_damage(store: Store, table: str, column: str) -> None:
    mark(store, "notice@1", quote="加强领导", label="x")
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute(f"UPDATE {table} SET {column}")
        connection.commit()
    with pytest.raises(StoreError, match="mark m1"):
        marks(store, "notice@1")
