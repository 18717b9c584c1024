"""Names, refs and dates as people type them, checked before anything is done with them."""

import re
from datetime import datetime
from pathlib import PurePath

from annotate.errors import CallError, InputRefusedError
from annotate.store.values import Ref
from annotate.text.characters import is_text
from annotate.text.days import is_day

NAME_RULE = "1 to 100 characters, no white space, control characters, '@', ':' or '/'"
LONGEST_LINE = 1_000
"""How many characters a label, a person, a title or a series may have."""
LONGEST_NOTE = 100_000
"""The same for a note."""
LONGEST_ID = 200
"""The same for a mark's id."""
LONGEST_TIME = 40
"""The same for a time."""

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MAX_NAME = 100
_MAX_DIGITS = 9  # a version number that a 32-bit column holds


def parse_ref(text: str) -> Ref:
    """Read `NAME` or `NAME@NUMBER`.

    Raises:
        CallError: `text` is neither.

    Examples:
        >>> parse_ref("law@2"), parse_ref("law")
        (Ref(name='law', number=2), Ref(name='law', number=None))
    """
    name, at, number = text.partition("@")
    if not _is_name(name) or (at and not _is_number(number)):
        raise CallError(f"{text!r} is no ref; write NAME for the newest version, or NAME@NUMBER, such as law@2.")
    return Ref(name, int(number) if at else None)


def check_name(name: str) -> str:
    """Return `name` if a document may be called so; else raise CallError.

    Examples:
        >>> check_name("2020-02-12-readout")
        '2020-02-12-readout'
    """
    if not _is_name(name):
        raise CallError(f"{name!r} cannot name a document; a name has {NAME_RULE}.")
    return name


def name_from_file(file: str | PurePath) -> str:
    """The name a document gets from its file: the stem, with a hyphen for white space, which a name cannot have.

    Raises:
        InputRefusedError: the stem is no name.

    Examples:
        >>> name_from_file("texts/readout.txt"), name_from_file("2020-02-12 会议.txt")
        ('readout', '2020-02-12-会议')
    """
    stem = "-".join(PurePath(file).stem.split())
    if not _is_name(stem):
        raise InputRefusedError(f"The file {str(file)!r} gives no document name ({NAME_RULE}); give one with --name.")
    return stem


def check_date(date: str) -> str:
    """Return `date` if it is a day of the calendar, written YYYY-MM-DD; else raise CallError.

    Examples:
        >>> check_date("2020-02-29")
        '2020-02-29'
    """
    if not _DATE.fullmatch(date) or not is_day(*(int(part) for part in date.split("-"))):
        raise CallError(f"{date!r} is no date; write a day of the calendar as YYYY-MM-DD.")
    return date


def check_line(what: str, value: str, *, empty: bool = False) -> str:
    """Return `value` if it can stand on one line of a table; `what` names it in the CallError raised otherwise.

    Examples:
        >>> check_line("series", "PSC meetings")
        'PSC meetings'
    """
    _check_text(what, value, LONGEST_LINE)
    if not value.strip() and not empty:
        raise CallError(f"The {what} is empty; give it at least one visible character.")
    if any(not character.isprintable() for character in value):
        raise CallError(
            f"The {what} {_shortened(value)} holds a line break or a control character; keep it to one line."
        )
    return value


def check_note(what: str, value: str) -> str:
    """Return `value` if it can be stored: not too long, no NUL, no half of a surrogate pair; else raise CallError."""
    return _check_text(what, value, LONGEST_NOTE)


def check_id(mark_id: str) -> str:
    """Return `mark_id` if a mark may be called so, in a text export's tags too; else raise CallError.

    Examples:
        >>> check_id("m1")
        'm1'
    """
    if not 1 <= len(mark_id) <= LONGEST_ID or any(
        character in "|[]" or character.isspace() or not character.isprintable() for character in mark_id
    ):
        raise CallError(
            f"{_shortened(mark_id)} cannot be an id: an id has 1 to {LONGEST_ID} characters, no white space, control "
            "characters, '|', '[' or ']'."
        )
    return mark_id


def check_time(text: str) -> str:
    """Return `text` if it is a time in ISO 8601; else raise CallError.

    Examples:
        >>> check_time("2020-02-12T08:00:00Z")
        '2020-02-12T08:00:00Z'
    """
    if len(text) > LONGEST_TIME or not _is_time(text):
        raise CallError(f"{_shortened(text)} is no time; write it as ISO 8601, such as 2020-02-12T08:00:00Z.")
    return text


def looks_like_path(text: str) -> bool:
    """Whether `text`, where a ref or a path may stand, is written like a path: it has a `/` or a suffix.

    Examples:
        >>> looks_like_path("texts/law"), looks_like_path("law.txt"), looks_like_path("law@2")
        (True, True, False)
    """
    path = PurePath(text)
    return "/" in text or len(path.parts) > 1 or path.suffix != ""


def _check_text(what: str, value: str, longest: int) -> str:
    if len(value) > longest:
        raise CallError(f"The {what} has {len(value)} characters; keep it to {longest}.")
    if not is_text(value):
        raise CallError(
            f"The {what} {_shortened(value)} holds characters that are no text; give it in valid UTF-8 without NUL."
        )
    return value


def _shortened(value: str) -> str:
    return repr(value if len(value) <= 60 else f"{value[:60]}…")


def _is_name(name: str) -> bool:
    return 1 <= len(name) <= _MAX_NAME and not any(
        character in "@:/" or character.isspace() or not character.isprintable() for character in name
    )


def _is_time(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _is_number(digits: str) -> bool:
    return digits.isascii() and digits.isdigit() and len(digits) <= _MAX_DIGITS and not digits.startswith("0")
