"""Folders: which files in one are texts to be read, in an order that is always the same."""

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from annotate.errors import FileMissingError, UnreadableFileError

_BY_NAME = {
    ".": "hidden",
    "~$": "the lock of an office program",
    "thumbs.db": "left by the system",
    "desktop.ini": "left by the system",
    "__macosx": "left by the system",
}


@dataclass(frozen=True)
class Folder:
    """What a folder holds, whatever lies in folders below it included.

    Attributes:
        files: the files, by path.
        left_out: what is not looked at, by path, and why: hidden files, locks of office programs, links to folders.
        unreadable: folders that may not be read, by path, and why; nobody knows what is in them.
    """

    files: list[Path] = field(default_factory=list)
    left_out: list[tuple[Path, str]] = field(default_factory=list)
    unreadable: list[tuple[Path, str]] = field(default_factory=list)


def find_files(folder: str | Path) -> Folder:
    """The files in `folder`, by name, and then those of the folders in it, one after the other.

    Links to files count, links to folders are not followed.

    Raises:
        FileMissingError: there is no such folder.
        UnreadableFileError: it may not be read.
    """
    found = Folder()
    _walk(Path(folder), found)
    if found.unreadable and found.unreadable[0][0] == Path(folder):
        raise UnreadableFileError(f"The folder {str(folder)!r} cannot be read: {found.unreadable[0][1]}.")
    return found


def _walk(folder: Path, found: Folder) -> None:
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            entries = sorted(os.scandir(here), key=lambda entry: entry.name)
        except FileNotFoundError:
            raise FileMissingError(f"There is no folder {str(here)!r}; check the path.") from None
        except OSError as error:
            found.unreadable.append((here, error.strerror or "it cannot be opened"))
            continue
        below = []
        for entry in entries:
            path = here / entry.name
            reason = _reason_against(entry)
            if reason is not None:
                found.left_out.append((path, reason))
            elif entry.is_dir(follow_symlinks=False):
                below.append(path)
            else:
                found.files.append(path)
        waiting += reversed(below)
    for paths in (found.left_out, found.unreadable):
        paths.sort()


def _reason_against(entry: os.DirEntry[str]) -> str | None:
    """Why a file or folder is left out; None for one to be read."""
    for start, reason in _BY_NAME.items():
        if entry.name.lower().startswith(start):
            return reason
    if entry.is_symlink() and entry.is_dir():
        return "a link to a folder"
    try:
        kind = entry.stat().st_mode
    except OSError:
        return None  # a link to nowhere, say: reading it will tell
    if not stat.S_ISREG(kind) and not stat.S_ISDIR(kind):
        return "no file but a pipe or a device"
    return None
