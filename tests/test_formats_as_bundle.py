"""A bundle: plain files for people and git, the same for the same store, put in place whole or not at all."""

import json
import stat
import subprocess
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.errors import AnnotateError, InputRefusedError, OutputExistsError
from annotate.formats import as_bundle, bundle_output
from annotate.formats.bundle_layout import folder_name, is_known
from annotate.formats.registry import export_store, read_store
from annotate.store.adding import add
from annotate.store.annotations import edit, mark
from annotate.store.documents import set_details
from annotate.store.dumping import dump
from annotate.store.opening import Store, open_store
from annotate.store.pieces import Piece
from annotate.store.refs import check_name
from annotate.store.restoring import restore
from tests.test_store_restoring import fill as fill_whole


def fill(store: Store) -> None:
    fill_whole(store)
    add(store, "第一条\r\n要做好防汛备汛工作。".encode("gb18030"), name="防汛", reflow=False)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def bundle(store: Store, tmp_path: Path) -> Path:
    export_store(dump(store), tmp_path / "bundle")
    return tmp_path / "bundle"


def test_there_is_a_folder_a_document_with_its_texts_as_they_are(bundle: Path) -> None:
    found = files(bundle)
    assert found["documents/law/1.txt"].decode() == "会议强调，要加强领导。各地要抓好春耕。"
    assert found["documents/防汛/1.source"] == "第一条\r\n要做好防汛备汛工作。".encode("gb18030")
    assert found["documents/防汛/1.txt"].decode() == "第一条\r\n要做好防汛备汛工作。"
    lines = [json.loads(line) for line in found["documents.jsonl"].decode().splitlines()]
    assert [(line["name"], line["folder"].partition("~")[0]) for line in lines] == [
        ("Opinion", "Opinion"),
        ("law", "law"),
        ("防汛", "防汛"),
    ]
    made = [json.loads(line) for line in found["documents/law/1.marks.jsonl"].decode().splitlines()]
    assert [(each["id"], each["quotes"]) for each in made][:2] == [("m1", ["加强领导"]), ("m2", ["会议", "要加"])]
    assert all(is_known(path) or path == "SHA256SUMS" for path in found)


