"""Files that are written under another name first: readers see the old file, or the whole new one, or none."""

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def drafted(path: Path, *, force: bool) -> Iterator[BinaryIO]:
    """A file to write to, which gets the name `path`, and the permissions of the file it replaces, at the end.

    Where anything goes wrong nothing is left of it, and what is at `path` stays.

    Raises:
        FileExistsError: something is at `path` by then, and `force` is not set.
        OSError: it cannot be written.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with draft.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            draft.chmod(stat.S_IMODE(path.stat().st_mode))
        if force:
            draft.replace(path)
        elif not put_in_place(draft, path):
            raise FileExistsError(path)
    finally:
        draft.unlink(missing_ok=True)


def put_in_place(draft: Path, path: Path) -> bool:
    """Give the finished file its name, if no other file has it by now; whether it got it."""
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return False
    except OSError:  # a file system without hard links
        if path.exists():
            return False
        draft.rename(path)
    return True
