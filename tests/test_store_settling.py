"""Review: what is doubtful is listed, what a person settles is kept, wins, and is carried on."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from annotate.errors import CallError, InputRefusedError
from annotate.formats.answers import read_answers, write_questions
from annotate.store.adding import add
from annotate.store.annotations import mark, unmark
from annotate.store.histories import history
from annotate.store.importing import import_marks
from annotate.store.opening import Store, open_store
from annotate.store.placements import marks
from annotate.store.previewing import preview
from annotate.store.settling import review, settle
from annotate.store.undoing import redo, undo
from annotate.store.values import Decision, Mark, NewMark
from annotate.text.reader import read
from annotate.text.spans import Span

# the meeting stressed leadership / localities report monthly / units save water
FIRST = "会议强调，要加强领导。\n各地要每月报告进展。\n各单位要节约用水。\n"
# leadership is organised / the report is gone
SECOND = "会议强调，要切实加强组织领导。\n各单位要节约用水。\n"
THIRD = "会议指出，形势向好。\n" + SECOND


def clock() -> datetime:
    return datetime(2020, 2, 12, 8, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Three versions; m1 is changed on the second, m2 orphaned, m3 shifted."""
    with open_store(tmp_path / "annotate.db", create=True, clock=clock) as opened:
        add(opened, FIRST.encode(), name="notice")
        for quote in ("加强领导", "每月报告进展", "节约用水"):
            mark(opened, "notice@1", quote=quote, label="x")
        add(opened, SECOND.encode(), name="notice")
        add(opened, THIRD.encode(), name="notice")
        yield opened


def on(store: Store, ref: str, mark_id: str) -> Mark:
    (found,) = [each for each in marks(store, ref) if each.id == mark_id]
    return found


def test_what_is_changed_or_orphaned_is_listed_and_nothing_else(store: Store) -> None:
    assert [(each.id, each.state) for each in review(store, "notice@2")] == [("m1", "changed"), ("m2", "orphaned")]
    assert review(store, "notice@1") == ()


def test_an_accepted_mark_stands_as_it_stood_and_is_listed_no_more(store: Store) -> None:
    before = on(store, "notice@2", "m1")
    assert settle(store, "notice@2", [Decision("m1", "accept")], by="lin") == 1
    after = on(store, "notice@2", "m1")
    assert (after.spans, after.state, after.rule) == (before.spans, before.state, before.rule)
    assert after.settled is not None
    assert (after.settled.by, after.settled.when, after.settled.how) == (
        "lin", "2020-02-12T08:00:00Z", "accepted as it stood",
    )  # fmt: skip
    assert [each.id for each in review(store, "notice@2")] == ["m2"]


def test_a_placed_mark_is_carried_on_to_later_versions(store: Store) -> None:
    settle(store, "notice@2", [Decision("m2", "place", spans=(Span(16, 19),))], by="lin")
    here, later = on(store, "notice@2", "m2"), on(store, "notice@3", "m2")
    assert (here.quotes, here.state) == (("各单位",), "changed")
    assert (later.quotes, later.spans) == (("各单位",), (Span(27, 30),))
    assert later.settled == here.settled
    add(store, (THIRD + "散会。\n").encode(), name="notice")
    assert on(store, "notice@4", "m2").quotes == ("各单位",)


def test_a_mark_left_orphaned_stays_so_though_its_words_return(store: Store) -> None:
    settle(store, "notice@3", [Decision("m2", "orphan")], by="lin")
    add(store, FIRST.encode(), name="notice")
    assert on(store, "notice@4", "m2").state == "orphaned"
    assert review(store, "notice@4") == ()


def test_a_settlement_on_a_later_version_is_not_overruled_from_an_earlier_one(store: Store) -> None:
    settle(store, "notice@3", [Decision("m2", "place", spans=(Span(0, 2),))], by="wang")
    settle(store, "notice@2", [Decision("m2", "place", spans=(Span(16, 19),))], by="lin")
    kept = on(store, "notice@3", "m2")
    assert kept.quotes == ("会议",)
    assert kept.settled is not None
    assert kept.settled.by == "wang"


