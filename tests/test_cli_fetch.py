"""`annotate add URL`: the bytes that came are the source, and where they came from is kept and told."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.webserver import Server, redirect, reply, serving

Run = Callable[..., tuple[int, str, str]]
TEXT = "市政府召开会议\n会议强调，要抓好春耕。\n"


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        running.replies["/plan.txt"] = reply(TEXT.encode("gbk"), "Content-Type: text/plain; charset=gb2312")
        running.replies["/old"] = redirect("/plan.txt")
        yield running


def test_the_bytes_that_came_are_the_source(annotate: Run, server: Server) -> None:
    url = server.url("/plan.txt")
    assert annotate("add", url, "--name", "plan", "--allow-private") == (0, "plan@1\n", "")
    assert annotate("show", "plan", "--raw")[1].encode("latin-1") == TEXT.encode("gbk")
    assert annotate("show", "plan")[1] == TEXT
    shown = json.loads(annotate("show", "plan", "--format", "json")[1])
    assert (shown["origin"], shown["encoding"]) == (url, "gb18030")


def test_where_it_came_from_in_the_end_is_told(annotate: Run, server: Server) -> None:
    first, last = server.url("/old"), server.url("/plan.txt")
    told = f"{last}: redirected from {first}\n"
    assert annotate("add", first, "--name", "plan", "--allow-private") == (0, "plan@1\n", told)
    assert annotate("-q", "add", first, "--name", "quiet", "--allow-private") == (0, "quiet@1\n", "")
    code, out, err = annotate("show", "plan", "--source")
    assert (code, err, out.split()[:3]) == (0, f"plan@1: from {last}\n", ["start", "end", "line"])
    shown = json.loads(annotate("show", "plan", "--source", "--format", "json")[1])
    assert shown["origin"] == last
    assert f"redirected from {first}" in json.loads(annotate("show", "plan", "--format", "json")[1])["notes"]


def test_a_look_beforehand_stores_nothing(annotate: Run, server: Server) -> None:
    code, out, _ = annotate("add", server.url("/old"), "--name", "plan", "--allow-private", "--dry-run")
    assert (code, out.splitlines()[0]) == (0, server.url("/plan.txt"))
    assert f"Redirected from {server.url('/old')}." in out
    assert annotate("list")[0] == 3


def test_the_same_bytes_from_anywhere_are_the_same_version(annotate: Run, server: Server) -> None:
    annotate("add", server.url("/plan.txt"), "--name", "plan", "--allow-private")
    code, out, err = annotate("add", server.url("/old"), "--name", "plan", "--allow-private")
    assert (code, out) == (0, "plan@1\n")
    assert "nothing stored" in err


@pytest.mark.parametrize(
    ("path", "code", "words"),
    [
        ("/nothing", 3, "There is nothing at"),
        ("/empty.txt", 4, "empty"),
        ("/noise.txt", 4, "noise.txt"),
        ("/broken.txt", 4, "web's rules"),
    ],
)
def test_what_brings_no_text_leaves_no_store(annotate: Run, server: Server, path: str, code: int, words: str) -> None:
    server.replies |= {
        "/empty.txt": reply(b""),
        "/noise.txt": reply(bytes(range(256))),
        "/broken.txt": reply(TEXT.encode())[:-1],
    }
    ended, out, err = annotate("add", server.url(path), "--name", "new", "--allow-private")
    assert (ended, out, err.count("\n")) == (code, "", 1)
    assert words in err
    assert not Path("store").exists()


def test_nothing_of_the_web_is_loaded_for_a_file(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(TEXT, encoding="utf-8")
    program = (
        "import sys; from annotate.cli.running import run; code = run(['add', 'plan.txt'])\n"
        "print(sorted({'annotate.fetch', 'urllib3', 'http.client'} & set(sys.modules)), code, file=sys.stderr)"
    )
    ended = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert (ended.stdout, ended.stderr) == ("plan@1\n", "[] 0\n")
