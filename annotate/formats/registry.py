"""The file types at work: each call finds its format in the table and hands the values to that format's module.

`annotate.formats.catalogue` is the table. A module has the functions that its row promises:

- `write_versions(versions: Sequence[Annotated]) -> str | bytes`; with `offsets`, a second argument of that name
- `write_diff(comparison: Comparison, view: View) -> str | bytes`
- `write_table(table: Table) -> str | bytes`
- `write_history(entries: Iterable[Entry]) -> str | bytes`
- `write_store(pieces: Iterable[Piece], path: str, *, force: bool) -> None`, which puts its files in their place by
  itself, and `check_store(path: str, *, force: bool) -> None`, which refuses a path before any work is done
- `read_store(path: str) -> Iterable[Piece]`, which may be gone through more than once, and raises as it goes
- `read_marks(file: BinaryIO, name: str, offsets: Offsets) -> Iterator[NewMark | Refusal]`; an `Omission`, which is
  a kind of refusal, says what of an item is not kept though nothing is wrong with it

and may have, for losses that only it can know:

- `lost_of_versions(versions: Sequence[Annotated]) -> Iterable[Loss]`
- `lost_of_diff(comparison: Comparison, view: View) -> Iterable[Loss]`
"""

from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from annotate.compare.values import Comparison
from annotate.errors import CallError
from annotate.formats.annotated import Annotated, annotated
from annotate.formats.catalogue import FORMATS, Ability, format_names
from annotate.formats.limits import counted
from annotate.formats.losses import Loss, comparison_losses, version_losses
from annotate.formats.sifting import Sifted, sifted
from annotate.report.rows import View
from annotate.report.tables import Table
from annotate.store.pieces import Piece
from annotate.store.values import Entry, Label, Mark, NewMark, Refusal, Version
from annotate.text.code_units import Offsets
from annotate.text.extras import check_installed

Written = str | bytes
"""What a writer returns: bytes where the format is `binary`."""


def export(version: Version, marks: Sequence[Mark], *, to: str, labels: Sequence[Label] = ()) -> str | bytes:
    """A version with its marks, written as `to`: the words of the file, or its bytes where the format is no text.

    Args:
        version: the text to write.
        marks: its marks, those without a place included; any order.
        to: the name of a format.
        labels: what is said of the labels: their colours and descriptions, for formats that show them.

    Raises:
        CallError: no such format, or it cannot write a version.
        MissingExtraError: the format needs a library that is not installed.
    """
    return export_versions([(version, marks)], to=to, labels=labels)


def export_versions(
    versions: Iterable[tuple[Version, Sequence[Mark]]],
    *,
    to: str,
    labels: Sequence[Label] = (),
    offsets: Offsets = "codepoint",
) -> str | bytes:
    """Several versions with their marks in one file; see `export`. `offsets` is what the spans given count."""
    write = _module(to, writing="versions").write_versions
    check_offsets(to, offsets)
    found = _annotated(versions, labels)
    written: Written = write(found) if offsets == "codepoint" else write(found, offsets)
    return written


def _annotated(versions: Iterable[tuple[Version, Sequence[Mark]]], labels: Sequence[Label]) -> list[Annotated]:
    return [annotated(version, marks, labels) for version, marks in versions]


def losses(version: Version, marks: Sequence[Mark], *, to: str, labels: Sequence[Label] = ()) -> tuple[Loss, ...]:
    """What the format `to` cannot hold of a version with its marks; the arguments and errors are those of `export`."""
    return versions_losses([(version, marks)], to=to, labels=labels)


def versions_losses(
    versions: Iterable[tuple[Version, Sequence[Mark]]], *, to: str, labels: Sequence[Label] = ()
) -> tuple[Loss, ...]:
    """The same of several versions in one file."""
    module, found = _module(to, writing="versions"), _annotated(versions, labels)
    own = module.lost_of_versions(found) if hasattr(module, "lost_of_versions") else ()
    return (*version_losses(found, FORMATS[to].holds), *own)


def export_diff(comparison: Comparison, *, to: str, only: Iterable[str] = (), everything: bool = False) -> str | bytes:
    """A comparison, written as `to`: the words of the file, or its bytes where the format is no text.

    Args:
        comparison: what was compared.
        to: the name of a format.
        only: the flags wanted; none means all but `restated` where the format folds, else all (json, csv, xlsx).
        everything: show restated rows and same groups, too, where the format folds them.

    Raises:
        CallError: no such format, or it cannot write a comparison.
        MissingExtraError: the format needs a library that is not installed.
    """
    written: Written = _module(to, writing="diff").write_diff(comparison, View(frozenset(only), everything))
    return written


def diff_losses(
    comparison: Comparison, *, to: str, only: Iterable[str] = (), everything: bool = False
) -> tuple[Loss, ...]:
    """What the format `to` cannot hold of a comparison; the arguments and errors are those of `export_diff`."""
    module, view = _module(to, writing="diff"), View(frozenset(only), everything)
    own = module.lost_of_diff(comparison, view) if hasattr(module, "lost_of_diff") else ()
    return (*comparison_losses(comparison, view, FORMATS[to].holds), *own)


def export_history(entries: Iterable[Entry]) -> str:
    """The history as JSON Lines: an entry a line, each with its hash and the one before, so that it can be checked."""
    written: str = _module("history", writing="history").write_history(entries)
    return written


