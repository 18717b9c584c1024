"""Where answers go: to standard output, or to a file that is written whole or not at all."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO

from annotate.errors import CallError, InputRefusedError, OutputExistsError, UnreadableFileError
from annotate.formats.catalogue import FORMATS

if TYPE_CHECKING:
    from annotate.report.terminal import Screen


def screen(output: str | None = None) -> "Screen":
    """The terminal that standard output is, or endless lines without colour where the answer goes elsewhere.

    COLUMNS sets the width anywhere; NO_COLOR, set to anything, turns colour off.
    """
    import shutil

    from annotate.report.terminal import Screen

    is_terminal = output in (None, "-") and sys.stdout is not None and sys.stdout.isatty()
    columns = shutil.get_terminal_size((100, 24)).columns if is_terminal or os.environ.get("COLUMNS") else 0
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return Screen(columns, is_terminal and not plain)


def answer(written: str | bytes, output: str | None = None, *, force: bool = False, form: str = "text") -> None:
    """Write the answer: to standard output, or to the file `output`.

    Args:
        written: the answer; nothing is added to it.
        output: a path; None or `-` is standard output.
        force: replace a file that is there already.
        form: the format it is written in; some begin a file (not standard output) with a byte order mark.

    Raises:
        CallError: bytes for a terminal.
        OutputExistsError: the file is there, and `force` is not set.
        InputRefusedError: the file cannot be written.
    """
    if output is None or output == "-":
        _print(written)
        return
    check_output(output, force=force)
    encoding = "utf-8-sig" if FORMATS[form].bom else "utf-8"
    data = written.encode(encoding) if isinstance(written, str) else written
    try:
        path = Path(output)
        if path.exists() and not path.is_file():  # a device or a pipe: nothing there to lose
            path.write_bytes(data)
        else:
            from annotate.store.drafts import drafted

            with drafted(path.resolve(), force=force) as file:
                file.write(data)
    except FileExistsError:
        raise _exists(output) from None
    except OSError as error:
        raise InputRefusedError(f"The file {output!r} cannot be written: {error.strerror}.") from error


def tell(message: str) -> None:
    """Tell the person something that is no part of the answer, on standard error; where that is lost, it is lost.

    Names of files, authors and notes are in what is told, so control characters in it are made visible.
    """
    if sys.stderr is None:
        return
    from annotate.report.cells import safe

    try:
        print(safe(message, keep="\n\t"), file=sys.stderr, flush=True)
    except OSError:
        discard(sys.stderr)


def discard(stream: TextIO) -> None:
    """Let what is left in the buffer of `stream` go nowhere, or Python complains about it on its way out."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, stream.fileno())
    os.close(null)


class AnswerLostError(Exception):
    """Standard output cannot be written, for another reason than that its reader has gone."""


def _print(written: str | bytes) -> None:
    if sys.stdout is None:
        return
    with _answering():
        if isinstance(written, str):
            sys.stdout.write(_harmless(written) if sys.stdout.isatty() else written)
        else:
            sys.stdout.flush()
            sys.stdout.buffer.write(written)


def _harmless(text: str) -> str:
    """`text` for a terminal: of the signs that steer one, only the program's own colours are left."""
    from annotate.report.cells import safe
    from annotate.report.terminal import COLOUR

    return "".join(part if at % 2 else safe(part, keep="\n\t") for at, part in enumerate(COLOUR.split(text)))


def flush() -> None:
    """Send what is left of the answer to standard output; raises `AnswerLostError`, or `BrokenPipeError`."""
    if sys.stdout is not None:
        with _answering():
            sys.stdout.flush()


@contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise AnswerLostError(f"The answer cannot be written to standard output: {error.strerror}.") from error


def check_output(output: str | None, *, force: bool = False, form: str = "text") -> None:
    """Refuse a file that is there already, before any work is done for it; raises as `answer` does.

    A format that is no text is refused for a terminal, and one whose library is missing altogether.
    """
    if form != "text":
        from annotate.formats.registry import check_extra

        check_extra(form)
    if output is None or output == "-":
        if FORMATS[form].binary and sys.stdout is not None and sys.stdout.isatty():
            raise CallError(
                f"A {form} file is no text for a terminal; give -o FILE{FORMATS[form].suffix}, or send it on by a pipe."
            )
        return
    path = Path(output)
    if path.is_dir():
        raise InputRefusedError(f"{output!r} is a directory; give -o the name of a file.")
    if path.is_file() and not force:
        raise _exists(output)


def _exists(output: str) -> OutputExistsError:
    return OutputExistsError(f"The file {output!r} is there already; give another name, or --force to replace it.")


def read_input(file: str) -> bytes:
    """The bytes of a file, or of standard input for `-`; raises as `open_input` does."""
    if file != "-":
        from annotate.store.files import read_file

        return read_file(file)
    with open_input(file) as stream:
        return stream.read()


@contextmanager
def open_input(file: str) -> Iterator[BinaryIO]:
    """A file, or standard input for `-`, opened for bytes: for readers that take no more than they can bear.

    Raises:
        FileMissingError: there is no such file.
        UnreadableFileError: it is empty, a directory, cannot be read, or standard input is closed.
    """
    if file != "-":
        from annotate.store.files import open_file

        with open_file(file) as opened:
            yield opened
        return
    if sys.stdin is None:
        raise UnreadableFileError("Standard input is closed: there is nothing to read. Pipe a text in, or name a file.")
    try:
        stream = sys.stdin.buffer
        if isinstance(stream, BufferedReader) and not stream.peek(1):
            raise UnreadableFileError("Standard input is empty; there is no text in it to read.")
        yield stream
    except OSError as error:
        raise UnreadableFileError(f"Standard input cannot be read: {error.strerror}.") from error


def read_answers_file(file: str, kept: str) -> tuple[str, str]:
    """The words of a file of answers, UTF-8, and what the file is called in a sentence; within the limits of reading.

    Args:
        file: a path, or `-` for standard input.
        kept: what is left undone where the file is refused, such as `no verdict was kept`.

    Raises:
        UnreadableFileError: it is not UTF-8, or as `open_input` raises.
        ImportRefusedError: it is too long to be read.
    """
    from annotate.formats.limits import UnfitError, decoded, whole

    name = "standard input" if file == "-" else file
    with open_input(file) as stream:
        data = whole(stream, name, kept)
    try:
        return decoded(data), name
    except UnfitError as error:
        raise UnreadableFileError(f"{name!r}: {error}; {kept}.") from None


def to_terminal(text: str) -> str:
    """`text` with control characters made visible where standard output is a terminal; else as it is."""
    if sys.stdout is None or not sys.stdout.isatty():
        return text
    from annotate.report.cells import safe

    return safe(text, keep="\n\t")
