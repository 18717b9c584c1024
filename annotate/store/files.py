"""From a file to a reading: what `add` stores and what a diff of bare paths compares."""

from dataclasses import replace
from io import BufferedReader
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from annotate.errors import CallError, FileMissingError, UnreadableFileError
from annotate.text.reading import Language, Reading

if TYPE_CHECKING:
    from annotate.text.extracts import Extract, Source

LANGUAGES: tuple[Language, ...] = get_args(Language)


def read_file(path: str | Path) -> bytes:
    """The bytes of the file at `path`, at least one.

    Raises:
        FileMissingError: there is no such file.
        UnreadableFileError: it is empty, a directory, or may not be read.
    """
    with open_file(path) as file:
        try:
            return file.read()
        except OSError as error:
            raise _unreadable(path, error) from error


def open_file(path: str | Path) -> BufferedReader:
    """The file at `path`, which has at least one byte, opened for reading; to be used in a `with` statement.

    Raises:
        FileMissingError: there is no such file.
        UnreadableFileError: it is empty, a directory, or may not be read.
    """
    try:
        file = Path(path).open("rb")  # noqa: SIM115  # closed by whoever asked for it
        empty = not file.peek(1)
    except (FileNotFoundError, NotADirectoryError, ValueError):  # ValueError: a NUL in the path
        raise FileMissingError(f"There is no file {str(path)!r}; check the path.") from None
    except IsADirectoryError:
        raise UnreadableFileError(
            f"{str(path)!r} is a directory; `annotate add DIR`, or add_each, takes the files in it."
        ) from None
    except OSError as error:
        raise _unreadable(path, error) from error
    if empty:
        file.close()
        raise UnreadableFileError(f"The file {str(path)!r} is empty; there is no text in it to read.")
    return file


def _unreadable(path: str | Path, error: OSError) -> UnreadableFileError:
    return UnreadableFileError(f"The file {str(path)!r} cannot be read: {error.strerror}; see its permissions.")


def to_source(file: "str | Path | bytes | Source", *, name: str | None = None) -> "Source":
    """The bytes of a file and what they are called; a source is given back as it is.

    Raises:
        FileMissingError: there is no such file.
        UnreadableFileError: it is empty, a directory, or may not be read.
    """
    from annotate.text.extracts import Source

    if isinstance(file, Source):
        return file
    if isinstance(file, bytes):
        return Source(file, name) if name else Source(file)
    return Source(read_file(file), name or str(file))


def load(
    file: "str | Path | bytes | Source",
    *,
    name: str | None = None,
    language: str | None = None,
    reflow: bool = True,
    encoding: str | None = None,
    changes: Literal["accepted", "rejected"] = "accepted",
) -> tuple["Extract", Reading]:
    """Read a file, or bytes, into a text; nothing is stored.

    Args:
        file: a path, the bytes themselves, or bytes with what is known of them.
        name: what an error calls the bytes, and whose suffix counts; the path where there is one.
        language: zh-Hans, zh-Hant, en or und; guessed from the script if None.
        reflow: undo hard wraps; if False, the text is the extract as it came and each line end also ends a sentence.
        encoding: the label of an encoding, as the web knows it; found from the file if None.
        changes: how tracked changes are read, where a file has them: accepted is the new text, rejected the old one.

    Raises:
        CallError: an unknown language or encoding.
        FileMissingError: there is no such file.
        UnreadableFileError: it is empty, a directory, of a type that is not read, or bytes that no encoding explains.
        MissingExtraError: files of its type need a library that is not installed.
    """
    from annotate.text.extracts import Options
    from annotate.text.reader import read
    from annotate.text.readers.registry import extract

    asked = check_language(language)
    source = to_source(file, name=name)
    extracted = extract(source.data, Options(source.name, encoding, source.declared, changes))
    if source.origin or source.notes:
        extracted = _from_elsewhere(extracted, source)
    return extracted, read(extracted, language=asked, reflow=reflow)


def _from_elsewhere(extracted: "Extract", source: "Source") -> "Extract":
    """The extract of a file that was fetched: its address is where it comes from, whatever the file says of itself."""
    notes = source.notes
    if source.origin and extracted.origin not in (None, source.origin):
        notes = (*notes, f"the file names as its source: {extracted.origin}")
    return replace(extracted, origin=source.origin or extracted.origin, notes=(*notes, *extracted.notes))


def check_language(language: str | None) -> Language | None:
    """Return `language` if there is such a one, or none was named; else raise CallError."""
    for known in LANGUAGES:
        if language == known:
            return known
    if language is None:
        return None
    raise CallError(f"The language {language!r} is not known; choose one of {', '.join(LANGUAGES)}.")
