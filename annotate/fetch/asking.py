"""One question to one machine, and its answer: connected, asked, read within limits."""

import ssl
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException
from typing import TYPE_CHECKING

from annotate._version import __version__
from annotate.errors import FetchError
from annotate.fetch.addresses import Address
from annotate.fetch.limits import Limits
from annotate.fetch.packing import unpack
from annotate.fetch.waiting import Line

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse
    from urllib3.connection import HTTPConnection

Finder = Callable[[Address], Sequence[str]]
"""From an address to the numeric ones to connect to, all of them checked."""

_PIECE = 64 * 1024
_OWN = "save it in a browser and add the file"


@dataclass(frozen=True)
class Answer:
    """What came back: the number of the status, the headers that matter, and the bytes, unpacked.

    `location` and `content_type` are as sent, a character a byte. Only an answer that brings a text has bytes.
    """

    status: int
    location: str | None
    content_type: str
    data: bytes


def ask(address: Address, hosts: Sequence[str], limits: Limits, line: Line) -> Answer:
    """Ask for what is at `address`, which is at one of `hosts`.

    Raises:
        FetchError: nothing answers, or what answers breaks a rule or a limit.
    """
    from urllib3.exceptions import HTTPError

    connection = _connected(address, hosts, limits, line)
    try:
        # As in a browser, but that nothing is sent that was not asked for: no cookie, no referrer, no password.
        headers = {
            "Host": address.authority,
            "User-Agent": f"policy-annotate/{__version__}",
            "Accept": "*/*",
            "Accept-Encoding": "gzip",
            "Connection": "close",
        }
        connection.request("GET", address.target, headers=headers, preload_content=False, decode_content=False)
        response = connection.getresponse()
        try:
            return _answer(address, response, limits)
        finally:
            response.close()
    except (HTTPError, HTTPException, OSError, ValueError) as error:
        raise _broken(address, error, limits) from error
    finally:
        connection.close()


def _connected(address: Address, hosts: Sequence[str], limits: Limits, line: Line) -> "HTTPConnection":
    """A connection to the first of `hosts` that takes one."""
    from urllib3.exceptions import HTTPError

    failure: Exception | None = None
    for host in hosts:
        connection = _connection(address, host, limits)
        line.hold(connection)
        try:
            connection.connect()
            line.hold(connection)
        except (HTTPError, OSError) as error:
            connection.close()
            failure = failure or error
            if isinstance(error, ssl.SSLError):
                break
        else:
            return connection
    raise _unreached(address, failure) from failure


def _connection(address: Address, host: str, limits: Limits) -> "HTTPConnection":
    """A connection to the numeric address `host`, which is asked as, and has to prove to be, the address's host."""
    from urllib3.connection import HTTPConnection, HTTPSConnection

    if address.scheme == "http":
        return HTTPConnection(host, address.port, timeout=limits.silent_seconds)
    trusted = ssl.create_default_context()  # the system's certificates, where a company puts its own, too
    return HTTPSConnection(
        host, address.port, timeout=limits.silent_seconds, ssl_context=trusted, server_hostname=address.host.rstrip(".")
    )


def _answer(address: Address, response: "BaseHTTPResponse", limits: Limits) -> Answer:
    headers = response.headers
    brings = response.status in (HTTPStatus.OK, HTTPStatus.NON_AUTHORITATIVE_INFORMATION)
    data = _body(address, response, limits) if brings else b""
    return Answer(response.status, headers.get("location"), headers.get("content-type", ""), data)


def _body(address: Address, response: "BaseHTTPResponse", limits: Limits) -> bytes:
    """The bytes of an answer, unpacked; no more of them are held than the limit says."""
    packing = response.headers.get("content-encoding", "").strip().lower()
    if packing not in ("", "identity", "gzip", "x-gzip"):
        raise FetchError(f"{address.url} answers with bytes packed in a way that was not asked for; {_OWN}.")
    length = response.headers.get("content-length", "")
    if length.isdecimal() and len(length) < 20 and int(length) > limits.size:
        raise _too_large(address, limits)
    came: Iterable[bytes] = iter(lambda: response.read(_PIECE, decode_content=False), b"")
    came = _limited(came, address, limits)
    if "gzip" in packing:
        came = _limited(unpack(came), address, limits)
    return b"".join(came)


def _limited(pieces: Iterable[bytes], address: Address, limits: Limits) -> Iterator[bytes]:
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > limits.size:
            raise _too_large(address, limits)
        yield piece


def _too_large(address: Address, limits: Limits) -> FetchError:
    return FetchError(
        f"{address.url} brings more than {limits.size / 1_000_000:g} MB, which no text has; if it is one, {_OWN}."
    )


def _unreached(address: Address, failure: Exception | None) -> FetchError:
    """The sentence for a connection that did not come about."""
    if isinstance(failure, ssl.SSLCertVerificationError):
        return FetchError(
            f"{address.url} is not asked, because its certificate does not prove who answers "
            f"({failure.verify_message}); if you trust it all the same, {_OWN}, or name the certificates that vouch "
            "for it in SSL_CERT_FILE."
        )
    if isinstance(failure, ssl.SSLError):
        return FetchError(f"{address.url} cannot be asked: no secure connection comes about; {_OWN}.")
    return FetchError(
        f"{address.url} cannot be reached: {_reason(failure)}; check the address, and whether this machine is on the "
        "network. Proxies are not used."
    )


def _broken(address: Address, error: Exception, limits: Limits) -> FetchError:
    """The sentence for an answer that did not come whole."""
    from urllib3.exceptions import TimeoutError as Silence

    if isinstance(error, Silence | TimeoutError):
        return FetchError(f"{address.url} sends nothing for {limits.silent_seconds:g} seconds; try again later.")
    return FetchError(f"{address.url} does not answer as the web's rules have it, or not to the end; try again later.")


def _reason(failure: BaseException | None) -> str:
    """What the system says of a connection that failed."""
    cause = failure if isinstance(failure, OSError) else failure and failure.__cause__
    if isinstance(cause, TimeoutError):
        return "nothing answers"
    return (isinstance(cause, OSError) and cause.strerror) or "no connection comes about"