def export_store(pieces: Iterable[Piece], path: str | Path, *, to: str = "bundle", force: bool = False) -> None:
    """Write a whole store to `path`: all of it, or nothing.

    Args:
        pieces: what `dump` gives of the store.
        path: a folder that is not there yet; if it ends in .zip, a file.
        to: the name of a format.
        force: replace the file or the bundle that is there.

    Raises:
        CallError: no such format, or it cannot hold a store.
        OutputExistsError: something is there, and `force` is not set.
        InputRefusedError: what is there is no bundle and nothing else, it cannot be written, or the store is too large.
    """
    _module(to, writing="store").write_store(pieces, str(path), force=force)


def check_store_path(path: str | Path, *, to: str, force: bool) -> None:
    """See that a store may be written to `path`, before any work is done for it; raises as `export_store` does."""
    _module(to, writing="store").check_store(str(path), force=force)


def read_store(path: str | Path, *, source: str = "bundle") -> Iterable[Piece]:
    """The pieces of a store that was written to `path`, for `restore`; read as they are asked for, anew each time.

    Going through them raises `ImportRefusedError` at the first thing that no export has written: a damaged, missing or
    additional file, a broken chain. What comes before that has been given out by then; `restore` keeps all or nothing.

    Args:
        path: the folder or file.
        source: the name of a format.

    Raises:
        CallError: no such format, or it holds no store.

    Examples:
        >>> from annotate.store.adding import add
        >>> from annotate.store.dumping import dump
        >>> from annotate.store.opening import open_store
        >>> from annotate.store.restoring import restore
        >>> from tempfile import mkdtemp
        >>> folder = Path(mkdtemp())
        >>> with open_store(folder / "annotate.db", create=True) as store:
        ...     ref = add(store, "会议强调，要加强领导。".encode(), name="notice").ref
        ...     export_store(dump(store), folder / "texts")
        >>> with open_store(folder / "other.db", create=True) as other:
        ...     restore(other, read_store(folder / "texts")).versions
        1
    """
    pieces: Iterable[Piece] = _module(source, reading="store").read_store(str(path))
    return pieces


def write_table(table: Table, *, to: str) -> str | bytes:
    """A table, written as `to`; raises `CallError` for a format that has none."""
    written: Written = _module(to, writing="table").write_table(table)
    return written


def read_marks(
    file: str | bytes | BinaryIO, name: str = "the file", *, source: str = "jsonl", offsets: Offsets = "codepoint"
) -> tuple[NewMark, ...]:
    """The marks in a file of format `source`, all of them or none.

    Args:
        file: its words, its bytes, or the file opened for bytes; no more of it is read than a file of marks can have.
        name: what the file is called in an error.
        source: the name of a format.
        offsets: what its spans count; they are given back as they stand there.

    Raises:
        CallError: no such format, or it cannot be read.
        ImportRefusedError: something in the file does not fit; nothing is read then.

    Examples:
        >>> read_marks('{"start": 0, "end": 2, "quote": "防控", "label": "提法"}')[0].spans
        (Span(start=0, end=2),)
    """
    return sifted(_items(file, name, source, offsets), name, skip_bad=False).marks


def sift_marks(
    file: str | bytes | BinaryIO,
    name: str = "the file",
    *,
    source: str = "jsonl",
    offsets: Offsets = "codepoint",
    skip_bad: bool = True,
) -> Sifted:
    """The marks in a file that fit, why the others do not, and what a mark has no place for.

    The arguments are those of `read_marks`; without `skip_bad` something that does not fit refuses the whole file.

    Raises:
        CallError: no such format, or it cannot be read.
        ImportRefusedError: the file is longer than any file of marks, or a line of it; or see above.

    Examples:
        >>> sift_marks("{}").refused
        (Refusal(line=1, path=None, reason='`start` is missing'),)
    """
    return sifted(_items(file, name, source, offsets), name, skip_bad=skip_bad)


def _items(file: str | bytes | BinaryIO, name: str, source: str, offsets: Offsets) -> Iterator[NewMark | Refusal]:
    data = file.encode("utf-8", "surrogatepass") if isinstance(file, str) else file
    opened = BytesIO(data) if isinstance(data, bytes) else data
    items: Iterator[NewMark | Refusal] = _module(source, reading="marks").read_marks(opened, name, offsets)
    return counted(items, name)


def check_offsets(name: str, offsets: Offsets) -> None:
    """See that marks can be written in the format `name` with such offsets; raises `CallError` if not."""
    if offsets != "codepoint" and not FORMATS[name].offsets:
        able = ", ".join(known.name for known in FORMATS.values() if known.offsets)
        raise CallError(f"The format {name} counts code points; other offsets can be written in {able}.")


def check_extra(name: str) -> None:
    """See that what the format `name` needs is installed, before any work is done for it.

    Raises:
        MissingExtraError: it is not.
    """
    check_installed(f"The format {name}", FORMATS[name].extra)


def _module(name: str, *, writing: Ability | None = None, reading: Ability | None = None) -> Any:
    names = format_names(writing=writing, reading=reading)
    if name not in names:
        raise CallError(f"There is no format {name!r} for that; choose one of {', '.join(names)}.")
    check_extra(name)
    return import_module(f"annotate.formats.{FORMATS[name].module}")
