"""The history: an entry for each change, none for what changes nothing, and a chain that shows tampering."""

import sqlite3
from contextlib import closing
from typing import Any

import pytest
from sqlalchemy import select

from annotate._version import __version__
from annotate.errors import StaleEditError
from annotate.store.adding import add
from annotate.store.annotations import edit, mark, unmark
from annotate.store.documents import set_details
from annotate.store.importing import import_marks
from annotate.store.ledger import first_broken
from annotate.store.opening import Store
from annotate.store.schema import history
from annotate.store.values import NewMark
from annotate.text.spans import Span

FIRST = "会议强调，要加强领导。\n各地要落实责任。\n"


def fill(store: Store) -> None:
    add(store, FIRST.encode(), name="notice")


def entries(store: Store) -> list[dict[str, Any]]:
    with store.read() as connection:
        return [dict(row) for row in connection.execute(select(history).order_by(history.c.n)).mappings()]


def broken(store: Store) -> int | None:
    with store.read() as connection:
        return first_broken(connection)


def test_every_change_writes_an_entry(store: Store) -> None:
    made = mark(store, "notice", quote="加强领导", label="x", by="one")
    edit(store, made.id, note="n", by="two")
    unmark(store, made.id, by="three")
    import_marks(store, "notice", [NewMark((Span(0, 2),), "y")])
    set_details(store, "notice", series="s")
    assert [(each["n"], each["what"], each["subject"], each["who"]) for each in entries(store)] == [
        (1, "add", "notice@1", ""),
        (2, "mark", "m1", "one"),
        (3, "edit", "m1", "two"),
        (4, "unmark", "m1", "three"),
        (5, "import", "notice@1", ""),
        (6, "set", "notice@1", ""),
    ]
    assert {(each["when"], each["program"]) for each in entries(store)} == {("2020-02-12T08:00:00Z", __version__)}
    assert broken(store) is None


def test_an_entry_says_what_was_there_and_what_came(store: Store) -> None:
    made = mark(store, "notice", quote="加强领导", label="x")
    edit(store, made.id, note="提法 changed")
    *_, marked, edited = entries(store)
    assert marked["before"] is None
    assert (marked["after"]["ref"], marked["after"]["spans"], marked["after"]["quotes"]) == (
        "notice@1", [[6, 10]], ["加强领导"],
    )  # fmt: skip
    assert (edited["before"], edited["after"]) == ({"note": ""}, {"note": "提法 changed"})


def test_what_changes_nothing_or_is_refused_writes_none(store: Store) -> None:
    made = mark(store, "notice", quote="加强领导", label="x")
    set_details(store, "notice", series="s")
    count = len(entries(store))
    add(store, FIRST.encode(), name="notice")
    edit(store, made.id, label="x")
    set_details(store, "notice", series="s")
    with pytest.raises(StaleEditError):
        edit(store, made.id, label="y", expect_revision=9)
    assert len(entries(store)) == count


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE history SET who = 'somebody else' WHERE n = 2",
        "UPDATE history SET after = '{}' WHERE n = 2",
        "DELETE FROM history WHERE n = 2",
        "UPDATE history SET previous = hash WHERE n = 2",
    ],
)
def test_a_changed_entry_breaks_the_chain(store: Store, tampering: str) -> None:
    for quote in ("加强领导", "落实责任"):
        mark(store, "notice", quote=quote, label="x")
    with closing(sqlite3.connect(store.path)) as connection:
        for event in ("update", "delete"):
            connection.execute(f"DROP TRIGGER history_no_{event}")
        connection.execute(tampering)
        connection.commit()
    assert broken(store) == 2
