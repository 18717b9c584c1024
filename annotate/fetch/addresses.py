"""Addresses on the web: read once, so that what is checked, what is connected to and what is stored is the same."""

import re
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from annotate.errors import AddressRefusedError, CallError

_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_.-]*[a-z0-9_.])?")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_KEPT = "%/:?@!$&'()*+,;=~[]|"  # in paths and queries; all else is percent-encoded
_LONGEST = 8_000


@dataclass(frozen=True)
class Address:
    """An address that can be asked, in ASCII.

    Attributes:
        scheme: http or https.
        host: a name or a number, in lower case; names in other scripts as DNS knows them (`xn--…`).
        port: the one given, or the scheme's own.
        target: path and query, percent-encoded; a fragment is for browsers, and left out.
    """

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """Host and port as the header `Host` has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The address whole."""
        return f"{self.scheme}://{self.authority}{self.target}"


def read_address(url: str) -> Address:
    """The address that `url` writes.

    Raises:
        CallError: it is not well formed.
        AddressRefusedError: it is neither http nor https, or has a user name or a password in it.

    Examples:
        >>> read_address(" HTTP://例子.example:80/公报/2 月.html?id=3#top ").url
        'http://xn--fsqu00a.example/%E5%85%AC%E6%8A%A5/2%20%E6%9C%88.html?id=3'
    """
    url = url.strip()
    if _CONTROL.search(url) or len(url) > _LONGEST:
        raise _malformed(url, "it holds a control character or is too long")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _malformed(url, "its host or its port is none") from None
    if parts.scheme not in _PORTS:
        raise AddressRefusedError(
            f"{_clipped(url)} is not asked: only http and https are. Save the text to a file and add that."
        )
    if "@" in parts.netloc:
        raise AddressRefusedError(
            f"An address with a user name or a password in it is not asked, because it would be stored with the text "
            f"({parts.scheme}://…@{_clipped(parts.hostname or '')}); save the text to a file and add that."
        )
    if port == 0:
        raise _malformed(url, "port 0 is none")
    return Address(parts.scheme, _host(parts, url), port or _PORTS[parts.scheme], _target(parts))


def next_address(address: Address, location: str) -> Address:
    """The address that a redirect from `address` leads to; `location` as the header has it, a character a byte.

    Raises:
        CallError: it is not well formed.
        AddressRefusedError: it is neither http nor https, or has a user name or a password in it.

    Examples:
        >>> next_address(read_address("http://example.org/a/b?c"), "../d").url
        'http://example.org/d'
    """
    raw = location.encode("latin-1", "replace")
    try:
        words = raw.decode()
    except UnicodeDecodeError:
        words = quote(raw, safe=bytes(range(128)))
    if _CONTROL.search(words):
        raise _malformed(words, "it holds a control character")
    try:
        joined = urljoin(address.url, words.strip())
    except ValueError:
        raise _malformed(words, "its host is none") from None
    return read_address(joined)


def _host(parts: SplitResult, url: str) -> str:
    """The host as DNS knows it."""
    host = parts.hostname or ""
    if parts.netloc.startswith("["):
        try:
            return str(ip_address(host.replace("%25", "%")))
        except ValueError:
            raise _malformed(url, "its host is no IPv6 number") from None
    try:
        known = host.encode("idna").decode().lower()
    except UnicodeError:
        known = ""
    if not _HOST.fullmatch(known):
        raise _malformed(url, "its host is none")
    return known


def _target(parts: SplitResult) -> str:
    query = f"?{quote(parts.query, safe=_KEPT)}" if parts.query else ""
    return "/" + quote(parts.path, safe=_KEPT).removeprefix("/") + query


def _malformed(url: str, why: str) -> CallError:
    return CallError(
        f"{_clipped(url)} is not an address that can be asked: {why}; write it as https://example.org/text.html."
    )


def _clipped(url: str) -> str:
    """Enough of an address to know it again, with nothing in it that is no character; never a password."""
    shown = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", re.sub(r"//.*@", "//…@", url))
    return repr(shown if len(shown) <= 200 else shown[:199] + "…")
