"""The file types at work: a file's type is found, and its reader called.

`annotate.text.readers.catalogue` is the table. A module of it has one function:

- `read(data: bytes, options: Options) -> Extract`

It gives an extract (`annotate.text.extracts`) or raises `UnreadableFileError` with a sentence that begins with
`options.name` and says what to do; no bytes may make it raise anything else, or cost more than a fixed multiple of
their number in time and memory. Heavy libraries are imported inside its functions.
"""

import re
import zipfile
from collections import Counter
from dataclasses import replace
from importlib import import_module
from io import BytesIO

from annotate.errors import CallError, UnreadableFileError
from annotate.text.counting import counted
from annotate.text.decoding import MARKS
from annotate.text.extracts import Extract, Options
from annotate.text.extras import check_installed
from annotate.text.readers.catalogue import FILE_TYPES, TEXT, FileType

_FLAT = (b'progid="word.document"', b"<pkg:package", b"<office:document")
_OPENING = 1024
_SUFFIX = re.compile(r"\.[A-Za-z]{2,5}$")
_PREAMBLE = re.compile(rb"\A(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)+", re.DOTALL)


def extract(data: bytes, options: Options = Options()) -> Extract:  # noqa: B008  # an immutable default
    """Take the text out of a file.

    Args:
        data: the bytes of the file.
        options: what it is called, whose suffix counts, and what is known of its encoding.

    Raises:
        UnreadableFileError: it is empty, of a type that is not read, not what its name says, or refused by its reader.
        MissingExtraError: its reader needs a library that is not installed.
        CallError: there is no such encoding, or files of this type have none.

    Examples:
        >>> extract("要落实".encode("utf-8-sig"), Options("plan.txt")).encoding
        'utf-8'
    """
    if not data:
        raise UnreadableFileError(f"{options.name} is empty; give a file that holds a text.")
    kind, note = find_type(data, options.name)
    if kind.module is None:
        raise UnreadableFileError(f"{options.name} is {kind.description}, which is not read; {kind.instead}.")
    if options.encoding is not None and not kind.loose:
        raise CallError(f"{options.name} is {kind.description}, which has no encoding to name; leave --encoding out.")
    check_installed(f"{options.name} is {kind.description}; reading it", kind.extra)
    found: Extract = import_module(f"annotate.text.readers.{kind.module}").read(data, options)
    notes = (*([note] if note else []), *found.notes, *_left_out(found))
    return replace(found, notes=notes)


def _left_out(found: Extract) -> list[str]:
    """What to say of the runs that the text will leave out: how many there are of each kind."""
    counts = Counter(run.kind for run in found.removed)
    told = ", ".join(counted(count, kind) for kind, count in sorted(counts.items()))
    return [f"left out: {told}"] if told else []


def find_type(data: bytes, name: str) -> tuple[FileType, str | None]:
    """The type of a file: told by its bytes, and where they do not tell, by its suffix.

    Returns:
        The type, and what to say where the name promises another one.

    Raises:
        UnreadableFileError: the name promises a type that can be told by its bytes, and the bytes are none.

    Examples:
        >>> kind, note = find_type(b"%PDF-1.7 ...", "plan.txt")
        >>> kind.name, note
        ('pdf', 'the name ends in .txt, but it is a PDF file')
    """
    named = _by_suffix(name)
    known = _by_bytes(data)
    if known is None:
        if named is None:
            return TEXT, _not_known(name)
        if named.loose:
            return named, None
        suffix = next(each for each in named.suffixes if name.lower().endswith(each))
        raise UnreadableFileError(
            f"{name} ends in {suffix} but is not {named.description}; see what it is, and give it the name that fits."
        )
    if named is None or named is known:
        return known, None
    if known is FILE_TYPES["zip"] and named.module is None and named.begins == known.begins[:1]:
        return named, None  # its name says more than its bytes
    return known, f"the name ends in {name[name.rindex('.') :]}, but it is {known.description}"


def _not_known(name: str) -> str | None:
    suffix = _SUFFIX.search(name)
    return f"files that end in {suffix[0]} are not known; it is read as a plain text, signs and all" if suffix else None


def _by_suffix(name: str) -> FileType | None:
    low = name.lower()
    return next((known for known in FILE_TYPES.values() if low.endswith(known.suffixes)), None)


def _by_bytes(data: bytes) -> FileType | None:
    """The type that the first bytes show, for an archive also what is in it; None where they show none."""
    start = data[:_OPENING]
    for mark, _ in MARKS:
        start = start.removeprefix(mark)
    start = start.lstrip().lower()
    if start.startswith(b"<?xml") and any(each in start for each in _FLAT):
        return FILE_TYPES["flat"]
    start = _PREAMBLE.sub(b"", start)
    if start.startswith(b"riff") and start[8:12] == b"webp":
        return FILE_TYPES["webp"]
    if start.startswith(b"bm") and start[6:10] == b"\0\0\0\0":
        return FILE_TYPES["bmp"]
    fitting = [known for known in FILE_TYPES.values() if start.startswith(tuple(m.lower() for m in known.begins))]
    fitting = [known for known in fitting if known.begins]
    inner = [known for known in fitting if known.member is not None]
    if inner:
        names = _members(data)
        outer = [known for known in fitting if known.member is None]
        fitting = [known for known in inner if known.member in names] or outer or inner
    return fitting[0] if fitting else None


def _members(data: bytes) -> frozenset[str]:
    """The names of what is in an archive; for an old file of Microsoft's, those of its streams that the table names."""
    if not data.startswith(b"PK"):
        named = (known.member for known in FILE_TYPES.values() if known.member is not None)
        return frozenset(name for name in named if name.encode("utf-16-le") in data)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError, OSError, EOFError):
        return frozenset()