def test_a_candidate_is_accepted_by_its_number(tmp_path: Path) -> None:
    with open_store(tmp_path / "b.db", create=True, clock=clock) as store:
        add(store, "各地要落实责任。".encode(), name="a")
        mark(store, "a", quote="落实责任", label="x")
        add(store, "各地要落实责任。各地要落实责任。".encode(), name="a")
        (found,) = review(store, "a")
        assert found.state == "ambiguous"
        settle(store, "a", [Decision("m1", "accept", candidate=2)], by="lin")
        settled = on(store, "a", "m1")
        assert settled.spans == found.candidates[1].spans
        assert settled.quotes == ("落实责任",)


def test_a_mark_that_came_without_a_place_is_placed_and_carried(store: Store) -> None:
    import_marks(store, "notice@2", [NewMark((), "y", quotes=("加强组织领导",), id="own")])
    settle(store, "notice@2", [Decision("own", "place", spans=(Span(8, 14),))], by="lin")
    assert (on(store, "notice@2", "own").state, on(store, "notice@3", "own").state) == ("shifted", "shifted")


@pytest.mark.parametrize(
    ("decision", "reason"),
    [
        (Decision("m9", "accept"), "no such mark"),
        (Decision("m2", "accept"), "no place to accept"),
        (Decision("m1", "accept", candidate=7), "no candidate 7"),
        (Decision("m1", "place", spans=(Span(0, 999),)), "reaches past the text"),
        (Decision("m1", "accept", expected=(Span(0, 1),)), "by now"),
        (Decision("m3", "accept"), "taken back"),
    ],
)
def test_one_decision_that_does_not_fit_refuses_them_all(store: Store, decision: Decision, reason: str) -> None:
    unmark(store, "m3")
    before = marks(store, "notice@2"), len(history(store))
    with pytest.raises(InputRefusedError, match=reason):
        settle(store, "notice@2", [Decision("m1", "accept"), decision], by="lin")
    assert (marks(store, "notice@2"), len(history(store))) == before


def test_a_mark_is_not_settled_on_its_own_version(store: Store) -> None:
    with pytest.raises(InputRefusedError, match="made on this version"):
        settle(store, "notice@1", [Decision("m1", "orphan")], by="lin")


def test_who_settles_must_be_named(store: Store) -> None:
    with pytest.raises(CallError, match="--by"):
        settle(store, "notice@2", [Decision("m1", "accept")], by="")


@pytest.mark.parametrize(
    "decision", [Decision("m1", "accept"), Decision("m2", "place", spans=(Span(16, 19),)), Decision("m1", "orphan")]
)
def test_a_settlement_is_undone_and_redone_with_all_it_did(store: Store, decision: Decision) -> None:
    def everything() -> list[tuple[Mark, ...]]:
        return [marks(store, f"notice@{number}") for number in (1, 2, 3)]

    before = everything()
    settle(store, "notice@2", [decision], by="lin")
    after = everything()
    assert after != before
    undo(store)
    assert everything() == before
    redo(store)
    assert everything() == after


def test_answers_go_by_file_and_lines_without_one_are_passed_over(store: Store) -> None:
    questions = write_questions("notice@2", review(store, "notice@2")).splitlines()
    assert len(questions) == 2
    assert read_answers("\n".join(questions)) == ()
    answered = questions[0].replace('"answer": null', '"answer": "accept"')
    (decision,) = read_answers("\n".join([answered, questions[1]]))
    settle(store, "notice@2", [decision], by="lin")
    assert [each.id for each in review(store, "notice@2")] == ["m2"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "line 2: this is not JSON"),
        ('{"answer": "accept"}', "line 2: .* `id`"),
        ('{"id": "m1", "answer": "yes"}', "line 2: `answer` must be"),
        ('{"id": "m1", "answer": [[1, "2"]]}', "line 2: spans must be pairs"),
        ('{"id": "m1", "answer": 3, "candidates": []}', "line 2: there is no candidate 3"),
        ('{"id": "m0", "answer": "orphan"}', "line 2: 'm0' is answered on line 1 already"),
    ],
)
def test_a_bad_line_is_named(line: str, reason: str) -> None:
    with pytest.raises(InputRefusedError, match=reason):
        read_answers(f'{{"id": "m0", "answer": "orphan"}}\n{line}\n')


def test_a_preview_says_what_adding_then_does(store: Store) -> None:
    text = THIRD.replace("节约", "厉行节约")
    expected = preview(store, "notice", read(text))
    assert expected is not None
    assert preview(store, "other", read(text)) is None
    count = len(history(store))
    add(store, text.encode(), name="notice")
    assert len(history(store)) == count + 1
    assert (expected.carried_from, expected.marks) == ("notice@3", marks(store, "notice@4"))
