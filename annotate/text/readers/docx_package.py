"""The parts of a Word file: XML in a zip archive, taken out within limits, under one spelling of names.

Nothing in the archive is trusted: sizes are counted while reading, not believed; a part with a DOCTYPE is refused, so
no entity is ever expanded; and how deep and how many elements there may be is fixed.
"""

import posixpath
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from annotate.errors import UnreadableFileError

Node = ET.Element
"""An element; its tag and attributes have Word's usual prefix: `w:p`, `w:val`."""

LONGEST, GROWTH = 128 * 2**20, 400
"""How many bytes of XML are taken out at most: so many, and so many times those of the file."""
DEPTH, ELEMENTS = 150, 2_000_000
"""How deep elements nest and how many one part has; a law of a thousand pages has a tenth of these."""

_SHORT = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
    "http://schemas.microsoft.com/office/word/2012/wordml": "w15",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://purl.org/dc/elements/1.1/": "dc",
}
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, EOFError, ValueError, OverflowError)


class Package:
    """A Word file, opened.

    Args:
        data: its bytes.
        name: what an error calls it.

    Raises:
        UnreadableFileError: it is no zip archive.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        self._left = min(LONGEST, 2**20 + GROWTH * len(data))
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
        except _BROKEN:
            raise self.refused("its archive is damaged") from None
        self._relations: dict[str, list[Node]] = {}
        self._names = {each.lower(): each for each in self._archive.namelist()}
        self.main = self._target("", "officeDocument") or "word/document.xml"

    def refused(self, reason: str) -> UnreadableFileError:
        """The error that says why the file is not read."""
        return UnreadableFileError(
            f"{self._name} is a Word file that cannot be read: {reason}. Open it in Word or LibreOffice, save it anew "
            "as .docx, and add that."
        )

    def document(self) -> Node:
        """The part with the text.

        Raises:
            UnreadableFileError: it is missing, damaged, or over a limit.
        """
        found = self._part(self.main)
        if found is None:
            raise self.refused(f"the part {self.main} is missing")
        return found

    def beside(self, kind: str) -> Node | None:
        """A part that the text refers to, by the last word of the relation's type; None where there is none.

        Raises:
            UnreadableFileError: it is damaged, or over a limit.
        """
        target = self._target(self.main, kind)
        return None if target is None else self._part(target)

    def beside_file(self, kind: str) -> Node | None:
        """A part that the file itself refers to, as its properties are."""
        target = self._target("", kind)
        return None if target is None else self._part(target)

    def all_beside(self, kind: str) -> list[Node]:
        """All parts of that kind, as headers are."""
        parts = (self._part(target) for target in self._targets(self.main, kind))
        return [part for part in parts if part is not None]

    def _target(self, source: str, kind: str) -> str | None:
        return next(iter(self._targets(source, kind)), None)

    def _targets(self, source: str, kind: str) -> list[str]:
        """The names of the parts that `source` refers to; the file itself where `source` is empty."""
        folder, base = posixpath.split(source)
        if source not in self._relations:
            part = self._part(posixpath.join(folder, "_rels", f"{base}.rels"))
            self._relations[source] = [] if part is None else list(part)
        found = []
        for each in self._relations[source]:
            type_of, target = each.get("Type", ""), each.get("Target", "")
            if type_of.rpartition("/")[2] == kind and each.get("TargetMode") != "External":
                found.append(posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/"))
        return [each for each in dict.fromkeys(found) if each.lower() in self._names]

    def _part(self, name: str) -> Node | None:
        kept = self._names.get(name.lower())
        if kept is None:
            return None
        data = self._bytes(kept)
        builder = _Builder(lambda reason: self.refused(f"the part {name} {reason}"))
        parser = ET.XMLParser(target=builder)  # noqa: S314  # the builder refuses what makes XML dangerous
        try:
            parser.feed(data)
            root: Node = parser.close()
        except (ET.ParseError, ValueError, LookupError):
            raise self.refused(f"the part {name} is no XML") from None
        return root

    def _bytes(self, name: str) -> bytes:
        info = self._archive.getinfo(name)
        if info.flag_bits & 1:
            raise self.refused("it has a password")
        try:
            with self._archive.open(info) as part:
                data = part.read(self._left + 1)
        except (*_BROKEN, RuntimeError):
            raise self.refused(f"the part {name} is damaged") from None
        self._left -= len(data)
        if self._left < 0:
            raise self.refused("it unpacks to far more than a text has")
        return data


class _Builder(ET.TreeBuilder):
    """Builds a part's tree; raises what `refuse` makes of a reason where the part goes too far."""

    def __init__(self, refuse: Callable[[str], UnreadableFileError]) -> None:
        super().__init__()
        self._refuse, self._depth, self._count = refuse, 0, 0
        self._known: dict[str, str] = {}

    def start(self, tag: str, attrs: dict[str, str], /) -> Node:
        """An element begins."""
        self._depth += 1
        self._count += 1
        if self._depth > DEPTH:
            raise self._refuse(f"nests deeper than {DEPTH} levels")
        if self._count > ELEMENTS:
            raise self._refuse(f"has more than {ELEMENTS} elements")
        return super().start(self._short(tag), {self._short(key): value for key, value in attrs.items()})

    def end(self, tag: str, /) -> Node:
        """An element ends."""
        self._depth -= 1
        return super().end(self._short(tag))

    def doctype(self, *_: Any) -> None:
        """A DOCTYPE, which no Word file has, may declare entities that grow without end."""
        raise self._refuse("has a DOCTYPE")

    def _short(self, name: str) -> str:
        found = self._known.get(name)
        if found is None:
            space, _, local = name.rpartition("}")
            prefix = _SHORT.get(space.removeprefix("{"))
            found = self._known[name] = local if not space else f"{prefix}:{local}" if prefix else name
        return found


def find(node: Node | None, path: str) -> Node | None:
    """The element at `path` below `node`, the first of its name at each step; None where there is none."""
    for tag in path.split("/"):
        if node is None:
            break
        node = next((child for child in node if child.tag == tag), None)
    return node


def find_all(node: Node | None, tag: str) -> list[Node]:
    """The children of `node` called `tag`; none where there is no node."""
    return [] if node is None else [child for child in node if child.tag == tag]


def value(node: Node | None, path: str) -> str | None:
    """What the element at `path` below `node` says as its value; None where there is none."""
    found = find(node, path)
    return None if found is None else found.get("w:val")


def number(words: str | None, otherwise: int = 0) -> int:
    """`words` as a whole number of at most nine digits; `otherwise` where they are none."""
    plain = (words or "").strip()
    digits = plain.removeprefix("-")
    return int(plain) if digits.isascii() and digits.isdigit() and len(digits) <= 9 else otherwise


def switched(node: Node | None, path: str) -> bool | None:
    """Whether a switch such as `w:vanish` is on; None where nothing is said."""
    found = find(node, path)
    return None if found is None else found.get("w:val", "1").lower() not in ("0", "false", "off")
