"""The form of each kind of piece: which keys it has, and what each may hold by itself.

What pieces say of each other is the business of `annotate.store.fitting`.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, get_args

from annotate.compare.values import Flag, State, TextSide
from annotate.errors import AnnotateError
from annotate.store.files import LANGUAGES
from annotate.store.pieces import Kind
from annotate.store.refs import check_date, check_id, check_line, check_name, check_note, check_time
from annotate.text.characters import is_text

_LARGEST = 2**31 - 1
_HASH = re.compile(r"[0-9a-f]{64}")
_COLOUR = re.compile(r"(#[0-9a-f]{6})?")

_ADDED: dict[str, dict[Kind, dict[str, Any]]] = {
    "0002": {"version": {"reader": "text", "reader_version": "1", "places": [], "notes": [], "origin": None}},
}
"""The keys that came with each revision, and what they are where an older program wrote a piece."""

Check = Callable[[Any], None]
"""Returns quietly, or raises ValueError (or an error of the library) with what is wrong."""


def check_form(kind: Kind, keys: Mapping[str, Any]) -> None:
    """See that `keys` are those of such a piece, each of its form.

    Raises:
        ValueError: they are not; the words say which key and why.

    Examples:
        >>> check_form("label", {"name": "deadline", "about": "", "colour": "red"})
        Traceback (most recent call last):
        ValueError: `colour` must be #rrggbb or empty
    """
    form = FORMS[kind]
    for key in form:
        if key not in keys:
            raise ValueError(f"`{key}` is missing")
    for key, value in keys.items():
        if key not in form:
            raise ValueError(f"a {kind} has no `{key}`")
        try:
            form[key](value)
        except ValueError as error:
            raise ValueError(f"`{key}` {error}") from None


def added_since(kind: Kind, revision: str) -> dict[str, Any]:
    """The keys that such a piece has only had since later revisions of the store's tables, with what was so before.

    Examples:
        >>> added_since("version", "0001")["reader"], added_since("version", "0002")
        ('text', {})
    """
    later = (kinds.get(kind, {}) for number, kinds in _ADDED.items() if number > revision)
    return {key: value for keys in later for key, value in keys.items()}


def _must(test: Callable[[Any], bool], words: str) -> Check:
    def check(value: Any) -> None:
        if not test(value):
            raise ValueError(f"must be {words}")

    return check


def _is_words(value: Any) -> bool:
    return isinstance(value, str) and is_text(value)


def _is_whole(value: Any) -> bool:
    return type(value) is int and 0 <= value <= _LARGEST


def _is_score(value: Any) -> bool:
    return type(value) in (int, float) and -1e-6 <= value <= 1 + 1e-6  # sums of scores round


def _are_spans(value: Any) -> bool:
    return isinstance(value, list) and all(_is_span(pair) for pair in value)


def _is_span(pair: Any) -> bool:
    return isinstance(pair, list) and len(pair) == 2 and all(map(_is_whole, pair)) and pair[0] <= pair[1]


def _are_places(value: Any) -> bool:
    return isinstance(value, list) and all(_is_place(each) for each in value)


def _is_place(each: Any) -> bool:
    return isinstance(each, list) and len(each) == 3 and all(map(_is_whole, each[:2])) and each[2] == "page"


def _is_level(value: Any) -> bool:
    return value is None or (_is_whole(value) and value > 0)


def _are_objects(
    keys: Mapping[str, Callable[[Any], bool]], *, later: Mapping[str, Callable[[Any], bool]] = MappingProxyType({})
) -> Callable[[Any], bool]:
    """A test for a list of objects with such keys and no others; older programs did not write those of `later`."""

    def test(value: Any) -> bool:
        return isinstance(value, list) and all(_is_object(each, keys, later) for each in value)

    return test


def _is_object(
    value: Any,
    keys: Mapping[str, Callable[[Any], bool]],
    later: Mapping[str, Callable[[Any], bool]] = MappingProxyType({}),
) -> bool:
    if not isinstance(value, dict) or not keys.keys() <= value.keys() <= keys.keys() | later.keys():
        return False
    return all({**keys, **later}[key](value[key]) for key in value)


def _as(check: Callable[[str], object]) -> Check:
    """A check of the store's own, for words."""

    def checked(value: Any) -> None:
        if not isinstance(value, str):
            raise ValueError("must be words")  # noqa: TRY004  # a file's mistake, not the program's
        try:
            check(value)
        except AnnotateError as error:
            raise ValueError(f"does not fit: {str(error).rstrip('.')}") from None

    return checked


def _or_none(check: Check) -> Check:
    return lambda value: None if value is None else check(value)


