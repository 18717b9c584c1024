"""Addresses are read once, and read so that nothing else can be meant by them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.errors import AddressRefusedError, CallError
from annotate.fetch.addresses import next_address, read_address


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("http://example.org", "http://example.org/"),
        ("HTTPS://Example.ORG:443/A", "https://example.org/A"),
        ("http://example.org:8080?q=1", "http://example.org:8080/?q=1"),
        ("  http://example.org/a  ", "http://example.org/a"),
        ("http://example.org/a#part", "http://example.org/a"),
        ("http://example.org/公报.html", "http://example.org/%E5%85%AC%E6%8A%A5.html"),
        ("http://example.org/%E5%85%AC?a=%20&b=要", "http://example.org/%E5%85%AC?a=%20&b=%E8%A6%81"),
        ('http://example.org/a b"<>', "http://example.org/a%20b%22%3C%3E"),
        ("http://政府.中国/", "http://xn--mxtq1m.xn--fiqs8s/"),
        ("http://政府。中国/", "http://xn--mxtq1m.xn--fiqs8s/"),
        ("http://[2001:DB8:0::1]:81/", "http://[2001:db8::1]:81/"),
        ("http://127.1/", "http://127.1/"),
    ],
)
def test_an_address_has_one_form(written: str, read: str) -> None:
    assert read_address(written).url == read
    assert read_address(read).url == read


@pytest.mark.parametrize(
    "written",
    [
        "http://",
        "http:///a",
        "http://a..b/",
        "http://ex ample.org/",
        "http://example.org\\.evil.example/",
        "http://%6c%6f/",
        "http://example.org:0/",
        "http://example.org:99999/",
        "http://example.org:x/",
        "http://[::1/",
        "http://[v1.x]/",
        "http://exa\tmple.org/",
        "http://example.org/\r\nX-Header: 1",
        "http://example.org/\ud800",
        f"http://{'a' * 64}.org/",
        f"http://example.org/{'a' * 9000}",
    ],
)
def test_what_is_not_well_formed_is_a_wrong_call(written: str) -> None:
    with pytest.raises(CallError, match=r"is not an address that can be asked: .+; write it as"):
        read_address(written)


@pytest.mark.parametrize("written", ["ftp://example.org/a", "file:///etc/passwd", "gopher://x/", "data://text", "x"])
def test_only_http_and_https_are_asked(written: str) -> None:
    with pytest.raises(AddressRefusedError, match="only http and https"):
        read_address(written)


@pytest.mark.parametrize("written", ["http://me:secret@example.org/", "https://secret@example.org/", "http://a\\@x/"])
def test_a_password_is_refused_and_not_told_on(written: str) -> None:
    with pytest.raises(AddressRefusedError, match="user name") as raised:
        read_address(written)
    assert "secret" not in str(raised.value)


def test_a_password_in_what_is_refused_for_another_reason_is_not_told_on() -> None:
    for written in (
        "ftp://me:secret@example.org/",
        "http://me:secret@example.org:x/",
        "http://a:secret@[::1/",
        "http://a:b/secret@x/",
    ):
        with pytest.raises((AddressRefusedError, CallError)) as raised:
            read_address(written)
        assert "secret" not in str(raised.value)


@pytest.mark.parametrize(
    ("location", "leads_to"),
    [
        ("/b", "http://example.org:81/b"),
        ("b?c", "http://example.org:81/x/b?c"),
        ("../../b", "http://example.org:81/b"),
        ("//other.example/b", "http://other.example/b"),
        ("https://other.example/b#c", "https://other.example/b"),
        ("", "http://example.org:81/x/y"),
        ("/公报".encode().decode("latin-1"), "http://example.org:81/%E5%85%AC%E6%8A%A5"),
        ("/公报".encode("gbk").decode("latin-1"), "http://example.org:81/%B9%AB%B1%A8"),
    ],
)
def test_a_redirect_is_read_as_a_browser_reads_it(location: str, leads_to: str) -> None:
    assert next_address(read_address("http://example.org:81/x/y"), location).url == leads_to


@given(st.text(), st.sampled_from(["", "http://", "https://example.org/", "http://["]))
def test_whatever_is_written_is_an_address_in_ascii_or_a_sentence(words: str, start: str) -> None:
    for read in (read_address, lambda text: next_address(read_address("http://example.org/a"), text)):
        try:
            address = read(start + words)
        except (AddressRefusedError, CallError) as error:
            assert str(error)  # noqa: PT017
        else:
            assert address.url.isascii()
            assert address.url.isprintable()
            assert " " not in address.url
            assert read_address(address.url) == address
