"""What versions, marks, labels and comparisons consist of, field by field, so that a format can say what it holds.

A field is named by what it belongs to and its own name: `mark.note`, `label.colour`, `row.edits`. Likeness, place, rule
and where a mark was carried from are one field, `mark.placement`: they come together and go together.

Some losses matter at once: what people said, and what somebody still has to decide. They are `urgent`, and a command
tells them. The rest is what the program works out again whenever it is asked, or what everybody expects of such a file:
a report has it.
"""

from collections.abc import Callable
from typing import Any, Literal, NamedTuple

from annotate.text.reading import PLAIN

Owner = Literal["version", "mark", "label", "comparison", "row"]
ALL = "*"


class Field(NamedTuple):
    """A field that a format may or may not hold.

    Attributes:
        owner: what it belongs to; a row is a directive's in a comparison.
        name: its name there.
        words: what several of it are called in a sentence.
        given: whether a value has something in it; what is empty or as usual cannot be lost.
        urgent: whether a person has to hear of its loss.
    """

    owner: Owner
    name: str
    words: str
    given: Callable[[Any], bool]
    urgent: bool = False

    @property
    def key(self) -> str:
        """`owner.name`, as a format names it among what it holds."""
        return f"{self.owner}.{self.name}"


def _tells_reading(version: Any) -> bool:
    """Whether there is more to say of how a version was read than that it was plain text."""
    reading = version.reading
    return version.reader != PLAIN or bool(version.origin or reading.places or reading.notes)


FIELDS: tuple[Field, ...] = (
    Field("version", "text", "texts", lambda version: bool(version.text)),
    Field("version", "title", "titles", lambda version: bool(version.title)),
    Field("version", "date", "dates", lambda version: bool(version.date)),
    Field("version", "series", "series", lambda version: bool(version.series)),
    Field("version", "language", "languages", lambda version: version.language != "und"),
    Field("version", "blocks", "blocks", lambda version: any(each.kind != "body" for each in version.reading.blocks)),
    Field(
        "version", "numbers", "numbers and levels", lambda version: any(each.level for each in version.reading.blocks)
    ),
    Field("version", "removed", "runs taken out", lambda version: bool(version.reading.removed)),
    Field("version", "source", "hashes and encodings", lambda version: bool(version.sha256)),
    Field("version", "reader", "how files were read", _tells_reading),
    Field("mark", "id", "ids", lambda mark: bool(mark.id)),
    Field("mark", "label", "labels", lambda mark: bool(mark.label), urgent=True),
    Field("mark", "spans", "places", lambda mark: bool(mark.spans), urgent=True),
    Field("mark", "stretches", "the stretches of one mark", lambda mark: len(mark.spans) > 1, urgent=True),
    Field("mark", "lost", "words without a place", lambda mark: not mark.spans, urgent=True),
    Field("mark", "note", "notes", lambda mark: bool(mark.note), urgent=True),
    Field("mark", "by", "who made marks", lambda mark: bool(mark.by), urgent=True),
    Field("mark", "created", "when marks were made", lambda mark: bool(mark.created)),
    Field("mark", "replies", "replies", lambda mark: bool(mark.replies), urgent=True),
    Field("mark", "replied", "ids and times of replies", lambda mark: bool(mark.replies)),
    Field("mark", "candidates", "candidates", lambda mark: bool(mark.candidates), urgent=True),
    Field("mark", "settled", "settlements", lambda mark: mark.settled is not None, urgent=True),
    Field("mark", "active", "that marks are out of force", lambda mark: not mark.active, urgent=True),
    Field("mark", "state", "states", lambda mark: mark.state != "unchanged"),
    Field("mark", "placement", "how marks were placed", lambda mark: mark.carried_from is not None),
    Field("mark", "origin", "where marks were made", lambda mark: mark.carried_from is not None),
    Field("mark", "change", "changes inside marks", lambda mark: mark.change is not None),
    Field("mark", "revision", "revisions", lambda mark: mark.revision > 1),
    Field("label", "colour", "label colours", lambda label: bool(label.colour), urgent=True),
    Field("label", "about", "what labels are for", lambda label: bool(label.about), urgent=True),
    Field("comparison", "dates", "dates", lambda found: bool(found.old.date or found.new.date)),
    Field("comparison", "note", "what could not be compared", lambda found: bool(found.note), urgent=True),
    Field("comparison", "folded", "how scripts were made equal", lambda found: found.folded is not None),
    Field("comparison", "sentences", "the alignment of sentences", lambda found: bool(found.alignment)),
    Field("comparison", "rules", "rules and word cutter", lambda found: bool(found.rules.name)),
    Field("row", "flag", "flags", lambda row: bool(row.flag), urgent=True),
    Field("row", "moved", "moves", lambda row: row.moved),
    Field("row", "words", "words", lambda row: bool(row.old or row.new), urgent=True),
    Field("row", "spans", "spans", lambda row: bool(row.old or row.new)),
    Field("row", "edits", "edits", lambda row: any(edit.op != "equal" for edit in row.edits)),
    Field("row", "why", "grounds", lambda row: bool(row.why), urgent=True),
    Field("row", "ladder", "ladders", lambda row: row.ladder is not None),
    Field("row", "score", "scores", lambda row: row.score is not None),
    Field("row", "addressee", "addressees", lambda row: row.parts.addressee is not None),
    Field("row", "marker", "markers", lambda row: row.parts.marker is not None),
    Field("row", "speaker", "speakers", lambda row: row.parts.speaker is not None),
    Field("row", "section", "sections", lambda row: row.parts.section is not None),
    Field("row", "near", "what came near", lambda row: bool(row.candidates)),
    Field("row", "verdict", "verdicts", lambda row: row.verdict is not None, urgent=True),
    Field("row", "doubts", "doubts", lambda row: bool(row.doubts)),
)


def fields_of(owner: Owner) -> tuple[Field, ...]:
    """The fields of one kind of thing, in their order."""
    return tuple(field for field in FIELDS if field.owner == owner)


def held(**names: str) -> frozenset[str]:
    """The keys of fields, for the table of formats: the names of each owner's fields with blanks between, `*` for all.

    Raises:
        KeyError: there is no such field.

    Examples:
        >>> sorted(held(label=ALL, mark="id note"))
        ['label.about', 'label.colour', 'mark.id', 'mark.note']
    """
    keys: list[str] = []
    for owner, listed in names.items():
        known = {field.name: field.key for field in FIELDS if field.owner == owner}
        keys += known.values() if listed == ALL else [known[name] for name in listed.split()]
    return frozenset(keys)
