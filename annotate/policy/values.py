"""What a directive is, as values."""

from dataclasses import dataclass

from annotate.text.spans import Span


@dataclass(frozen=True)
class Rules:
    """Which lexicon and model judged: name, version and SHA-256 of the files."""

    name: str
    version: str
    sha256: str


@dataclass(frozen=True)
class Parts:
    """What a directive says besides its act: to whom, with which marker, in whose words, under which heading."""

    addressee: str | None
    marker: str | None
    speaker: str | None
    section: str | None


@dataclass(frozen=True)
class Directive:
    """One order: the clause that gives it, and where it stands.

    Attributes:
        spans: the words of the order, without the punctuation after them; code points of the text.
        core: where the act itself begins, behind addressee and marker; code points of the text.
        marker: the word that makes it an order, None where it is inherited from an earlier clause.
        addressee: who is told, None where the text leaves it open; the words may stand earlier in the sentence.
        speaker: in whose words, as the paragraph says it.
        section: the heading above.
        paragraph: the number of the body block, counted from 0.
        sentence: the number of the sentence within the text, counted from 0.
    """

    spans: tuple[Span, ...]
    core: int
    marker: str | None
    addressee: str | None
    speaker: str | None
    section: str | None
    paragraph: int
    sentence: int

    @property
    def parts(self) -> Parts:
        """Addressee, marker, speaker and section together."""
        return Parts(self.addressee, self.marker, self.speaker, self.section)

    @property
    def start(self) -> int:
        """Where the order starts."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Where the order ends."""
        return self.spans[-1].end
