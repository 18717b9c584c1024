"""A whole store in pieces: what leaves it and comes back without knowing a database.

A piece is small and says what it is. Pieces come in one order: each document by name, behind it its versions by number,
behind each version the marks made on it and where marks stand on it; then labels, verdicts, and the history. Their keys
hold what JSON can hold, but for the source of a version, which is bytes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["document", "version", "mark", "place", "label", "verdict", "entry"]


@dataclass(frozen=True)
class Piece:
    """One thing that a store keeps.

    Attributes:
        kind: what it is; `place` is where a mark stands on a version, `entry` a change in the history.
        keys: all that is kept of it. `order` is its place among all documents, versions or marks of the store.
        where: the file and line it was read from, for an error's sentence; two pieces may differ in it and be equal.
    """

    kind: Kind
    keys: Mapping[str, Any]
    where: str = field(default="", compare=False)

    @property
    def name(self) -> str:
        """What a person would call it.

        Examples:
            >>> Piece("version", {"document": "law", "number": 2}).name, Piece("entry", {"n": 7}).name
            ('law@2', 'entry 7 of the history')
        """
        keys = self.keys
        if self.kind == "version":
            return f"{keys['document']}@{keys['number']}"
        if self.kind == "place":
            return f"where {keys['id']} stands on {keys['document']}@{keys['number']}"
        if self.kind == "entry":
            return f"entry {keys['n']} of the history"
        return f"{self.kind} {keys['id'] if self.kind in ('mark', 'verdict') else keys['name']}"


@dataclass(frozen=True)
class Restored:
    """What building a store from pieces did: how much there is now, and whether it was stored or stood there before."""

    documents: int
    versions: int
    marks: int
    entries: int
    stored: bool = True


class UnfitPieceError(ValueError):
    """A piece that no store would have written.

    Attributes:
        where: its place: the file and line it was read from, or what it is called.
        reason: why, in words, without a stop.
    """

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where, self.reason = where, reason
