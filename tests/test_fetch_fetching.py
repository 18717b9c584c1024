"""A text is fetched from a server on this machine: whole, from where it was meant to come, and within limits."""

import gzip
import socket
import zlib
from collections.abc import Iterator, Sequence
from itertools import count
from threading import Event
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotate import fetch_source
from annotate.errors import AddressNotFoundError, AddressRefusedError, AnnotateError, FetchError
from annotate.fetch.addresses import Address, read_address
from annotate.fetch.fetching import follow
from annotate.fetch.limits import Limits
from annotate.fetch.networks import find_hosts
from annotate.fetch.waiting import Line, within
from annotate.text.extracts import Source
from tests.webserver import Send, Server, redirect, reply, serving

TEXT = "会议强调，要抓好春耕。".encode()


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def fetch(url: str, **options: Any) -> Source:
    return fetch_source(url, allow_private=True, **options)


# What comes back


def test_the_bytes_are_as_they_came(server: Server) -> None:
    data = bytes(range(256)) * 1000
    server.replies["/a.bin"] = reply(data)
    found = fetch(server.url("/a.bin"))
    assert (found.data, found.origin, found.declared, found.notes) == (data, server.url("/a.bin"), None, ())


@pytest.mark.parametrize(
    ("sent", "declared"),
    [
        ("text/html; charset=GB2312", "GB2312"),
        ('text/plain;charset="utf-8"; x=y', "utf-8"),
        ("text/html;Charset='big5'", "big5"),
        ("text/html", None),
        ("text/html; charset=", None),
        ("nonsense", None),
    ],
)
def test_the_header_may_declare_an_encoding(server: Server, sent: str, declared: str | None) -> None:
    server.replies["/"] = reply(TEXT, f"Content-Type: {sent}")
    assert fetch(server.url()).declared == declared


@pytest.mark.parametrize(
    ("path", "media", "data", "name"),
    [
        ("/plan.txt", "text/html", TEXT, "/plan.txt"),  # the address says it
        ("/plan?file=a.pdf", "text/html", TEXT, "/plan.html"),  # what stands in a query does not
        ("/plan", "text/html", b"<html>", "/plan"),  # the bytes say it
        ("/plan", "application/octet-stream", b"%PDF-1.7", "/plan"),
        ("/plan", "TEXT/HTML; charset=utf-8", b"<p>", "/plan.html"),  # neither does, so the header counts
        ("/plan.do", "application/xhtml+xml", b"<p>", "/plan.do.html"),
        ("/plan", "text/plain", TEXT, "/plan.txt"),
        ("/plan", "", TEXT, "/plan"),
        ("/plan", "application/octet-stream", TEXT, "/plan"),
    ],
)
def test_the_name_tells_the_type_where_the_bytes_do_not(
    server: Server, path: str, media: str, data: bytes, name: str
) -> None:
    server.replies[path] = reply(data, f"Content-Type: {media}")
    found = fetch(server.url(path))
    assert (found.name, found.origin) == (server.url(name), server.url(path))


def test_what_travels_packed_is_unpacked(server: Server) -> None:
    server.replies["/"] = reply(gzip.compress(TEXT * 10_000), "Content-Encoding: gzip")
    assert fetch(server.url()).data == TEXT * 10_000


def test_an_answer_in_pieces_is_put_together(server: Server) -> None:
    pieces = b"".join(f"{len(each):x}\r\n".encode() + each + b"\r\n" for each in (TEXT, TEXT, b""))
    server.replies["/"] = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + pieces
    assert fetch(server.url()).data == TEXT * 2


def test_an_answer_without_a_length_ends_with_the_connection(server: Server) -> None:
    server.replies["/"] = reply(TEXT, length=False)
    assert fetch(server.url()).data == TEXT


