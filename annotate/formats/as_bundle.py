"""A whole store as plain files, in a folder or a zip, for people, for git and for `annotate import`.

What lies where is told in `annotate.formats.bundle_layout`. Two bundles of one store are the same byte for byte: names
and order depend on what the store holds and on nothing else, and a change touches the files it is about.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from annotate.errors import ImportRefusedError, InputRefusedError
from annotate.formats import bundle_output
from annotate.formats.bundle_input import BundleFiles, opened
from annotate.formats.bundle_layout import (
    ABOUT,
    ATTRIBUTES,
    ATTRIBUTES_TEXT,
    DOCUMENTS,
    HISTORY,
    LABELS,
    LINE_BYTES,
    README,
    README_TEXT,
    SCHEMA,
    VERDICTS,
    WHOLE_BYTES,
    folder_name,
    version_file,
    version_path,
)
from annotate.formats.bundle_output import Target
from annotate.formats.limits import UnfitError, decoded, parsed
from annotate.store.piece_forms import added_since
from annotate.store.pieces import Kind, Piece, UnfitPieceError
from annotate.store.store_file import REVISIONS

_TOP: dict[Kind, str] = {"document": DOCUMENTS, "label": LABELS, "verdict": VERDICTS, "entry": HISTORY}
_BESIDE: dict[Kind, str] = {"version": "json", "mark": "marks.jsonl", "place": "places.jsonl"}
_LAST: tuple[Kind, ...] = ("label", "verdict", "entry")
_OWNER = ("document", "number")
_OWN_FILES = ("source", "text", "extract")


def check_store(path: str, *, force: bool) -> None:
    """See that a store may be written to `path`, before any work is done for it; raises as `write_store` does."""
    bundle_output.check_output(Path(path), force=force)


def write_store(pieces: Iterable[Piece], path: str, *, force: bool) -> None:
    """Write a store's pieces, in the order they come from a store, to `path`: a zip if it ends in .zip, else a folder.

    Raises:
        OutputExistsError: something is there, and `force` is not set.
        InputRefusedError: what is there is no bundle, it cannot be written, or there is more than a bundle holds.
    """
    bundle_output.write_files(Path(path), lambda target: _write(pieces, target), force=force)


def _write(pieces: Iterable[Piece], target: Target) -> None:
    documents: list[Piece] = []
    written: set[str] = set()
    for path, group in groupby(pieces, _path_of):
        if path == DOCUMENTS:
            documents += group
        elif path.endswith(".json"):
            for piece in group:
                _write_version(piece, path, target)
        else:
            target.write(path, map(_line, group))
            written.add(path)
    target.write(DOCUMENTS, map(_line, documents))
    for path in (LABELS, VERDICTS, HISTORY):
        if path not in written:
            target.write(path, ())
    target.write(README, [README_TEXT.encode()])
    target.write(ATTRIBUTES, [ATTRIBUTES_TEXT.encode()])
    target.write(ABOUT, [_object({"schema": SCHEMA, "revision": REVISIONS[-1]})])


def _path_of(piece: Piece) -> str:
    if piece.kind in _TOP:
        return _TOP[piece.kind]
    return version_path(folder_name(piece.keys["document"]), piece.keys["number"], _BESIDE[piece.kind])


def _write_version(piece: Piece, path: str, target: Target) -> None:
    stem, keys = path.removesuffix("json"), piece.keys
    files = {"source": keys["source"], "txt": keys["text"].encode()}
    if keys["extract"] != keys["text"]:
        files["extract.txt"] = keys["extract"].encode()
    about = _object({key: value for key, value in keys.items() if key not in (*_OWNER, *_OWN_FILES)})
    for what, data in {"json": about, **files}.items():
        if len(data) > WHOLE_BYTES:
            raise _too_long(stem + what)
        target.write(stem + what, [data])


def _line(piece: Piece) -> bytes:
    keys = {key: value for key, value in piece.keys.items() if key not in _OWNER}
    if piece.kind == "document":
        keys = {"name": keys["name"], "folder": folder_name(keys["name"]), **keys}
    line = f"{json.dumps(keys, ensure_ascii=False)}\n".encode()
    if len(line) > LINE_BYTES:
        raise _too_long(f"{_path_of(piece)} ({piece.name})")
    return line


def _object(keys: Mapping[str, Any]) -> bytes:
    """An object with a key a line: what changes in it changes a line."""
    lines = (f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in keys.items())
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def _too_long(where: str) -> InputRefusedError:
    return InputRefusedError(
        f"{where} is longer than any import would take; copy the store's file instead. Nothing was written."
    )


class _Bundle:
    """The pieces of a bundle; each time they are gone through, it is read anew."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __iter__(self) -> Iterator[Piece]:
        try:
            with opened(self.path) as files:
                yield from _Reader(files).pieces()
        except UnfitPieceError as unfit:
            raise ImportRefusedError(f"{unfit}. Nothing was imported.") from None


