"""Over https nobody is asked who cannot prove to be the host that the address names."""

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest
import trustme

from annotate import fetch_source
from annotate.errors import AddressRefusedError, FetchError
from tests.webserver import Send, Server, redirect, reply, serving

TEXT = "会议强调，要抓好春耕。".encode()
AUTHORITY = trustme.CA()


@pytest.fixture
def trusting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's trust, as a company adds to it."""
    AUTHORITY.cert_pem.write_to_path(tmp_path / "trusted.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "trusted.pem"))


@pytest.fixture
def server() -> Iterator[Server]:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    AUTHORITY.issue_cert("policy.example", "xn--mxtq1m.xn--fiqs8s", "127.0.0.1").configure_cert(tls)
    with serving(tls) as running:
        running.replies["/"] = reply(TEXT)
        yield running


def fetch(url: str, **limits: float) -> bytes:
    return fetch_source(
        url, allow_private=True, resolver=lambda host, port: ["127.0.0.1"], total_seconds=limits.get("seconds", 60)
    ).data


@pytest.mark.parametrize("host", ["policy.example", "policy.example.", "POLICY.example", "政府.中国", "127.0.0.1"])
def test_the_name_of_the_address_is_proved_though_a_number_is_connected_to(
    server: Server, trusting: None, host: str
) -> None:
    assert fetch(server.url(host=host, scheme="https")) == TEXT


def test_a_certificate_for_another_name_is_refused(server: Server, trusting: None) -> None:
    with pytest.raises(FetchError, match=r"does not prove who answers \(.*'other\.example'.*\)"):
        fetch(server.url(host="other.example", scheme="https"))
    assert server.requests == []


def test_a_certificate_nobody_vouches_for_is_refused(server: Server) -> None:
    with pytest.raises(FetchError, match=r"does not prove who answers \(.*\).*SSL_CERT_FILE"):
        fetch(server.url(host="policy.example", scheme="https"))
    assert server.requests == []


def test_a_certificate_that_ran_out_is_refused(trusting: None) -> None:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    AUTHORITY.issue_cert("policy.example", not_after=datetime(2020, 2, 12, tzinfo=UTC)).configure_cert(tls)
    with serving(tls) as server, pytest.raises(FetchError, match="expired"):
        fetch(server.url(host="policy.example", scheme="https"))


def test_no_redirect_leads_to_the_open(server: Server, trusting: None) -> None:
    server.replies["/"] = redirect("http://policy.example/")
    with pytest.raises(AddressRefusedError, match="another scheme"):
        fetch(server.url(host="policy.example", scheme="https"))


def test_a_broken_answer_is_no_text_here_either(server: Server, trusting: None) -> None:
    server.replies["/"] = reply(TEXT)[:-1]
    with pytest.raises(FetchError, match="web's rules"):
        fetch(server.url(host="policy.example", scheme="https"))


def test_a_server_that_drips_is_left_here_too(server: Server, trusting: None) -> None:
    def dripping(send: Send) -> None:
        send(reply(b"", "Content-Length: 100000", length=False))
        while not Event().wait(0.02):
            send(b"x")

    server.replies["/"] = dripping
    with pytest.raises(FetchError, match="takes longer"):
        fetch(server.url(host="policy.example", scheme="https"), seconds=0.5)
