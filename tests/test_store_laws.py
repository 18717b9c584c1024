"""What holds whatever people do: no mark is ever lost, every quote fits, what is stored never changes."""

import tempfile
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from annotate.errors import InputRefusedError
from annotate.formats.registry import export, read_marks
from annotate.store.adding import add
from annotate.store.annotations import edit, mark, unmark
from annotate.store.documents import log, show
from annotate.store.histories import history
from annotate.store.importing import import_marks
from annotate.store.ledger import first_broken
from annotate.store.opening import Store, open_store
from annotate.store.placements import find_mark, marks
from annotate.store.settling import settle
from annotate.store.undoing import redo, undo
from annotate.store.values import Decision, Imported, Mark
from annotate.text.spans import Span, quotes

SENTENCES = (
    "会议强调，要加强领导。",
    "各地要落实责任。",
    "会议指出，形势向好。",
    "有关部门要总结经验，完善制度。",
    "要做好春耕备耕工作。",
    "要做好防汛备汛工作。",
)

texts = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6).map("\n".join)
places = st.tuples(st.integers(0, 200), st.integers(0, 200))


@cache
def empty_store() -> bytes:
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "a.db", create=True) as store:
        store.write(lambda connection: None)
        return store.path.read_bytes()


def new_store(path: Path) -> Store:
    path.write_bytes(empty_store())
    return open_store(path)


def span_in(text: str, place: tuple[int, int]) -> Span:
    start, end = sorted(offset % (len(text) + 1) for offset in place)
    return Span(start, end)


def check(store: Store, ref: str, found: tuple[Mark, ...]) -> None:
    text = show(store, ref).text
    for each in found:
        assert each.quotes == quotes(text, each.spans)
        assert all(0 <= span.start <= span.end <= len(text) for span in each.spans)
        assert list(each.spans) == sorted(each.spans)
        assert (each.spans == ()) == (each.state in ("orphaned", "ambiguous"))
        origin = show(store, each.origin.ref).text
        assert each.origin.quotes == quotes(origin, each.origin.spans)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(texts, min_size=2, max_size=4), st.lists(st.tuples(st.integers(0, 9), places), max_size=5))
def test_a_mark_shows_on_its_version_on_all_later_ones_and_when_asked_on_earlier_ones(
    versions: list[str], wanted: list[tuple[int, tuple[int, int]]]
) -> None:
    with tempfile.TemporaryDirectory() as folder, new_store(Path(folder) / "a.db") as store:
        for text in versions:
            add(store, text.encode(), name="a", reflow=False)
        stored = [each.number for each in log(store, "a")]
        made: dict[str, int] = {}
        for chosen, place in wanted:
            number = stored[chosen % len(stored)]
            made[mark(store, f"a@{number}", spans=[span_in(show(store, f"a@{number}").text, place)], label="x").id] = (
                number
            )
        for number in stored:
            ref = f"a@{number}"
            here, all_marks = marks(store, ref), marks(store, ref, also_later=True)
            assert {each.id for each in here} == {mark_id for mark_id, at in made.items() if at <= number}
            assert {each.id for each in all_marks} == set(made)
            check(store, ref, all_marks)


# A mark's spans by their borders: nothing, one character, many, several stretches, some of them touching.
borders = st.lists(st.integers(0, 200), min_size=2, max_size=6).filter(lambda found: len(found) % 2 == 0)
lines = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=8)
notes = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)


def spans_in(text: str, found: list[int]) -> list[Span]:
    at = sorted(offset % (len(text) + 1) for offset in found)
    return list(dict.fromkeys(Span(*pair) for pair in zip(at[::2], at[1::2], strict=True)))


