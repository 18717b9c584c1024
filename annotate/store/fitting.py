"""Whether the pieces of a store fit each other: what a store promises, checked where pieces leave it and come in.

Versions are numbered from 1 and hold the bytes whose SHA-256 they name; every quote stands at its span; every mark has
one place on its own version and on each later one; the history's hashes chain, and it tells of every version, mark and
verdict there is. Nothing here knows a database.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from annotate.errors import AnnotateError
from annotate.store.ledger import FIRST_PREVIOUS, Standing, fits
from annotate.store.piece_forms import check_form
from annotate.store.pieces import Kind, Piece, UnfitPieceError
from annotate.store.quoting import check_spans
from annotate.store.records import spans_from
from annotate.text.reading import PLAIN
from annotate.text.spans import quotes

_RANKS: dict[Kind, int] = {
    "document": 0,
    "version": 0,
    "mark": 0,
    "place": 0,
    "label": 1,
    "verdict": 2,
    "entry": 3,
}


def fitting(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """`pieces` as they come, each when it is known to fit those before it; the last when all is told.

    Raises:
        UnfitPieceError: one does not fit; it names its place and the reason.
    """
    known, piece = _Known(), None
    for piece in pieces:
        try:
            check_form(piece.kind, piece.keys)
            known.take(piece)
        except UnfitPieceError:
            raise
        except (ValueError, AnnotateError) as error:
            raise UnfitPieceError(piece.where or _called(piece), str(error).rstrip(".")) from None
        yield piece
    try:
        known.end()
    except ValueError as error:
        raise UnfitPieceError("the history" if piece is None else piece.where or "the history", str(error)) from None


def _called(piece: Piece) -> str:
    try:
        return piece.name
    except KeyError:
        return f"a {piece.kind}"


@dataclass
class _Version:
    """The version whose marks and places are coming in."""

    place: tuple[str, int]
    text: str
    placed: set[str] = field(default_factory=set)


class _Known:
    """What the pieces so far have told."""

    def __init__(self) -> None:
        self.rank = 0
        self.name, self.number = "", 0
        self.here: _Version | None = None
        self.made: dict[str, int] = {}  # the marks of this document, with the number of the version they were made on
        self.marks: set[str] = set()
        self.sources: dict[int, str] = {}
        self.texts: dict[str, int] = {}
        self.verdicts: set[int] = set()
        self.told = _Told()

    def take(self, piece: Piece) -> None:
        """Check a piece against those before it, and keep what later ones will be checked against."""
        rank = _RANKS[piece.kind]
        if rank < self.rank:
            raise ValueError(f"a {piece.kind} does not stand behind these")
        if rank > 0 or piece.kind in ("document", "version"):
            self.close()
        self.rank = rank
        getattr(self, f"take_{piece.kind}")(piece.keys)

    def close(self) -> None:
        """See that every mark of the document so far has a place on the version that ends here."""
        if self.here is not None:
            missing = sorted(self.made.keys() - self.here.placed)
            if missing:
                name, number = self.here.place
                raise UnfitPieceError(f"{name}@{number}", f"mark {missing[0]!r} has no place on this version")
        self.here = None

    def take_document(self, keys: Mapping[str, Any]) -> None:
        if keys["name"] <= self.name:
            raise ValueError("documents must come by name, each once")
        self.name, self.number, self.made = keys["name"], 0, {}

    def take_version(self, keys: Mapping[str, Any]) -> None:
        if keys["document"] != self.name or keys["number"] != self.number + 1:
            raise ValueError(f"version {keys['number']} does not follow version {self.number} of {self.name!r}")
        if hashlib.sha256(keys["source"]).hexdigest() != keys["sha256"]:
            raise ValueError("the source is not the one whose SHA-256 is told")
        _check_source(keys)
        _check_reading(keys)
        if keys["order"] in self.sources:
            raise ValueError(f"another version has the order {keys['order']}")
        self.sources[keys["order"]] = keys["sha256"]
        self.texts[hashlib.sha256(keys["text"].encode()).hexdigest()] = len(keys["text"])
        self.number = keys["number"]
        self.here = _Version((self.name, self.number), keys["text"])

    def take_mark(self, keys: Mapping[str, Any]) -> None:
        here = self._here(keys)
        if keys["id"] in self.marks:
            raise ValueError(f"there is a mark {keys['id']!r} already")
        if [each["number"] for each in keys["replies"]] != list(range(1, len(keys["replies"]) + 1)):
            raise ValueError("its replies must be numbered from 1")
        if keys["spans"]:
            if list(map(list, check_spans(keys["spans"], len(here.text), "this version"))) != keys["spans"]:
                raise ValueError("its spans must ascend")
            _check_quotes(here.text, keys)
        elif not keys["quotes"]:
            raise ValueError("it has neither spans nor quotes")
        self.marks.add(keys["id"])
        self.made[keys["id"]] = keys["number"]

    def take_place(self, keys: Mapping[str, Any]) -> None:
        here, mark_id = self._here(keys), keys["id"]
        if mark_id not in self.made:
            raise ValueError(f"there is no mark {mark_id!r} of this document yet")
        if mark_id in here.placed:
            raise ValueError(f"mark {mark_id!r} has a place here already")
        if (keys["state"] in ("orphaned", "ambiguous")) != (not keys["spans"]):
            raise ValueError(f"{keys['state']} does not fit the spans {keys['spans']}")
        _check_quotes(here.text, keys)
        if any(end > len(here.text) for each in keys["candidates"] for _, end in each["spans"]):
            raise ValueError("a candidate reaches past the text")
        made_here = self.made[mark_id] == keys["number"]
        if made_here != (keys["carried_from"] is None) or not self.made[mark_id] <= keys["stood_on"] <= keys["number"]:
            raise ValueError("it cannot have been carried from there")
        if not made_here and not self.made[mark_id] <= keys["carried_from"] < keys["number"]:
            raise ValueError("it cannot have been carried from there")
        here.placed.add(mark_id)

    def take_label(self, keys: Mapping[str, Any]) -> None:
        """A label fits by itself."""

    def take_verdict(self, keys: Mapping[str, Any]) -> None:
        for side in ("old", "new"):
            length = self.texts.get(keys[f"{side}_text_sha256"])
            if length is None:
                raise ValueError(f"no version has its {side} text")
            if any(end > length for _, end in keys[f"{side}_spans"]):
                raise ValueError(f"it reaches past its {side} text")
        self.verdicts.add(keys["id"])

    def take_entry(self, keys: Mapping[str, Any]) -> None:
        self.told.take(keys)

    def end(self) -> None:
        """See that the history tells of what there is, when all pieces have come."""
        self.close()
        sources = [self.sources[order] for order in sorted(self.sources)]
        if self.told.sources != sources:
            raise ValueError(f"it tells of {len(self.told.sources)} added sources, not of the {len(sources)} there are")
        for what, told, there in (
            ("mark", self.told.marks, self.marks),
            ("verdict", self.told.verdicts, self.verdicts),
        ):
            for each in sorted(told ^ there, key=str):
                raise ValueError(
                    f"{what} {each!r} is {'told of' if each in told else 'there'}, but not "
                    + ("there" if each in told else "told of")
                )

    def _here(self, keys: Mapping[str, Any]) -> _Version:
        if self.here is None or self.here.place != (keys["document"], keys["number"]):
            raise ValueError(f"it stands outside its version {keys['document']}@{keys['number']}")
        return self.here


class _Told:
    """What the history has told so far."""

    def __init__(self) -> None:
        self.last: tuple[int, str] = (0, FIRST_PREVIOUS)
        self.standing = Standing()
        self.sources: list[str] = []
        self.marks: set[str] = set()
        self.verdicts: set[int] = set()

    def take(self, keys: Mapping[str, Any]) -> None:
        number, previous = self.last
        if keys["n"] != number + 1:
            raise ValueError(f"entry {keys['n']} does not follow entry {number}; the chain is broken")
        if not fits(keys, previous):
            raise ValueError(f"entry {keys['n']} does not fit its hash and the entry before it; the chain is broken")
        self.last = (keys["n"], keys["hash"])
        try:
            self._follow(keys)
        except (KeyError, TypeError, IndexError, AttributeError):
            raise ValueError(f"entry {keys['n']} does not tell what an entry of {keys['what']!r} tells") from None

    def _follow(self, keys: Mapping[str, Any]) -> None:
        """Note what the entry made, and see that undoing and redoing take what was done or undone last."""
        what, after = keys["what"], keys["after"]
        self.standing.follow(keys)
        if what == "add":
            self.sources.append(after["sha256"] + "")
            _ = [each["id"] for each in after["carried"]]
        elif what == "mark":
            self.marks.add(after["id"] + "")
        elif what == "import":
            self.marks |= {each["id"] + "" for each in after["marks"] if each["ref"] + ""}
        elif what == "judge":
            self.verdicts.add(after["id"])
        elif what == "set":
            _ = [(keys["before"][key], after[key]) for key in after]
        elif what == "settle":
            _ = [each["version_id"] for part in (keys["before"], after) for each in part["placements"]]


def _check_source(keys: Mapping[str, Any]) -> None:
    """See that the source of a plain text can be read in its encoding, as places in it are counted in bytes."""
    if keys["reader"] != PLAIN.name or keys["encoding"] is None:
        return
    try:
        keys["source"].decode(keys["encoding"])
    except (LookupError, ValueError):
        raise ValueError(f"its source cannot be read as {keys['encoding']!r}") from None


def _check_reading(keys: Mapping[str, Any]) -> None:
    """See that a version's offsets lead from its text to the same words of its extract, and all else lies inside."""
    text, extract, at = keys["text"], keys["extract"], (0, 0)
    for start, source, length in keys["offsets"]:
        if start < at[0] or source < at[1] or text[start : start + length] != extract[source : source + length]:
            raise ValueError(f"the run [{start}, {source}, {length}] does not lead from the text to the extract")
        at = (start + length, source + length)
    if at[0] > len(text) or at[1] > len(extract):
        raise ValueError("its offsets reach past the text")
    if any(not each["start"] <= each["end"] <= len(text) for each in keys["blocks"]):
        raise ValueError("a block reaches past the text")
    if any(extract[each["start"] : each["end"]] != each["text"] for each in keys["removed"]):
        raise ValueError("a run taken out is not what stands in the extract")
    starts = [start for start, _, _ in keys["places"]]
    if starts != sorted(starts) or (starts and starts[-1] > len(extract)):
        raise ValueError("its pages do not ascend within the extract")
    words = keys["words"]
    if words != sorted(set(words)) or (words and words[-1] > len(text)):
        raise ValueError("its words do not ascend within the text")


def _check_quotes(text: str, keys: Mapping[str, Any]) -> None:
    spans = spans_from(keys["spans"])
    if any(span.end > len(text) for span in spans):
        raise ValueError(f"the spans {keys['spans']} reach past the text")
    if list(quotes(text, spans)) != keys["quotes"]:
        raise ValueError(f"at {keys['spans']} stand other words than its quotes")