def test_two_bundles_of_one_store_are_the_same_byte_for_byte(store: Store, bundle: Path, tmp_path: Path) -> None:
    export_store(dump(store), tmp_path / "again")
    assert files(tmp_path / "again") == files(bundle)
    for name in ("one.zip", "two.zip"):
        export_store(dump(store), tmp_path / name)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_a_zip_holds_the_files_of_the_folder(store: Store, bundle: Path, tmp_path: Path) -> None:
    export_store(dump(store), tmp_path / "bundle.zip")
    with zipfile.ZipFile(tmp_path / "bundle.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files(bundle)


def test_a_store_that_came_from_a_bundle_gives_the_same_bundle(bundle: Path, tmp_path: Path) -> None:
    with open_store(tmp_path / "b.db", create=True) as other:
        restore(other, read_store(bundle))
        export_store(dump(other), tmp_path / "again")
    assert files(tmp_path / "again") == files(bundle)


def test_a_zip_of_the_folder_by_another_program_is_a_bundle_too(bundle: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        for path in sorted(bundle.rglob("*")):
            archive.write(path, path.relative_to(bundle))
    with open_store(tmp_path / "b.db", create=True) as other:
        assert restore(other, read_store(tmp_path / "other.zip")).documents == 3


def test_a_change_touches_the_files_it_is_about(store: Store, bundle: Path, tmp_path: Path) -> None:
    edit(store, "m1", note="another note")
    export_store(dump(store), tmp_path / "later")
    before, after = files(bundle), files(tmp_path / "later")
    assert {path for path in after if after[path] != before.get(path)} == {
        "SHA256SUMS",
        "history.jsonl",
        "documents/law/1.marks.jsonl",
    }
    old, new = (each["documents/law/1.marks.jsonl"].splitlines() for each in (before, after))
    assert sum(a != b for a, b in zip(old, new, strict=True)) == 1
    assert after["history.jsonl"].startswith(before["history.jsonl"])


def test_a_new_version_leaves_the_files_of_the_old_ones(store: Store, bundle: Path, tmp_path: Path) -> None:
    add(store, "会议强调，要加强领导。".encode(), name="law")
    export_store(dump(store), tmp_path / "later")
    before, after = files(bundle), files(tmp_path / "later")
    changed = {path for path in before if after[path] != before[path]}
    assert changed == {"SHA256SUMS", "history.jsonl"}
    assert all(path.startswith("documents/law/3.") for path in after.keys() - before.keys())


def test_the_checksums_are_those_that_everybody_computes(bundle: Path) -> None:
    checked = subprocess.run(
        ["sha256sum", "-c", "--strict", "SHA256SUMS"], cwd=bundle, capture_output=True, check=False
    )
    assert checked.returncode == 0, checked.stderr


def test_a_bundle_comes_through_git_unchanged(bundle: Path, tmp_path: Path) -> None:
    settings = [
        "-c",
        "core.autocrlf=true",
        "-c",
        "user.name=x",
        "-c",
        "user.email=x@x",
        "-c",
        "init.defaultBranch=main",
    ]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"]):
        subprocess.run(["git", *settings, *command], cwd=bundle.parent / "bundle", check=True)
    subprocess.run(["git", *settings, "clone", "-q", str(bundle), str(tmp_path / "clone")], check=True)
    assert {path: data for path, data in files(tmp_path / "clone").items() if not path.startswith(".git/")} == {
        path: data for path, data in files(bundle).items() if not path.startswith(".git/")
    }


def is_name(name: str) -> bool:
    try:
        return check_name(name) == name
    except AnnotateError:
        return False


names = st.text(min_size=1, max_size=100).filter(is_name)
HARD = [
    "CON",
    "con",
    "Con.txt",
    "nul",
    "aux.a.b",
    "..",
    ".",
    ".git",
    "git~1",
    "a.",
    "a<b",
    'a"b',
    "a\\b",
    "a|b",
    "a?",
    "*",
]
HARD += [
    "law",
    "Law",
    "LAW",
    "straße",
    "strasse",
    "é",
    "e\u0301",
    "İ",
    "ﬁ",
    "fi",
    "𠮷" * 100,
    "x" * 100,
    "X" * 100,
    "lpt¹",
]


@given(st.lists(names | st.sampled_from(HARD), min_size=2, max_size=6, unique=True))
def test_every_name_has_a_folder_of_its_own_on_every_file_system(found: list[str]) -> None:
    folders = [folder_name(name) for name in found]
    for folder in folders:
        assert 0 < len(folder.encode()) <= 140
        assert not set(folder) & set('\\/:*?"<>| ')
        assert folder.isprintable()
        assert not folder.startswith(".")
        assert not folder.endswith(".")
        assert folder.partition(".")[0].lower() not in {"con", "prn", "aux", "nul", "com1", "lpt1", "com¹", "lpt¹"}
        assert is_known(f"documents/{folder}/1.txt")
    assert len({unicodedata.normalize("NFKD", folder.casefold()) for folder in folders}) == len(found)


def test_hard_names_come_back(tmp_path: Path) -> None:
    hard = [name for name in HARD if is_name(name)]
    with (
        open_store(tmp_path / "a.db", create=True) as one,
        open_store(tmp_path / "b.db", create=True) as other,
    ):
        add(one, "会议强调。".encode(), name="first")
        for name in hard:
            add(one, "会议强调。".encode(), name=name)
        set_details(one, "first", rename="CON.")
        export_store(dump(one), tmp_path / "bundle")
        assert restore(other, read_store(tmp_path / "bundle")).documents == len(hard) + 1
        assert list(dump(other)) == list(dump(one))


@pytest.mark.parametrize("name", ["bundle", "bundle.zip"])
def test_what_is_there_is_replaced_only_by_force(store: Store, tmp_path: Path, name: str) -> None:
    export_store(dump(store), tmp_path / name)
    with pytest.raises(OutputExistsError, match="--force"):
        export_store(dump(store), tmp_path / name)
    mark(store, "law", spans=[(0, 1)], label="x")
    export_store(dump(store), tmp_path / name, force=True)
    assert list(read_store(tmp_path / name)) == list(dump(store))
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["annotate.db", name])


@pytest.mark.parametrize("name", ["bundle", "bundle.zip"])
def test_what_came_meanwhile_is_not_replaced_without_force(store: Store, tmp_path: Path, name: str) -> None:
    def racing() -> Iterator[Piece]:
        yield from dump(store)
        export_store(dump(store), tmp_path / name)

    with pytest.raises(OutputExistsError, match="by now"):
        export_store(racing(), tmp_path / name)
    assert list(read_store(tmp_path / name)) == list(dump(store))
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["annotate.db", name])


