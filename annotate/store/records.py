"""Between rows and values: how readings and spans are written into columns, and read back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import RowMapping

from annotate.errors import StoreError
from annotate.store.values import Version
from annotate.text.offsets import OffsetMap
from annotate.text.reading import Block, Cutter, Place, ReaderName, Reading, Removed
from annotate.text.spans import Span, quotes


def reading_columns(reading: Reading) -> dict[str, Any]:
    """The columns of a version that hold how it was read."""
    return {
        "extract": reading.extract,
        "text": reading.text,
        "offsets": [list(run) for run in reading.offsets.runs],
        "removed": [asdict(each) for each in reading.removed],
        "blocks": [asdict(each) for each in reading.blocks],
        "language": reading.language,
        "line_ends": reading.line_ends,
        "title": reading.title,
        "words": list(reading.words),
        "cutter_name": reading.cutter.name,
        "cutter_version": reading.cutter.version,
        "places": [list(place) for place in reading.places],
        "notes": list(reading.notes),
    }


def reading_from(row: Mapping[str, Any] | RowMapping) -> Reading:
    """The reading that `reading_columns` wrote; what an older program did not know of a block is None."""
    return Reading(
        extract=row["extract"],
        text=row["text"],
        offsets=OffsetMap(tuple((text, extract, length) for text, extract, length in row["offsets"])),
        removed=tuple(Removed(**each) for each in row["removed"]),
        blocks=tuple(Block(**each) for each in row["blocks"]),
        language=row["language"],
        line_ends=row["line_ends"],
        title=row["title"],
        words=tuple(row["words"]),
        cutter=Cutter(row["cutter_name"], row["cutter_version"]),
        places=tuple(Place(*each) for each in row["places"]),
        notes=tuple(row["notes"]),
    )


def version_from(row: Mapping[str, Any] | RowMapping) -> Version:
    """A version, from a row of its own columns, `name`, `series`, and the details set for it."""
    return Version(
        name=row["name"],
        number=row["number"],
        date=row["date"],
        series=row["series"],
        title=row["title"] if row["title_set"] is None else row["title_set"],
        sha256=row["sha256"],
        encoding=row["encoding"],
        added=row["added"],
        reading=reading_from(row),
        reader=ReaderName(row["reader"], row["reader_version"]),
        origin=row["origin"],
    )


def spans_column(spans: Iterable[Span]) -> list[list[int]]:
    """Spans as they are kept: a list of `[start, end]`."""
    return [[start, end] for start, end in spans]


def spans_from(column: Iterable[Sequence[int]]) -> tuple[Span, ...]:
    """The spans that `spans_column` wrote."""
    return tuple(Span(start, end) for start, end in column)


def checked_quotes(what: str, text: str, spans: Sequence[Span], kept: Sequence[str]) -> tuple[str, ...]:
    """The quotes at `spans` of `text`, which have to be the ones kept; `what` names the mark in the error.

    Raises:
        StoreError: they are not; the store is damaged.
    """
    found = quotes(text, spans)
    if found != tuple(kept) or any(not 0 <= span.start <= span.end <= len(text) for span in spans):
        raise StoreError(
            f"The store is damaged: {what} is kept at {[list(span) for span in spans]}, but the words there are "
            "not the ones kept with it; restore the store from a backup."
        )
    return found