def test_nothing_is_sent_but_the_question(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    server.replies["/a?b=1"] = reply(TEXT)
    fetch(server.url("/a?b=1#part"))
    first, *headers = server.requests[0].rstrip().split("\r\n")
    assert first == "GET /a?b=1 HTTP/1.1"
    assert sorted(each.split(":")[0] for each in headers) == [
        *("Accept", "Accept-Encoding", "Connection", "Host", "User-Agent"),
    ]
    assert f"Host: 127.0.0.1:{server.port}" in headers
    assert any(each.startswith("User-Agent: policy-annotate/") for each in headers)


def test_an_address_of_the_newer_kind_is_asked() -> None:
    with serving(family=socket.AF_INET6) as server:
        server.replies["/"] = reply(TEXT)
        found = fetch(server.url(host="[::1]"))
        assert (found.data, found.origin) == (TEXT, server.url(host="[::1]"))
        assert f"Host: [::1]:{server.port}" in server.requests[0]


# Redirects


@pytest.mark.parametrize("status", ["301 x", "302 x", "303 x", "307 x", "308 x"])
def test_a_redirect_is_followed_and_told(server: Server, status: str) -> None:
    server.replies |= {"/old": redirect("/new.txt", status), "/new.txt": reply(TEXT)}
    found = fetch(server.url("/old"))
    assert (found.data, found.origin) == (TEXT, server.url("/new.txt"))
    assert found.notes == (f"redirected from {server.url('/old')}",)


def test_every_address_on_the_way_is_told(server: Server) -> None:
    server.replies |= {"/1": redirect("2"), "/2": redirect("/公报.txt#part"), "/%E5%85%AC%E6%8A%A5.txt": reply(TEXT)}
    found = fetch(server.url("/1"))
    assert found.origin == server.url("/%E5%85%AC%E6%8A%A5.txt")
    assert found.notes == (f"redirected from {server.url('/1')}, by way of {server.url('/2')}",)


def test_as_many_redirects_are_followed_as_the_limit_says(server: Server) -> None:
    server.replies |= {f"/{number}": redirect(f"/{number + 1}") for number in range(3)} | {"/3": reply(TEXT)}
    assert fetch(server.url("/0"), max_redirects=3).data == TEXT
    with pytest.raises(FetchError, match="redirects more than 2 times"):
        fetch(server.url("/0"), max_redirects=2)


def test_a_circle_is_not_run_in(server: Server) -> None:
    server.replies |= {"/a": redirect("/b"), "/b": redirect("/a")}
    with pytest.raises(FetchError, match="in a circle"):
        fetch(server.url("/a"))
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    ("location", "words"),
    [
        ("https://127.0.0.1/a", "redirects to another scheme, which is not followed; .* https://127.0.0.1/a"),
        ("ftp://127.0.0.1/a", "redirects: 'ftp://127.0.0.1/a' is not asked: only http and https are"),
        ("file:///etc/passwd", "only http and https"),
        ("javascript:alert(1)", "only http and https"),
        ("http://me:secret@127.0.0.1/", "user name or a password"),
    ],
)
def test_no_redirect_leads_out_of_the_rules(server: Server, location: str, words: str) -> None:
    server.replies["/"] = redirect(location)
    with pytest.raises(AddressRefusedError, match=words):
        fetch(server.url())
    assert len(server.requests) == 1


def test_a_redirect_to_no_address_is_a_sentence(server: Server) -> None:
    server.replies["/"] = redirect("http://[/")
    with pytest.raises(FetchError, match="redirects to what is no address"):
        fetch(server.url())


def test_a_redirect_to_nowhere_brings_no_text(server: Server) -> None:
    server.replies["/"] = reply(TEXT, status="302 Found")
    with pytest.raises(FetchError, match=r"brings no text \(302 Found\)"):
        fetch(server.url())


# Where it leads


def test_this_machine_is_not_asked_unless_allowed(server: Server) -> None:
    with pytest.raises(AddressRefusedError, match="--allow-private"):
        fetch_source(server.url())
    assert server.requests == []


def test_the_target_of_a_redirect_is_checked_like_the_first_address(server: Server) -> None:
    server.replies |= {"/": redirect(server.url("/", host="inner.example"))}

    def find(address: Address) -> Sequence[str]:
        # The server stands on this machine, so the first host has to be let through for there to be a redirect.
        if address.host == "127.0.0.1":
            return ["127.0.0.1"]
        return find_hosts(address, allow_private=False, resolver=lambda host, port: ["10.0.0.7"])

    with pytest.raises(AddressRefusedError, match=r"redirects: .*inner\.example.*\(10\.0\.0\.7\)"):
        within(10, lambda line: follow(read_address(server.url()), find, Limits(), line))
    assert len(server.requests) == 1