def told(found: Iterable[Mark]) -> dict[str, tuple[object, ...]]:
    """What a mark takes along from one store to another."""
    return {
        each.id: (each.label, each.note, each.by, each.created, each.spans, each.quotes or each.origin.quotes)
        for each in found
    }


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts, texts, st.lists(st.tuples(borders, lines, notes, st.one_of(st.just(""), lines)), min_size=1, max_size=6))
def test_marks_exported_as_json_lines_and_imported_into_another_store_are_equal(
    text: str, later: str, wanted: list[tuple[list[int], str, str, str]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        with new_store(Path(folder) / "a.db") as one:
            add(one, text.encode(), name="a", reflow=False)
            for at, label, note, by in wanted:
                mark(one, "a", spans=spans_in(text, at), label=label, note=note, by=by)
            add(one, later.encode(), name="a", reflow=False)  # where some marks find no place
            version, before = show(one, "a"), marks(one, "a")
            exported = export(version, before, to="jsonl")
        with new_store(Path(folder) / "b.db") as other:
            add(other, later.encode(), name="b", reflow=False)
            assert import_marks(other, "b", read_marks(exported)) == Imported(len(wanted), 0)
            after = marks(other, "b")
            assert told(after) == told(before)
            assert import_marks(other, "b", read_marks(export(show(other, "b"), after, to="jsonl"))).added == 0


class Life(RuleBasedStateMachine):
    """Adding, marking, editing, settling, unmarking, undoing and redoing in any order, against a plain dictionary."""

    made = Bundle("made")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = new_store(Path(self.folder.name) / "a.db")
        self.texts: list[str] = []
        self.known: dict[str, tuple[str, bool, int]] = {}  # id: note, active, version

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()

    @initialize(text=texts)
    def begin(self, text: str) -> None:
        self.add(text)

    @rule(text=texts)
    def add(self, text: str) -> None:
        added = add(self.store, text.encode(), name="a", reflow=False)
        assert added.stored == (not self.texts or self.texts[-1] != text)
        if added.stored:
            self.texts.append(text)
        assert added.ref == f"a@{len(self.texts)}"

    @rule(target=made, number=st.integers(0, 99), place=places)
    def mark(self, number: int, place: tuple[int, int]) -> str:
        number = number % len(self.texts) + 1
        span = span_in(self.texts[number - 1], place)
        found = mark(self.store, f"a@{number}", spans=[span], label="x")
        assert found.id not in self.known
        self.known[found.id] = ("", True, number)
        return found.id

    @rule(mark_id=made, note=st.sampled_from("abc"))
    def edit(self, mark_id: str, note: str) -> None:
        _, active, number = self.known[mark_id]
        if active:
            edit(self.store, mark_id, note=note, expect_revision=find_mark(self.store, mark_id).revision)
            self.known[mark_id] = (note, True, number)

    @rule(mark_id=made)
    def unmark(self, mark_id: str) -> None:
        unmark(self.store, mark_id)
        note, _, number = self.known[mark_id]
        self.known[mark_id] = (note, False, number)

    @rule(mark_id=made, answer=st.sampled_from(("accept", "place", "orphan")), place=places)
    def review(self, mark_id: str, answer: str, place: tuple[int, int]) -> None:
        """Settle a mark on the newest version, unless it was made there, was taken back or has nothing to accept."""
        _, active, number = self.known[mark_id]
        newest = f"a@{len(self.texts)}"
        (found,) = [each for each in marks(self.store, newest, include_inactive=True) if each.id == mark_id]
        if not active or number == len(self.texts) or (answer == "accept" and not found.spans):
            return
        span = span_in(self.texts[-1], place)
        decision = Decision(mark_id, answer, spans=(span,) if answer == "place" else ())  # type: ignore[arg-type]
        settle(self.store, newest, [decision], by="somebody")
        (settled,) = [each for each in marks(self.store, newest) if each.id == mark_id]
        assert settled.settled is not None
        assert settled.spans == {"accept": found.spans, "place": (span,), "orphan": ()}[answer]

    @rule()
    def undo_and_redo(self) -> None:
        """Undoing what was done last gives back the state before it, which redoing ends again."""
        if history(self.store)[-1].what in ("add", "undo", "redo"):
            return
        after = self.seen()
        (entry,) = undo(self.store)
        before = self.seen()
        redo(self.store)
        assert self.seen() == after
        assert [each.n for each in undo(self.store)] == [entry.n]
        assert self.seen() == before
        redo(self.store)

    @rule()
    def undo(self) -> None:
        """Undo what can be undone, and let the dictionary follow."""
        before = len(history(self.store))
        try:
            (entry,) = undo(self.store)
        except InputRefusedError:
            assert len(history(self.store)) == before
            return
        note, active, number = self.known[entry.subject]
        if entry.what == "edit":
            assert entry.before is not None
            self.known[entry.subject] = (entry.before["note"], active, number)
        elif entry.what in ("mark", "unmark"):
            self.known[entry.subject] = (note, entry.what == "unmark", number)

    def seen(self) -> list[Mark]:
        """All marks on all versions, but for the count of their revisions, which only grows."""
        refs = [f"a@{number}" for number in range(1, len(self.texts) + 1)]
        found = [mark for ref in refs for mark in marks(self.store, ref, include_inactive=True)]
        return [replace(each, revision=0) for each in found]

    @rule()
    def reopen(self) -> None:
        self.store = open_store(self.store.path)

    @invariant()
    def nothing_is_lost(self) -> None:
        if not self.texts:
            return
        newest = f"a@{len(self.texts)}"
        found = marks(self.store, newest, include_inactive=True)
        assert {each.id: (each.note, each.active) for each in found} == {
            mark_id: (note, active) for mark_id, (note, active, _) in self.known.items()
        }
        assert all(each.origin.ref == f"a@{self.known[each.id][2]}" for each in found)
        check(self.store, newest, found)

    @invariant()
    def nothing_stored_has_changed(self) -> None:
        for number, text in enumerate(self.texts, start=1):
            version = show(self.store, f"a@{number}")
            assert version.text == text
            assert version.sha256 == sha256(text.encode()).hexdigest()
        if self.texts:
            with self.store.read() as connection:
                assert first_broken(connection) is None


TestLife = Life.TestCase
TestLife.settings = settings(
    max_examples=12, stateful_step_count=12, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
