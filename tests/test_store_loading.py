"""Which libraries the room loads, and when."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("sqlalchemy", "alembic", "jieba", "diff_match_patch", "sqlite3")


def loaded(program: str, *arguments: str) -> set[str]:
    report = f"{program}\nimport sys\nprint(*sorted(set({HEAVY!r}) & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", report, *arguments],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parent.parent,
    )
    return set(done.stdout.split())


@pytest.mark.parametrize("module", ["", ".values", ".refs", ".files", ".quoting", ".comparing"])
def test_light_modules_load_no_heavy_library(module: str) -> None:
    assert loaded(f"import annotate.store{module}") == set()


def test_reading_a_store_loads_neither_migrations_nor_the_word_cutter(tmp_path: Path) -> None:
    from annotate.store.adding import add
    from annotate.store.opening import open_store

    with open_store(tmp_path / "annotate.db", create=True) as store:
        add(store, "会议强调，要加强领导。".encode(), name="notice")
    program = (
        "import sys\n"
        "from annotate.store.opening import open_store\n"
        "from annotate.store.documents import list_documents, show\n"
        "from annotate.store.placements import marks\n"
        "with open_store(sys.argv[1]) as store:\n"
        "    list_documents(store), show(store, 'notice'), marks(store, 'notice')\n"
    )
    assert loaded(program, str(tmp_path / "annotate.db")) == {"sqlalchemy", "sqlite3"}
