"""A bundle that was damaged, or made to do harm, is refused with file, line and reason, and the store is as before."""

import json
import os
import re
import stat
import struct
import warnings
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from annotate.errors import FileMissingError, ImportRefusedError
from annotate.formats import bundle_input
from annotate.formats.registry import export_store, read_store
from annotate.store.dumping import dump
from annotate.store.ledger import seal
from annotate.store.opening import Store, open_store
from annotate.store.restoring import restore
from tests.test_store_restoring import fill as fill_whole

fill = fill_whole
MARKS, HISTORY = "documents/law/1.marks.jsonl", "history.jsonl"


@pytest.fixture
def bundle(store: Store, tmp_path: Path) -> Path:
    export_store(dump(store), tmp_path / "bundle")
    return tmp_path / "bundle"


@pytest.fixture
def refused(store: Store, tmp_path: Path) -> Callable[[Path], str]:
    """Why a bundle is refused, by a store that is not there yet and by one that holds the same; both are as before."""

    def why(path: Path) -> str:
        before = store.path.read_bytes()
        with open_store(tmp_path / "new" / "a.db", create=True) as empty:
            with pytest.raises(ImportRefusedError) as first:
                restore(empty, read_store(path))
            with pytest.raises(ImportRefusedError) as second:
                restore(store, read_store(path))
        assert not (tmp_path / "new").exists()
        assert store.path.read_bytes() == before
        assert str(first.value).endswith("Nothing was imported.")
        assert str(second.value).endswith("Nothing was imported.")
        return str(first.value)

    return why


