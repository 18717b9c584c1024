"""Folders: which files in one are texts to be read, in an order that is always the same."""

import os
import stat
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from annotate.errors import CallError, FileMissingError, UnreadableFileError
from annotate.store.added import NewText

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


@dataclass(frozen=True)
class FoundTexts:
    """The files to be added of folders and a manifest, and what else lies there.

    Attributes:
        texts: the files, in order.
        left_out: what is not to be added, and why: as for a folder, and files that the manifest does not name.
        unreadable: folders that may not be read, by path, and why.
    """

    texts: list[NewText] = field(default_factory=list)
    left_out: list[tuple[Path, str]] = field(default_factory=list)
    unreadable: list[tuple[Path, str]] = field(default_factory=list)


def find_texts(
    files: Iterable[str | Path], rows: Sequence[NewText] | None = None, *, manifest: str | Path = "manifest.csv"
) -> FoundTexts:
    """The files that `files`, with folders among them, hold; or those of them that the rows of a manifest name.

    Args:
        files: paths of files and folders; only folders, or nothing, where there are rows.
        rows: what `read_manifest` gives. Each file is looked for in the folders, and then beside the manifest.
        manifest: the path of the manifest.

    Raises:
        CallError: rows beside a file.
        FileMissingError: there is no such folder.
        UnreadableFileError: one of the folders may not be read.

    Examples:
        >>> from tempfile import mkdtemp
        >>> folder = Path(mkdtemp())
        >>> for name in ("a.txt", "b.txt", ".hidden"):
        ...     (folder / name).touch()
        >>> found = find_texts([folder], [NewText("b.txt", date="2020-02-12")])
        >>> [each.file.name for each in found.texts], [(path.name, why) for path, why in found.left_out]
        (['b.txt'], [('.hidden', 'hidden'), ('a.txt', 'not in the manifest')])
    """
    given = [Path(file) for file in files]
    folders = [path for path in given if path.is_dir()]
    if rows is not None and len(folders) < len(given):
        raise CallError("--manifest goes with a folder, or alone; list the other files in it.")
    found, paths = FoundTexts(), list[Path]()
    for path in given:
        if path not in folders:
            paths.append(path)
            continue
        inside = find_files(path)
        paths += inside.files
        found.left_out.extend(inside.left_out)
        found.unreadable.extend(inside.unreadable)
    if rows is None:
        found.texts.extend(NewText(path) for path in dict.fromkeys(paths))
        return found
    found.texts.extend(_located(rows, [*folders, Path(manifest).parent]))
    known = {os.path.realpath(each) for each in [*(text.file for text in found.texts), manifest]}
    found.left_out.extend((path, "not in the manifest") for path in paths if os.path.realpath(path) not in known)
    return found


def _located(texts: Sequence[NewText], folders: Sequence[Path]) -> list[NewText]:
    """The same rows with the paths of their files: in the first of `folders` that has it, else in the first."""

    def path(written: str) -> Path:
        places = [folder / written for folder in folders]
        return next((place for place in places if place.exists()), places[0])

    return [replace(text, file=path(str(text.file).replace("\\", "/"))) for text in texts]


def unreadable(folder: Path, reason: str) -> str:
    """The sentence for a folder that may not be read."""
    return f"The folder {str(folder)!r} cannot be read: {reason}; see its permissions, or leave it out."


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
        raise UnreadableFileError(unreadable(*found.unreadable[0]))
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
