"""Adding many files: each for itself, one bad file stopping none, and a second run going on."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from annotate.errors import CallError, NameTakenError, UnreadableFileError
from annotate.store.added import Added, NewText, Refused
from annotate.store.adding import add
from annotate.store.adding_many import add_each, plan_each
from annotate.store.documents import list_documents, log, show, source
from annotate.store.folders import find_files
from annotate.store.opening import Store, open_store

HYPHENED = """\
The council met to review preparations for the rainy
season. It noted that the dikes along the lower reaches
have been strengthened, and that two districts have devel-
oped plans of their own. Districts shall inspect all of
the pumping stations and report doubts at once.
"""
FIRST, SECOND, THIRD = "会议强调，要加强领导。\n", "会议强调，要落实责任。\n", "会议强调，要抓好春耕。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of three texts with two bad files between them."""
    made = tmp_path / "texts"
    (made / "below").mkdir(parents=True)
    for name, text in (("2020-02-12", FIRST), ("b", SECOND), ("below/c", THIRD)):
        (made / f"{name}.txt").write_text(text, encoding="utf-8")
    (made / "a.txt").write_bytes(b"")
    (made / "bad.txt").write_bytes(b"\x81\xff\x00" * 40)
    return made


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "annotate.db", create=True) as opened:
        yield opened


def told(outcomes: Iterator[Added | Refused]) -> list[str]:
    """Each outcome in a word: a new ref, (one that was there), or the kind of the error."""
    return [
        type(each.error).__name__ if isinstance(each, Refused) else each.ref if each.stored else f"({each.ref})"
        for each in outcomes
    ]


def holds(store: Store) -> dict[str, list[tuple[str, str | None, bytes]]]:
    """Everything in a store but the times."""
    return {
        each.name: [(found.ref, found.date, source(store, found.ref)) for found in log(store, each.name)]
        for each in list_documents(store)
    }


def test_a_bad_file_stops_none(store: Store, folder: Path) -> None:
    outcomes = told(add_each(store, find_files(folder).files, series="s"))
    assert outcomes == ["2020-02-12@1", "UnreadableFileError", "b@1", "UnreadableFileError", "c@1"]
    assert {each.series for each in list_documents(store)} == {"s"}
    assert show(store, "2020-02-12").date == "2020-02-12"


def test_a_second_run_stores_nothing_twice(store: Store, folder: Path) -> None:
    files = find_files(folder).files
    list(add_each(store, files))
    before = holds(store)
    assert told(add_each(store, files))[::2] == ["(2020-02-12@1)", "(b@1)", "(c@1)"]
    assert holds(store) == before


def test_a_run_that_was_left_off_goes_on(store: Store, folder: Path) -> None:
    files = find_files(folder).files
    outcomes = add_each(store, files)
    assert told(iter([next(outcomes), next(outcomes), next(outcomes)])) == [
        "2020-02-12@1",
        "UnreadableFileError",
        "b@1",
    ]
    assert told(add_each(store, files))[::2] == ["(2020-02-12@1)", "(b@1)", "c@1"]


def test_a_file_is_stored_before_the_next_is_read(store: Store, folder: Path) -> None:
    outcomes = add_each(store, [folder / "b.txt", folder / "below/c.txt"])
    next(outcomes)
    assert [each.name for each in list_documents(store)] == ["b"]


def test_two_files_of_one_stem_are_told_apart_and_the_rest_goes_on(store: Store, folder: Path) -> None:
    (folder / "below/b.txt").write_text(FIRST, encoding="utf-8")
    outcomes = list(add_each(store, [folder / "b.txt", folder / "below/b.txt", folder / "below/c.txt"]))
    assert told(iter(outcomes)) == ["b@1", "NameTakenError", "c@1"]
    assert isinstance(outcomes[1], Refused)
    assert str(folder / "b.txt") in str(outcomes[1].error)
    assert str(folder / "below/b.txt") in str(outcomes[1].error)


