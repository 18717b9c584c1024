"""Where in a bundle each thing lies, and how much a bundle may hold.

```text
bundle.json                 what this is: schema, and the revision of the store's tables
SHA256SUMS                  the SHA-256 of every other file, as `sha256sum -c` checks them
README.md, .gitattributes   for people, and so that git leaves line ends alone
documents.jsonl             the documents: name, folder, series
documents/FOLDER/N.json           version N: date, title, how it was read
documents/FOLDER/N.source         the bytes it was read from, as they came
documents/FOLDER/N.txt            its text
documents/FOLDER/N.extract.txt    what its reader took out of the source, where the text is not the same
documents/FOLDER/N.marks.jsonl    the marks made on it, with replies
documents/FOLDER/N.places.jsonl   where each mark of the document stands on it
labels.jsonl, verdicts.jsonl, history.jsonl
```
"""

import re
from hashlib import sha256
from unicodedata import normalize

SCHEMA = "annotate.bundle/1"
ABOUT, SUMS, README, ATTRIBUTES = "bundle.json", "SHA256SUMS", "README.md", ".gitattributes"
DOCUMENTS, LABELS, VERDICTS, HISTORY = "documents.jsonl", "labels.jsonl", "verdicts.jsonl", "history.jsonl"
TOP = (ATTRIBUTES, README, ABOUT, DOCUMENTS, HISTORY, LABELS, VERDICTS)
"""The files that every bundle has, `SHA256SUMS` aside."""

LINE_BYTES = 32 * 2**20
"""The longest line: the history's entry of an import of a hundred thousand marks has its place in it."""

WHOLE_BYTES = 256 * 2**20
"""The longest file that is read in one piece: a source or a text."""

BUNDLE_BYTES = 2_000_000_000
"""The largest bundle, all files together; what a zip holds without its extensions."""

FILES = 65_000
"""How many files a bundle may have; likewise."""

UNFOLDED_BYTES, UNFOLDED_TIMES = 100 * 2**20, 200
"""A zip may unfold to the first; to more only if it is not more than the second times its own size."""

README_TEXT = """\
# A store of annotated texts, as files

Written by `annotate export --to bundle`. `annotate import PATH --from bundle` builds an equal store from it: the same
ids, hashes, places of marks and history. `sha256sum -c SHA256SUMS` says whether every file is as it was written.

- `documents.jsonl` names the documents and the folder of each; `documents/FOLDER/N.txt` is the text of version N,
  `N.source` the bytes it was read from, `N.json` what is known of it, `N.marks.jsonl` the marks made on it, and
  `N.places.jsonl` where each mark stands on it.
- `labels.jsonl` says what labels are for, `verdicts.jsonl` what readers said of comparisons, `history.jsonl` every
  change, each with its hash and the one before.

Spans are `[start, end)` in Unicode code points of the version's text.

Do not edit these files: a bundle that was changed is refused. Change the store, and export it again.
"""

ATTRIBUTES_TEXT = """\
# Every byte counts: its SHA-256 is kept.
* -text
*.source -text -diff
"""

_PATH = re.compile(r"documents/([^/\\]+)/([1-9][0-9]{0,8})\.(json|source|txt|extract\.txt|marks\.jsonl|places\.jsonl)")
_BAD = re.compile(r'[\\<>"|?*~%\x00-\x1f]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\..*)?", re.IGNORECASE)
_LONGEST = 120  # bytes of UTF-8: short enough for every file system, with a path before it


def folder_name(name: str) -> str:
    """The folder of the document `name`: the name itself where every file system keeps it, and it alone, as it is.

    Else, with capitals too, which some file systems take for small letters, what can be kept of it and the beginning
    of its SHA-256. `documents.jsonl` has the name for each folder.

    Examples:
        >>> folder_name("2024-04-09"), folder_name("政府工作报告")
        ('2024-04-09', '政府工作报告')
        >>> folder_name("Law"), folder_name("con"), folder_name("what?")
        ('Law~b78c1618', '_con~1143da2b', 'what_~2cc9a59a')
    """
    if _is_plain(name):
        return name
    kept = _BAD.sub("_", normalize("NFC", name)).encode()[: _LONGEST - 10].decode(errors="ignore").strip(".")
    if not kept or _RESERVED.fullmatch(kept):
        kept = f"_{kept}"
    return f"{kept}~{sha256(name.encode()).hexdigest()[:8]}"


def _is_plain(name: str) -> bool:
    return (
        normalize("NFC", name.casefold()) == name
        and not _BAD.search(name)
        and not name.startswith(".")
        and not name.endswith(".")
        and not _RESERVED.fullmatch(name)
        and len(name.encode()) <= _LONGEST
    )


def version_path(folder: str, number: int, what: str) -> str:
    """The path of a file of a version.

    Examples:
        >>> version_path("law", 2, "marks.jsonl")
        'documents/law/2.marks.jsonl'
    """
    return f"documents/{folder}/{number}.{what}"


def version_file(path: str) -> tuple[str, int, str] | None:
    """The folder, the number and what it is of a version's file; None for other paths.

    Examples:
        >>> version_file("documents/law/2.marks.jsonl"), version_file("documents/../2.txt"), version_file("README.md")
        (('law', 2, 'marks.jsonl'), None, None)
    """
    found = _PATH.fullmatch(path)
    if found is None or found[1] in (".", ".."):
        return None
    return found[1], int(found[2]), found[3]


def is_known(path: str) -> bool:
    """Whether a bundle may have such a file."""
    return path in TOP or version_file(path) is not None
