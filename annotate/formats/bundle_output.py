"""Putting a bundle in its place: a folder, or a zip where the path ends in .zip; whole or not at all."""

import os
import secrets
import zipfile
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from annotate.errors import InputRefusedError, OutputExistsError
from annotate.formats.bundle_input import BundleFiles, FolderFiles
from annotate.formats.bundle_layout import BUNDLE_BYTES, FILES, SUMS, UNFOLDED_BYTES, UNFOLDED_TIMES
from annotate.formats.zips import entry
from annotate.store.drafts import drafted
from annotate.store.pieces import UnfitPieceError


class Target(Protocol):
    """A bundle that is being written, file after file."""

    def write(self, path: str, chunks: Iterable[bytes]) -> None:
        """Write a file of these bytes."""


def check_output(path: Path, *, force: bool) -> None:
    """See that a bundle may be written to `path`, before any work is done for it.

    Raises:
        OutputExistsError: something is there, and `force` is not set.
        InputRefusedError: what is there is no bundle, or a bundle with other files in it.
    """
    is_zip = path.suffix.lower() == ".zip"
    if not os.path.lexists(path):
        return
    if is_zip == path.is_dir():
        kinds = ("folder", "file, and a zip") if is_zip else ("file", "folder")
        raise InputRefusedError(
            f"{str(path)!r} is a {kinds[0]} already, and a bundle there would be a {kinds[1]}; give another -o FILE."
        )
    if not force:
        kind = "file" if is_zip else "folder"
        raise OutputExistsError(
            f"The {kind} {str(path)!r} is there already; give another name, or --force to replace it."
        )
    if not is_zip:
        _own_files(path)


def _own_files(folder: Path) -> list[str]:
    """The paths of the files in a bundle's folder, which has no others."""
    try:
        return list(BundleFiles(FolderFiles(folder), str(folder)).listed(complete=False))
    except UnfitPieceError as unfit:
        raise InputRefusedError(
            f"The folder {str(folder)!r} is not a bundle and nothing else, so it is not replaced: {unfit}. "
            "Give another -o FILE, or take out what does not belong to the bundle."
        ) from None


def write_files(path: Path, fill: Callable[[Target], None], *, force: bool) -> None:
    """Let `fill` write files under another name beside `path`, and give them their place when all are there.

    Raises:
        OutputExistsError: something is there, and `force` is not set.
        InputRefusedError: what is there is no bundle, it cannot be written, or there is more than a bundle holds.
    """
    path = Path(os.path.realpath(path))
    check_output(path, force=force)
    write = _write_zip if path.suffix.lower() == ".zip" else _write_folder
    try:
        write(path, fill, force=force)
    except FileExistsError:
        raise OutputExistsError(f"{str(path)!r} is there by now; give another name, or --force.") from None
    except OSError as error:
        raise InputRefusedError(f"The bundle {str(path)!r} cannot be written: {error.strerror}.") from error


def _write_zip(path: Path, fill: Callable[[Target], None], *, force: bool) -> None:
    with drafted(path, force=force) as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            target = _Zip(archive)
            fill(target)
            target.finish()
        if target.size > UNFOLDED_BYTES and target.size > UNFOLDED_TIMES * file.tell():
            raise _too_much(path, f"a zip that unfolds to more than {UNFOLDED_TIMES} times its size")


def _write_folder(path: Path, fill: Callable[[Target], None], *, force: bool) -> None:
    target = _Folder(path.with_name(f".{path.name}.{secrets.token_hex(4)}"))
    try:
        target.folder.mkdir()
        fill(target)
        target.finish()
        with _aside(path, force=force):
            target.folder.rename(path)
    except BaseException:
        _remove(target.folder, target.paths)
        raise


@contextmanager
def _aside(path: Path, *, force: bool) -> Iterator[None]:
    """Put the bundle at `path`, if there is one, aside; away when its place is taken, back when that fails.

    Raises:
        FileExistsError: something is there by now, and `force` is not set.
    """
    if not path.exists():
        yield
        return
    if not force:
        raise FileExistsError(path)
    paths = [*_own_files(path), SUMS]
    old = path.with_name(f".{path.name}.{secrets.token_hex(4)}.old")
    path.rename(old)
    try:
        yield
    except BaseException:
        old.rename(path)
        raise
    _remove(old, paths)


def _remove(folder: Path, paths: Iterable[str]) -> None:
    """Take away these files, and the folders that are empty then; what somebody else put there stays."""
    folders = {folder, folder / "documents"}
    for path in paths:
        with suppress(OSError):
            (folder / path).unlink()
        folders.add((folder / path).parent)
    for each in sorted(folders, key=lambda found: len(found.parts), reverse=True):
        with suppress(OSError):
            each.rmdir()


class _Summed(ABC):
    """What both kinds of target do: count, and keep the SHA-256 of every file."""

    def __init__(self) -> None:
        self.size = 0
        self.sums: dict[str, str] = {}

    @property
    def paths(self) -> list[str]:
        """The files begun so far."""
        return [*self.sums, SUMS]

    def write(self, path: str, chunks: Iterable[bytes]) -> None:
        """Write a file of these bytes."""
        self._put(path, self._counted(path, chunks))

    def finish(self) -> None:
        """Write `SHA256SUMS`."""
        lines = (f"{found}  {path}\n" for path, found in sorted(self.sums.items()))
        self._put(SUMS, ["".join(lines).encode()])

    @abstractmethod
    def _put(self, path: str, chunks: Iterable[bytes]) -> None: ...

    def _counted(self, path: str, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """The chunks of a file as they go by."""
        digest = sha256()
        self.sums[path] = ""
        if len(self.sums) > FILES:
            raise _too_much(path, f"a bundle of more than {FILES} files")
        for chunk in chunks:
            digest.update(chunk)
            self.size += len(chunk)
            if self.size > BUNDLE_BYTES:
                raise _too_much(path, "a bundle of more than 2 GB")
            yield chunk
        self.sums[path] = digest.hexdigest()


class _Folder(_Summed):
    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    def _put(self, path: str, chunks: Iterable[bytes]) -> None:
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("xb") as file:
            file.writelines(chunks)


class _Zip(_Summed):
    def __init__(self, archive: zipfile.ZipFile) -> None:
        super().__init__()
        self.archive = archive

    def _put(self, path: str, chunks: Iterable[bytes]) -> None:
        with self.archive.open(entry(path, 0o100644), "w") as file:
            for chunk in chunks:
                file.write(chunk)


def _too_much(path: str | Path, what: str) -> InputRefusedError:
    return InputRefusedError(
        f"{str(path)!r} would make {what}, which no import takes; copy the store's file instead, nothing was written."
    )
