"""What a format could not hold of the things that were to be written in it.

A loss is told only of what was there: an empty note cannot be lost. Most of it follows from the table of formats; what
only a writer can know (a note whose line ends it had to drop, say), its module adds by a function of its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from annotate.compare.values import Comparison
from annotate.formats.annotated import Annotated
from annotate.formats.fields import FIELDS, Field, Owner, fields_of
from annotate.report.rows import View, in_reading_order
from annotate.report.tables import title_of

NO_PLACE = "the format has no place for it"
_SHOWN = 3


@dataclass(frozen=True)
class Loss:
    """Something that a format could not hold.

    Attributes:
        ref: the version it belongs to; of a comparison, both texts.
        owner: what the field is one of: version, mark, label, comparison or row.
        field: which one: `note`, `candidates`, `colour`, ….
        reason: why, in words.
        mark: the id of the mark it belongs to, if it belongs to one.
        label: the label it belongs to, if to one.
        row: the number of the directive's row in reading order, from 1, if it belongs to one.
    """

    ref: str
    owner: Owner
    field: str
    reason: str = NO_PLACE
    mark: str | None = None
    label: str | None = None
    row: int | None = None

    @property
    def of(self) -> str:
        """The mark's id, the label, the row, or the ref: what a sentence puts in brackets."""
        return self.mark or self.label or (self.ref if self.row is None else f"row {self.row}")


def version_losses(versions: Iterable[Annotated], holds: frozenset[str]) -> tuple[Loss, ...]:
    """What of `versions`, their marks and the labels on them is given and not among what a format `holds`."""
    found: list[Loss] = []
    for one in versions:
        ref = one.version.ref
        found += [Loss(ref, "version", field.name) for field in _missing("version", one.version, holds)]
        for label in one.labels:
            found += [Loss(ref, "label", field.name, label=label.name) for field in _missing("label", label, holds)]
        for mark in one.marks:
            found += [Loss(ref, "mark", field.name, mark=mark.id) for field in _missing("mark", mark, holds)]
    return tuple(found)


def comparison_losses(comparison: Comparison, view: View, holds: frozenset[str]) -> tuple[Loss, ...]:
    """What of `comparison`, and of its rows with the flags asked for, is given and not among what a format `holds`."""
    ref = title_of(comparison)
    found = [Loss(ref, "comparison", field.name) for field in _missing("comparison", comparison, holds)]
    rows = enumerate(in_reading_order(comparison.directives), 1)
    wanted = [(number, row) for number, row in rows if view.asks_for(row.flag)]
    for number, row in wanted:
        found += [Loss(ref, "row", field.name, row=number) for field in _missing("row", row, holds)]
    return tuple(found)


def _missing(owner: Owner, thing: object, holds: frozenset[str]) -> Iterator[Field]:
    return (field for field in fields_of(owner) if field.key not in holds and field.given(thing))


def sentences(form: str, losses: Sequence[Loss]) -> tuple[str, ...]:
    """What a person has to hear of `losses`, a sentence a kind: what the format cannot hold, then what else befell.

    A few marks are named and the others counted.

    Examples:
        >>> found = [Loss("law@1", "mark", "candidates", mark=f"m{n}") for n in range(1, 6)]
        >>> found += [Loss("law@1", "label", "colour", label="deadline"), Loss("law@1", "mark", "id", mark="m1")]
        >>> sentences("md", found)
        ('md cannot hold: candidates (m1, m2, m3 and 2 more), label colours (deadline).',)
    """
    urgent = {(field.owner, field.name): field for field in FIELDS if field.urgent}
    heard = [loss for loss in losses if (loss.owner, loss.field) in urgent]
    kinds = dict.fromkeys((loss.owner, loss.field) for loss in heard if loss.reason == NO_PLACE)
    parts = [
        f"{urgent[kind].words} ({_named(loss.of for loss in heard if (loss.owner, loss.field) == kind)})"
        for kind in kinds
    ]
    others = dict.fromkeys(loss.reason for loss in heard if loss.reason != NO_PLACE)
    return (
        *([f"{form} cannot hold: {', '.join(parts)}."] if parts else []),
        *(f"{form}: {reason} ({_named(loss.of for loss in heard if loss.reason == reason)})." for reason in others),
    )


def _named(names: Iterable[str]) -> str:
    found = list(dict.fromkeys(names))
    more = len(found) - _SHOWN
    return ", ".join(found[:_SHOWN]) + (f" and {more} more" if more > 0 else "")


def losses_shape(form: str, losses: Iterable[Loss]) -> dict[str, Any]:
    """`annotate.losses/1`: every loss, those included that no sentence tells; an empty list where nothing was lost.

    Examples:
        >>> losses_shape("csv", [Loss("law@1", "mark", "candidates", mark="m3")])["losses"][0]["mark"]
        'm3'
    """
    return {"schema": "annotate.losses/1", "format": form, "losses": [asdict(loss) for loss in losses]}
