"""Bad input: one sentence that says what, where and what to do; the contract's exit code; the store as it was."""

import shutil
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from annotate.cli.running import run
from tests.building import as_nobody

TEXT = "会议强调，各地要抓好春耕。各地要保障农资供应。\n"
Run = Callable[..., tuple[int, str, str]]


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store that holds law@1 with the mark m1, and files of all kinds beside it."""
    folder = tmp_path_factory.mktemp("example")
    (folder / "law.txt").write_text(TEXT, encoding="utf-8")
    store = ("--store", str(folder / "store/annotate.db"))
    assert run([*store, "add", str(folder / "law.txt")]) == 0
    assert run([*store, "mark", "law", "--quote", "抓好春耕", "--label", "x"]) == 0
    (folder / "other.txt").write_text("另一篇。", encoding="utf-8")
    (folder / "empty.txt").touch()
    (folder / "folder").mkdir()
    (folder / "noise.bin").write_bytes(bytes(range(128, 256)) * 8 + b"\x00\x81\xff")
    (folder / "law").mkdir()
    (folder / "law/law.txt").write_text("又一篇。", encoding="utf-8")
    (folder / "two").mkdir()
    (folder / "two/other.txt").write_text("两篇。", encoding="utf-8")
    (folder / "out.txt").write_text("mine", encoding="utf-8")
    (folder / "bad.jsonl").write_text('{"start": 0, "end": 2, "quote": "会意", "label": "x"}\n', encoding="utf-8")
    (folder / "gb.jsonl").write_bytes('{"label": "提法"}'.encode("gb18030"))
    return folder


@pytest.fixture
def annotate(tmp_path: Path, example: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command, in a copy of that folder."""
    shutil.copytree(example, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ANNOTATE_STORE", raising=False)
    capsys.readouterr()

    def ran(*arguments: str) -> tuple[int, str, str]:
        code = run(arguments)
        return code, *capsys.readouterr()

    return ran


@pytest.mark.parametrize(
    ("code", "arguments", "words"),
    [
        # 2: a wrong call
        (2, "add law.txt --date 2020-2-30", "2020-2-30"),
        (2, "add law.txt --date 2020-02-30", "YYYY-MM-DD"),
        (2, "add other.txt --name a@b", "'a@b' cannot name a document"),
        (2, "add other.txt law.txt --name x", "--name takes one FILE"),
        (2, "add -", "--name"),
        (2, "add law.txt --language latin", "zh-Hans"),
        (2, "add", "FILE"),
        (2, "show law@0", "'law@0' is no ref"),
        (2, "show law --format csv", "--directives"),
        (2, "mark law --label x", "--span or with --quote"),
        (2, "mark law --span 1:2 --quote x --label x", "--span or with --quote"),
        (2, "mark law --span 2:1 --label x", "START:END"),
        (2, "mark law --span -1:2 --label x", "START:END"),
        (2, "mark law --span 1-2 --label x", "START:END"),
        (2, "mark law --span 0:2", "--label"),
        (2, "marks law --state lost", "orphaned"),
        (2, "diff law law --only old", "restated"),
        (2, "diff law law.txt other.txt --format html", "one NEW"),
        (2, "edit m1", "--label or --note"),
        (2, "set law", "Nothing to set"),
        (2, "import bad.jsonl --from jsonl", "REF FILE"),
        (2, "import law bad.jsonl gb.jsonl --from jsonl", "one FILE"),
        (2, "export law --to pdf", "html"),
        (2, "add https://example.org/", "--name"),
        (2, "add http://[/ --name new", "not an address"),
        (2, "add other.txt --allow-private", "goes with a URL"),
        (2, "nonsense", "nonsense"),
        (2, "list --nonsense", "--nonsense"),
        (2, "--store postgresql://x/y list", "only SQLite"),
        # 3: not found
        (3, "add missing.txt", "'missing.txt'"),
        (3, "diff missing.txt law.txt", "'missing.txt'"),
        (3, "--store nowhere.db diff missing.txt law.txt", "'missing.txt'"),
        (3, "--store nowhere.db diff law law.txt", "nowhere.db"),
        (3, "import law missing.jsonl --from jsonl", "'missing.jsonl'"),
        (3, "show rule", "rule"),
        (3, "show law@2", "no version 2"),
        (3, "log rule", "rule"),
        (3, "edit m9 --note x", "m9"),
        (3, "unmark m9", "m9"),
        (3, "mark law --quote 全力 --label x", "全力"),
        (3, "--store nowhere.db list", "nowhere.db"),
        # 4: input refused
        (4, "add empty.txt", "empty"),
        (4, "add folder", "no file to add"),
        (4, "add noise.bin", "noise.bin"),
        (4, "add other.txt empty.txt", "empty"),
        (4, "add other.txt noise.bin", "noise.bin"),
        (4, "add other.txt two/other.txt", "'two/other.txt'"),
        (4, "add other.txt law/law.txt", "'law/law.txt'"),
        (4, "add law/law.txt", "--name"),
        (4, "add http://127.0.0.1/ --name new", "--allow-private"),
        (4, "add ftp://example.org/ --name new", "only http and https"),
        (4, "diff law https://example.org/law.html", "annotate add"),
        (4, "mark law --span 0:99 --label x", "reaches past the text"),
        (4, "mark law --quote 各地 --label x", "--prefix"),
        (4, "import law bad.jsonl --from jsonl", "ine 1"),
        (4, "import law gb.jsonl --from jsonl", "not UTF-8"),
        (4, "import law empty.txt --from jsonl", "empty"),
        (4, "show law -o out.txt", "--force"),
        (4, "show law -o folder", "directory"),
        (4, "show law -o nowhere/out.txt", "nowhere/out.txt"),
        (4, "demo folder/../law", "'folder/../law' is there already"),
        # 5: the store
        (5, "--store law.txt list", "law.txt"),
        (5, "--store law.txt add other.txt", "law.txt"),
        (5, "--store folder list", "folder"),
    ],
)
def test_bad_input_is_refused(annotate: Run, tmp_path: Path, code: int, arguments: str, words: str) -> None:
    before = everything(tmp_path)
    ended, out, err = annotate(*arguments.split())
    assert (ended, out) == (code, "")
    assert err.startswith("annotate: ")
    assert err.count("\n") == 1
    assert words in err
    assert everything(tmp_path) == before


def test_a_refused_first_text_leaves_no_store(annotate: Run, tmp_path: Path) -> None:
    assert annotate("--store", "new/annotate.db", "add", "empty.txt")[0] == 4
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(("option", "longest"), [("--label", 1_000), ("--by", 1_000), ("--note", 100_000)])
def test_what_is_too_long_to_be_imported_again_is_not_taken(annotate: Run, option: str, longest: int) -> None:
    code, _, err = annotate("mark", "law", "--span", "0:2", "--label", "x", option, "x" * (longest + 1))
    assert (code, err.count("\n")) == (2, 1)
    assert f"has {longest + 1} characters" in err
    assert annotate("edit", "m1", option, "x" * (longest + 1), "--label" if option == "--by" else "--by", "x")[0] == 2
    assert annotate("mark", "law", "--span", "0:2", "--label", "x", option, "x" * longest)[0] == 0


def test_a_label_that_is_no_text_is_refused(annotate: Run) -> None:
    code, _, err = annotate("mark", "law", "--span", "0:2", "--label", "\udcff")
    assert (code, err.count("\n")) == (2, 1)


def printed_as_nobody(*arguments: str) -> tuple[int, str]:
    """The exit code and all that is printed, for a person who may not write."""

    def action() -> tuple[int, str]:
        out = StringIO()
        with redirect_stdout(out), redirect_stderr(out):
            code = run(arguments)
        return code, out.getvalue()

    code, printed = as_nobody(action)
    return code, printed


@pytest.mark.parametrize(("folder_mode", "file_mode"), [(0o555, 0o444), (0o777, 0o444)])
def test_a_read_only_store_can_be_read_and_not_written(
    annotate: Run, open_folder: Path, folder_mode: int, file_mode: int
) -> None:
    path = open_folder / "annotate.db"
    assert annotate("--store", str(path), "add", "law.txt")[0] == 0
    path.chmod(file_mode)
    open_folder.chmod(folder_mode)
    before = everything(open_folder)
    assert printed_as_nobody("--store", str(path), "list")[1].splitlines()[1].startswith("law ")
    code, printed = printed_as_nobody("--store", str(path), "mark", "law", "--span", "0:2", "--label", "x")
    assert code == 5
    assert printed.startswith("annotate: ")
    assert printed.count("\n") == 1
    assert everything(open_folder) == before
