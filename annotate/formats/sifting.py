"""The marks of a file apart from what does not fit, or all of them or none."""

from collections.abc import Iterable
from dataclasses import dataclass

from annotate.errors import ImportRefusedError
from annotate.store.values import NewMark, Omission, Refusal


@dataclass(frozen=True)
class Sifted:
    """The marks of a file that fit, what does not, and what a mark has no place for."""

    marks: tuple[NewMark, ...]
    refused: tuple[Refusal, ...] = ()
    omitted: tuple[Omission, ...] = ()


def sifted(items: Iterable[NewMark | Refusal], name: str, *, skip_bad: bool) -> Sifted:
    """What a reader found, taken as far as need be.

    Args:
        items: marks, refusals and omissions as they come.
        name: what the file is called in an error.
        skip_bad: go on after an item that does not fit.

    Raises:
        ImportRefusedError: an item does not fit, and `skip_bad` is not set; the sentence names its place.

    Examples:
        >>> sifted([Refusal(2, None, "this is not JSON")], "marks.jsonl", skip_bad=False)
        Traceback (most recent call last):
        annotate.errors.ImportRefusedError: marks.jsonl, line 2: this is not JSON; nothing was imported.
    """
    marks: list[NewMark] = []
    refused: list[Refusal] = []
    omitted: list[Omission] = []
    for item in items:
        if isinstance(item, NewMark):
            marks.append(item)
        elif isinstance(item, Omission):
            omitted.append(item)
        elif skip_bad:
            refused.append(item)
        else:
            raise ImportRefusedError(f"{item.where(name)}: {item.reason}; nothing was imported.")
    return Sifted(tuple(marks), tuple(refused), tuple(omitted))
