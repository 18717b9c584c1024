"""Unpacking what travelled packed, a piece at a time: a small answer may unpack to more than a machine can hold."""

import zlib
from collections.abc import Iterable, Iterator

PIECE = 64 * 1024
"""The most bytes that are given at a time."""

_GZIP = 31  # zlib's number for a gzip stream with its largest window


def unpack(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """What a gzip stream holds, in pieces of at most `PIECE` bytes however tightly it is packed.

    Raises:
        ValueError: the stream is damaged, or does not end where the pieces end.

    Examples:
        >>> import gzip
        >>> b"".join(unpack([gzip.compress(b"spring")]))
        b'spring'
    """
    stream = zlib.decompressobj(_GZIP)
    try:
        for piece in pieces:
            if stream.eof:
                raise ValueError("something comes after the end of the gzip stream")
            rest = piece
            while rest:
                yield stream.decompress(rest, PIECE)
                rest = stream.unconsumed_tail
        while not stream.eof and (last := stream.decompress(b"", PIECE)):
            yield last
    except zlib.error as error:
        raise ValueError(f"the gzip stream is damaged: {error}") from None
    if stream.unused_data or not stream.eof:
        raise ValueError("the gzip stream does not end where the answer ends")
