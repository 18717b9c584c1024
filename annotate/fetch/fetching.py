"""Fetch a text: the address asked, redirects followed, and the bytes given back with what is known of them."""

import re
from collections.abc import Sequence
from http import HTTPStatus
from typing import TYPE_CHECKING

from annotate.errors import AddressNotFoundError, AddressRefusedError, CallError, FetchError, UnreadableFileError
from annotate.fetch.addresses import Address, next_address, read_address
from annotate.fetch.asking import Answer, Finder, ask
from annotate.fetch.limits import Limits
from annotate.fetch.networks import Resolver, find_hosts, resolve
from annotate.fetch.waiting import Line, within
from annotate.text.extras import Extra, check_installed

if TYPE_CHECKING:
    from annotate.text.extracts import Source

NEEDED = Extra("html", "urllib3", "urllib3")
"""What fetching needs besides the program."""

_REDIRECTS = (301, 302, 303, 307, 308)
_GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
_CHARSET = re.compile(r""";\s*charset\s*=\s*["']?([^\s;,"']+)""", re.IGNORECASE)
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/msword": ".doc",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/rtf": ".rtf",
    "application/epub+zip": ".epub",
}


def fetch_source(
    url: str,
    *,
    allow_private: bool = False,
    total_seconds: float = 60.0,
    silent_seconds: float = 20.0,
    max_bytes: int = 50_000_000,
    max_redirects: int = 10,
    resolver: Resolver = resolve,
) -> "Source":
    """Fetch what is at an address on the web, to be added or read.

    Only http and https are asked. Every redirect is held to the same rules, and none leads to another scheme. No
    cookie, password or referrer is sent; proxies that the environment names are not used, because through one nobody
    can tell which machine answers. Certificates are those the system trusts.

    Args:
        url: the address; its fragment (`#…`) is neither sent nor kept.
        allow_private: also ask this machine and private networks; without it a host must be out on the internet.
        total_seconds: how long all of it may take.
        silent_seconds: how long the other side may send nothing.
        max_bytes: the most that may come, as it travels and unpacked.
        max_redirects: how many redirects are followed.
        resolver: gives the numeric addresses of a host and a port; the system's look-up unless given.

    Returns:
        The bytes as they came, unpacked where they travelled packed; the encoding that the header names; the address
        in the end; and a note if that is not the one asked.

    Raises:
        CallError: the address is not well formed.
        AddressRefusedError: it, or where it leads, is not asked: another scheme, a password in it, a private network.
        AddressNotFoundError: nothing is there.
        FetchError: no text comes back, within the limits or at all.
        MissingExtraError: urllib3 is not installed.

    Examples:
        >>> fetch_source("http://169.254.169.254/latest/")
        Traceback (most recent call last):
            ...
        annotate.errors.AddressRefusedError: http://169.254.169.254/latest/ is not asked: ...
    """
    check_installed("Fetching a text from the web", NEEDED)
    first = read_address(url)
    limits = Limits(total_seconds, silent_seconds, max_bytes, max_redirects)

    def find(address: Address) -> list[str]:
        return find_hosts(address, allow_private=allow_private, resolver=resolver)

    try:
        way, answer = within(total_seconds, lambda line: follow(first, find, limits, line))
    except TimeoutError:
        raise FetchError(
            f"{first.url} takes longer than {total_seconds:g} seconds; try again later, or save it in a browser and "
            "add the file."
        ) from None
    return _source(way, answer)


def follow(first: Address, find: Finder, limits: Limits, line: Line) -> tuple[Sequence[Address], Answer]:
    """Ask `first` and follow its redirects: the addresses asked, in order, and the answer of the last.

    Raises:
        AddressRefusedError, AddressNotFoundError, FetchError: as `fetch_source` says.
    """
    way = [first]
    while True:
        answer = ask(way[-1], _hosts(way, find), limits, line)
        if answer.status not in _REDIRECTS or answer.location is None:
            _check_status(way[-1], answer.status)
            return way, answer
        way.append(_next(way, answer.location, limits))


def _hosts(way: Sequence[Address], find: Finder) -> Sequence[str]:
    """Where the last address is; that a redirect led there is told where it is refused."""
    try:
        return find(way[-1])
    except AddressRefusedError as error:
        if len(way) == 1:
            raise
        raise AddressRefusedError(f"{way[-2].url} redirects: {error}") from None


def _next(way: Sequence[Address], location: str, limits: Limits) -> Address:
    """Where a redirect leads, if it may be followed."""
    here = way[-1]
    try:
        there = next_address(here, location)
    except CallError:
        raise FetchError(f"{here.url} redirects to what is no address; open it in a browser to see why.") from None
    except AddressRefusedError as error:
        raise AddressRefusedError(f"{here.url} redirects: {error}") from None
    if there.scheme != here.scheme:
        raise AddressRefusedError(
            f"{here.url} redirects to another scheme, which is not followed; if that is the text, add {there.url}"
        )
    if there in way:
        raise FetchError(
            f"{way[0].url} redirects in a circle, as pages do that want a log-in; save it in a browser and "
            "add the file."
        )
    if len(way) > limits.redirects:
        raise FetchError(f"{way[0].url} redirects more than {limits.redirects} times; add the address where it ends.")
    return there


def _check_status(address: Address, status: int) -> None:
    """Raise what a status other than success means."""
    if status in (HTTPStatus.OK, HTTPStatus.NON_AUTHORITATIVE_INFORMATION):
        return
    known = {each.value: each.phrase for each in HTTPStatus}
    name = f"{status} {known[status]}" if status in known else str(status)
    if status in _GONE:
        raise AddressNotFoundError(f"There is nothing at {address.url} ({name}); check the address.")
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        advice = "it may want a log-in, or a browser: save it there and add the file"
    else:
        advice = "try again later, or save it in a browser and add the file"
    raise FetchError(f"{address.url} brings no text ({name}); {advice}.")


def _source(way: Sequence[Address], answer: Answer) -> "Source":
    from annotate.text.extracts import Source

    charset = _CHARSET.search(answer.content_type)
    over = f", by way of {', '.join(each.url for each in way[1:-1])}" if len(way) > 2 else ""
    return Source(
        answer.data,
        name=_name(way[-1], answer),
        declared=charset[1] if charset else None,
        origin=way[-1].url,
        notes=(f"redirected from {way[0].url}{over}",) if len(way) > 1 else (),
    )


def _name(address: Address, answer: Answer) -> str:
    """The address without its query, with the suffix of the type that came where neither it nor the bytes tell one."""
    from annotate.text.readers.catalogue import FILE_TYPES
    from annotate.text.readers.registry import find_type

    name = address.url.partition("?")[0]
    suffixes = tuple(each for known in FILE_TYPES.values() for each in known.suffixes)
    if name.lower().endswith(suffixes) or not answer.data:
        return name
    media = re.split(r"[;,]", answer.content_type)[0].strip().lower()
    suffix = _SUFFIXES.get(media, "")
    try:
        told = find_type(answer.data, "")[0] is not FILE_TYPES["text"]
    except UnreadableFileError:
        told = True
    return name if told else name + suffix