def test_a_name_with_other_words_is_refused_and_says_how_to_go_on(store: Store, folder: Path) -> None:
    add(store, THIRD.encode(), name="b")
    (outcome,) = add_each(store, [folder / "b.txt"])
    assert isinstance(outcome, Refused)
    assert isinstance(outcome.error, NameTakenError)
    assert "--name b" in str(outcome.error)


def test_a_document_that_has_gone_on_since_is_there_already(store: Store, folder: Path) -> None:
    list(add_each(store, [folder / "b.txt"]))
    add(store, THIRD.encode(), name="b")
    assert told(add_each(store, [folder / "b.txt"])) == ["(b@1)"]


@pytest.mark.parametrize("order", [(0, 1), (0, 1, 0), (0, 0, 1), (1, 0, 1, 0)])
def test_files_of_one_name_are_its_versions_and_a_second_run_knows_them(
    store: Store, tmp_path: Path, order: Sequence[int]
) -> None:
    texts = []
    for number, which in enumerate(order):
        path = tmp_path / f"v{number}.txt"
        path.write_text((FIRST, SECOND)[which], encoding="utf-8")
        texts.append(NewText(path, name="law"))
    list(add_each(store, texts))
    before = holds(store)
    changes = 1 + sum(one != other for one, other in pairwise(order))
    assert len(before["law"]) == changes
    assert not any(each.stored for each in add_each(store, texts) if isinstance(each, Added))
    assert holds(store) == before


def test_what_is_known_of_a_file_gives_way_to_the_call(store: Store, folder: Path) -> None:
    known = NewText(
        folder / "b.txt", name="law", date="2020-02-12", series="laws", title="Law", url="https://example.org/law"
    )
    list(add_each(store, [known], date="2021-01-01"))
    law = show(store, "law")
    assert (law.date, law.series, law.title, law.origin) == ("2021-01-01", "laws", "Law", "https://example.org/law")


@pytest.mark.parametrize(
    "wrong", [{"date": "12.2.2020"}, {"series": " "}, {"language": "fr"}, {"encoding": "klingon"}, {"by": "\n"}]
)
def test_a_wrong_call_is_refused_before_anything_is_read(store: Store, folder: Path, wrong: dict[str, str]) -> None:
    with pytest.raises(CallError):
        add_each(store, [folder / "b.txt"], **wrong)  # type: ignore[arg-type]
    assert not store.path.exists()


class Broken(os.PathLike[str]):
    """A path that fails as a reader with a bug would."""

    def __fspath__(self) -> str:
        raise RecursionError


def test_a_bug_is_told_of_its_file_and_stops_none(store: Store, folder: Path) -> None:
    broken = NewText(Broken(), name="law")  # type: ignore[arg-type]
    assert told(add_each(store, [broken, folder / "below/c.txt"])) == ["RecursionError", "c@1"]


def test_the_plan_is_what_happens(store: Store, folder: Path) -> None:
    (folder / "below/b.txt").write_text(FIRST, encoding="utf-8")
    (folder / "below/2020-02-12.txt").write_text(FIRST, encoding="utf-8")
    (folder / "two@words.txt").write_text(FIRST, encoding="utf-8")
    add(store, THIRD.encode(), name="c")
    list(add_each(store, [folder / "b.txt"]))
    files = [*find_files(folder).files, *(NewText(folder / name, name="c") for name in ("b.txt", "below/c.txt"))]
    for opened in (store, None):
        planned = list(plan_each(opened, files))
        if opened is None:
            opened = open_store(folder.parent / "new.db", create=True)  # noqa: PLW2901
        done = list(add_each(opened, files))
        for plan, outcome in zip(planned, done, strict=True):
            if isinstance(outcome, Refused):
                assert type(plan.error) is type(outcome.error)
            else:
                assert (plan.ref, plan.stored, plan.error) == (outcome.ref, outcome.stored, None)


