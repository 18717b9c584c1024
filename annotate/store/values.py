"""What the store hands out, as values: nothing here knows a database."""

from dataclasses import dataclass, field

from annotate.compare.values import State
from annotate.text.reading import Reading
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

    `sha256` is of the source bytes; the bytes themselves are fetched by `annotate.source(store, ref)`.
    """

    name: str
    number: int
    date: str | None
    series: str | None
    title: str | None
    sha256: str
    encoding: str
    added: str
    reading: Reading = field(repr=False)

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
    encoding: str
    length: int
    added: str
    marks: int

    @property
    def ref(self) -> str:
        """`name@number`."""
        return f"{self.name}@{self.number}"


@dataclass(frozen=True)
class Added:
    """What `add` did: the version's ref, and whether it was stored now or stood there already."""

    ref: str
    stored: bool


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
class Mark:
    """A mark as it stands on one version.

    `carried_from` is the ref the placement was carried from, None on the mark's own version. `revision` counts the
    edits; it guards against overwriting what somebody else changed.
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

    @property
    def start(self) -> int | None:
        """Where the first span starts; None when the mark has no place."""
        return hull(self.spans).start if self.spans else None

    @property
    def end(self) -> int | None:
        """Where the last span ends; None when the mark has no place."""
        return hull(self.spans).end if self.spans else None


@dataclass(frozen=True)
class NewMark:
    """A mark to be made: spans, the words expected there, and what to say of them.

    `id`, `created` and `line` (where in a file it stands, for an error's sentence) are given by imports.
    """

    spans: tuple[Span, ...]
    label: str
    note: str = ""
    by: str = ""
    quotes: tuple[str, ...] | None = None
    id: str | None = None
    created: str | None = None
    line: int | None = None


@dataclass(frozen=True)
class Imported:
    """What an import did: how many marks came in, and how many stood there already."""

    added: int
    skipped: int