def resum(bundle: Path) -> None:
    """Make the checksums right again, as a forger would."""
    paths = sorted(path.relative_to(bundle).as_posix() for path in bundle.rglob("*") if path.is_file())
    lines = [f"{sha256((bundle / path).read_bytes()).hexdigest()}  {path}\n" for path in paths if path != "SHA256SUMS"]
    (bundle / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def every_file(bundle: Path) -> list[Path]:
    return sorted(path for path in bundle.rglob("*") if path.is_file())


def test_one_byte_changed_in_any_file_is_found(bundle: Path, refused: Callable[[Path], str]) -> None:
    for path in every_file(bundle):
        data = path.read_bytes()
        if not data:
            continue
        at = len(data) // 2
        path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        refused(bundle)
        path.write_bytes(data)


def test_a_file_cut_off_anywhere_is_found(bundle: Path, refused: Callable[[Path], str]) -> None:
    for path in every_file(bundle):
        data = path.read_bytes()
        if data:
            path.write_bytes(data[: len(data) // 2])
            refused(bundle)
            path.write_bytes(data)


def test_a_file_that_is_missing_is_named(bundle: Path, refused: Callable[[Path], str]) -> None:
    for path in every_file(bundle):
        data = path.read_bytes()
        path.unlink()
        assert path.name in refused(bundle)
        path.write_bytes(data)


@pytest.mark.parametrize("extra", ["notes.txt", "documents/law/1.txt~", "documents/law/9.txt", "documents/other/1.txt"])
def test_a_file_too_many_is_named(bundle: Path, refused: Callable[[Path], str], extra: str) -> None:
    (bundle / extra).parent.mkdir(exist_ok=True)
    (bundle / extra).write_text("x")
    assert f"{bundle}/{extra}: it is no part of the bundle" in refused(bundle)
    resum(bundle)
    assert extra.rpartition("/")[0] in refused(bundle) or "SHA256SUMS" in refused(bundle)


def test_a_link_or_a_folder_too_many_is_named(bundle: Path, refused: Callable[[Path], str]) -> None:
    (bundle / "documents/law/1.txt").rename(bundle.parent / "1.txt")
    (bundle / "documents/law/1.txt").symlink_to(bundle.parent / "1.txt")
    assert "documents/law/1.txt: a bundle has no such folder, link or device" in refused(bundle)
    (bundle / "documents/law/1.txt").unlink()
    (bundle / "documents/law/deeper").mkdir()
    assert "documents/law/deeper: a bundle has no such folder" in refused(bundle)


FORGED: dict[str, tuple[str, Callable[[str], str], str]] = {
    "no JSON": (MARKS, lambda text: text.replace('{"order"', '{"order', 1), "marks.jsonl, line 1: this is not JSON"),
    "another quote": (
        MARKS,
        lambda text: text.replace("加强领导", "领导加强"),
        "line 1: at [[6, 10]] stand other words",
    ),
    "a text that differs": (
        "documents/law/1.txt",
        lambda text: text.replace("加强", "強加"),
        "line 1: at [[6, 10]] stand other",
    ),
    "a source that differs": ("documents/law/1.source", lambda text: text + "。", "not the one whose SHA-256"),
    "a span outside": (MARKS, lambda text: text.replace("[[6, 10]]", "[[6, 999]]"), "line 1: The span 6:999 reaches"),
    "a digit bomb": (MARKS, lambda text: text.replace("[[6, 10]]", f"[[6, {'9' * 5000}]]"), "5000 digits"),
    "deep JSON": (MARKS, lambda text: "[" * 10**6 + "\n", "line 1: this JSON nests deeper than 64 levels"),
    "not a number": (MARKS, lambda text: text.replace('"revision": 3', '"revision": NaN'), "NaN is no number"),
    "half of a pair": (MARKS, lambda text: text.replace("one\\ntwo", "\\ud842"), "characters that are no text"),
    "a NUL": (MARKS, lambda text: text.replace("one\\ntwo", "\\u0000"), "characters that are no text"),
    "the document told twice": (MARKS, lambda text: text.replace("{", '{"document": "x", ', 1), "`document` is told"),
    "a mark gone": (MARKS, lambda text: "".join(text.splitlines(keepends=True)[1:]), "no mark 'm1'"),
    "an entry gone": (HISTORY, lambda text: "".join(text.splitlines(keepends=True)[1:]), "line 1: entry 2 does not"),
    "an entry changed": (HISTORY, lambda text: text.replace('"who": "lin"', '"who": "li"', 1), "the chain is broken"),
    "a newer form": ("bundle.json", lambda text: text.replace("bundle/1", "bundle/2"), "a newer policy-annotate"),
    "newer tables": ("bundle.json", lambda text: text.replace('"0002"', '"0099"'), "a newer policy-annotate"),
    "another thing": ("bundle.json", lambda text: '{"schema": "other/1"}', "this is no bundle of a store"),
    "a folder's name": (
        "documents.jsonl",
        lambda text: text.replace('"folder": "law"', '"folder": ".."'),
        "is not '..'",
    ),
    "a name": ("documents.jsonl", lambda text: text.replace('"name": "law"', '"name": "la/w"'), "the folder of 'la/w'"),
    "half a name": (
        "documents.jsonl",
        lambda text: text.replace('"name": "law"', '"name": "\\ud842"'),
        "the folder of",
    ),
    "another encoding": ("documents/law/1.txt", lambda text: "\udcff", "1.txt: this is not UTF-8 at byte 0"),
}


@pytest.mark.parametrize("case", FORGED)
def test_what_was_changed_together_with_its_checksum_is_found(
    bundle: Path, refused: Callable[[Path], str], case: str
) -> None:
    path, change, reason = FORGED[case]
    text = (bundle / path).read_bytes().decode()
    changed = change(text)
    assert changed != text
    (bundle / path).write_bytes(changed.encode("utf-8", "surrogateescape"))
    resum(bundle)
    assert reason in refused(bundle)


def test_a_history_with_new_hashes_still_has_to_tell_of_what_there_is(
    bundle: Path, refused: Callable[[Path], str]
) -> None:
    entries = [json.loads(line) for line in (bundle / HISTORY).read_text(encoding="utf-8").splitlines()]
    previous = "0" * 64
    kept = [entry for entry in entries if entry["what"] != "import"]
    for number, entry in enumerate(kept, 1):
        entry.update(n=number, previous=previous)
        entry["hash"] = previous = seal(entry)
    (bundle / HISTORY).write_text("".join(json.dumps(entry) + "\n" for entry in kept), encoding="utf-8")
    resum(bundle)
    assert f"{HISTORY}, line {len(kept)}" in refused(bundle)


def test_a_line_of_a_hundred_megabytes_is_read_as_far_as_the_limit(
    bundle: Path, refused: Callable[[Path], str]
) -> None:
    with (bundle / HISTORY).open("wb") as file:
        for _ in range(100):
            file.write(b"x" * 2**20)
    resum(bundle)
    assert f"{HISTORY}, line 1: the line has more than 32 MB" in refused(bundle)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("x" * 70, "line 1: this names no file"),
        ("0" * 64 + "  ../../etc/passwd", "line 1: this names no file"),
        ("0" * 64 + "  documents/../1.txt", "line 1: this names no file"),
        ("0" * 64 + "  README.md", "this names no file of a bundle, or one for a second time"),
        ("x" * 2000, "line 1: the line has more than 1000 bytes"),
    ],
)
def test_checksums_name_files_of_a_bundle_alone(
    bundle: Path, refused: Callable[[Path], str], line: str, reason: str
) -> None:
    sums = bundle / "SHA256SUMS"
    sums.write_text(f"{line}\n{sums.read_text(encoding='utf-8')}", encoding="utf-8")
    assert reason in refused(bundle)


def test_what_is_not_there_is_not_found(store: Store, tmp_path: Path) -> None:
    with pytest.raises(FileMissingError, match="There is no bundle"):
        restore(store, read_store(tmp_path / "nothing"))


@pytest.mark.parametrize("data", [b"", b"PK", b"x" * 10_000, b"PK\5\6" + b"\0" * 18, b"\0" * 22])
def test_what_is_no_zip_is_no_bundle(tmp_path: Path, refused: Callable[[Path], str], data: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(data)
    assert str(tmp_path / "a.zip") in refused(tmp_path / "a.zip")


def rezipped(bundle: Path, into: Path, more: Callable[[zipfile.ZipFile], object]) -> Path:
    with warnings.catch_warnings(), zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # a name twice, which is what is tried
        for path in every_file(bundle):
            archive.write(path, path.relative_to(bundle))
        more(archive)
    return into


@pytest.mark.parametrize(
    "path",
    [
        "../outside",
        "/etc/passwd",
        "C:\\x",
        "C:/x",
        "documents/../../x",
        "documents\\law\\1.txt",
        "documents/law/",
        "x\0y",
    ],
)
def test_a_path_that_leads_elsewhere_is_refused(
    bundle: Path, tmp_path: Path, refused: Callable[[Path], str], path: str
) -> None:
    def more(archive: zipfile.ZipFile) -> None:
        about = zipfile.ZipInfo("placeholder")
        about.filename = path
        archive.writestr(about, b"x")

    found = refused(rezipped(bundle, tmp_path / "a.zip", more))
    assert "is no part of the bundle" in found or "no such characters" in found


def test_a_file_twice_a_link_or_an_unknown_packing_is_refused(
    bundle: Path, tmp_path: Path, refused: Callable[[Path], str]
) -> None:
    link = zipfile.ZipInfo("README.md~")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    tried = {
        "twice": lambda archive: archive.writestr("README.md", b"x"),
        "a link": lambda archive: archive.writestr(link, b"/etc/passwd"),
        "packed in a way": lambda archive: archive.writestr("x", b"x", zipfile.ZIP_LZMA),
    }
    for reason, more in tried.items():
        assert reason in refused(rezipped(bundle, tmp_path / "a.zip", more))


def test_a_zip_that_unfolds_to_far_more_than_it_is_is_refused_unread(
    bundle: Path, tmp_path: Path, refused: Callable[[Path], str]
) -> None:
    def more(archive: zipfile.ZipFile) -> None:
        with archive.open("documents/law/9.txt", "w") as file:
            for _ in range(120):
                file.write(b"\0" * 2**20)

    bomb = rezipped(bundle, tmp_path / "a.zip", more)
    assert bomb.stat().st_size < 2**20
    assert "unfold to more than 200 times its size" in refused(bomb)


def test_a_zip_that_tells_too_small_a_size_is_read_no_further_than_that(
    bundle: Path, tmp_path: Path, refused: Callable[[Path], str]
) -> None:
    (bundle / HISTORY).write_bytes(b"\n" * 10**6)
    resum(bundle)
    path = rezipped(bundle, tmp_path / "a.zip", lambda archive: None)
    lying = path.read_bytes().replace(struct.pack("<L", 10**6), struct.pack("<L", 1000))
    assert lying != path.read_bytes()
    path.write_bytes(lying)
    assert re.search(f"{HISTORY}.*cannot be read", refused(path))


def test_a_zip_with_too_many_files_is_refused_before_they_are_listed(
    bundle: Path, tmp_path: Path, refused: Callable[[Path], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = rezipped(bundle, tmp_path / "a.zip", lambda archive: None)
    monkeypatch.setattr(bundle_input, "_DIRECTORY_BYTES", 100)
    monkeypatch.setattr(zipfile.ZipFile, "__init__", None)
    assert "the zip has more than" in refused(path)


def test_a_zip_cut_off_or_scrambled_anywhere_is_refused(
    bundle: Path, store: Store, tmp_path: Path, refused: Callable[[Path], str]
) -> None:
    export_store(dump(store), tmp_path / "whole.zip")
    data = (tmp_path / "whole.zip").read_bytes()
    path = tmp_path / "a.zip"
    for at in range(0, len(data), len(data) // 15):
        path.write_bytes(data[:at])
        refused(path)
    harmless = 0
    for at in range(3, len(data), len(data) // 40):
        path.write_bytes(data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :])
        try:
            assert list(read_store(path)) == list(dump(store))  # a time, say, which means nothing
            harmless += 1
        except ImportRefusedError:
            pass
    assert harmless < 20


def test_a_pipe_is_no_bundle(tmp_path: Path, refused: Callable[[Path], str]) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "neither a folder nor a zip" in refused(tmp_path / "pipe")