def _is_json(value: Any) -> bool:
    """Whether words anywhere in `value` can be kept; looked at without recursion."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            waiting += [*each, *each.values()]
        elif isinstance(each, list):
            waiting += each
        elif isinstance(each, str) and not _is_words(each):
            return False
    return True


_WORDS = _must(_is_words, "words, without NUL or half of a pair")
_COUNT = _must(lambda value: _is_whole(value) and value > 0, "a whole number from 1 on")
_YES_OR_NO = _must(lambda value: type(value) is bool, "true or false")
_SCORE = _must(_is_score, "a score, a number from 0 to 1")
_SPANS = _must(_are_spans, "a list of pairs [start, end]")
_QUOTES = _must(lambda value: isinstance(value, list) and all(map(_is_words, value)), "a list of words")
_SHA256 = _must(lambda value: isinstance(value, str) and bool(_HASH.fullmatch(value)), "a SHA-256 in hexadecimal")
_CHANGE = _must(lambda value: value is None or (isinstance(value, dict) and _is_json(value)), "an object or null")
_TIME = _as(check_time)
_NOTE = _as(lambda value: check_note("note", value))
_NAME = _as(check_name)
_LABEL = _as(lambda value: check_line("label", value))
_WHO = _as(lambda value: check_line("person", value, empty=True))
_LINE = _as(lambda value: check_line("line", value))


def _one_of(words: tuple[str, ...]) -> Check:
    return _must(lambda value: isinstance(value, str) and value in words, f"one of {', '.join(words)}")


_BLOCKS = _are_objects(
    {"kind": _is_words, "start": _is_whole, "end": _is_whole},
    later={"number": lambda value: value is None or _is_words(value), "level": _is_level},
)
_REMOVED = _are_objects({"start": _is_whole, "end": _is_whole, "kind": _is_words, "text": _is_words})
_REPLY = {"number": _is_whole, "note": _is_words, "by": _is_words, "created": _is_words}
_REPLIES = _are_objects(_REPLY | {"active": lambda value: type(value) is bool})
_CANDIDATES = _are_objects({"spans": _are_spans, "likeness": _is_score, "place": _is_score})
_SETTLED = {"by": _is_words, "when": _is_words, "how": _is_words}
_WHERE: dict[str, Check] = {"document": _NAME, "number": _COUNT}

FORMS: dict[Kind, dict[str, Check]] = {
    "document": {"order": _COUNT, "name": _NAME, "series": _or_none(_LINE)},
    "version": _WHERE
    | {
        "order": _COUNT,
        "title": _or_none(_LINE),
        "title_found": _or_none(_WORDS),
        "date": _or_none(_as(check_date)),
        "sha256": _SHA256,
        "encoding": _or_none(_WORDS),
        "language": _one_of(LANGUAGES),
        "line_ends": _YES_OR_NO,
        "blocks": _must(_BLOCKS, "a list of objects with kind, start, end, number and level"),
        "removed": _must(_REMOVED, "a list of objects with start, end, kind and text"),
        "offsets": _must(
            lambda value: (
                isinstance(value, list)
                and all(isinstance(run, list) and len(run) == 3 and all(map(_is_whole, run)) for run in value)
            ),
            "a list of runs of three whole numbers",
        ),
        "words": _must(lambda value: isinstance(value, list) and all(map(_is_whole, value)), "a list of offsets"),
        "cutter_name": _WORDS,
        "cutter_version": _WORDS,
        "program": _WORDS,
        "added": _TIME,
        "reader": _WORDS,
        "reader_version": _WORDS,
        "places": _must(_are_places, "a list of places [start, number, kind]"),
        "notes": _QUOTES,
        "origin": _or_none(_WORDS),
        "source": _must(lambda value: isinstance(value, bytes) and bool(value), "bytes"),
        "extract": _WORDS,
        "text": _WORDS,
    },
    "mark": _WHERE
    | {
        "order": _COUNT,
        "id": _as(check_id),
        "spans": _SPANS,
        "quotes": _QUOTES,
        "label": _LABEL,
        "note": _NOTE,
        "by": _WHO,
        "created": _TIME,
        "active": _YES_OR_NO,
        "revision": _COUNT,
        "replies": _must(_REPLIES, "a list of objects with number, note, by, created and active"),
    },
    "place": _WHERE
    | {
        "id": _as(check_id),
        "state": _one_of(get_args(State)),
        "spans": _SPANS,
        "quotes": _QUOTES,
        "likeness": _SCORE,
        "place": _SCORE,
        "rule": _WORDS,
        "moved": _YES_OR_NO,
        "candidates": _must(_CANDIDATES, "a list of objects with spans, likeness and place"),
        "carried_from": _or_none(_COUNT),
        "stood_on": _COUNT,
        "stood_spans": _SPANS,
        "settled": _or_none(_must(lambda value: _is_object(value, _SETTLED), "null or an object with by, when, how")),
    },
    "label": {
        "name": _LABEL,
        "about": _as(lambda value: check_line("description", value, empty=True)),
        "colour": _must(lambda value: isinstance(value, str) and bool(_COLOUR.fullmatch(value)), "#rrggbb or empty"),
    },
    "verdict": {
        "id": _COUNT,
        "old_text_sha256": _SHA256,
        "new_text_sha256": _SHA256,
        "old_spans": _SPANS,
        "new_spans": _SPANS,
        "side": _one_of(get_args(TextSide)),
        "flag": _one_of(get_args(Flag)),
        "ladder": _or_none(_LINE),
        "note": _NOTE,
        "by": _WHO,
        "created": _TIME,
        "active": _YES_OR_NO,
    },
    "entry": {
        "n": _COUNT,
        "when": _TIME,
        "who": _WHO,
        "what": _WORDS,
        "subject": _WORDS,
        "before": _CHANGE,
        "after": _CHANGE,
        "program": _WORDS,
        "previous": _SHA256,
        "hash": _SHA256,
    },
}
"""What each key of each kind of piece may hold."""
