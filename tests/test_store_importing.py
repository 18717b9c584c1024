"""Importing marks: all or none, ids kept, quotes checked."""

from dataclasses import replace

import pytest

from annotate.errors import ImportRefusedError, RefNotFoundError
from annotate.store.adding import add
from annotate.store.annotations import edit, mark
from annotate.store.importing import import_marks
from annotate.store.opening import Store
from annotate.store.placements import find_mark, marks
from annotate.store.values import Around, Imported, NewMark
from annotate.text.spans import Span

FIRST = "会议强调，要加强领导。\n各地要落实责任。\n"
GIVEN = NewMark((Span(6, 10),), "x", "note", "reader", ("加强领导",), "a-1", "2020-02-12T08:00:00Z", 1)


def fill(store: Store) -> None:
    add(store, FIRST.encode(), name="notice")


def test_an_imported_mark_keeps_all_it_brings(store: Store) -> None:
    assert import_marks(store, "notice", [GIVEN]) == Imported(1, 0)
    found = find_mark(store, "a-1")
    assert (found.spans, found.quotes, found.label, found.note) == (GIVEN.spans, GIVEN.quotes, "x", "note")
    assert (found.by, found.created, found.state) == ("reader", "2020-02-12T08:00:00Z", "unchanged")


@pytest.mark.parametrize("spans", [GIVEN.spans, ()])
def test_what_is_around_quotes_has_to_be_told_of_each(store: Store, spans: tuple[Span, ...]) -> None:
    for around in ((), (Around(), Around())):
        with pytest.raises(ImportRefusedError, match=f"it has 1 quotes, and what is around {len(around)}"):
            import_marks(store, "notice", [replace(GIVEN, spans=spans, around=around)])


def test_marks_without_an_id_get_numbers_that_are_free(store: Store) -> None:
    mark(store, "notice", quote="各地", label="x")
    plain = replace(GIVEN, id=None)
    import_marks(store, "notice", [plain, replace(GIVEN, id="m2"), plain, replace(GIVEN, id="m007")])
    assert {each.id for each in marks(store, "notice")} == {"m1", "m2", "m3", "m4", "m007"}
    assert mark(store, "notice", quote="各地", label="x").id == "m5"


def test_a_huge_number_in_an_id_is_no_number_to_go_on_from(store: Store) -> None:
    import_marks(store, "notice", [replace(GIVEN, id="m" + "9" * 40)])
    assert mark(store, "notice", quote="各地", label="x").id == "m1"


def test_the_same_mark_again_is_skipped_and_counted(store: Store) -> None:
    assert import_marks(store, "notice", [GIVEN, GIVEN]) == Imported(1, 1)
    assert import_marks(store, "notice", [GIVEN, replace(GIVEN, created=None)]) == Imported(0, 2)
    assert len(marks(store, "notice")) == 1


def test_a_mark_exported_from_a_later_version_is_the_same_mark(store: Store) -> None:
    import_marks(store, "notice", [GIVEN])
    add(store, ("会议指出，形势向好。\n" + FIRST).encode(), name="notice")
    (placed,) = marks(store, "notice@2")
    again = replace(GIVEN, spans=placed.spans, quotes=placed.quotes)
    assert import_marks(store, "notice@2", [again]) == Imported(0, 1)


@pytest.mark.parametrize(
    "other",
    [
        {"label": "y"},
        {"note": ""},
        {"by": ""},
        {"created": "2020-02-13"},
        {"spans": (Span(0, 2),), "quotes": ("会议",)},
    ],
)
def test_the_same_id_with_other_content_is_refused(store: Store, other: dict[str, object]) -> None:
    import_marks(store, "notice", [GIVEN])
    with pytest.raises(ImportRefusedError, match=r"Line 1 .*'a-1' with other content"):
        import_marks(store, "notice", [replace(GIVEN, **other)])  # type: ignore[arg-type]
    with pytest.raises(ImportRefusedError, match="other content"):
        import_marks(store, "notice", [replace(GIVEN, id="n"), replace(GIVEN, id="n", **other)])  # type: ignore[arg-type]


