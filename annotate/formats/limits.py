"""How much of a file of marks is read, so that no file costs more time or memory than a person would wait for.

What is over a limit refuses the whole file: whoever reads on past it would have to take in what the limit keeps out.
JSON that nests too deep, or numbers too long, refuse the item alone.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, NoReturn, TypeVar

from annotate.errors import ImportRefusedError

FILE_BYTES = 256 * 2**20
"""The longest file of marks; a thousand times what a diligent reader makes in a year."""

LINE_BYTES = 16 * 2**20
"""The longest line: a mark over a whole law with its words twice, here and where it was made, has its place in it."""

DEPTH = 64
"""How deep JSON may nest; the formats read here need ten."""

DIGITS = 32
"""The longest number; no offset has as many, and longer ones take ever more time to turn into a number."""

ITEMS = 1_000_000
"""How many marks one file may bring."""

_STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)
_BRACKET = re.compile(r"[\[\]{}]")

Item = TypeVar("Item")


class UnfitError(ValueError):
    """What was read is not what it should be; the words say why and go into the sentence that refuses the item."""


def whole(stream: BinaryIO, name: str, undone: str = "nothing was imported") -> bytes:
    """All bytes of a file but its byte order mark, where a format cannot be read line by line.

    `undone` says what is not done where the file is refused.

    Raises:
        ImportRefusedError: the file has more than `FILE_BYTES`; no more than that is read.
    """
    data = stream.read(FILE_BYTES + 1)
    if len(data) > FILE_BYTES:
        _refuse(name, f"the file has more than {_size(FILE_BYTES)}", undone)
    return data.removeprefix(b"\xef\xbb\xbf")


def lines(stream: BinaryIO, name: str) -> Iterator[tuple[int, bytes]]:
    r"""The lines of a file with their numbers, from 1, without their ends; a byte order mark is passed over.

    Raises:
        ImportRefusedError: a line has more than `LINE_BYTES`, or the file more than `FILE_BYTES`; no more is read.

    Examples:
        >>> from io import BytesIO
        >>> list(lines(BytesIO(b"one\ntwo"), "the file"))
        [(1, b'one'), (2, b'two')]
    """
    read, number = 0, 0
    while line := stream.readline(LINE_BYTES + 1):
        number += 1
        read += len(line)
        if len(line) > LINE_BYTES:
            _refuse(f"{name}, line {number}", f"the line has more than {_size(LINE_BYTES)}")
        if read > FILE_BYTES:
            _refuse(name, f"the file has more than {_size(FILE_BYTES)}")
        yield number, (line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line).removesuffix(b"\n")


def counted(items: Iterable[Item], name: str) -> Iterator[Item]:
    """`items` as they come.

    Raises:
        ImportRefusedError: there are more than `ITEMS`.
    """
    for number, item in enumerate(items, 1):
        if number > ITEMS:
            _refuse(name, f"the file has more than {ITEMS} marks")
        yield item


def decoded(data: bytes) -> str:
    r"""The words of `data`, which has to be UTF-8 without NUL.

    Raises:
        UnfitError: it is not; the reason names the byte.

    Examples:
        >>> decoded(b"a\xff")
        Traceback (most recent call last):
        annotate.formats.limits.UnfitError: this is not UTF-8 at byte 1
    """
    if b"\0" in data:
        raise UnfitError(f"there is a NUL at byte {data.index(0)}; this is no UTF-8 text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnfitError(f"this is not UTF-8 at byte {error.start}") from None


def parsed(words: str) -> Any:
    """What `words` say as JSON.

    Raises:
        UnfitError: they are no JSON, nest deeper than `DEPTH`, or hold a number that is none or has too many digits.

    Examples:
        >>> parsed('{"start": 0}')
        {'start': 0}
        >>> parsed("[" * 100)
        Traceback (most recent call last):
        annotate.formats.limits.UnfitError: this JSON nests deeper than 64 levels
    """
    if _deeper(words, DEPTH):
        raise UnfitError(f"this JSON nests deeper than {DEPTH} levels")
    try:
        return json.loads(words, parse_constant=_no_number, parse_int=_whole_number)
    except json.JSONDecodeError:
        raise UnfitError("this is not JSON") from None


def _deeper(words: str, limit: int) -> bool:
    """Whether brackets outside strings nest deeper than `limit`; looked at only where there are as many at all."""
    if words.count("[") + words.count("{") <= limit:
        return False
    depth = 0
    for bracket in _BRACKET.finditer(_STRING.sub("", words)):
        depth += 1 if bracket[0] in "[{" else -1
        if depth > limit:
            return True
    return False


def _whole_number(digits: str) -> int:
    if len(digits) > DIGITS:
        raise UnfitError(f"a number of {len(digits)} digits is beyond all texts")
    return int(digits)


def _no_number(word: str) -> NoReturn:
    raise UnfitError(f"{word} is no number")


def _size(count: int) -> str:
    return f"{count // 2**20} MB"


def _refuse(where: str, reason: str, undone: str = "nothing was imported") -> NoReturn:
    raise ImportRefusedError(f"{where}: {reason}; {undone}. Split the file, or see what is wrong with it.")
