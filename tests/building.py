"""Values that many tests are built from: readings, versions and marks without a store, and a process without rights."""

import os
import pickle
import re
from collections.abc import Callable
from datetime import UTC, datetime
from html import unescape
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from annotate.store.values import Mark, Origin, Version
from annotate.text.offsets import OffsetMap
from annotate.text.reading import Block, Cutter, Reading
from annotate.text.spans import Span, quotes

NOW = "2020-02-12T08:00:00Z"
"""What `clock` says, as stores keep it."""


def clock() -> datetime:
    return datetime(2020, 2, 12, 8, tzinfo=UTC)


def reading(text: str, blocks: tuple[Block, ...] = ()) -> Reading:
    """A reading of `text` as it stands, without words cut."""
    offsets = OffsetMap(((0, 0, len(text)),))
    return Reading(text, text, offsets, (), blocks, "zh-Hans", True, None, (), Cutter("none", "0"))


def version(text: str, *, date: str | None = None, title: str | None = None, blocks: tuple[Block, ...] = ()) -> Version:
    """law@1, with the words `text`."""
    return Version("law", 1, date, None, title, "0" * 64, "utf-8", NOW, reading(text, blocks))


def mark(text: str, *spans: tuple[int, int], mark_id: str = "m1", label: str = "提法", note: str = "") -> Mark:
    """A mark on law@1 where it was made; without spans, an orphan made on words that are gone."""
    at = tuple(Span(*span) for span in spans)
    words = quotes(text, at)
    origin = Origin("law@1", at or (Span(0, 2),), words or ("旧话",))
    state = "unchanged" if at else "orphaned"
    return Mark(mark_id, label, note, "li", NOW, True, state, at, words, 1, 1, "", None, None, (), origin)


def words_of(written: str | bytes) -> str:
    """The words of a file: of one that is a zip of XML, those between the tags."""
    if isinstance(written, str):
        return written
    with ZipFile(BytesIO(written)) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")]
    return unescape(re.sub(r"<[^>]*>", "", "\n".join(parts)))


def as_nobody(action: Callable[[], Any]) -> Any:
    """What `action` answers, or its error as words, in a process that permission bits bind: root is not bound."""
    receive, send = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.getuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            result = action()
        except BaseException as error:
            result = f"{type(error).__name__}: {error}"
        with os.fdopen(send, "wb") as pipe:
            pipe.write(pickle.dumps(result))
        os._exit(0)
    os.close(send)
    with os.fdopen(receive, "rb") as pipe:
        result = pickle.loads(pipe.read())
    os.waitpid(child, 0)
    return result
