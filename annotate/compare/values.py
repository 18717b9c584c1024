"""What a comparison is made of, as values."""

from dataclasses import dataclass, replace
from typing import Literal, get_args

from annotate.policy.values import Parts, Rules
from annotate.text.reading import Reading
from annotate.text.spans import Span

GroupKind = Literal["same", "changed", "split", "merged", "added", "removed"]
Flag = Literal["restated", "changed", "strengthened", "weakened", "new", "dropped"]
Operation = Literal["equal", "delete", "insert"]
TextSide = Literal["old", "new"]
State = Literal["unchanged", "shifted", "moved", "changed", "split", "ambiguous", "orphaned"]


@dataclass(frozen=True)
class Edit:
    """One step that turns old words into new ones.

    `old` and `new` are spans of the two whole texts; the one that the step does not touch is empty and stands where the
    step happens. An edit never crosses the end of a span it was made for.

    `text` is what stands there, of an `equal` step in the new text. `old_text` is what an `equal` step has in the old
    text, where that is written in the other script; None where both are the same.
    """

    op: Operation
    text: str
    old: Span
    new: Span
    old_text: str | None = None


@dataclass(frozen=True)
class Group:
    """Sentences of two texts that belong together; one side is empty where a sentence was added or removed."""

    kind: GroupKind
    moved: bool
    old: tuple[Span, ...]
    new: tuple[Span, ...]
    similarity: float | None
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True)
class Near:
    """A directive of the other text that came near without being linked, and its score."""

    spans: tuple[Span, ...]
    score: float


@dataclass(frozen=True)
class NewVerdict:
    """What a reader says of one directive: which of the other text it is linked to, and its flag.

    Attributes:
        old: the old directives, by all their spans; empty with the flag `new`.
        new: the new directives; empty with the flag `dropped`.
        flag: what became of it.
        note: the reader's reason.
        ladder: for `strengthened` and `weakened`, the scale of wording meant; None leaves it to the rules.
        side: the text of the one directive judged: all its links are those named. None: the new text, unless the flag
            is `dropped`.
        line: where in a file the verdict stands, for an error's sentence.
    """

    old: tuple[Span, ...]
    new: tuple[Span, ...]
    flag: Flag
    note: str = ""
    ladder: str | None = None
    side: TextSide | None = None
    line: int | None = None


@dataclass(frozen=True)
class Verdict:
    """A reader's verdict as it is kept: `NewVerdict` with its number, who gave it and when (ISO 8601, UTC)."""

    id: int
    old: tuple[Span, ...]
    new: tuple[Span, ...]
    flag: Flag
    note: str
    ladder: str | None
    side: TextSide
    by: str
    when: str

    def told(self) -> str:
        """Who gave the verdict, when and why, in a line."""
        note = " ".join(self.note.split())
        return f"{self.by}, {self.when}" + (f": {note}" if note else "")

    def turned(self) -> "Verdict":
        """The same verdict for the comparison turned round: the old text is the new one, up is down."""
        flags: dict[Flag, Flag] = {
            "new": "dropped",
            "dropped": "new",
            "strengthened": "weakened",
            "weakened": "strengthened",
        }
        side: TextSide = "old" if self.side == "new" else "new"
        return replace(self, old=self.new, new=self.old, flag=flags.get(self.flag, self.flag), side=side)


@dataclass(frozen=True)
class Row:
    """One directive of the new text with what the old text has for it, or one of the old that nothing took up.

    Attributes:
        verdict: the reader's verdict that the flag is from; None where the rules judged.
        doubts: why a reader should look at the row, in words; empty where nothing speaks against it.
    """

    flag: Flag
    moved: bool
    old: tuple[Span, ...]
    new: tuple[Span, ...]
    score: float | None
    ladder: str | None
    parts: Parts
    why: tuple[str, ...]
    candidates: tuple[Near, ...] = ()
    edits: tuple[Edit, ...] = ()
    verdict: Verdict | None = None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Side:
    """One of the two texts compared and where it came from: a ref of the store, or a path.

    `notes` is what the reader of a path's file did that somebody may want to know, each a sentence part without a stop.
    """

    reading: Reading
    ref: str | None = None
    path: str | None = None
    date: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Folding:
    """How traditional and simplified characters were made equal: by which program, its version, and its conversions.

    `old` and `new` name the conversions that each text went through.
    """

    name: str
    version: str
    old: tuple[str, ...]
    new: tuple[str, ...]

    def told(self) -> str:
        """The same in a sentence.

        Examples:
            >>> Folding("opencc", "1.4.2", ("hk2t", "tw2s"), ("t2s",)).told()
            'Traditional and simplified characters count as equal (opencc 1.4.2: old hk2t, tw2s; new t2s).'
        """
        sides = f"old {', '.join(self.old)}; new {', '.join(self.new)}"
        return f"Traditional and simplified characters count as equal ({self.name} {self.version}: {sides})."


@dataclass(frozen=True)
class Comparison:
    """Two texts compared.

    Attributes:
        old: the earlier text.
        new: the later text.
        alignment: how their sentences belong together.
        directives: a row for each directive.
        rules: which rules judged.
        note: what could not be done, in a sentence (no lexicon for the language, say); empty otherwise.
        folded: how the scripts were made equal; None where characters were compared as they are.
    """

    old: Side
    new: Side
    alignment: tuple[Group, ...]
    directives: tuple[Row, ...]
    rules: Rules
    note: str = ""
    folded: Folding | None = None

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader should know of the whole comparison, a sentence each."""
        return tuple(each for each in (self.folded and self.folded.told(), self.note) if each)

    @property
    def summary(self) -> dict[str, int]:
        """How many rows have each flag, flags in their fixed order."""
        return {flag: sum(row.flag == flag for row in self.directives) for flag in get_args(Flag)}


@dataclass(frozen=True)
class Change:
    """What was edited inside a mark since it was made.

    `edits` turn the words it was made on into those it stands on now; `said` names the numbers, dates and markers that
    differ, a sentence each.
    """

    edits: tuple[Edit, ...]
    said: tuple[str, ...]


@dataclass(frozen=True)
class Candidate:
    """A place where a mark could stand: how alike the words are and how certain the place, both 0 to 1."""

    spans: tuple[Span, ...]
    likeness: float
    place: float


@dataclass(frozen=True)
class Carriable:
    """What carrying needs to know of one mark.

    Attributes:
        spans: where it stands on the text it is carried from (for an orphan: where it last stood).
        origin_quotes: the words it was made on.
        origin_spans: where it was made, in the text it was made on.
        moved: whether it has moved already between its origin and the text it is carried from.
    """

    spans: tuple[Span, ...]
    origin_quotes: tuple[str, ...]
    origin_spans: tuple[Span, ...]
    moved: bool = False


@dataclass(frozen=True)
class Placement:
    """Where a mark stands on another text, and how it is known.

    `state` and `likeness` are against the mark's origin. `spans` is empty when the state is ambiguous (then
    `candidates` lists the places) or orphaned. `moved` stays true once the mark has moved on its way. `rule` says in
    words what decided.
    """

    state: State
    spans: tuple[Span, ...]
    likeness: float
    place: float
    rule: str
    moved: bool = False
    candidates: tuple[Candidate, ...] = ()
