"""`annotate add` of Word files: what is said on the way, and the two versions of tracked changes."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from annotate.cli.running import run
from tests.wordmaking import comment, gone, ins, on, p, r, word

Run = Callable[..., tuple[int, str, str]]
TRACKED = word(p(r("要"), gone("抓好"), ins(r("抓紧")), on(0, r("落实")), r("。")), comments=comment(0, "谁？"))


@pytest.fixture
def annotate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ANNOTATE_STORE", raising=False)
    Path("law.docx").write_bytes(TRACKED)

    def ran(*arguments: str) -> tuple[int, str, str]:
        code = run(arguments)
        out, err = capsysbinary.readouterr()
        return code, out.decode(), err.decode()

    return ran


def test_tracked_changes_are_told_and_read_as_accepted(annotate: Run) -> None:
    code, out, err = annotate("add", "law.docx")
    assert (code, out) == (0, "law@1\n")
    assert err == ("law.docx: 2 tracked changes read as accepted\nlaw.docx: 1 comment became a mark (m1)\n")
    assert annotate("show", "law")[1] == "要抓紧落实。\n"


def test_with_as_versions_the_old_text_and_the_new_one_are_printed(annotate: Run) -> None:
    assert annotate("add", "law.docx", "--as-versions")[:2] == (0, "law@1\nlaw@2\n")
    assert annotate("show", "law@1")[1] == "要抓好落实。\n"
    assert "nothing stored" in annotate("add", "law.docx", "--as-versions")[2]


def test_a_dry_run_shows_both_texts_and_the_comments(annotate: Run) -> None:
    out = annotate("add", "law.docx", "--as-versions", "--dry-run")[1]
    assert out.count("comment  Li: 谁？  on 落实") == 2
    assert out.index("read as docx-rejected") < out.index("read as docx ")
    told = json.loads(annotate("add", "law.docx", "--dry-run", "--format", "json")[1])
    assert [(each["note"], each["words"]) for each in told["comments"]] == [("谁？", "落实")]


def test_as_versions_takes_one_file(annotate: Run) -> None:
    code, _, err = annotate("add", "law.docx", "other.docx", "--as-versions")
    assert code == 2
    assert "--as-versions takes one FILE" in err


def test_a_diff_of_files_tells_once_how_each_was_read(annotate: Run) -> None:
    Path("plan.txt").write_text("要抓好落实。", encoding="utf-8")
    code, out, err = annotate("diff", "./law.docx", "./plan.txt", "./plan.txt")
    assert (code, out.count("→")) == (0, 2)
    assert err == "./law.docx: 2 tracked changes read as accepted\n"
