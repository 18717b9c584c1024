"""What LibreOffice reads in workbooks: the words as they are."""

import subprocess
from pathlib import Path

from annotate.formats.registry import write_table
from annotate.report.tables import Table

WORDS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=HYPERLINK(1)", "https://example.org/", "<r><t>x</t></r>", "<r></r>"]
ESCAPED = "𠮷_x0041_x0042_"


def test_words_are_read_as_they_are(tmp_path: Path) -> None:
    table = Table("t", ("one", "two"), tuple((words, ESCAPED) for words in WORDS))
    written = write_table(table, to="xlsx")
    assert isinstance(written, bytes)
    (tmp_path / "t.xlsx").write_bytes(written)
    place = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    filters = "csv:Text - txt - csv (StarCalc):44,34,76"
    subprocess.run(
        ["soffice", "--headless", place, "--convert-to", filters, "t.xlsx"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    found = (tmp_path / "t.csv").read_text(encoding="utf-8")
    assert [words for words in WORDS if words not in found] == []
    assert found.count(ESCAPED) == len(WORDS)