def test_the_same_id_on_another_text_is_refused(store: Store) -> None:
    import_marks(store, "notice", [GIVEN])
    add(store, FIRST.encode(), name="copy")
    with pytest.raises(ImportRefusedError, match="other content"):
        import_marks(store, "copy", [GIVEN])


def test_an_edited_mark_is_not_overwritten_by_an_old_export(store: Store) -> None:
    import_marks(store, "notice", [GIVEN])
    edit(store, "a-1", note="better")
    with pytest.raises(ImportRefusedError):
        import_marks(store, "notice", [GIVEN])
    assert find_mark(store, "a-1").note == "better"


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ({"quotes": ("加强领",)}, "at 6:10 stands '加强领导', not '加强领'"),
        ({"quotes": ()}, "1 spans but 0 quotes"),
        ({"spans": (Span(0, 99),)}, "reaches past"),
        ({"spans": (Span(4, 2),)}, "not well formed"),
        ({"spans": (Span(0, 2), Span(1, 3)), "quotes": None}, "overlap"),
        ({"label": ""}, "label"),
        ({"id": "two words"}, "cannot be an id"),
        ({"id": "a|b"}, "cannot be an id"),
        ({"id": ""}, "cannot be an id"),
        ({"id": "x" * 201}, "cannot be an id"),
        ({"label": "x" * 1_001}, "label has 1001 characters"),
        ({"created": "yesterday"}, "is no time"),
        ({"spans": (), "quotes": None}, "neither spans nor quotes"),
    ],
)
def test_one_bad_mark_refuses_all_and_names_its_line(store: Store, bad: dict[str, object], reason: str) -> None:
    wrong = replace(GIVEN, id="a-2", line=2)
    wrong = replace(wrong, **bad)  # type: ignore[arg-type]
    with pytest.raises(ImportRefusedError, match="Line 2 cannot be imported: .*" + reason):
        import_marks(store, "notice", [GIVEN, wrong])
    assert marks(store, "notice") == ()


def test_quotes_belong_to_spans_in_the_order_given(store: Store) -> None:
    import_marks(store, "notice", [NewMark((Span(6, 10), Span(0, 2)), "x", quotes=("加强领导", "会议"))])
    assert find_mark(store, "m1").quotes == ("会议", "加强领导")


def test_a_mark_without_a_place_comes_in_as_an_orphan_and_stays_one(store: Store) -> None:
    lost = replace(GIVEN, spans=(), quotes=("早已删去的话",))
    assert import_marks(store, "notice", [lost]) == Imported(1, 0)
    add(store, ("会议指出，形势向好。\n" + FIRST).encode(), name="notice")
    for ref in ("notice@1", "notice@2"):
        (found,) = marks(store, ref)
        assert (found.state, found.spans, found.quotes, found.origin.quotes) == ("orphaned", (), (), lost.quotes)
    assert import_marks(store, "notice@2", [lost]) == Imported(0, 1)


def test_marks_imported_on_an_older_version_are_carried_on(store: Store) -> None:
    add(store, ("会议指出，形势向好。\n" + FIRST).encode(), name="notice")
    import_marks(store, "notice@1", [GIVEN])
    (placed,) = marks(store, "notice@2")
    assert (placed.quotes, placed.carried_from) == (("加强领导",), "notice@1")


def test_importing_nothing_or_onto_nothing(store: Store) -> None:
    assert import_marks(store, "notice", []) == Imported(0, 0)
    with pytest.raises(RefNotFoundError):
        import_marks(store, "other", [GIVEN])


def test_many_marks_come_in_at_once(store: Store) -> None:
    many = [replace(GIVEN, id=f"a-{number}") for number in range(1200)]
    assert import_marks(store, "notice", many) == Imported(1200, 0)
    assert import_marks(store, "notice", many) == Imported(0, 1200)
