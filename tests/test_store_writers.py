"""Several programs that write at once: no change is lost, whether it is a counter or a mark."""

import os
import subprocess
import sys
from pathlib import Path

from annotate.store.adding import add
from annotate.store.annotations import mark
from annotate.store.documents import log
from annotate.store.ledger import first_broken
from annotate.store.opening import open_store
from annotate.store.placements import find_mark, marks

WRITERS, ROUNDS = 4, 10

WRITER = f"""
import sys
from annotate.errors import StaleEditError
from annotate.store.annotations import edit, mark
from annotate.store.opening import open_store
from annotate.store.placements import find_mark
with open_store(sys.argv[1], wait=60) as store:
    for _ in range({ROUNDS}):
        mark(store, "notice", quote="加强领导", label="x")
        while True:
            seen = find_mark(store, "m1")
            try:
                edit(store, "m1", note=str(int(seen.note) + 1), expect_revision=seen.revision)
                break
            except StaleEditError:
                pass
"""


def test_no_change_of_several_writers_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "annotate.db"
    with open_store(path, create=True) as store:
        add(store, "会议强调，要加强领导。".encode(), name="notice")
        mark(store, "notice", quote="加强领导", label="x", note="0")
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent)}
    command = [sys.executable, "-W", "error", "-c", WRITER, str(path)]
    running = [subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) for _ in range(WRITERS)]
    assert [process.communicate()[1] for process in running] == [""] * WRITERS
    with open_store(path) as store:
        assert find_mark(store, "m1").note == str(WRITERS * ROUNDS)
        assert find_mark(store, "m1").revision == WRITERS * ROUNDS + 1
        assert len(marks(store, "notice")) == log(store, "notice")[0].marks == WRITERS * ROUNDS + 1
        with store.read() as connection:
            assert first_broken(connection) is None
