"""The pages in a real browser: how wide they are, what they fetch, what the filters do, what is printed."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from unicodedata import normalize

import pytest
from pypdf import PdfReader

from annotate.cli.running import run
from annotate.compare.values import Comparison, Group, Row, Rules, Side
from annotate.formats.registry import export_diff, export_versions
from annotate.policy.values import Parts
from annotate.store.values import Label, Reply
from annotate.text.reading import Block
from annotate.text.spans import Span
from tests.browser import Tab, browser
from tests.building import NOW, mark, reading, version

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"
LONG = "一" * 300 + "https://example.org/" + "a" * 300
DIFF, READOUT, HOSTILE, HOSTILE_DIFF = "diff.html", "readout.html", "hostile.html", "hostile-diff.html"
PAGES = (DIFF, READOUT, HOSTILE, HOSTILE_DIFF)

CONTRASTS = """
(() => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => {
    const linear = (c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    const [r, g, b] = channels(colour).map((c) => linear(c / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (; element; element = element.parentElement) {
      const found = getComputedStyle(element).backgroundColor;
      if (channels(found).length === 3) return found;
    }
    return "rgb(255, 255, 255)";
  };
  const faint = new Set();
  for (const element of document.body.querySelectorAll("*")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!own || !element.getClientRects().length) continue;
    const [a, b] = [light(getComputedStyle(element).color), light(behind(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) faint.add(`${element.tagName}.${element.className} ${ratio.toFixed(2)}`);
  }
  return [...faint];
})()
"""

SHOWN = "[...document.querySelectorAll('#directives tr.line')].filter((row) => row.getClientRects().length)"


def hostile_version() -> str:
    """A page with script wherever people can write, long words, and marks that nest, cross or have no place."""
    text = f"会议强调，各地要抓好春耕。{SCRIPT}\r\n𠮷{LONG}"
    found = version(text, title=SCRIPT, blocks=(Block("heading", 0, 4), Block("body", 4, len(text))))
    marks = [
        mark(text, (0, 9), mark_id="m1", label=SCRIPT, note=SCRIPT + LONG),
        mark(text, (2, 7), mark_id="m2", label=LONG),
        mark(text, (5, 12), (13, 20), mark_id="m3", note="in two stretches"),
        mark(text, (3, 3), mark_id="m4", label="a point"),
        mark(text, mark_id="m5", label="gone", note=LONG),
    ]
    marks[0] = type(marks[0])(**{**vars(marks[0]), "replies": (Reply("m1.1", SCRIPT, LONG, NOW),)})
    written = export_versions([(found, marks)] * 2, to="html", labels=[Label("gone", SCRIPT, "#a06a00")])
    assert isinstance(written, str)
    return written


def hostile_diff() -> str:
    """The same for a comparison, with sentences as its main part."""
    old, new = SCRIPT + LONG, LONG + SCRIPT
    whole = (Span(0, len(old)),)
    row = Row("changed", True, whole, whole, 0.5, SCRIPT, Parts(LONG, SCRIPT, LONG, SCRIPT), (SCRIPT, LONG))
    groups = (Group("changed", True, whole, whole, 0.5, ()),)
    sides = Side(reading(old), path=f"{LONG}.txt"), Side(reading(new), ref="b@1")
    written = export_diff(Comparison(*sides, groups, (row,), Rules("zh", "1", "0" * 64), note=LONG), to="html")
    assert isinstance(written, str)
    return written


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages that `annotate demo` writes, and two that mean harm."""
    folder = tmp_path_factory.mktemp("pages") / "demo"
    assert run(["demo", str(folder)]) == 0
    (folder / HOSTILE).write_text(hostile_version(), encoding="utf-8")
    (folder / HOSTILE_DIFF).write_text(hostile_diff(), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    with browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


def shown(tab: Tab) -> list[str]:
    """The flag of each directive that is seen, traces of moved ones included."""
    flags: list[str] = tab.ask(f"{SHOWN}.map((row) => row.className.replace(/line|trace|moved|doubtful/g, '').trim())")
    return flags


def tick(tab: Tab, box: str) -> None:
    tab.ask(f"document.getElementById('{box}').click()")


def count(tab: Tab, flag: str) -> int:
    """The number that stands at the top for a flag."""
    return int(tab.ask(f"document.querySelector('label.{flag} b').textContent"))


@pytest.mark.parametrize("width", [360, 768, 1440])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_no_wider_than_the_window(tab: Tab, pages: Path, name: str, width: int) -> None:
    tab.open(pages / name, width=width)
    tab.ask("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    assert tab.ask("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_for_nothing_and_nothing_acts(tab: Tab, pages: Path, name: str) -> None:
    tab.open(pages / name)
    assert tab.requests == [(pages / name).as_uri()]
    assert tab.complaints == []
    assert tab.ask("document.scripts.length + document.images.length") == 0


def test_the_browser_would_have_told(tab: Tab, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<img src='https://example.invalid/x.png'><script>console.log('x')</script>", encoding="utf-8")
    tab.open(page)
    assert len(tab.requests) == 2
    assert tab.complaints


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_every_word_stands_out_from_its_ground(tab: Tab, pages: Path, name: str, *, dark: bool) -> None:
    tab.open(pages / name, dark=dark)
    tab.ask("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    assert tab.ask(CONTRASTS) == []


def test_the_browser_reads_the_text_of_the_version(tab: Tab, pages: Path) -> None:
    tab.open(pages / HOSTILE)
    text = tab.ask("document.querySelector('.text').textContent")
    assert text == f"会议强调，各地要抓好春耕。{SCRIPT}\r\n𠮷{LONG}"


def test_every_link_leads_to_something_on_the_page(tab: Tab, pages: Path) -> None:
    for name in PAGES:
        tab.open(pages / name)
        lost = "[...document.links].filter((a) => !document.getElementById(a.hash.slice(1))).length"
        assert tab.ask(lost) == 0
        ids = "[...document.querySelectorAll('[id]')].map((each) => each.id)"
        assert tab.ask(f"{ids}.length - new Set({ids}).size") == 0


def test_restated_directives_are_folded_at_first_and_unfold_where_they_stand(tab: Tab, pages: Path) -> None:
    tab.open(pages / DIFF)
    assert set(shown(tab)) == {"changed", "strengthened", "weakened", "new", "dropped"}
    before = len(shown(tab))
    tab.ask("[...document.querySelectorAll('summary')].find((each) => /restated/.test(each.textContent)).click()")
    assert "restated" in shown(tab)
    assert before < len(shown(tab)) < before + count(tab, "restated")


def test_a_flag_that_is_not_ticked_is_not_shown(tab: Tab, pages: Path) -> None:
    tab.open(pages / DIFF)
    before = shown(tab)
    tick(tab, "show-dropped")
    assert shown(tab) == [flag for flag in before if flag != "dropped"]
    assert "not ticked" in tab.ask("document.querySelector('.hidden').innerText")
    tick(tab, "show-restated")
    traces = tab.ask("document.querySelectorAll('#directives tr.restated.trace').length")
    assert shown(tab).count("restated") == count(tab, "restated") + traces
    tab.ask("document.querySelector('button').click()")
    assert shown(tab) == before


def test_the_counts_are_those_of_the_lines(tab: Tab, pages: Path) -> None:
    tab.open(pages / DIFF)
    for flag in ("restated", "changed", "strengthened", "weakened", "new", "dropped"):
        lines = tab.ask(f"document.querySelectorAll('#directives tr.{flag}:not(.trace)').length")
        assert lines == count(tab, flag) > 0


def test_moved_and_doubtful_lines_can_be_picked_out_of_folds_too(tab: Tab, pages: Path) -> None:
    tab.open(pages / DIFF)
    tick(tab, "only-moved")
    assert tab.ask(f"{SHOWN}.every((row) => row.matches('.moved'))")
    assert tab.ask(f"{SHOWN}.length") == 2 * int(
        tab.ask("document.querySelector('label:has(#only-moved) b').textContent")
    )
    tick(tab, "only-moved")
    tick(tab, "only-doubtful")
    picked = tab.ask("Number(document.querySelector('label:has(#only-doubtful) b').textContent)")
    assert tab.ask(f"{SHOWN}.length") == picked > 0


def test_the_keyboard_is_enough(tab: Tab, pages: Path) -> None:
    tab.open(pages / DIFF)
    tab.press("Tab")
    assert tab.ask("document.activeElement.className") == "skip"
    assert tab.ask("document.activeElement.getBoundingClientRect().left") >= 0
    tab.press("Tab")
    assert tab.ask("document.activeElement.id") == "show-restated"
    tab.press(" ")
    assert "restated" in shown(tab)
    tab.press("Enter")
    assert "restated" in shown(tab)
    assert tab.complaints == []


def test_a_mark_leads_to_its_note_and_back(tab: Tab, pages: Path) -> None:
    tab.open(pages / READOUT)
    tab.ask("document.querySelector('.text a').click()")
    assert "four formulas" in tab.ask("document.querySelector(':target').innerText")
    tab.ask("document.querySelector(':target .back').click()")
    assert tab.ask("document.querySelector(':target').tagName") == "MARK"


def test_print_has_the_table_whole_with_its_head_on_every_page(tab: Tab, pages: Path) -> None:
    tab.open(pages / DIFF)
    tick(tab, "show-dropped")
    lines, restated = tab.ask("document.querySelectorAll('#directives tr.line').length"), count(tab, "restated")
    tab.media("print")
    assert tab.ask(f"{SHOWN}.length") == lines
    printed = PdfReader(BytesIO(tab.pdf())).pages
    words = ["".join(normalize("NFKC", page.extract_text()).split()) for page in printed]
    assert len(words) > 3
    assert all("Remark" in page and "Old:2020-02-12-psc-readout@1" in page for page in words[:-1])
    assert not re.search("ticked|folded", "".join(words))
    assert "".join(words).count("restated") > restated > 0  # each row, and the count above them
    height, width = float(printed[0].mediabox.height), float(printed[0].mediabox.width)
    assert (round(width), round(height)) == (595, 842)


def test_dark_is_not_printed(tab: Tab, pages: Path) -> None:
    tab.open(pages / DIFF, dark=True)
    assert tab.ask("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)"
    tab.media("print", dark=True)
    assert tab.ask("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_an_annotated_text_is_printed_with_its_notes(tab: Tab, pages: Path) -> None:
    tab.open(pages / HOSTILE)
    words = normalize("NFKC", "".join(page.extract_text() for page in PdfReader(BytesIO(tab.pdf())).pages))
    assert "in two stretches" in words
    assert "Marks without a place" in words
