"""What LibreOffice writes is read: lists, tracked changes, notes and comments; the ways that refusals name work.

Collected where `soffice` is found, and always where CI is set.
"""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from annotate.errors import UnreadableFileError
from annotate.store.adding import add_versions
from annotate.store.documents import show
from annotate.store.files import load
from annotate.store.opening import open_store
from annotate.store.placements import marks

NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = " ".join(f'xmlns:{each}="{NAMESPACE}:{each}:1.0"' for each in ("office", "text", "style", "table"))
AUTHOR = "<dc:creator>Li</dc:creator><dc:date>2020-02-12T08:00:00</dc:date>"
WRITTEN = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {SPACES} xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles><text:list-style style:name="Articles"><text:list-level-style-number text:level="1"
 style:num-prefix="第" style:num-suffix="条" style:num-format="一, 二, 三, ..."/></text:list-style></office:styles>
<office:body><office:text><text:tracked-changes>
<text:changed-region xml:id="c1" text:id="c1"><text:insertion><office:change-info>{AUTHOR}</office:change-info></text:insertion></text:changed-region>
<text:changed-region xml:id="c2" text:id="c2"><text:deletion><office:change-info>{AUTHOR}</office:change-info><text:p>抓</text:p></text:deletion></text:changed-region>
</text:tracked-changes>
<text:h text:outline-level="1">总则</text:h>
<text:list text:style-name="Articles">
<text:list-item><text:p>各级政府要<text:change text:change-id="c2"/><text:change-start text:change-id="c1"/>抓紧<text:change-end
 text:change-id="c1"/>落实责任<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>见附件。</text:p></text:note-body></text:note>。</text:p></text:list-item>
<text:list-item><text:p><office:annotation office:name="a1">{AUTHOR}<text:p>何时？</text:p></office:annotation>按时<office:annotation-end
 office:name="a1"/>报告。</text:p></text:list-item></text:list>
<table:table><table:table-column table:number-columns-repeated="2"/><table:table-row><table:table-cell><text:p>任务</text:p></table:table-cell>
<table:table-cell><text:p>单位</text:p></table:table-cell></table:table-row></table:table>
<text:p>完</text:p></office:text></office:body></office:document>
"""  # noqa: E501
REST = "第二条按时报告。\n任务\t单位\n完\n[1] 见附件。"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the same text in each form that LibreOffice writes."""
    made = tmp_path_factory.mktemp("office")
    (made / "plan.fodt").write_text(WRITTEN, encoding="utf-8")
    for form in ("docx", "odt", "rtf", "doc"):
        convert(made, f"soffice --headless --convert-to {form} plan.fodt")
    return made


def convert(folder: Path, command: str) -> None:
    """Run a command that an error names, with a profile of its own."""
    program, *rest = shlex.split(command)
    own = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", *rest]
    subprocess.run(own, cwd=folder, check=True, capture_output=True)


def test_lists_notes_and_tables_of_a_file_that_libreoffice_wrote(folder: Path) -> None:
    extract, reading = load(folder / "plan.docx")
    assert reading.text == f"总则\n第一条各级政府要抓紧落实责任。\n{REST}"
    assert reading.blocks[0].kind == "heading"
    assert extract.changes == 2


def test_its_tracked_changes_are_two_versions_and_its_comment_a_mark(folder: Path, tmp_path: Path) -> None:
    with open_store(tmp_path / "store.db", create=True) as store:
        refs = [each.ref for each in add_versions(store, folder / "plan.docx")]
        texts = [show(store, ref).text for ref in refs]
        assert texts == [f"总则\n第一条各级政府要{verb}落实责任。\n{REST}" for verb in ("抓", "抓紧")]
        assert [(each.quotes, each.note, each.by) for each in marks(store, refs[1])] == [(("按时",), "何时？", "Li")]


@pytest.mark.parametrize("form", ["odt", "rtf", "doc", "fodt"])
def test_the_command_that_a_refusal_names_makes_a_file_that_is_read(folder: Path, tmp_path: Path, form: str) -> None:
    file = tmp_path / f"plan.{form}"
    shutil.copy(folder / file.name, file)
    with pytest.raises(UnreadableFileError) as caught:
        load(file)
    command = re.search(r"soffice .* FILE", str(caught.value))
    assert command is not None
    convert(tmp_path, command[0].replace("FILE", file.name))
    text = load(tmp_path / "NEW-FOLDER" / "plan.docx")[1].text
    assert "各级政府要抓紧落实责任。" in text
    assert "[1] 见附件。" in text
