"""History, undo and redo: all of it is kept, and doing and undoing leave what was there before."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from annotate.errors import CallError, InputRefusedError, RefNotFoundError
from annotate.formats.registry import export_history
from annotate.store.adding import add
from annotate.store.annotations import edit, mark, unmark
from annotate.store.documents import list_documents, set_details
from annotate.store.histories import history
from annotate.store.importing import import_marks
from annotate.store.labels import labels, set_label
from annotate.store.ledger import first_broken
from annotate.store.opening import Store, open_store
from annotate.store.placements import find_mark, marks
from annotate.store.replies import reply
from annotate.store.undoing import redo, undo
from annotate.store.values import Mark, NewMark
from annotate.text.spans import Span

FIRST = "会议强调，要加强领导。\n各地要落实责任。\n"
SECOND = "会议指出，形势向好。\n" + FIRST


def clock() -> datetime:
    return datetime(2020, 2, 12, 8, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "annotate.db", create=True, clock=clock) as opened:
        add(opened, FIRST.encode(), name="notice")
        yield opened


def state(store: Store) -> tuple[object, ...]:
    """What a reader sees of a store; a mark's revision goes on counting, and is left out."""
    found: list[Mark] = []
    for document in list_documents(store):
        for number in range(1, document.versions + 1):
            found += [replace(each, revision=0) for each in marks(store, f"{document.name}@{number}")]
    return (list_documents(store), labels(store), *found)


def change(store: Store, what: str) -> None:
    if what == "mark":
        mark(store, "notice", quote="落实责任", label="new")
    elif what == "edit":
        edit(store, "m1", label="other", note="more")
    elif what == "unmark":
        unmark(store, "m1")
    elif what == "import":
        import_marks(store, "notice", [NewMark((Span(0, 2),), "y"), NewMark((Span(3, 4),), "z", id="own")])
    elif what == "set":
        set_details(store, "notice", date="2020-01-01", title="T", series="s", rename="decree")
    elif what == "reply":
        reply(store, "m1", "seen in March, too", by="wang")
    elif what == "label":
        set_label(store, "x", about="a deadline", colour="#A06a00")


CHANGES = ("mark", "edit", "unmark", "import", "set", "reply", "label")


@pytest.mark.parametrize("what", CHANGES)
def test_undoing_leaves_what_was_there_and_redoing_what_came(store: Store, what: str) -> None:
    mark(store, "notice", quote="加强领导", label="x")
    before = state(store)
    change(store, what)
    after = state(store)
    assert after != before
    assert [entry.what for entry in undo(store)] == [what]
    assert state(store) == before
    assert [entry.what for entry in redo(store)] == [what]
    assert state(store) == after


def test_several_changes_are_undone_last_first_and_redone_in_their_order(store: Store) -> None:
    mark(store, "notice", quote="加强领导", label="x")
    before = state(store)
    for what in ("edit", "mark", "set"):
        change(store, what)
    after = state(store)
    assert [entry.what for entry in undo(store, 3)] == ["set", "mark", "edit"]
    assert state(store) == before
    assert [entry.what for entry in redo(store, 3)] == ["edit", "mark", "set"]
    assert state(store) == after


def test_undoing_is_logged_and_nothing_is_deleted(store: Store) -> None:
    made = mark(store, "notice", quote="加强领导", label="x")
    undo(store, by="lin")
    log = history(store)
    assert [(entry.what, entry.subject, entry.who, entry.undone) for entry in log] == [
        ("add", "notice@1", "", False),
        ("mark", "m1", "", True),
        ("undo", "m1", "lin", False),
    ]
    assert not find_mark(store, made.id).active
    assert mark(store, "notice", quote="加强领导", label="x").id == "m2"
    with store.read() as connection:
        assert first_broken(connection) is None


def test_a_version_cannot_be_undone_and_the_refusal_changes_nothing(store: Store) -> None:
    mark(store, "notice", quote="加强领导", label="x")
    add(store, SECOND.encode(), name="notice")
    change(store, "edit")
    before, count = state(store), len(history(store))
    with pytest.raises(InputRefusedError, match="added notice@2"):
        undo(store, 2)
    assert (state(store), len(history(store))) == (before, count)


def test_a_new_change_ends_what_could_be_redone(store: Store) -> None:
    mark(store, "notice", quote="加强领导", label="x")
    undo(store)
    change(store, "mark")
    with pytest.raises(InputRefusedError, match="no change left to redo"):
        redo(store)


def test_a_count_below_one_is_a_wrong_call(store: Store) -> None:
    with pytest.raises(CallError):
        undo(store, 0)


def test_an_undone_edit_is_noticed_by_who_read_the_mark_before(store: Store) -> None:
    mark(store, "notice", quote="加强领导", label="x")
    change(store, "edit")
    undo(store)
    assert find_mark(store, "m1").revision == 3


def test_the_history_of_a_mark_tells_how_it_was_carried(store: Store) -> None:
    mark(store, "notice", quote="加强领导", label="x")
    mark(store, "notice", quote="各地", label="y")
    add(store, SECOND.encode(), name="notice")
    log = history(store, "m1")
    assert [entry.what for entry in log] == ["mark", "add"]
    assert log[1].after is not None
    carried = log[1].after["carried"][0]
    assert (carried["id"], carried["from"], carried["to"], carried["state"]) == (
        "m1",
        {"version": 1, "spans": [[6, 10]]},
        {"version": 2, "spans": [[17, 21]]},
        "shifted",
    )
    assert carried["rule"]


def test_the_history_of_a_document_follows_its_names(store: Store) -> None:
    mark(store, "notice", quote="加强领导", label="x")
    add(store, "会议研究就业。".encode(), name="other")
    set_details(store, "notice", rename="decree")
    undo(store)
    redo(store)
    edit(store, "m1", note="n")
    assert [entry.what for entry in history(store, "decree")] == ["add", "mark", "set", "undo", "redo", "edit"]
    assert [entry.what for entry in history(store, "other@1")] == ["add"]
    with pytest.raises(RefNotFoundError):
        history(store, "decree@2")


def test_each_line_of_the_exported_history_can_be_checked(store: Store) -> None:
    change(store, "mark")
    undo(store)
    previous = "0" * 64
    for line in export_history(history(store)).splitlines():
        entry = json.loads(line)
        sealed = {key: value for key, value in entry.items() if key not in ("hash", "undone")}
        canonical = json.dumps(sealed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert entry["hash"] == hashlib.sha256(canonical.encode()).hexdigest()
        assert entry["previous"] == previous
        previous = entry["hash"]
