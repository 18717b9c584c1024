"""`annotate add` with a folder or a manifest: many files, each for itself, with a bar and a summary."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotate.cli.options import Session
from annotate.cli.output import answer, flush, read_input, screen, tell
from annotate.errors import AnnotateError, CallError, InputRefusedError, StoreMissingError

if TYPE_CHECKING:
    from annotate.store.adding_many import NewText
    from annotate.store.incoming import About
    from annotate.store.values import Added, Planned, Refused

DONE, REFUSED, BUG = 0, 4, 70
_CLEAR_LINE = "\r\x1b[2K"


@dataclass
class Batch:
    """The files to be added, and what else lies in their folders.

    Attributes:
        texts: the files, in order.
        left_out: what is not to be added, and why.
        unreadable: folders that could not be looked into, and why.
    """

    texts: "list[NewText]" = field(default_factory=list)
    left_out: list[tuple[Path, str]] = field(default_factory=list)
    unreadable: list[tuple[Path, str]] = field(default_factory=list)


def is_many(files: Sequence[str], manifest: str | None) -> bool:
    """Whether the files are added one by one, each for itself: because of a folder or a manifest."""
    return manifest is not None or any(os.path.isdir(file) for file in files)  # noqa: PTH112  # takes any string


def find_texts(files: Sequence[str], manifest: str | None) -> Batch:
    """The files that `files`, with folders among them, and `manifest` name.

    Raises:
        InputRefusedError: there is none, or the manifest is none.
        CallError: a manifest beside files.
    """
    from annotate.store.adding_many import NewText
    from annotate.store.folders import find_files

    batch = Batch()
    paths: list[Path] = []
    for file in map(Path, files):
        if not file.is_dir():
            paths.append(file)
            continue
        found = find_files(file)
        paths += found.files
        batch.left_out += found.left_out
        batch.unreadable += found.unreadable
    if manifest is None:
        batch.texts = [NewText(path) for path in dict.fromkeys(paths)]
    else:
        _take_listed(batch, paths, files, manifest)
    if not batch.texts and not batch.unreadable:
        raise InputRefusedError(f"There is no file to add in {', '.join(map(repr, files or [str(manifest)]))}.")
    return batch


def _take_listed(batch: Batch, paths: Sequence[Path], files: Sequence[str], manifest: str) -> None:
    """Take the files that the manifest lists, and leave out the others in the folders."""
    from annotate.formats.manifest import locate_files, read_manifest

    if not all(Path(file).is_dir() for file in files):
        raise CallError("--manifest goes with a folder, or alone; list the other files in it.")
    rows = read_manifest(read_input(manifest), manifest)
    batch.texts = locate_files(rows, [*map(Path, files), Path(manifest).parent])
    known = {os.path.realpath(each) for each in [*(text.file for text in batch.texts), manifest]}
    batch.left_out += [(path, "not in the manifest") for path in paths if os.path.realpath(path) not in known]


def add_many(session: Session, batch: Batch, about: "About", form: str) -> int:
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


def plan_many(session: Session, batch: Batch, about: "About", form: str) -> int:
    """Show what would become of the files, store nothing, and return the exit code that adding them would have."""
    from annotate.formats.as_json import dumped
    from annotate.formats.shapes import planned_shape
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


def _planned(session: Session, batch: Batch, about: "About") -> "Iterator[Planned]":
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
    """Print the ref of a file that is stored, tell what was noted on the way, or why it was refused."""
    from annotate.formats.as_json import dumped
    from annotate.formats.shapes import added_shape
    from annotate.store.values import Refused

    if isinstance(outcome, Refused):
        _complain(file, outcome.error)
        return
    dating = outcome.dating
    for note in (*outcome.notes, *([dating.note] if dating.note and not dating.plain else [])):
        session.say(f"{file}: {note}")
    answer(dumped(added_shape(outcome)) if form == "json" else f"{outcome.ref}\n")


def _complain(file: str, error: Exception) -> None:
    if isinstance(error, AnnotateError):
        sentence = " ".join(str(error).split())
        tell(f"annotate: {sentence if file in sentence else f'{file}: {sentence}'}")
        return
    import traceback

    tell("".join(traceback.format_exception(error)).rstrip())
    tell(f"annotate: {file}: this is a bug in annotate; please report it with the lines above.")


def _tell_of_folders(batch: Batch) -> None:
    for path, reason in batch.unreadable:
        tell(f"annotate: The folder {str(path)!r} cannot be read: {reason}.")


def _exit_code(errors: "Sequence[Exception | None]", batch: Batch) -> int:
    if any(error is not None and not isinstance(error, AnnotateError) for error in errors):
        return BUG
    return REFUSED if any(errors) or batch.unreadable else DONE


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
