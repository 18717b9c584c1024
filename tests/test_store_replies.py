"""Replies and labels: they belong to marks, follow them, and travel with them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotate.errors import CallError, InputRefusedError, MarkNotFoundError
from annotate.formats.registry import export, read_marks
from annotate.store.adding import add
from annotate.store.annotations import mark, unmark
from annotate.store.documents import show
from annotate.store.importing import import_marks
from annotate.store.labels import labels, set_label
from annotate.store.opening import Store, open_store
from annotate.store.placements import find_mark, marks
from annotate.store.replies import reply
from annotate.store.values import Label

TEXT = "会议强调，要加强领导。\n各地要落实责任。\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "annotate.db", create=True) as opened:
        add(opened, TEXT.encode(), name="notice")
        mark(opened, "notice", quote="加强领导", label="x")
        yield opened


def test_replies_follow_their_mark_to_later_versions(store: Store) -> None:
    made = [reply(store, "m1", note, by="wang") for note in ("one", "two\nlines")]
    assert [each.id for each in made] == ["m1.1", "m1.2"]
    add(store, ("会议指出。\n" + TEXT).encode(), name="notice")
    assert marks(store, "notice@2")[0].replies == tuple(made)
    assert find_mark(store, "m1").replies == tuple(made)


def test_a_reply_needs_words_and_a_mark_in_force(store: Store) -> None:
    with pytest.raises(CallError):
        reply(store, "m1", "  ")
    with pytest.raises(MarkNotFoundError):
        reply(store, "m2", "x")
    unmark(store, "m1")
    with pytest.raises(InputRefusedError):
        reply(store, "m1", "x")


def test_replies_travel_with_an_exported_mark(store: Store, tmp_path: Path) -> None:
    reply(store, "m1", "in March, too", by="wang")
    exported = export(show(store, "notice"), marks(store, "notice"), to="jsonl")
    with open_store(tmp_path / "other.db", create=True) as other:
        add(other, TEXT.encode(), name="copy")
        import_marks(other, "copy", read_marks(exported))
        assert marks(other, "copy")[0].replies == marks(store, "notice")[0].replies


def test_labels_are_those_in_use_and_those_described(store: Store) -> None:
    set_label(store, "later", about="for later")
    set_label(store, "x", colour="#00FF00")
    assert labels(store) == (Label("later", "for later"), Label("x", "", "#00ff00", 1))
    set_label(store, "later", about="")
    assert [each.name for each in labels(store)] == ["x"]


@pytest.mark.parametrize("colour", ["red", "#12", "#12345g", "#123456;x"])
def test_a_colour_is_six_digits(store: Store, colour: str) -> None:
    with pytest.raises(CallError, match="#rrggbb"):
        set_label(store, "x", colour=colour)
