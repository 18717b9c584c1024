"""What the store hands out, as values: nothing here knows a database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from annotate.compare.values import Change, State
from annotate.text.reading import PLAIN, ReaderName, Reading
from annotate.text.spans import Span, hull


@dataclass(frozen=True)
class Ref:
    """A document's name, and the number of a version; None stands for the newest.

    Examples:
        >>> str(Ref("law", 2)), str(Ref("law"))
        ('law@2', 'law')
    """

    name: str
    number: int | None = None

    def __str__(self) -> str:
        return self.name if self.number is None else f"{self.name}@{self.number}"


@dataclass(frozen=True)
class Version:
    """A stored version of a document: its text as it was read, and what is known about it.

    `sha256` is of the source bytes; the bytes themselves are fetched by `annotate.source(store, ref)`. `encoding` is
    None where the file has none, as a PDF. `reader` says who took the text out of it, `origin` where the file says that
    it comes from.
    """

    name: str
    number: int
    date: str | None
    series: str | None
    title: str | None
    sha256: str
    encoding: str | None
    added: str
    reading: Reading = field(repr=False)
    reader: ReaderName = PLAIN
    origin: str | None = None

    @property
    def ref(self) -> str:
        """`name@number`."""
        return f"{self.name}@{self.number}"

    @property
    def text(self) -> str:
        """The text that people read and mark."""
        return self.reading.text

    @property
    def language(self) -> str:
        """The language the text is read in."""
        return self.reading.language


@dataclass(frozen=True)
class DocumentSummary:
    """One line of `annotate list`."""

    name: str
    series: str | None
    versions: int
    date: str | None
    title: str | None
    marks: int


@dataclass(frozen=True)
class VersionSummary:
    """One line of `annotate log`."""

    name: str
    number: int
    date: str | None
    title: str | None
    language: str
    sha256: str
    encoding: str | None
    length: int
    added: str
    marks: int

    @property
    def ref(self) -> str:
        """`name@number`."""
        return f"{self.name}@{self.number}"


@dataclass(frozen=True)
class Origin:
    """Where a mark was made: the version, the spans and their words."""

    ref: str
    spans: tuple[Span, ...]
    quotes: tuple[str, ...]


@dataclass(frozen=True)
class MarkCandidate:
    """A place where an ambiguous mark could stand."""

    spans: tuple[Span, ...]
    quotes: tuple[str, ...]
    likeness: float
    place: float


@dataclass(frozen=True)
class Settled:
    """Who settled where a mark stands, when and how."""

    by: str
    when: str
    how: str


@dataclass(frozen=True)
class Reply:
    """An answer to a mark."""

    id: str
    note: str
    by: str
    created: str


@dataclass(frozen=True)
class Label:
    """A label: what it is for, its colour as `#rrggbb` (either may be empty), and how many marks in force bear it."""

    name: str
    about: str = ""
    colour: str = ""
    marks: int = 0


@dataclass(frozen=True)
class Mark:
    """A mark as it stands on one version.

    `carried_from` is the ref the placement was carried from, None on the mark's own version. `revision` counts the
    edits; it guards against overwriting what somebody else changed. `change` is what was edited inside it since it was
    made, None where it has no place or the words are the same.
    """

    id: str
    label: str
    note: str
    by: str
    created: str
    active: bool
    state: State
    spans: tuple[Span, ...]
    quotes: tuple[str, ...]
    likeness: float
    place: float
    rule: str
    carried_from: str | None
    settled: Settled | None
    candidates: tuple[MarkCandidate, ...]
    origin: Origin
    revision: int = 1
    change: Change | None = None
    replies: tuple[Reply, ...] = ()

    @property
    def start(self) -> int | None:
        """Where the first span starts; None when the mark has no place."""
        return hull(self.spans).start if self.spans else None

    @property
    def end(self) -> int | None:
        """Where the last span ends; None when the mark has no place."""
        return hull(self.spans).end if self.spans else None


@dataclass(frozen=True)
class Decision:
    """What a person decides about where a mark stands.

    Attributes:
        mark_id: the mark.
        answer: `accept` its place, or that of a candidate; `place` it at spans; or leave it an `orphan`.
        candidate: the number of the candidate to accept, from 1 on.
        spans: where to place it.
        expected: the place as it was shown; the decision is refused if it is another by now.
        line: where in a file the decision stands, for an error's sentence.
    """

    mark_id: str
    answer: Literal["accept", "place", "orphan"]
    candidate: int | None = None
    spans: tuple[Span, ...] = ()
    expected: tuple[Span, ...] | None = None
    line: int | None = None


@dataclass(frozen=True)
class Preview:
    """The marks in force as they would stand on a text that is not stored, carried from the newest version."""

    carried_from: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Around:
    """The words right before and right after a quote, as far as a file gives them."""

    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True)
class NewMark:
    """A mark to be made: spans, the words expected there, and what to say of them.

    `id`, `created`, `line` and `path` (where in a file it stands, for an error's sentence) are given by imports, and so
    is `around`, one for each quote: it has to stand there, too. With it and without spans each quote has to stand in
    the text once, and that is where the mark is made; without either, the mark comes in as an orphan.
    """

    spans: tuple[Span, ...]
    label: str
    note: str = ""
    by: str = ""
    quotes: tuple[str, ...] | None = None
    id: str | None = None
    created: str | None = None
    line: int | None = None
    replies: tuple[Reply, ...] = ()
    path: str | None = None
    around: tuple[Around, ...] | None = None


@dataclass(frozen=True)
class Refusal:
    """An item of a file that cannot be imported: where it stands in the file, and why.

    Attributes:
        line: the number of its line; None in a file that is not read line by line.
        path: where it stands inside the file, where lines say nothing: `items[3]`, `marks/m3.json`.
        reason: why, in words, without a stop.
    """

    line: int | None
    path: str | None
    reason: str

    @property
    def place(self) -> str:
        """Where it stands in the file: its line, else its path; empty for what is the whole file."""
        return f"line {self.line}" if self.line is not None else self.path or ""

    def where(self, name: str = "") -> str:
        """The place in the file called `name`, as a sentence begins with it.

        Examples:
            >>> Refusal(3, None, "this is not JSON").where("marks.jsonl"), Refusal(3, None, "").where()
            ('marks.jsonl, line 3', 'Line 3')
        """
        found = ", ".join(part for part in (name, self.place) if part) or "a mark"
        return found if name else found[0].upper() + found[1:]


@dataclass(frozen=True)
class Omission(Refusal):
    """Something in a file that is right, but that no mark has a place for: it stays out, and is told.

    `reason` says what it is; the same words are used for all of its kind, so that they can be counted.
    """


@dataclass(frozen=True)
class Entry:
    """One change in the store's history.

    Attributes:
        n: its number, from 1 on.
        when: ISO 8601, UTC.
        who: the person named with the change; may be empty.
        what: the command's word: add, set, mark, edit, unmark, import, reply, label, settle, undo, redo.
        subject: the ref or the mark's id that was changed.
        before: what the change took away, None where it only put something there.
        after: what it put there; for an add, also how each mark was carried.
        program: the version of the program.
        previous: the hash of the entry before.
        hash: SHA-256 over all of the above.
        undone: whether the change is undone now; not part of the entry.
    """

    n: int
    when: str
    who: str
    what: str
    subject: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    program: str
    previous: str
    hash: str
    undone: bool = False


@dataclass(frozen=True)
class Imported:
    """What an import did: how many marks came in, how many stood there already, and what did not fit and was left out.

    `refused` is empty unless the import was told to go on without what does not fit. `omitted` is what the file had
    besides, and a mark has no place for.
    """

    added: int
    skipped: int
    refused: tuple[Refusal, ...] = ()
    omitted: tuple[Omission, ...] = ()
