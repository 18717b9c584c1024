"""`annotate add` with a folder or a manifest: many files, each for itself, with a bar and a summary."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING

import click

from annotate.cli.options import Session
from annotate.cli.output import answer, flush, read_input, screen, tell
from annotate.errors import AnnotateError, InputRefusedError, StoreMissingError

if TYPE_CHECKING:
    from annotate.store.added import Added, Planned, Refused
    from annotate.store.folders import FoundTexts
    from annotate.store.incoming import About

_CLEAR_LINE = "\r\x1b[2K"


def is_many(files: Sequence[str], manifest: str | None) -> bool:
    """Whether the files are added one by one, each for itself: because of a folder or a manifest."""
    return manifest is not None or any(os.path.isdir(file) for file in files)  # noqa: PTH112  # takes any string


def find_batch(files: Sequence[str], manifest: str | None) -> "FoundTexts":
    """The files that `files`, with folders among them, and `manifest` name.

    Raises:
        InputRefusedError: there is none, or the manifest is none.
        CallError: a manifest beside files.
    """
    from annotate.store.folders import find_texts

    if manifest is None:
        found = find_texts(files)
    else:
        from annotate.formats.manifest import read_manifest

        found = find_texts(files, read_manifest(read_input(manifest), manifest), manifest=manifest)
    if not found.texts and not found.unreadable:
        raise InputRefusedError(f"There is no file to add in {', '.join(map(repr, files or [str(manifest)]))}.")
    return found


def add_many(session: Session, batch: "FoundTexts", about: "About", form: str) -> int:
    """Add the files one by one, tell of each and of all, and return the exit code."""
    from annotate.report.adding_view import summary_text
    from annotate.store.adding_many import add_each

    done: list[Added | Refused] = []
    with session.open(create=True) as store:
        outcomes = add_each(store, batch.texts, **asdict(about))
        try:
            with _bar(session, len(batch.texts)) as step:
                for text, outcome in zip(batch.texts, outcomes, strict=True):
                    done.append(outcome)
                    step(partial(_tell_of, session, str(text.file), outcome, form))
        finally:
            _tell_of_folders(batch)
            session.say(summary_text(done, batch.left_out, expected=len(batch.texts)))
    return _exit_code([getattr(each, "error", None) for each in done], batch)


def plan_many(session: Session, batch: "FoundTexts", about: "About", form: str) -> int:
    """Show what would become of the files, store nothing, and return the exit code that adding them would have."""
    from annotate.formats.adding_shapes import planned_shape
    from annotate.formats.as_json import dumped
    from annotate.report.adding_view import left_out_lines, plan_table
    from annotate.report.terminal import table_text

    planned = list(_planned(session, batch, about))
    if form == "json":
        answer("".join(dumped(planned_shape(each)) for each in planned))
    else:
        answer(table_text(plan_table(planned), screen()) + "\n")
    _tell_of_folders(batch)
    for line in left_out_lines(batch.left_out):
        session.say(line)
    return _exit_code([each.error for each in planned], batch)


def _planned(session: Session, batch: "FoundTexts", about: "About") -> "Iterator[Planned]":
    from annotate.store.adding_many import plan_each

    with ExitStack() as opened:
        try:
            store = opened.enter_context(session.open())
        except StoreMissingError:
            store = None
        step = opened.enter_context(_bar(session, len(batch.texts)))
        for planned in plan_each(store, batch.texts, **asdict(about)):
            yield planned
            step(lambda: None)


def _tell_of(session: Session, file: str, outcome: "Added | Refused", form: str) -> None:
    """Print the ref of a file that is stored, or tell why it was refused."""
    from annotate.store.added import Refused

    if isinstance(outcome, Refused):
        _complain(file, outcome.error)
    else:
        tell_added(session, file, outcome, form, alone=False)


def tell_added(session: Session, file: str, added: "Added", form: str, *, alone: bool = True) -> None:
    """Print the ref of a file, and tell what was noted on the way; of many files the summary tells some of that."""
    from annotate.formats.adding_shapes import added_shape
    from annotate.formats.as_json import dumped

    dating = added.dating
    told = added.stored or alone  # what is there already was told of when it was stored
    for note in (*added.notes, *([dating.note] if dating.note and (alone or not dating.plain) else [])) if told else ():
        session.say(f"{file}: {note}")
    if alone and not added.stored:
        session.say(f"{file}: the same as {added.ref}, nothing stored")
    answer(dumped(added_shape(added)) if form == "json" else f"{added.ref}\n")


def _complain(file: str, error: Exception) -> None:
    from annotate.cli.running import bug_sentence, one_line

    sentence = one_line(str(error) if isinstance(error, AnnotateError) else bug_sentence(error))
    tell(f"annotate: {sentence if file in sentence else f'{file}: {sentence}'}")


def _tell_of_folders(batch: "FoundTexts") -> None:
    from annotate.store.folders import unreadable

    for path, reason in batch.unreadable:
        tell(f"annotate: {unreadable(path, reason)}")


def _exit_code(errors: "Sequence[Exception | None]", batch: "FoundTexts") -> int:
    from annotate.cli.running import BUG, DONE

    if any(error is not None and not isinstance(error, AnnotateError) for error in errors):
        return BUG
    return InputRefusedError.exit_code if any(errors) or batch.unreadable else DONE


@contextmanager
def _bar(session: Session, length: int) -> Iterator[Callable[[Callable[[], None]], None]]:
    """A step that tells of a file and moves the bar on; the bar is there only on a terminal, and gives way to words."""
    terminal = sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
    if session.quiet or not terminal:
        yield _then_flush
        return
    with click.progressbar(length=length, file=sys.stderr, show_pos=True, label="Reading") as bar:

        def step(told: Callable[[], None]) -> None:
            sys.stderr.write(_CLEAR_LINE)
            sys.stderr.flush()
            _then_flush(told)
            bar.update(1)

        yield step


def _then_flush(told: Callable[[], None]) -> None:
    """Tell of a file, and let nobody wait for it until the last one is done."""
    told()
    flush()
