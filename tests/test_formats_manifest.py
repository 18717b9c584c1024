"""Manifests: lists of files as spreadsheets save them, and what is wrong with a list, by line."""

import subprocess
import sys
from pathlib import Path

import pytest

from annotate.errors import ImportRefusedError
from annotate.formats.manifest import read_manifest
from annotate.store.added import NewText
from annotate.store.folders import find_texts

TABLE = "file,name,date,series\r\n会议.txt,会议,2020/2/12,全会\r\n\r\nb.txt,,,\r\n"
ROWS = (NewText("会议.txt", name="会议", date="2020-02-12", series="全会"), NewText("b.txt"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_list_is_read_as_spreadsheets_save_it(encoding: str, delimiter: str) -> None:
    assert read_manifest(TABLE.replace(",", delimiter).encode(encoding), "texts.csv") == ROWS


def test_cells_may_be_quoted_and_columns_may_stand_in_any_order() -> None:
    data = b'Title , FILE,\n"One, ""two""\nthree",a.txt,\n'
    with pytest.raises(ImportRefusedError, match="line 2"):
        read_manifest(data, "texts.csv")
    assert read_manifest(data.replace(b"\nthree", b""), "t.csv") == (NewText("a.txt", title='One, "two"'),)


@pytest.mark.parametrize(
    ("table", "line", "said"),
    [
        ("", 1, "no header"),
        ("name,date\nlaw,2020-02-12\n", 1, "'file'"),
        ("file,day\na.txt,2020-02-12\n", 1, "'day'"),
        ("file,date,date\na.txt,,\n", 1, "twice"),
        ("file,date\na.txt,2020-02-30\n", 2, "2020-02-30"),
        ("file,date\na.txt,\nb.txt,2月12日\n", 3, "2月12日"),
        ("file,name\na.txt,two words\n", 2, "two words"),
        ("file,language\na.txt,fr\n", 2, "fr"),
        ("file,encoding\na.txt,klingon\n", 2, "klingon"),
        ("file,name\n,law\n", 2, "empty"),
        ("file,title\na.txt,one, two\n", 2, "cells"),
        ("file\na.txt\nb.txt\na.txt\n", 4, "line 2"),
        ('file\na.txt\n"b.txt\n', 3, "quotes"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(table: str, line: int, said: str) -> None:
    with pytest.raises(ImportRefusedError) as raised:
        read_manifest(table.encode(), "texts.csv")
    assert f"texts.csv, line {line}: " in str(raised.value)
    assert said in str(raised.value)
    assert "Nothing was stored" in str(raised.value)


@pytest.mark.parametrize("sign", ["\u2028", "\x85", "\x0b", "\x1e"])
def test_a_sign_that_ends_no_line_of_a_table_is_in_its_cell(sign: str) -> None:
    """Such signs come into cells from web pages and word processors; a title with one is refused in its own line."""
    with pytest.raises(ImportRefusedError, match=r"line 2: The title .* holds a line break"):
        read_manifest(f"file,title\na.txt,One{sign}two\nb.txt,\n".encode(), "texts.csv")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_on_any_system(end: str) -> None:
    rows = read_manifest(end.join(["file,title", "a.txt,One", "b.txt,"]).encode(), "texts.csv")
    assert rows == (NewText("a.txt", title="One"), NewText("b.txt"))


def test_bytes_that_are_no_table_are_refused() -> None:
    for data in (b"\xff\xff\xff", b"file\n\0", b"\xff\xfea"):
        with pytest.raises(ImportRefusedError):
            read_manifest(data, "texts.csv")


def test_a_file_is_looked_for_in_the_folder_and_beside_the_list(tmp_path: Path) -> None:
    (tmp_path / "texts/below").mkdir(parents=True)
    for name in ("texts/below/a.txt", "b.txt"):
        (tmp_path / name).touch()
    rows = [NewText("below\\a.txt"), NewText("b.txt"), NewText("gone.txt")]
    found = find_texts([tmp_path / "texts"], rows, manifest=tmp_path / "list.csv")
    assert [each.file for each in found.texts] == [
        tmp_path / "texts/below/a.txt",
        tmp_path / "b.txt",
        tmp_path / "texts/gone.txt",
    ]


def test_reading_a_manifest_loads_no_database() -> None:
    program = "import sys, annotate.formats.manifest; sys.exit('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