def test_the_host_is_looked_up_once_and_asked_by_its_own_name(server: Server) -> None:
    server.replies["/"] = reply(TEXT)
    numbers = iter([["127.0.0.1"], ["10.0.0.7"]])  # a name server that changes its mind
    asked: list[str] = []

    def resolver(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return next(numbers)

    assert fetch(server.url(host="policy.example"), resolver=resolver).data == TEXT
    assert asked == ["policy.example"]
    assert f"Host: policy.example:{server.port}" in server.requests[0]


def test_a_host_with_several_numbers_is_asked_at_the_first_that_answers(server: Server) -> None:
    server.replies["/"] = reply(TEXT)
    found = fetch(server.url(host="policy.example"), resolver=lambda host, port: ["::1", "127.0.0.1"])
    assert found.data == TEXT


# Trouble


@pytest.mark.parametrize(
    ("status", "error", "words"),
    [
        ("404 Not Found", AddressNotFoundError, r"nothing at .*/x \(404 Not Found\)"),
        ("410 Gone", AddressNotFoundError, "410 Gone"),
        ("403 \x1b[2JForbidden", FetchError, r"\(403 Forbidden\); it may want a log-in"),
        ("401 x", FetchError, "log-in"),
        ("500 x", FetchError, r"\(500 Internal Server Error\); try again later"),
        ("412 x", FetchError, "412"),
        ("999 x", FetchError, r"\(999\)"),
        ("202 Accepted", FetchError, "202"),
        ("204 x", FetchError, "204"),
        ("206 Partial Content", FetchError, "206"),
        ("304 x", FetchError, "304"),
    ],
)
def test_any_status_but_success_is_a_sentence(
    server: Server, status: str, error: type[AnnotateError], words: str
) -> None:
    server.replies["/x"] = reply(b"sorry", status=status)
    with pytest.raises(error, match=words):
        fetch(server.url("/x"))


def test_nobody_there_is_a_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    with pytest.raises(FetchError, match="cannot be reached: Connection refused; check the address"):
        fetch(f"http://127.0.0.1:{port}/")


def test_a_plain_server_is_no_secure_one(server: Server) -> None:
    server.replies["/"] = reply(TEXT)
    with pytest.raises(FetchError, match="no secure connection"):
        fetch(server.url(scheme="https"))


BROKEN = {
    "a truncated body": reply(TEXT)[:-1],
    "a truncated chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc",
    "chunks without an end": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
    "a chunk of no size": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nabc",
    "no answer": b"",
    "no status": b"hello\r\n\r\n",
    "another protocol": b"SSH-2.0-OpenSSH_9.2\r\n",
    "a header without an end": b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000,
    "endless headers": b"HTTP/1.1 200 OK\r\n" + b"X: x\r\n" * 200 + b"\r\n",
    "two lengths": b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
    "a truncated gzip stream": reply(gzip.compress(TEXT)[:-9], "Content-Encoding: gzip"),
    "no gzip stream": reply(TEXT, "Content-Encoding: gzip"),
    "something after a gzip stream": reply(gzip.compress(TEXT) + b"x", "Content-Encoding: gzip"),
    "an encoding nobody asked for": reply(TEXT, "Content-Encoding: br"),
    "packed twice": reply(gzip.compress(gzip.compress(TEXT)), "Content-Encoding: gzip, gzip"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_answer_is_never_taken_for_a_text(server: Server, name: str) -> None:
    server.replies["/"] = BROKEN[name]
    with pytest.raises(FetchError, match=r"does not answer as the web's rules|was not asked for"):
        fetch(server.url())


# Limits


def test_a_text_as_large_as_the_limit_is_taken(server: Server) -> None:
    server.replies["/"] = reply(b"x" * 1000)
    assert len(fetch(server.url(), max_bytes=1000).data) == 1000


@pytest.mark.parametrize("length", [True, False])
def test_what_is_too_large_is_refused(server: Server, length: bool) -> None:
    server.replies["/"] = reply(b"x" * 1001, length=length)
    with pytest.raises(FetchError, match=r"more than 0\.001 MB"):
        fetch(server.url(), max_bytes=1000)


def test_a_length_that_says_too_much_is_believed(server: Server) -> None:
    server.replies["/"] = reply(TEXT, f"Content-Length: {10**12}", length=False)
    with pytest.raises(FetchError, match="more than 50 MB"):
        fetch(server.url())


def test_a_text_without_an_end_is_cut_off(server: Server) -> None:
    def endless(send: Send) -> None:
        send(reply(b"", length=False))
        while True:
            send(b"x" * 65536)

    server.replies["/"] = endless
    with pytest.raises(FetchError, match="more than 1 MB"):
        fetch(server.url(), max_bytes=1_000_000)


@pytest.mark.parametrize("packed_in", ["", "chunked"])
def test_a_small_answer_that_unpacks_to_a_large_one_is_refused(server: Server, packed_in: str) -> None:
    bomb = gzip.compress(bytes(60_000_000))
    assert len(bomb) < 100_000
    server.replies["/"] = reply(bomb, "Content-Encoding: gzip")
    if packed_in:
        head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
        server.replies["/"] = head + f"{len(bomb):x}\r\n".encode() + bomb + b"\r\n0\r\n\r\n"
    with pytest.raises(FetchError, match="more than 50 MB"):
        fetch(server.url())


def test_a_packed_answer_of_nothing_without_an_end_is_cut_off(server: Server) -> None:
    def endless(send: Send) -> None:
        send(reply(b"", "Content-Encoding: gzip", length=False))
        packing = zlib.compressobj(wbits=31)
        while True:
            send(packing.flush(zlib.Z_FULL_FLUSH) + packing.compress(b"") + b"\0\0\0\xff\xff" * 10_000)

    server.replies["/"] = endless
    with pytest.raises(FetchError, match=r"more than 1 MB|web's rules"):
        fetch(server.url(), max_bytes=1_000_000)


def drip(before: bytes) -> Any:
    """A server that sends `before`, and then a byte now and then for as long as somebody listens."""

    def dripping(send: Send) -> None:
        send(before)
        while not Event().wait(0.02):
            send(b"x")

    return dripping


@pytest.mark.parametrize(
    "before", [b"", b"HTTP/1.1 200 OK\r\nX: ", reply(b"", "Content-Length: 1000000", length=False)], ids=len
)
def test_a_server_that_drips_is_left_at_the_total_limit(server: Server, before: bytes) -> None:
    server.replies["/"] = drip(before)
    with pytest.raises(FetchError, match=r"takes longer than 0\.5 seconds"):
        fetch(server.url(), total_seconds=0.5)


def test_the_connection_ends_with_the_time(server: Server) -> None:
    left = Event()

    def dripping(send: Send) -> None:
        send(reply(b"", "Content-Length: 1000000", length=False))
        try:
            while not Event().wait(0.02):
                send(b"x")
        finally:
            left.set()

    server.replies["/"] = dripping
    with pytest.raises(FetchError, match="takes longer"):
        fetch(server.url(), total_seconds=0.2)
    assert left.wait(60)


def test_a_server_that_is_silent_is_left(server: Server) -> None:
    def silent(send: Send) -> None:
        Event().wait(5)

    server.replies["/"] = silent
    with pytest.raises(FetchError, match=r"sends nothing for 0\.2 seconds"):
        fetch(server.url(), silent_seconds=0.2)


def test_a_name_server_that_does_not_answer_is_left() -> None:
    def resolver(host: str, port: int) -> Sequence[str]:
        Event().wait(2)
        raise AssertionError(host)

    with pytest.raises(FetchError, match="takes longer"):
        fetch("http://policy.example/", total_seconds=0.1, resolver=resolver)


def test_a_line_that_was_cut_takes_no_connection() -> None:
    line = Line()
    line.cut()
    with pytest.raises(TimeoutError):
        line.hold(None)


def test_redirects_do_not_begin_the_time_anew(server: Server) -> None:
    numbers = count(1)

    def on(send: Send) -> None:
        send(redirect(f"/{next(numbers)}"))

    server.replies |= {f"/{number}": on for number in range(200_000)}
    with pytest.raises(FetchError, match="takes longer"):
        fetch(server.url("/0"), total_seconds=0.3, max_redirects=10**6)


# Laws


PARTS = st.sampled_from(
    [
        *(
            b"HTTP/1.1 200 OK\r\n",
            b"HTTP/1.0 200\r\n",
            b"HTTP/1.1 302 x\r\n",
            b"HTTP/1.1 100 Continue\r\n\r\n",
            b"\r\n",
        ),
        *(b"Location: /next\r\n", b"Location: http://[", b"Content-Length: 5\r\n", b"Content-Length: -1\r\n"),
        *(b"Content-Encoding: gzip\r\n", b"Transfer-Encoding: chunked\r\n", b"5\r\nhello\r\n", b"0\r\n\r\n"),
        *(b"Content-Type: text/html; charset=\xff\r\n", b" folded\r\n", b":\r\n", gzip.compress(b"hello"), b"\x1f\x8b"),
    ]
)


@pytest.fixture(scope="module")
def lasting() -> Iterator[Server]:
    with serving() as running:
        yield running


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(PARTS, st.binary(max_size=30)), max_size=8).map(b"".join), st.booleans())
def test_whatever_a_server_sends_is_a_source_or_a_sentence(lasting: Server, answer: bytes, well_begun: bool) -> None:
    lasting.replies["/"] = b"HTTP/1.1 200 OK\r\n" + answer if well_begun else answer
    try:
        found = fetch(lasting.url())
    except (FetchError, AddressNotFoundError, AddressRefusedError) as error:
        assert "\n" not in str(error)  # noqa: PT017
    else:
        assert found.origin


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200_000), st.booleans(), st.booleans())
def test_any_bytes_served_are_the_bytes_that_come(lasting: Server, data: bytes, packed: bool, length: bool) -> None:
    headers = ["Content-Encoding: gzip"] if packed else []
    lasting.replies["/"] = reply(gzip.compress(data) if packed else data, *headers, length=length)
    assert fetch(lasting.url()).data == data
