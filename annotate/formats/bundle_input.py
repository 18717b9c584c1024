"""Reading the files of a bundle from a folder or a zip that may mean harm.

Nothing is unpacked and no link is followed. Which files there are is checked against `SHA256SUMS` first; then each is
read through its checksum, as far as a limit says.
"""

import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO, BinaryIO, Protocol

from annotate.errors import FileMissingError, UnreadableFileError
from annotate.formats.bundle_layout import (
    ABOUT,
    BUNDLE_BYTES,
    FILES,
    LINE_BYTES,
    SUMS,
    TOP,
    UNFOLDED_BYTES,
    UNFOLDED_TIMES,
    WHOLE_BYTES,
    is_known,
)
from annotate.store.pieces import UnfitPieceError

_SUM = re.compile(rb"([0-9a-f]{64})  ([^\n]{1,400})\n")
_LONGEST_SUM = 1_000
_END, _END_64, _END_SIZE, _LOCATOR_SIZE = b"PK\5\6", b"PK\6\7", 22, 20
_DIRECTORY_BYTES = FILES * 600
# What zipfile raises at bytes that were made to confuse it, and what reading raises.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    LookupError,
    OverflowError,
    RuntimeError,
    OSError,
    ValueError,
)


class Files(Protocol):
    """The files behind a bundle, wherever they lie."""

    def sizes(self) -> dict[str, int]:
        """The path and size of each file there is; raises UnfitPieceError for what is no plain file."""

    def open(self, path: str) -> IO[bytes]:
        """A file, for reading."""


class FolderFiles:
    """The files in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def sizes(self) -> dict[str, int]:
        """The path and size of each; no more are listed than a bundle may have."""
        found: dict[str, int] = {}
        waiting = [""]
        while waiting:
            inside = waiting.pop()
            with os.scandir(self.folder / inside) as entries:
                for entry in entries:
                    path, about = inside + entry.name, entry.stat(follow_symlinks=False)
                    if stat.S_ISDIR(about.st_mode) and (path == "documents" or inside == "documents/"):
                        waiting.append(f"{path}/")
                    elif stat.S_ISREG(about.st_mode):
                        found[path] = about.st_size
                    else:
                        raise UnfitPieceError(f"{self.folder}/{path}", "a bundle has no such folder, link or device")
                    if len(found) + len(waiting) > 2 * FILES:
                        raise UnfitPieceError(str(self.folder), f"it has more than {FILES} files")
        return found

    def open(self, path: str) -> IO[bytes]:
        """A file; a link that took its place meanwhile is not followed."""
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        return open(os.open(self.folder / path, flags), "rb")  # noqa: PTH123


class ZipFiles:
    """The files in a zip."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self.name = name
        self.packed = _check_end(file, name)
        try:
            self.archive = zipfile.ZipFile(file)
        except _BROKEN as error:
            raise UnfitPieceError(name, f"the zip is damaged: {error}") from None

    def sizes(self) -> dict[str, int]:
        """The path and size of each, as the zip tells it; what unfolds to too much is refused unread."""
        found: dict[str, int] = {}
        for about in self.archive.infolist():
            where = f"{self.name}/{about.orig_filename}"
            if about.orig_filename != about.filename or "\0" in about.orig_filename:
                raise UnfitPieceError(where, "a path of a bundle has no such characters")
            if about.is_dir() and about.file_size == 0 and _is_folder(about.filename):
                continue
            if about.filename in found:
                raise UnfitPieceError(where, "the zip has this file twice")
            if about.flag_bits & 1 or about.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise UnfitPieceError(where, "it is encrypted, or packed in a way that no bundle is")
            if stat.S_IFMT(about.external_attr >> 16) not in (0, stat.S_IFREG):
                raise UnfitPieceError(where, "it is a link or a device, not a file")
            found[about.filename] = about.file_size
        total = sum(found.values())
        if total > UNFOLDED_BYTES and total > UNFOLDED_TIMES * self.packed:
            raise UnfitPieceError(self.name, f"it would unfold to more than {UNFOLDED_TIMES} times its size")
        return found

    def open(self, path: str) -> IO[bytes]:
        """A file, unfolded as it is read."""
        return self.archive.open(path)


def _is_folder(path: str) -> bool:
    return path == "documents/" or is_known(f"{path}1.txt")