def read_store(path: str) -> Iterable[Piece]:
    """The pieces in the bundle at `path`, in the order a store gives them; read only as they are asked for.

    Going through them raises `ImportRefusedError` at what no export has written: damaged, missing or other files.
    """
    return _Bundle(path)


def _folder(name: str) -> str | None:
    """The folder of a document; None for words that are not even that."""
    try:
        return folder_name(name)
    except UnicodeEncodeError:
        return None


class _Reader:
    """Files into pieces. What a piece may hold is checked by the store, which trusts no file either."""

    def __init__(self, files: BundleFiles) -> None:
        self.files = files
        self.revision = REVISIONS[-1]

    def pieces(self) -> Iterator[Piece]:
        self.revision = self._check_about()
        versions = self._versions(self.files.listed())
        for path in (ABOUT, README, ATTRIBUTES):  # nothing more is read in them, but nobody is to have changed them
            self.files.whole(path)
        for document in self._lines("document", DOCUMENTS):
            keys = dict(document.keys)
            folder, name = keys.pop("folder", None), keys.get("name")
            if not isinstance(name, str) or not folder or folder != _folder(name):
                raise UnfitPieceError(document.where, f"the folder of {name!r} is not {folder!r}")
            yield Piece("document", keys, document.where)
            for number, parts in sorted(versions.pop(folder, {}).items()):
                yield from self._version(name, folder, number, parts)
        for folder in versions:
            raise UnfitPieceError(self.files.where(f"documents/{folder}"), f"{DOCUMENTS} names no such folder")
        for kind in _LAST:
            yield from self._lines(kind, _TOP[kind])

    def _check_about(self) -> str:
        """The revision of the tables it was written from; looked at first, as all else may be other than it is known.

        What a newer program wrote is refused.
        """
        where = self.files.where(ABOUT)
        about = self._parsed(self.files.peek(ABOUT), where)
        schema, revision = about.get("schema"), about.get("revision")
        if not isinstance(schema, str) or schema.partition("/")[0] != SCHEMA.partition("/")[0]:
            raise UnfitPieceError(where, "this is no bundle of a store")
        if schema != SCHEMA or revision not in REVISIONS:
            raise UnfitPieceError(
                where, f"it is written as {schema!r}, revision {revision!r}, which a newer policy-annotate reads"
            )
        return str(revision)

    def _versions(self, paths: Iterable[str]) -> dict[str, dict[int, set[str]]]:
        """What there is of each version, by folder and number."""
        found: dict[str, dict[int, set[str]]] = {}
        for path in paths:
            place = version_file(path)
            if place is not None:
                folder, number, what = place
                found.setdefault(folder, {}).setdefault(number, set()).add(what)
        return found

    def _version(self, name: str, folder: str, number: int, parts: set[str]) -> Iterator[Piece]:
        owner = {"document": name, "number": number}
        paths = {what: version_path(folder, number, what) for what in (*parts, "json", "source", "txt")}
        for what in ("json", "source", "txt"):
            if what not in parts:
                raise UnfitPieceError(self.files.where(paths[what]), "it is missing")
        where = self.files.where(paths["json"])
        keys = added_since("version", self.revision) | self._parsed(self.files.whole(paths["json"]), where)
        text = self._words(paths["txt"])
        extract = self._words(paths["extract.txt"]) if "extract.txt" in parts else text
        own = {"source": self.files.whole(paths["source"]), "text": text, "extract": extract}
        yield Piece("version", self._joined(keys, owner | own, where), where)
        for kind in ("mark", "place"):
            if _BESIDE[kind] in parts:
                yield from self._lines(kind, paths[_BESIDE[kind]], owner)

    def _lines(self, kind: Kind, path: str, owner: Mapping[str, Any] | None = None) -> Iterator[Piece]:
        for number, line in self.files.lines(path):
            where = self.files.where(path, number)
            yield Piece(kind, self._joined(self._parsed(line, where), owner or {}, where), where)

    def _joined(self, keys: dict[str, Any], more: Mapping[str, Any], where: str) -> dict[str, Any]:
        for key in more:
            if key in keys:
                raise UnfitPieceError(where, f"`{key}` is told by the path or a file of its own, not here")
        return {**keys, **more}

    def _parsed(self, data: bytes, where: str) -> dict[str, Any]:
        try:
            found = parsed(decoded(data))
        except UnfitError as unfit:
            raise UnfitPieceError(where, str(unfit)) from None
        if not isinstance(found, dict):
            raise UnfitPieceError(where, "a JSON object is needed")
        return found

    def _words(self, path: str) -> str:
        try:
            return decoded(self.files.whole(path))
        except UnfitError as unfit:
            raise UnfitPieceError(self.files.where(path), str(unfit)) from None
