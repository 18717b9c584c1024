"""What is packed comes out whole, and never much at once."""

import gzip
from collections.abc import Iterator
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.fetch.packing import PIECE, unpack


@given(st.binary(max_size=300_000), st.integers(1, 70_000))
def test_what_is_packed_comes_out_however_it_is_cut(data: bytes, size: int) -> None:
    packed = gzip.compress(data)
    cut = [packed[start : start + size] for start in range(0, len(packed), size)]
    assert b"".join(unpack(cut)) == data


def test_no_more_than_a_piece_is_held_at_a_time() -> None:
    bomb = gzip.compress(bytes(20_000_000))
    sizes = [len(piece) for piece in unpack([bomb])]
    assert (sum(sizes), max(sizes)) == (20_000_000, PIECE)


def test_nobody_unpacks_what_nobody_asks_for() -> None:
    def pieces() -> Iterator[bytes]:
        yield gzip.compress(bytes(10_000_000))
        raise AssertionError

    assert [len(piece) for piece in islice(unpack(pieces()), 3)] == [PIECE] * 3


@given(st.binary(max_size=200), st.booleans())
def test_what_is_no_gzip_stream_is_an_error(data: bytes, begun: bool) -> None:
    with pytest.raises(ValueError, match="gzip stream"):
        list(unpack([gzip.compress(b"x")[:10] + data if begun else data]))