def test_a_zip_that_is_replaced_keeps_its_permissions(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "bundle.zip"
    export_store(dump(store), path)
    path.chmod(0o600)
    export_store(dump(store), path, force=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_folder_with_files_of_somebody_else_is_never_replaced(store: Store, bundle: Path) -> None:
    (bundle / "documents/law/thesis.docx").write_bytes(b"years of work")
    before = files(bundle)
    with pytest.raises(InputRefusedError, match=r"thesis\.docx: it is no part of the bundle"):
        export_store(dump(store), bundle, force=True)
    assert files(bundle) == before


@pytest.mark.parametrize("other", ["empty folder", "folder", "link", "git"])
def test_what_is_no_bundle_is_never_replaced(store: Store, bundle: Path, tmp_path: Path, other: str) -> None:
    place = tmp_path / "place"
    if other == "git":
        place = bundle
        (place / ".git").mkdir()
    elif other == "link":
        place = bundle
        (place / "documents/mine").symlink_to(tmp_path)
    else:
        place.mkdir()
        if other == "folder":
            (place / "notes.txt").write_text("mine")
    before = files(place)
    with pytest.raises(InputRefusedError, match="is not replaced"):
        export_store(dump(store), place, force=True)
    assert files(place) == before


def test_a_file_is_no_place_for_a_folder_nor_a_folder_for_a_zip(store: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "folder.zip").mkdir()
    for name in ("file", "folder.zip"):
        with pytest.raises(InputRefusedError, match="give another -o FILE"):
            export_store(dump(store), tmp_path / name, force=True)
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize("name", ["bundle", "bundle.zip"])
def test_an_export_that_fails_leaves_nothing_new_and_the_old_one_whole(store: Store, tmp_path: Path, name: str) -> None:
    export_store(dump(store), tmp_path / name)
    before = files(tmp_path)

    def failing() -> object:
        for number, piece in enumerate(dump(store)):
            if number == 8:
                raise KeyboardInterrupt
            yield piece

    with pytest.raises(KeyboardInterrupt):
        export_store(failing(), tmp_path / name, force=True)  # type: ignore[arg-type]
    assert files(tmp_path) == before


def test_what_no_import_would_take_is_not_written(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(as_bundle, "LINE_BYTES", 200)
    with pytest.raises(InputRefusedError, match="longer than any import would take"):
        export_store(dump(store), tmp_path / "bundle")
    monkeypatch.setattr(as_bundle, "LINE_BYTES", 2**20)
    monkeypatch.setattr(bundle_output, "FILES", 5)
    with pytest.raises(InputRefusedError, match="more than 5 files"):
        export_store(dump(store), tmp_path / "bundle.zip")
    assert [path.name for path in tmp_path.iterdir()] == ["annotate.db"]
