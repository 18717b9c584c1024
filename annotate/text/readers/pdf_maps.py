r"""Character maps of a PDF file (CMaps): how codes are cut out of a string, and which characters they stand for.

Examples:
    >>> ranges, single = b"beginbfrange <01> <03> <4E00> endbfrange", b" beginbfchar <09> <00660069> endbfchar"
    >>> parse_map(ranges + single).characters
    {1: '一', 2: '丁', 3: '丂', 9: 'fi'}
"""

import re
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

_MOST_CODES = 70_000
_SECTION = re.compile(rb"begin(bfchar|bfrange|codespacerange)(.*?)end\1", re.DOTALL)
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|([\[\]])")

# The maps that PDF viewers bring along are known by their names; each holds the codes of one encoding.
_CODECS = (
    (re.compile(r"/Uni\w+-(?:UCS2|UTF16)"), "utf-16-be"),
    (re.compile(r"/Uni\w+-UTF8"), "utf-8"),
    (re.compile(r"/Uni\w+-UTF32"), "utf-32-be"),
    (re.compile(r"/GB"), "gb18030"),
    (re.compile(r"/(?:B5pc|ETen-B5|ETenms-B5)"), "cp950"),
    (re.compile(r"/HKscs-B5"), "big5hkscs"),
    (re.compile(r"/90\w+-RKSJ"), "cp932"),
    (re.compile(r"/EUC"), "euc_jp"),
    (re.compile(r"/KSC"), "cp949"),
)


@dataclass(frozen=True)
class CharacterMap:
    """What codes stand for, and how many bytes they have, where the map says so."""

    characters: dict[int, str] = field(default_factory=dict)
    lengths: dict[int, tuple[tuple[int, int], ...]] = field(default_factory=dict)


def parse_map(data: bytes) -> CharacterMap:
    """The map that `data` writes down; what is not well formed in it is passed over."""
    characters: dict[int, str] = {}
    lengths: dict[int, tuple[tuple[int, int], ...]] = {}
    for found in _SECTION.finditer(data):
        tokens = [_value(token) for token in _TOKEN.finditer(found[2])]
        if found[1] == b"bfchar":
            flat = [token for token in tokens if isinstance(token, bytes)]
            pairs = zip(flat[::2], flat[1::2], strict=False)
            characters.update((int.from_bytes(code), _characters(value)) for code, value in pairs)
        elif found[1] == b"bfrange":
            characters.update(_ranges(iter(tokens), _MOST_CODES - len(characters)))
        else:
            flat = [token for token in tokens if isinstance(token, bytes)]
            for low, high in zip(flat[::2], flat[1::2], strict=False):
                span = (int.from_bytes(low), int.from_bytes(high))
                lengths[len(low)] = (*lengths.get(len(low), ()), span)
    return CharacterMap(characters, lengths)


def _value(token: re.Match[bytes]) -> bytes | str:
    if token[2]:
        return token[2].decode()
    digits = re.sub(rb"\s", b"", token[1])
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())


def _ranges(tokens: Iterator[bytes | str], most: int) -> Iterator[tuple[int, str]]:
    """Codes and their characters from the ranges of a map: a first character to count on from, or one for each."""
    for low, high, first in zip(tokens, tokens, tokens, strict=False):
        if not (isinstance(low, bytes) and isinstance(high, bytes)):
            return
        start, end = int.from_bytes(low), int.from_bytes(high)
        if isinstance(first, bytes):
            for code in range(start, min(end + 1, start + most)):
                most -= 1
                yield code, _characters(_count_on(first, code - start))
            continue
        code = start
        for each in tokens:
            if not isinstance(each, bytes):
                break
            yield code, _characters(each)
            code += 1


def _count_on(first: bytes, steps: int) -> bytes:
    """`first` with `steps` added to its last code unit."""
    last = first[-2:]
    counted: int = (int.from_bytes(last) + steps) % (1 << 8 * len(last))
    return first[:-2] + counted.to_bytes(len(last))


def _characters(value: bytes) -> str:
    return value.decode("latin-1") if len(value) == 1 else value.decode("utf-16-be", "replace")


def codec_of(name: str) -> str | None:
    """Python's name for the encoding behind a map that viewers bring along; None for one that is none.

    Examples:
        >>> codec_of("/UniGB-UCS2-H"), codec_of("/GBK-EUC-H"), codec_of("/Identity-H")
        ('utf-16-be', 'gb18030', None)
    """
    return next((codec for pattern, codec in _CODECS if pattern.match(name)), None)


def splitter(codec: str | None, lengths: dict[int, tuple[tuple[int, int], ...]]) -> Callable[[bytes], Iterator[bytes]]:
    """What cuts a string into the bytes of each code: by an encoding, by the ranges of a map, or two by two."""
    if codec is not None:
        return lambda raw: _split_by_codec(raw, codec)
    if not lengths or set(lengths) == {2}:
        return lambda raw: (raw[at : at + 2] for at in range(0, len(raw), 2))
    return lambda raw: _split_by_ranges(raw, lengths)


def _split_by_codec(raw: bytes, codec: str) -> Iterator[bytes]:
    decoder = getincrementaldecoder(codec)("replace")
    begun = 0
    for at in range(len(raw)):
        if decoder.decode(raw[at : at + 1]):
            yield raw[begun : at + 1]
            begun = at + 1
    if begun < len(raw):
        yield raw[begun:]


def _split_by_ranges(raw: bytes, lengths: dict[int, tuple[tuple[int, int], ...]]) -> Iterator[bytes]:
    at = 0
    while at < len(raw):
        for length in sorted(lengths):
            code = int.from_bytes(raw[at : at + length])
            if any(low <= code <= high for low, high in lengths[length][:256]):
                break
        else:
            length = min(lengths)
        yield raw[at : at + max(1, length)]
        at += max(1, length)
