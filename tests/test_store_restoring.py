"""A store taken to pieces and built again is the same store, whatever people did to it; the unfit is refused."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from annotate.compare.values import NewVerdict
from annotate.errors import AnnotateError, ImportRefusedError, StoreError
from annotate.formats.registry import export_store, read_store
from annotate.store.adding import add
from annotate.store.annotations import edit, mark, unmark
from annotate.store.comparing import diff
from annotate.store.documents import list_documents, log, set_details, show
from annotate.store.dumping import dump
from annotate.store.histories import history
from annotate.store.importing import import_marks
from annotate.store.judging import judge
from annotate.store.labels import set_label
from annotate.store.ledger import first_broken, seal
from annotate.store.opening import Store, open_store
from annotate.store.pieces import Kind, Piece
from annotate.store.placements import marks
from annotate.store.replies import reply
from annotate.store.restoring import restore
from annotate.store.schema import metadata
from annotate.store.settling import settle
from annotate.store.undoing import redo, undo
from annotate.store.values import Decision, NewMark, Reply
from annotate.text.reading import Place, ReaderName
from annotate.text.spans import Span
from tests.building import NOW, clock

SENTENCES = (
    "会议强调，要加强领导。",
    "各地要落实责任。\r\n",
    "关于𠮷林工作的意见，要全面落实。",
    "👩‍🌾 要做好春耕备耕工作。",
    "Cafe\u0301 owners shall report.\n",
    "要做好防汛备汛工作。",
)
NAMES = ("law", "Law", "con", "报告", "what?", "a\u0301", "\u00e1")


def fill(store: Store) -> None:
    """Two documents with all that a store can hold."""
    for text in ("会议强调，要加强领导。各地要抓好春耕。", "会议强调，要切实加强领导。各地要抓好秋收。"):
        add(store, text.encode(), name="law", date="2020-02-12", series="laws", by="lin")
    add(store, "各地要抓好春耕。".encode("utf-16"), name="Opinion", title="An opinion")
    mark(store, "law@1", quote="加强领导", label="formula", note="one\ntwo", by="lin")
    mark(store, "law@1", spans=[(0, 2), (5, 7)], label="two")
    mark(store, "law@1", quote="春耕", label="season")
    reply(store, "m1", "Said in March, too.", by="wang")
    set_label(store, "formula", about="words that come back", colour="#a06a00")
    settle(store, "law@2", [Decision("m3", "place", spans=(Span(0, 2),))], by="wang")
    orphan = NewMark((), "lost", quotes=("旧话",), id="note-1", replies=(Reply("", "where?", "li", NOW),))
    import_marks(store, "law@1", [orphan])
    rows = [row for row in diff(store, "law@1", "law@2").directives if row.old and row.new]
    judge(store, "law@1", "law@2", [NewVerdict(rows[0].old, rows[0].new, "changed", note="no")], by="lin")
    unmark(store, "m2")
    edit(store, "m1", note="other")
    undo(store)


Step = Callable[[Store], object]
numbers = st.integers(0, 5)
words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=6)


def steps() -> st.SearchStrategy[Step]:
    """One thing that somebody does to a store; what is refused there changes nothing."""
    texts = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map("".join)
    names = st.sampled_from(NAMES)
    encodings = st.sampled_from(("utf-8", "utf-8-sig", "utf-16"))
    spans = st.lists(st.integers(0, 60), min_size=2, max_size=4).map(sorted)

    def adding(name: str, text: str, encoding: str, reflow: bool) -> Step:
        return lambda store: add(store, text.encode(encoding), name=name, reflow=reflow)

    def marking(document: int, at: list[int], label: str, note: str) -> Step:
        pairs = list(zip(at[::2], at[1::2], strict=False))
        return lambda store: mark(store, some_ref(store, document), spans=pairs, label=label, note=note)

    def settling(mark_id: int, document: int, answer: Any) -> Step:
        decision = Decision(f"m{mark_id}", answer, spans=(Span(0, 2),) if answer == "place" else ())
        return lambda store: settle(store, some_ref(store, document), [decision], by="wang")

    return st.one_of(
        st.builds(adding, names, texts, encodings, st.booleans()),
        st.builds(marking, numbers, spans, st.sampled_from(("x", "提法")), words),
        st.builds(settling, numbers, numbers, st.sampled_from(("accept", "orphan", "place"))),
        st.builds(lambda n, note: lambda store: edit(store, f"m{n}", note=note), numbers, words),
        st.builds(lambda n, note: lambda store: reply(store, f"m{n}", note), numbers, words),
        st.builds(lambda n: lambda store: unmark(store, f"m{n}"), numbers),
        st.builds(lambda n, to: lambda store: set_details(store, some_ref(store, n), rename=to), numbers, names),
        st.builds(lambda about: lambda store: set_label(store, "x", about=about, colour="#0A6A00"), words),
        st.builds(lambda n: lambda store: undo(store, n), st.integers(1, 3)),
        st.builds(lambda n: lambda store: redo(store, n), st.integers(1, 2)),
    )


def some_ref(store: Store, number: int) -> str:
    refs = [each.ref for found in list_documents(store) for each in log(store, found.name)]
    return refs[number % len(refs)]


def rows(store: Store) -> dict[str, list[Any]]:
    """Every row of every table."""
    with store.read() as connection:
        assert first_broken(connection) is None
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in metadata.sorted_tables
        }


def seen(store: Store) -> list[Any]:
    """What people see of a store."""
    refs = [each.ref for found in list_documents(store) for each in log(store, found.name)]
    return [list_documents(store), history(store), *((show(store, ref), marks(store, ref)) for ref in refs)]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(steps(), min_size=3, max_size=14))
def test_a_store_goes_into_a_bundle_and_comes_back_row_by_row(done: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with (
            open_store(folder / "a.db", create=True, clock=clock) as one,
            open_store(folder / "b.db", create=True, clock=clock) as other,
        ):
            add(one, SENTENCES[0].encode(), name="law")
            for step in done:
                with suppress(AnnotateError):
                    step(one)
            export_store(dump(one), folder / "bundle")
            export_store(dump(one), folder / "bundle.zip")
            assert restore(other, read_store(folder / "bundle.zip")).stored
            assert rows(other) == rows(one)
            assert seen(other) == seen(one)
            assert not restore(other, read_store(folder / "bundle")).stored
            for step in (undo, redo, lambda store: mark(store, some_ref(store, 1), spans=[(0, 1)], label="x")):
                assert outcome(step, one) == outcome(step, other)
            assert rows(other) == rows(one)


def outcome(step: Step, store: Store) -> object:
    try:
        return step(store)
    except AnnotateError as error:
        return str(error)


@pytest.fixture
def pieces(store: Store) -> list[Piece]:
    return list(dump(store))


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "new" / "annotate.db", create=True) as opened:
        yield opened


def test_all_that_a_store_can_hold_comes_back(store: Store, empty: Store, pieces: list[Piece]) -> None:
    assert {piece.kind for piece in pieces} == set(Kind.__args__)  # type: ignore[attr-defined]
    built = restore(empty, pieces)
    assert (built.documents, built.versions, built.marks, built.stored) == (2, 3, 4, True)
    assert rows(empty) == rows(store)


PAGES = {
    "encoding": None,
    "reader": "pdf",
    "reader_version": "1, some library 2.0",
    "places": [[0, 1, "page"], [8, 2, "page"]],
    "notes": ["running heads left out"],
    "origin": "某市人民政府",
}


def test_how_a_version_was_read_comes_back(empty: Store, tmp_path: Path, pieces: list[Piece]) -> None:
    pieces = with_keys(pieces, "version", **PAGES)
    restore(empty, pieces)
    assert list(dump(empty)) == pieces
    export_store(dump(empty), tmp_path / "bundle")
    with open_store(tmp_path / "c.db", create=True) as other:
        restore(other, read_store(tmp_path / "bundle"))
        assert rows(other) == rows(empty)
        version = show(other, "Opinion@1")
    assert (version.encoding, version.origin) == (None, "某市人民政府")
    assert version.reader == ReaderName("pdf", "1, some library 2.0")
    assert version.reading.places == (Place(0, 1), Place(8, 2))
    assert version.reading.notes == ("running heads left out",)


def test_an_empty_store_is_a_store(empty: Store, tmp_path: Path) -> None:
    assert restore(empty, []).stored
    export_store(dump(empty), tmp_path / "bundle")
    with open_store(tmp_path / "c.db", create=True) as other:
        assert restore(other, read_store(tmp_path / "bundle")).versions == 0


def test_the_same_once_more_is_nothing_to_do(store: Store, pieces: list[Piece]) -> None:
    before = rows(store)
    assert not restore(store, pieces).stored
    assert rows(store) == before


@pytest.mark.parametrize("change", ["more", "fewer", "other"])
def test_a_store_that_holds_something_else_is_left_alone(store: Store, empty: Store, change: str) -> None:
    restore(empty, dump(store))
    if change == "other":
        edit(empty, "m1", note="mine")
        edit(store, "m1", note="theirs")
    else:
        edit(store if change == "more" else empty, "m1", note="mine")
    before = rows(empty)
    with pytest.raises(ImportRefusedError, match=r"holds something else already; the first difference is mark m1"):
        restore(empty, dump(store))
    assert rows(empty) == before


def with_keys(pieces: Sequence[Piece], kind: str, nth: int = 0, **keys: Any) -> list[Piece]:
    """The pieces, the nth of a kind with other keys."""
    wanted = [piece for piece in pieces if piece.kind == kind][nth]
    return [replace(piece, keys={**piece.keys, **keys}) if piece is wanted else piece for piece in pieces]


BROKEN: dict[str, tuple[str, int, dict[str, Any], str]] = {
    "a name": ("document", 0, {"name": "a b"}, "cannot name a document"),
    "a likeness": ("place", 1, {"likeness": 1.5}, "from 0 to 1"),
    "a date": ("version", 0, {"date": "2020-02-30"}, "is no date"),
    "a source": ("version", 0, {"source": b"other"}, "not the one whose SHA-256 is told"),
    "a number": ("version", 1, {"number": 7}, "does not follow"),
    "a text": ("version", 1, {"text": "其他"}, "does not lead from the text"),
    "blocks": ("version", 0, {"blocks": [{"kind": "body", "start": 0, "end": 999}]}, "a block reaches past"),
    "a level": (
        "version",
        0,
        {"blocks": [{"kind": "body", "start": 0, "end": 3, "level": 0}]},
        "must be a list of obj",
    ),
    "words": ("version", 0, {"words": [3, 2]}, "its words do not ascend"),
    "an order": ("version", 2, {"order": 1}, "has the order 1"),
    "an encoding": ("version", 0, {"encoding": "klingon"}, "cannot be read as 'klingon'"),
    "another encoding": ("version", 0, {"encoding": "ascii"}, "cannot be read as 'ascii'"),
    "a page": ("version", 0, {"places": [[0, 1, "chapter"]]}, "must be a list of places"),
    "a page's start": ("version", 0, {"places": [[999, 1, "page"]]}, "pages do not ascend"),
    "pages": ("version", 0, {"places": [[3, 1, "page"], [0, 2, "page"]]}, "pages do not ascend"),
    "a language": ("version", 0, {"language": "fr"}, "must be one of"),
    "half a character": ("mark", 0, {"note": "\ud842"}, "characters that are no text"),
    "a quote": ("mark", 0, {"quotes": ["领导加强"]}, "stand other words"),
    "a span": ("mark", 0, {"spans": [[0, 999]]}, "reaches past"),
    "a negative span": ("mark", 0, {"spans": [[-1, 2]]}, "must be a list of pairs"),
    "a mark twice": ("mark", 1, {"id": "m1"}, "there is a mark 'm1' already"),
    "a mark's order": ("mark", 1, {"order": 1}, "another mark with its number"),
    "a reply": ("mark", 0, {"replies": [{"number": 2, "note": "", "by": "", "created": "", "active": True}]}, "numb"),
    "a state": ("place", 0, {"state": "orphaned"}, "does not fit the spans"),
    "a place's mark": ("place", 0, {"id": "m9"}, "no mark 'm9'"),
    "an origin": ("place", 0, {"carried_from": 1}, "cannot have been carried"),
    "a score": ("place", 0, {"likeness": float("inf")}, "must be a score"),
    "a colour": ("label", 0, {"colour": "red"}, "#rrggbb"),
    "a verdict's text": ("verdict", 0, {"old_text_sha256": "0" * 64}, "no version has its old text"),
    "a verdict's span": ("verdict", 0, {"new_spans": [[0, 999]]}, "reaches past its new text"),
    "what was said": ("entry", 4, {"who": "somebody"}, "the chain is broken"),
    "a link": ("entry", 4, {"previous": "0" * 64}, "the chain is broken"),
    "an unknown key": ("label", 0, {"size": 3}, "a label has no `size`"),
}


def test_blocks_keep_their_numbers_and_those_of_older_programs_have_none(store: Store, empty: Store) -> None:
    add(store, "春耕方案\n一、总体要求\n要加强领导。\n二、任务\n（一）要抓好春耕。".encode(), name="plan")
    numbered = show(store, "plan").reading.blocks
    assert [(block.number, block.level) for block in numbered[1:]] == [
        ("一、", 1),
        (None, None),
        ("二、", 1),
        ("（一）", 2),
    ]
    pieces = list(dump(store))
    plan = next(piece for piece in pieces if piece.kind == "version" and piece.keys["document"] == "plan")
    older = [{key: block[key] for key in ("kind", "start", "end")} for block in plan.keys["blocks"]]
    restore(empty, (replace(each, keys={**each.keys, "blocks": older}) if each is plan else each for each in pieces))
    assert {(block.number, block.level) for block in show(empty, "plan").reading.blocks} == {(None, None)}


@pytest.mark.parametrize("case", BROKEN)
def test_what_no_store_would_keep_is_refused_whole(empty: Store, pieces: list[Piece], case: str) -> None:
    kind, nth, keys, reason = BROKEN[case]
    with pytest.raises(ImportRefusedError, match=reason) as refused:
        restore(empty, with_keys(pieces, kind, nth, **keys))
    assert str(refused.value).endswith("Nothing was imported.")
    assert not empty.path.parent.exists()


@pytest.mark.parametrize("kind", ["document", "version", "mark", "place", "verdict", "entry"])
def test_a_piece_that_is_missing_is_missed(empty: Store, pieces: list[Piece], kind: str) -> None:
    one = [piece for piece in pieces if piece.kind == kind][1 if kind == "entry" else -1]
    with pytest.raises(ImportRefusedError):
        restore(empty, [piece for piece in pieces if piece is not one])
    assert not empty.path.parent.exists()


def sealed(pieces: Sequence[Piece], change: Callable[[dict[str, Any]], None]) -> list[Piece]:
    """The pieces with the history changed and its hashes made anew, as a forger would."""
    previous, found = "0" * 64, []
    for piece in pieces:
        keys = dict(piece.keys)
        if piece.kind == "entry":
            keys["previous"] = previous
            change(keys)
            keys["hash"] = previous = seal(keys)
        found.append(replace(piece, keys=keys))
    return found


@pytest.mark.parametrize(
    ("what", "after"),
    [
        ("undo", {"entry": 1}),
        ("undo", {}),
        ("undo", None),
        ("add", {"sha256": "0" * 64, "carried": []}),
        ("mark", {"id": 3}),
        ("settle", {"placements": None}),
        ("set", {"name": "other"}),
    ],
)
def test_a_history_that_cannot_have_happened_is_refused(
    empty: Store, pieces: list[Piece], what: str, after: Any
) -> None:
    def change(keys: dict[str, Any]) -> None:
        if keys["n"] == 5:
            keys.update(what=what, after=after)

    assert restore(empty, sealed(pieces, lambda keys: None)).stored
    with open_store(empty.path.parent / "other.db", create=True) as other, pytest.raises(ImportRefusedError):
        restore(other, sealed(pieces, change))


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("document", "version 1 does not follow version 0 of ''"),
        ("label", "a label does not stand behind these"),
        ("verdict", "a verdict does not stand behind these"),
    ],
)
def test_pieces_out_of_order_are_refused(empty: Store, pieces: list[Piece], kind: str, reason: str) -> None:
    moved = next(piece for piece in pieces if piece.kind == kind)
    with pytest.raises(ImportRefusedError, match=reason):
        restore(empty, [*(piece for piece in pieces if piece is not moved), moved])


def test_a_damaged_store_is_not_written_as_if_it_were_whole(store: Store) -> None:
    with store.read() as connection:
        connection.exec_driver_sql("UPDATE annotation SET quotes = '[\"领导加强\"]' WHERE id = 'm1'")
        connection.commit()
    with pytest.raises(StoreError, match=r"is damaged: mark m1: .* stand other words"):
        list(dump(store))
