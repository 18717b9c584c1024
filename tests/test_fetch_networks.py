"""A person's own machine and network are not asked, however an address spells them."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.errors import AddressRefusedError, FetchError
from annotate.fetch.addresses import read_address
from annotate.fetch.networks import find_hosts, is_public

PRIVATE = [
    *("127.0.0.1", "127.255.255.254", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1"),
    *("169.254.169.254", "100.64.0.1", "100.127.255.255", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.1"),
    *("203.0.113.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "192.88.99.1"),
    *("::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:0:127.0.0.1", "fe80::1", "fe80::1%eth0"),
    *("fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "2001:db8::1", "3fff::1", "100::1", "5f00::1"),
    *("64:ff9b::127.0.0.1", "64:ff9b::a00:1", "64:ff9b:1::1", "2002:7f00:1::", "2002:c0a8:101::1", "2001:0:1::1"),
    "no number",
]
PUBLIC = [
    *("1.1.1.1", "93.184.215.14", "172.15.255.255", "172.32.0.1", "100.63.255.255", "100.128.0.1", "223.5.5.5"),
    *("2606:4700:4700::1111", "2400:3200::1", "::ffff:93.184.215.14", "64:ff9b::5db8:d70e", "2002:5db8:d70e::1"),
]


@pytest.mark.parametrize("number", PRIVATE)
def test_a_number_inside_is_not_public(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize("number", PUBLIC)
def test_a_number_outside_is_public(number: str) -> None:
    assert is_public(number)


@given(st.ip_addresses(v=4, network="10.0.0.0/8"))
def test_a_private_number_is_private_in_every_dress(inner: object) -> None:
    last = int(inner)  # type: ignore[call-overload]
    high, low = last >> 16, last & 0xFFFF
    for dressed in (f"::ffff:{inner}", f"::{inner}", f"64:ff9b::{inner}", f"2002:{high:x}:{low:x}::1"):
        assert not is_public(dressed)


@pytest.mark.parametrize(
    "host",
    [
        *("localhost", "LOCALHOST", "127.0.0.1", "127.1", "0x7f000001", "2130706433", "017700000001", "0"),
        *("[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::]", "169.254.169.254", "10.0.0.1", "100.64.0.1"),
        *("0.0.0.0", "192.168.0.1", "１27.0.0.1", "127。0。0。1", "localhost."),
    ],
)
def test_this_machine_is_refused_in_every_spelling(host: str) -> None:
    with pytest.raises((AddressRefusedError, FetchError)) as raised:  # a system may not know the stranger spellings
        find_hosts(read_address(f"http://{host}/"), allow_private=False)
    assert "--allow-private" in str(raised.value) or "cannot be found" in str(raised.value)


def test_a_name_is_refused_if_any_of_its_numbers_is_inside() -> None:
    def resolver(host: str, port: int) -> Sequence[str]:
        return ["93.184.215.14", "10.0.0.1"]

    with pytest.raises(AddressRefusedError, match=r"its host \(10\.0\.0\.1\)"):
        find_hosts(read_address("http://example.org/"), allow_private=False, resolver=resolver)
    assert find_hosts(read_address("http://example.org/"), allow_private=True, resolver=resolver) == resolver("", 0)


def test_a_number_is_not_looked_up() -> None:
    def resolver(host: str, port: int) -> Sequence[str]:
        raise AssertionError(host)

    assert find_hosts(read_address("http://1.1.1.1/"), allow_private=False, resolver=resolver) == ["1.1.1.1"]
    with pytest.raises(AddressRefusedError):
        find_hosts(read_address("http://[fe80::1]/"), allow_private=False, resolver=resolver)


def test_a_name_nobody_knows_is_a_sentence() -> None:
    with pytest.raises(FetchError, match=r"'no-such-host\.invalid' cannot be found"):
        find_hosts(read_address("http://no-such-host.invalid/"), allow_private=False)
    with pytest.raises(FetchError, match="has no address"):
        find_hosts(read_address("http://example.org/"), allow_private=False, resolver=lambda host, port: [])