def test_the_same_bytes_read_in_another_way_are_another_version_to_the_plan_too(store: Store, folder: Path) -> None:
    texts = [NewText(folder / "b.txt", name="law", language=language) for language in ("zh-Hans", "zh-Hans", "en")]
    planned = [(each.ref, each.stored) for each in plan_each(store, texts)]
    assert planned == [("law@1", True), ("law@1", False), ("law@2", True)]
    assert planned == [(each.ref, each.stored) for each in add_each(store, texts) if isinstance(each, Added)]


def test_a_hyphen_that_was_kept_is_told_by_plan_and_by_add_and_lines_joined_by_neither(
    store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "law.txt"
    path.write_text(HYPHENED, encoding="utf-8")
    (planned,) = plan_each(store, [path])
    assert planned.notes == ("1 hyphen kept at a line end, as in “devel-oped”",)
    assert add(store, path).notes == planned.notes
    (again,) = add_each(store, [path])
    assert isinstance(again, Added)
    assert again.notes == planned.notes
    assert [note for note in show(store, "law").reading.notes if "joined" in note]


def test_a_plan_stores_nothing(store: Store, folder: Path) -> None:
    (planned,) = plan_each(None, [folder / "2020-02-12.txt"])
    assert (planned.ref, planned.dating.date, planned.read_as) == ("2020-02-12@1", "2020-02-12", "utf-8")
    list(plan_each(store, [folder / "b.txt"]))
    assert not store.path.exists()


def test_a_folder_is_walked_in_a_fixed_order_and_what_is_no_text_is_left_out(tmp_path: Path) -> None:
    for name in (
        "z.txt",
        "b/a.txt",
        "a/c.txt",
        ".hidden",
        ".git/config",
        "~$a.docx",
        "Thumbs.db",
        ".DS_Store",
        "A.txt",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "b/loop").symlink_to(tmp_path)
    (tmp_path / "b/link.txt").symlink_to(tmp_path / "z.txt")
    (tmp_path / "b/nowhere.txt").symlink_to(tmp_path / "gone.txt")
    found = find_files(tmp_path)
    names = [path.relative_to(tmp_path).as_posix() for path in found.files]
    assert names == ["A.txt", "z.txt", "a/c.txt", "b/a.txt", "b/link.txt", "b/nowhere.txt"]
    left_out = {path.relative_to(tmp_path).as_posix() for path, _ in found.left_out}
    assert left_out == {".DS_Store", ".git", ".hidden", "Thumbs.db", "b/loop", "pipe.txt", "~$a.docx"}


KILLED = """
import os, signal, sys
from annotate.store.adding_many import add_each
from annotate.store.folders import find_files
from annotate.store.opening import open_store
count = 0
def kill(frame, event, argument):
    global count
    here = frame.f_globals.get("__name__"), frame.f_code.co_name
    if event == "return" and here == ("annotate.store.adding", "_insert"):
        count += 1
        if count == int(sys.argv[3]):
            os.kill(os.getpid(), signal.SIGKILL)
sys.setprofile(kill)
with open_store(sys.argv[1], create=True) as store:
    list(add_each(store, find_files(sys.argv[2]).files))
"""


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_run_that_was_killed_and_repeated_gives_the_store_of_an_undisturbed_one(
    store: Store, folder: Path, at: int
) -> None:
    killed = folder.parent / "killed.db"
    ended = subprocess.run([sys.executable, "-c", KILLED, str(killed), str(folder), str(at)], check=False)
    assert ended.returncode == -signal.SIGKILL
    files = find_files(folder).files
    with open_store(killed, create=True) as again:
        list(add_each(again, files))
        list(add_each(store, files))
        assert holds(again) == holds(store)


def test_an_unreadable_file_keeps_its_error(store: Store, folder: Path) -> None:
    (outcome,) = add_each(store, [folder / "a.txt"])
    assert isinstance(outcome, Refused)
    assert (outcome.file, type(outcome.error)) == (str(folder / "a.txt"), UnreadableFileError)
