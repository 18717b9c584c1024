"""What became of many files that were added, or would become of them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from annotate.errors import (
    AnnotateError,
    CallError,
    FileMissingError,
    InputRefusedError,
    MissingExtraError,
    NameTakenError,
    UnreadableFileError,
)
from annotate.report.tables import Table
from annotate.store.added import Added, Planned, Refused
from annotate.text.counting import counted

LeftOut = Sequence[tuple[Path, str]]

_REASONS: dict[type[Exception], str] = {
    NameTakenError: "name taken",
    FileMissingError: "not there",
    MissingExtraError: "a library is missing",
    UnreadableFileError: "not readable",
    InputRefusedError: "no name for a document",
    CallError: "a wrong option for it",
    AnnotateError: "another reason",
}
"""Why a file was refused; the first that its error is one of, so the narrower ones come first."""
_GROUNDS = {"": "without a day", "call": "by the call", "list": "by the list", "file": "by the file itself"}
_SHOWN = 5


def summary_text(outcomes: Iterable[Added | Refused], left_out: LeftOut = (), *, expected: int | None = None) -> str:
    """How many files were stored, were there already, or refused and why; how they are dated; what was left out.

    `expected` is how many there are, where not all were come to.

    Examples:
        >>> print(summary_text([Added("a@1", stored=True), Refused("b.txt", UnicodeError())], [(Path(".x"), "hidden")]))
        2 files: 1 stored, 1 refused
        refused: 1 by a bug of the program
        dated: 1 without a day
        left out: 1 hidden (.x)
    """
    done = list(outcomes)
    refused = [each for each in done if isinstance(each, Refused)]
    added = [each for each in done if isinstance(each, Added)]
    stored = [each for each in added if each.stored]
    counts = [(len(stored), "stored"), (len(added) - len(stored), "there already"), (len(refused), "refused")]
    counts.append((max(0, (expected or 0) - len(done)), "not come to"))
    total = max(len(done), expected or 0)
    lines = [f"{counted(total, 'file')}: {_listed(counts) or 'nothing done'}"]
    reasons = Counter(reason_of(each.error) for each in refused)
    lines += _line("refused", [(count, reason) for reason, count in reasons.items()])
    grounds = Counter(_GROUNDS.get(each.dating.ground or "", f"by {each.dating.ground}") for each in stored)
    lines += _line("dated", [(count, ground) for ground, count in grounds.items()])
    return "\n".join([*lines, *left_out_lines(left_out)])


def left_out_lines(left_out: LeftOut) -> list[str]:
    """What was left out, by reason, with the first names."""
    reasons: dict[str, list[str]] = {}
    for path, reason in left_out:
        reasons.setdefault(reason, []).append(str(path))
    parts = []
    for reason, paths in reasons.items():
        more = ["…"] if len(paths) > _SHOWN else []
        parts.append(f"{len(paths)} {reason} ({', '.join(paths[:_SHOWN] + more)})")
    return [f"left out: {'; '.join(parts)}"] if parts else []


def reason_of(error: Exception) -> str:
    """In a word or two why a file was refused."""
    return next((reason for kind, reason in _REASONS.items() if isinstance(error, kind)), "by a bug of the program")


def plan_table(planned: Iterable[Planned]) -> Table:
    """`annotate add --dry-run` of many files: a file a row."""
    rows = tuple(
        (
            each.file,
            each.ref,
            each.dating.date,
            each.dating.ground,
            each.read_as or None,
            "refused" if each.error is not None else "stored" if each.stored else "there already",
            "; ".join(_told(each)) or None,
        )
        for each in planned
    )
    return Table("Files", ("file", "ref", "date", "ground", "read as", "would be", "notes"), rows)


def _told(each: Planned) -> list[str]:
    if each.error is not None:
        return [str(each.error)]
    return [*each.notes, *([each.dating.note] if each.dating.note and not each.dating.plain else [])]


def _line(name: str, counts: Sequence[tuple[int, str]]) -> list[str]:
    return [f"{name}: {_listed(counts)}"] if counts else []


def _listed(counts: Iterable[tuple[int, str]]) -> str:
    return ", ".join(f"{count} {what}" for count, what in counts if count)
