"""Files of answers are read within limits, and what does not fit is refused with file, line and reason."""

from pathlib import Path

import pytest

from annotate.cli.running import run
from annotate.formats import limits

NOTICE = "会议强调，各地要抓好春耕。\n"  # "localities are to see to the spring ploughing"
CALLS = (["review", "law"], ["judge", "law", "law"])


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ANNOTATE_STORE", raising=False)
    Path("law.txt").write_text(NOTICE, encoding="utf-8")
    assert run(["add", "law.txt"]) == 0


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call[0])
@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"[" * 100_000, "answers.jsonl, line 1: this JSON nests deeper than 64 levels"),
        (b'{"id": ' + b"9" * 1000 + b"}", "a number of 1000 digits"),
        (b'{"id": "m1"}\0', "there is a NUL at byte 12"),
        (b"\xff\xfe", "this is not UTF-8 at byte 0"),
        (b"answer: yes", "answers.jsonl, line 1: this is not JSON"),
    ],
    ids=["deep", "long number", "NUL", "not UTF-8", "no JSON"],
)
def test_a_hostile_file_of_answers_is_refused(
    call: list[str], data: bytes, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("answers.jsonl").write_bytes(data)
    assert run([*call, "--apply", "answers.jsonl", "--by", "lin"]) == 4
    assert reason in capsys.readouterr().err


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call[0])
def test_a_file_over_the_limit_is_refused_without_reading_it_all(
    call: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(limits, "FILE_BYTES", 1 << 20)
    Path("answers.jsonl").write_bytes(b" " * (1 << 21))
    assert run([*call, "--apply", "answers.jsonl", "--by", "lin"]) == 4
    assert "the file has more than 1 MB" in capsys.readouterr().err
