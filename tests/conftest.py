"""What the tests are run on.

`ANNOTATE_GOLD` names a folder of labelled texts, with a folder `series` of readouts beside it, `ANNOTATE_CONFORMANCE` a
folder of other projects' test cases; neither belongs to the project. Without them the tests that need them are not
collected; cases of the project's own state the same promises. Pages are looked at in Chromium and Word files opened in
LibreOffice where they are installed; with `CI` set they have to be.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotate.cli.running import run
from annotate.store.opening import Store, open_store
from tests.browser import browser_path
from tests.building import clock

_NEEDED = {"ANNOTATE_GOLD": "test_gold_*.py", "ANNOTATE_CONFORMANCE": "test_conformance_*.py"}

collect_ignore = ["office.py"]  # a program for another Python
collect_ignore_glob = [files for name, files in _NEEDED.items() if not os.environ.get(name)]
if not (browser_path() or os.environ.get("CI")):
    collect_ignore_glob.append("test_browser_*.py")
if shutil.which("soffice") is None and not os.environ.get("CI"):
    collect_ignore_glob.append("test_office_*.py")
if {"test_browser_*.py", "test_office_*.py"} & set(collect_ignore_glob):
    collect_ignore_glob.append("test_corpus_pdf.py")  # printed by both


@pytest.fixture(scope="module")
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The store that the function `fill` of a test file makes."""
    with open_store(tmp_path_factory.mktemp("filled") / "annotate.db", create=True, clock=clock) as opened:
        request.module.fill(opened)
        return opened.path.read_bytes()


@pytest.fixture
def store(tmp_path: Path, filled: bytes) -> Iterator[Store]:
    """A copy of that store for each test."""
    (tmp_path / "annotate.db").write_bytes(filled)
    with open_store(tmp_path / "annotate.db", clock=clock) as opened:
        yield opened


@pytest.fixture
def annotate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Callable[..., tuple[int, str, str]]:
    """Run the command in a folder of its own: exit code, answer (of `--raw`, a byte a character) and messages."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ANNOTATE_STORE", raising=False)

    def ran(*arguments: str) -> tuple[int, str, str]:
        code = run(arguments)
        out, err = capsysbinary.readouterr()
        return code, out.decode("latin-1" if "--raw" in arguments else "utf-8"), err.decode()

    return ran


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users can reach, unlike pytest's own."""
    with tempfile.TemporaryDirectory() as made:
        Path(made).chmod(0o755)
        yield Path(made)
        Path(made).chmod(0o755)
