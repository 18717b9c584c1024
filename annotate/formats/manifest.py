"""Manifests: a table of files, CSV, that says what a person knows of each.

The first line names the columns: `file`, and any of `name`, `date`, `series`, `title`, `language`, `encoding` and
`url`. It is read as spreadsheets save it: UTF-8 with or without a byte order mark, UTF-16 with one, or GB 18030, as
Excel does in China; with commas, semicolons or tabs between; a day as 2020-02-12, 2020/2/12 or 2020年2月12日.
"""

import csv
import io
from collections.abc import Iterator, Sequence

from annotate.errors import AnnotateError, ImportRefusedError
from annotate.store.added import NewText
from annotate.store.files import check_language
from annotate.store.refs import check_line, check_name
from annotate.text.days import read_day
from annotate.text.decoding import check_encoding

COLUMNS = ("file", "name", "date", "series", "title", "language", "encoding", "url")
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_LONGEST = 64 * 2**20


def read_manifest(data: bytes, name: str) -> tuple[NewText, ...]:
    r"""The rows of a manifest, their files as they are written there.

    Args:
        data: the bytes of the file.
        name: how it is called in an error.

    Raises:
        ImportRefusedError: it is no such table; the sentence names the line.

    Examples:
        >>> read_manifest("file,date\r\n公报.txt,2020/2/12\r\n".encode("gb18030"), "texts.csv")[0].date
        '2020-02-12'
    """
    lines = list(_rows(_decoded(data, name), name))
    if not lines:
        raise _refused(name, 1, f"there is no header; name the columns, of {', '.join(COLUMNS)}, in the first line")
    columns = _columns(*lines[0], name)
    texts: list[NewText] = []
    seen: dict[str, int] = {}
    for number, cells in lines[1:]:
        if len(cells) > len(columns) and any(cells[len(columns) :]):
            raise _refused(
                name, number, f"it has {len(cells)} cells, more than columns; quote a cell with commas in it"
            )
        text = _text({column: cell for column, cell in zip(columns, cells, strict=False) if cell}, name, number)
        written = str(text.file)
        if written in seen:
            raise _refused(name, number, f"{written!r} stands in line {seen[written]} already; leave one of the two")
        seen[written] = number
        texts.append(text)
    return tuple(texts)


def _decoded(data: bytes, name: str) -> str:
    if len(data) > _LONGEST:
        raise _refused(name, 1, f"the file has more than {_LONGEST // 2**20} MB, too much for a list of files")
    encodings = [encoding for mark, encoding in _MARKS.items() if data.startswith(mark)] or ["utf-8", "gb18030"]
    for encoding in encodings:
        try:
            words = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in words:
            return words
    raise ImportRefusedError(f"{name} is neither UTF-8 nor GB 18030; save it as CSV in UTF-8. Nothing was stored.")


def _rows(words: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """The lines that hold something, each with its number and its cells, without the white space around them."""
    header = words.lstrip().split("\n", 1)[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.reader(io.StringIO(words, newline=""), delimiter=delimiter, strict=True)
    start = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise _refused(name, reader.line_num, f"this is no CSV ({error}); mend the quotes") from None
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield start, [cell.strip() for cell in cells]
        start = reader.line_num + 1


def _columns(number: int, cells: Sequence[str], name: str) -> list[str]:
    columns = [cell.lower() for cell in cells]
    known = ", ".join(COLUMNS)
    for column in columns:
        if column not in COLUMNS and column:
            raise _refused(name, number, f"there is no column {column!r}; the columns are {known}")
        if column and columns.count(column) > 1:
            raise _refused(name, number, f"the column {column!r} stands there twice")
    if "file" not in columns:
        raise _refused(name, number, f"there is no column 'file'; the first line names the columns, of {known}")
    return columns


def _text(row: dict[str, str], name: str, number: int) -> NewText:
    if "file" not in row:
        raise _refused(name, number, "the cell 'file' is empty")
    if "date" in row:
        day = read_day(row["date"])
        if day is None:
            raise _refused(name, number, f"{row['date']!r} is no day; write it as YYYY-MM-DD")
        row["date"] = day
    try:
        check_language(row.get("language"))
        if "encoding" in row:
            check_encoding(row["encoding"])
        if "name" in row:
            check_name(row["name"])
        for column in ("series", "title", "url"):
            if column in row:
                check_line(column, row[column])
    except AnnotateError as error:
        raise ImportRefusedError(f"{name}, line {number}: {error} Nothing was stored.") from None
    row.pop("", None)
    return NewText(**row)


def _refused(name: str, number: int, reason: str) -> ImportRefusedError:
    return ImportRefusedError(f"{name}, line {number}: {reason}. Nothing was stored.")
