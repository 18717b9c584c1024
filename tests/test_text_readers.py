"""File types: told by their bytes, then by their names; read by one module each, or refused with the way to go."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.errors import AnnotateError, CallError, MissingExtraError, UnreadableFileError
from annotate.text.extracts import Options
from annotate.text.extras import Extra, check_installed
from annotate.text.reader import read
from annotate.text.readers.catalogue import FILE_TYPES
from annotate.text.readers.registry import extract, find_type
from annotate.text.reading import PLAIN
from annotate.text.spans import visible


def zipped(*names: str) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return made.getvalue()


OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
OLD_WORD = OLD_OFFICE + "WordDocument".encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        ("要落实".encode(), "plan.txt", "text"),
        ("要落实".encode(), "plan", "text"),
        ("要落实".encode(), "plan.2020", "text"),
        ("# 要落实".encode(), "plan.md", "text"),
        (b"%PDF-1.7\n", "plan.pdf", "pdf"),
        (b"\xef\xbb\xbf\n<!DOCTYPE HTML><p>", "page", "html"),
        (b"<p>part of a page", "page.html", "html"),
        (zipped("[Content_Types].xml", "word/document.xml"), "plan.docx", "docx"),
        (zipped("mimetype", "content.xml"), "plan.odt", "odt"),
        (zipped("xl/workbook.xml"), "plan.xlsx", "xlsx"),
        (zipped("META-INF/container.xml"), "book.epub", "epub"),
        (zipped("a.txt"), "texts.zip", "zip"),
        (zipped("OFD.xml"), "公报.ofd", "ofd"),
        (zipped("Doc_0/Document.xml"), "公报.ofd", "ofd"),
        (b"Received: from a\nSubject: b", "mail.eml", "eml"),
        (b"{\\rtf1 x}", "plan.rtf", "rtf"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><x/>', "plan.xml", "flat"),
        (b'<?xml version="1.0"?>\n<office:document x="y"/>', "plan.fodt", "flat"),
        (OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), "plan", "encrypted"),
        (OLD_WORD, "plan.doc", "doc"),
        (b"\x89PNG\r\n\x1a\n", "scan.png", "png"),
        (b"RIFF\0\0\0\0WEBP", "scan.webp", "webp"),
    ],
)
def test_a_file_is_of_the_type_its_bytes_and_name_say(data, name, kind):
    found, note = find_type(data, name)
    assert (found.name, note) == (kind, None)


def test_a_suffix_that_is_not_known_is_told():
    kind, note = find_type(b'<?xml version="1.0"?><other/>', "plan.xml")
    assert kind.name == "text"
    assert note == "files that end in .xml are not known; it is read as a plain text, signs and all"
    assert find_type(b"text", "2020.02.12") == find_type(b"text", "README") == (kind, None)


@pytest.mark.parametrize("name", ["plan.txt", "plan.docx", "PLAN.TXT"])
def test_bytes_win_over_a_name_that_says_otherwise_and_it_is_told(name):
    found, note = find_type(b"%PDF-1.4 x", name)
    assert found.name == "pdf"
    assert note == f"the name ends in {name[4:]}, but it is a PDF file"


@pytest.mark.parametrize("name", ["plan.pdf", "plan.docx", "plan.DOC", "plan.odt", "scan.jpg"])
def test_a_name_that_promises_what_the_bytes_are_not_is_refused(name):
    with pytest.raises(UnreadableFileError, match=rf"{name} ends in \.\w+ but is not an? "):
        extract("要落实".encode(), Options(name))


@pytest.mark.parametrize(
    "kind", [each for each in FILE_TYPES.values() if each.module is None], ids=lambda kind: kind.name
)
def test_a_type_that_is_not_read_has_the_way_to_go(kind):
    assert kind.instead
    assert not kind.instead.endswith(".")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (zipped("mimetype", "content.xml"), "is an OpenDocument text, .*soffice --headless --convert-to"),
        (b"{\\rtf1 x}", "is a Rich Text file, .*soffice"),
        (zipped("META-INF/container.xml"), "is an EPUB book"),
        (OLD_WORD, "is a Word file of the old kind"),
        (b"\xff\xd8\xff\xe0", "is an image, .*OCR"),
        (b"", "is empty"),
        (b"PK\x03\x04" + bytes(range(256)), "plan.txt is a"),
    ],
)
def test_what_is_not_read_is_refused_in_a_sentence(data, words):
    with pytest.raises(UnreadableFileError, match=words) as caught:
        extract(data, Options("plan.txt"))
    assert str(caught.value).startswith("plan.txt ")
    assert str(caught.value).endswith(".")


def test_no_two_types_share_a_suffix():
    suffixes = [suffix for kind in FILE_TYPES.values() for suffix in kind.suffixes]
    assert len(suffixes) == len(set(suffixes))
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in suffixes)


def test_plain_text_is_its_characters():
    found = extract("会议\r\n要落实\r".encode("utf-16"), Options("plan.txt"))
    assert (found.text, found.encoding, found.reader) == ("会议\r\n要落实\r", "utf-16-le", PLAIN)
    assert (found.removed, found.places, found.blocks, found.comments) == ((), (), (), ())


def test_an_encoding_named_is_the_one_used():
    assert extract("要".encode("big5"), Options("a.txt", encoding="big5")).text == "要"
    with pytest.raises(CallError, match="klingon"):
        extract(b"x", Options("a.txt", encoding="klingon"))


def test_a_missing_library_is_a_sentence():
    with pytest.raises(MissingExtraError, match=r"reading it needs nolib: pip install 'policy-annotate\[none\]'"):
        check_installed("a.pdf is a PDF file; reading it", Extra("none", "nolib", "nolib_that_is_not_there"))


beginnings = st.sampled_from(
    [b"", *(mark for kind in FILE_TYPES.values() for mark in kind.begins), b"\xff\xfe", b"RIFF"]
)
names = st.sampled_from(["a", *(f"a{suffix}" for kind in FILE_TYPES.values() for suffix in kind.suffixes)])


@settings(deadline=None, max_examples=300)
@given(beginnings, st.binary(max_size=400), names, st.sampled_from([None, "gbk", "utf-16", "big5", "shift_jis", "x"]))
def test_any_bytes_under_any_name_give_a_text_or_an_error_of_ours(start, data, name, encoding):
    try:
        found = extract(start + data, Options(name, encoding))
    except AnnotateError:
        return
    reading = read(found)
    assert visible(reading.text) == visible(found.text)
    assert len(found.text) <= len(start + data)
