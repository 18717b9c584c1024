"""Where a host is, and whether that is out in the open: a person's own machine and network are not asked unasked."""

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

from annotate.errors import AddressRefusedError, FetchError
from annotate.fetch.addresses import Address

Resolver = Callable[[str, int], Sequence[str]]
"""From a host and a port to the numeric addresses it has, as they are to be tried."""

_IPv6_PUBLIC = IPv6Network("2000::/3")  # all that is given out so far
_NOT_PUBLIC = tuple(
    ip_network(each)
    for each in (
        *("100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "240.0.0.0/4"),  # carriers, relays, tests
        *("2001::/23", "2001:db8::/32", "3fff::/20"),  # protocols (Teredo among them) and examples
    )
)
_IPv4_INSIDE = (("::ffff:0:0/96", 0), ("64:ff9b::/96", 0), ("2002::/16", 80))
"""IPv6 networks whose addresses stand for an IPv4 address, and how many bits stand to the right of that."""


def resolve(host: str, port: int) -> list[str]:
    """The numeric addresses of `host`, as the system finds them.

    Raises:
        FetchError: it finds none.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise FetchError(
            f"The host {host!r} cannot be found; check the address, and whether this machine is on the network."
        ) from None
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def find_hosts(address: Address, *, allow_private: bool, resolver: Resolver = resolve) -> list[str]:
    """The numeric addresses to connect to for `address`; asked for once, so that what was checked is what is used.

    Raises:
        AddressRefusedError: one of them is not out in the open, and `allow_private` is not set.
        FetchError: there is none.
    """
    found = [address.host] if _is_number(address.host) else list(resolver(address.host, address.port))
    if not found:
        raise FetchError(f"The host {address.host!r} has no address; check how it is written.")
    inside = [each for each in found if not is_public(each)]
    if inside and not allow_private:
        where = f" ({inside[0]})" if inside[0] != address.host else ""
        raise AddressRefusedError(
            f"{address.url} is not asked: its host{where} is this machine, or in a private or special network; "
            "give --allow-private if you trust whoever wrote the address."
        )
    return found


def is_public(number: str) -> bool:
    """Whether a numeric address belongs to one machine out on the internet, and to nothing nearer or other.

    Examples:
        >>> [is_public(each) for each in ("93.184.215.14", "127.0.0.1", "::ffff:10.0.0.1", "2002:a00:1::")]
        [True, False, False, False]
    """
    try:
        address = ip_address(number)
    except ValueError:
        return False
    if isinstance(address, IPv6Address):
        inner = _inner(address)
        if inner is not None:
            return is_public(str(inner))
        if address not in _IPv6_PUBLIC:
            return False
    return address.is_global and not address.is_multicast and not any(address in network for network in _NOT_PUBLIC)


def _inner(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address stands for."""
    for network, shift in _IPv4_INSIDE:
        if address in IPv6Network(network):
            return IPv4Address(int(address) >> shift & 0xFFFFFFFF)
    return None


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