def _check_end(file: BinaryIO, name: str) -> int:
    """The size of a zip whose list of files is short enough to be read, which happens all at once."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _END_SIZE - _LOCATOR_SIZE))
    end = file.read()
    if len(end) < _END_SIZE or end[-_END_SIZE:][:4] != _END or end[-2:] != b"\0\0":
        raise UnfitPieceError(name, "this is neither a folder nor a zip as bundles are")
    length = int.from_bytes(end[-10:-6], "little")
    if end.startswith(_END_64) or length > _DIRECTORY_BYTES or size > BUNDLE_BYTES:
        raise UnfitPieceError(name, f"the zip has more than {FILES} files, or more than a bundle may hold")
    return size


@contextmanager
def opened(path: str | Path) -> Iterator["BundleFiles"]:
    """The bundle at `path`, a folder or a zip.

    Raises:
        FileMissingError: there is nothing.
        UnreadableFileError: it may not be read.
        UnfitPieceError: it is no zip.
    """
    place, name = Path(path), str(path)
    try:
        if place.is_dir():
            yield BundleFiles(FolderFiles(place), name)
            return
        if place.exists() and not place.is_file():  # a pipe would block
            raise UnfitPieceError(name, "this is neither a folder nor a zip as bundles are")
        with place.open("rb") as file:
            yield BundleFiles(ZipFiles(file, name), name)
    except (FileNotFoundError, NotADirectoryError) as error:
        if Path(error.filename or "") != place:
            raise UnfitPieceError(name, f"a file went away while it was read ({error.filename})") from None
        raise FileMissingError(f"There is no bundle {name!r}; check the path.") from None
    except OSError as error:
        raise UnreadableFileError(f"The bundle {name!r} cannot be read: {error.strerror}.") from error


class BundleFiles:
    """The files of a bundle, each read through its checksum."""

    def __init__(self, files: Files, name: str) -> None:
        self.files, self.name = files, name
        self.sums: dict[str, str] = {}
        self.read = 0

    def where(self, path: str, line: int | None = None) -> str:
        """The place in an error's sentence."""
        return f"{self.name}/{path}" + (f", line {line}" if line else "")

    def listed(self, *, complete: bool = True) -> dict[str, str]:
        """The SHA-256 of each file; raises UnfitPieceError where files are missing, or others are there.

        With `complete` unset, some may be missing.
        """
        sizes = self.files.sizes()
        if ABOUT not in sizes or SUMS not in sizes:
            raise UnfitPieceError(self.name, f"this is no bundle: it has no {ABOUT if ABOUT not in sizes else SUMS}")
        if len(sizes) > FILES + 1 or sum(sizes.values()) > BUNDLE_BYTES:
            raise UnfitPieceError(self.name, f"it has more than {FILES} files, or more than 2 GB")
        self.sums = dict(self._sums())
        for path in sorted(sizes.keys() - self.sums.keys() - {SUMS}):
            raise UnfitPieceError(self.where(path), f"it is no part of the bundle: {SUMS} does not name it")
        for path in sorted(self.sums.keys() - sizes.keys()) if complete else ():
            raise UnfitPieceError(self.where(path), "it is missing")
        return self.sums

    def _sums(self) -> Iterator[tuple[str, str]]:
        seen = set[str]()
        for number, line in self._lines(SUMS, _LONGEST_SUM):
            found = _SUM.fullmatch(line)
            path = found[2].decode(errors="replace") if found else ""
            if found is None or not is_known(path) or path in seen:
                raise UnfitPieceError(
                    self.where(SUMS, number), "this names no file of a bundle, or one for a second time"
                )
            if len(seen) > FILES:
                raise UnfitPieceError(self.where(SUMS), f"it names more than {FILES} files")
            seen.add(path)
            yield path, found[1].decode()
        for path in TOP:
            if path not in seen:
                raise UnfitPieceError(self.where(SUMS), f"it does not name {path}")

    def peek(self, path: str) -> bytes:
        """The first megabyte of a file, before anything else of the bundle is looked at."""
        try:
            with self.files.open(path) as file:
                return file.read(2**20)
        except (KeyError, FileNotFoundError):
            raise UnfitPieceError(self.name, f"this is no bundle: it has no {path}") from None
        except _BROKEN as error:
            raise UnfitPieceError(self.where(path), f"it cannot be read: {error}") from None

    def whole(self, path: str) -> bytes:
        """All bytes of a file whose checksum is right."""
        with self._reading(path) as file:
            data = file.read(WHOLE_BYTES + 1)
        if len(data) > WHOLE_BYTES:
            raise UnfitPieceError(self.where(path), f"the file has more than {WHOLE_BYTES // 2**20} MB")
        self._count(path, len(data))
        self._check(path, sha256(data).hexdigest())
        return data

    def lines(self, path: str) -> Iterator[tuple[int, bytes]]:
        """The lines of a file with their numbers, from 1; the checksum is known to be right when all have come."""
        digest = sha256()
        for number, line in self._lines(path, LINE_BYTES):
            digest.update(line)
            if not line.endswith(b"\n"):
                raise UnfitPieceError(self.where(path, number), "the line has no end; the file was cut off")
            yield number, line
        self._check(path, digest.hexdigest())

    def _lines(self, path: str, longest: int) -> Iterator[tuple[int, bytes]]:
        with self._reading(path) as file:
            number = 0
            while line := file.readline(longest + 1):
                number += 1
                if len(line) > longest:
                    size = f"{longest // 2**20} MB" if longest >= 2**20 else f"{longest} bytes"
                    raise UnfitPieceError(self.where(path, number), f"the line has more than {size}")
                self._count(path, len(line))
                yield number, line

    @contextmanager
    def _reading(self, path: str) -> Iterator[IO[bytes]]:
        try:
            with self.files.open(path) as file:
                yield file
        except UnfitPieceError:
            raise
        except _BROKEN as error:
            raise UnfitPieceError(self.where(path), f"it cannot be read: {error}") from None

    def _count(self, path: str, length: int) -> None:
        """Keep to the limit even where a zip told too small a size, or a file grew meanwhile."""
        self.read += length
        if self.read > BUNDLE_BYTES:
            raise UnfitPieceError(self.where(path), "the bundle has more than 2 GB")

    def _check(self, path: str, found: str) -> None:
        if found != self.sums[path]:
            raise UnfitPieceError(self.where(path), f"its SHA-256 is not the one in {SUMS}; the file was changed")
