"""The seed as Word files: plain, with styles, with tracked changes and comments, and as this program writes it."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx
import pytest

from annotate.compare.comparison import compare
from annotate.compare.values import Side
from annotate.formats.registry import export, export_diff
from annotate.store.adding import add, add_versions
from annotate.store.annotations import mark
from annotate.store.documents import show
from annotate.store.files import load
from annotate.store.opening import Store, open_store
from annotate.store.placements import marks
from annotate.store.seeds import SPECIMEN, seed_path
from tests.corpus import LINES, QUOTES, SEED, check_comes_back, visible
from tests.wordmaking import comment, gone, ins, on, p, r, word

KINDS = [block.kind for block in SEED.blocks]
OTHER = "要提前公布的另一句话。"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store.db", create=True) as opened:
        yield opened


def by_library(styled: bool) -> bytes:
    names = {"title": "Title", "heading": "Heading 1"} if styled else {}
    document, made = docx.Document(), BytesIO()
    for line, kind in zip(LINES, KINDS, strict=True):
        document.add_paragraph(line, style=names.get(kind))
    document.save(made)
    return made.getvalue()


def test_the_seed_comes_back_from_bare_paragraphs() -> None:
    _, reading = check_comes_back(by_library(styled=False), "seed.docx")
    assert reading.text == "\n".join(LINES)


def test_the_seed_comes_back_with_its_headings_and_title() -> None:
    _, reading = check_comes_back(by_library(styled=True), "seed.docx")
    assert [block.kind for block in reading.blocks] == KINDS
    assert reading.title == SEED.title


def test_the_seed_comes_back_from_runs_cut_anywhere() -> None:
    cut = [p(*(r(line[at : at + 3]) for at in range(0, len(line), 3))) for line in LINES]
    check_comes_back(word(*cut), "seed.docx")


def test_the_seed_comes_back_when_its_tracked_changes_are_accepted() -> None:
    tracked = [p(ins(r(line[:9])), gone("旧话"), r(line[9:])) for line in LINES]
    extract, _ = check_comes_back(word(p(gone(OTHER), mark="del"), *tracked), "seed.docx")
    assert extract.changes == 2 * len(LINES) + 2


def test_the_other_text_comes_back_when_they_are_rejected(store: Store) -> None:
    tracked = [p(r(line), ins(r("新话")), gone("旧话")) for line in LINES]
    old, new = add_versions(store, word(*tracked, p(gone(OTHER))), name="seed")
    assert show(store, old.ref).text == "\n".join([*(f"{line}旧话" for line in LINES), OTHER])
    assert show(store, new.ref).text == "\n".join([*(f"{line}新话" for line in LINES), ""])


def test_comments_on_the_words_of_the_seed_become_marks_on_them(store: Store) -> None:
    quotes = [quote for quote in QUOTES if "".join(LINES).count(quote) == 1]
    number, blocks = 0, []
    for line in LINES:
        runs, rest = [], line
        for quote in [each for each in quotes if each in line]:
            before, _, rest = rest.partition(quote)
            runs += [r(before), on(number, r(quote))]
            number += 1
        blocks.append(p(*runs, r(rest)))
    data = word(*blocks, comments="".join(comment(each, f"n{each}") for each in range(number)))
    check_comes_back(data, "seed.docx")
    add(store, data, name="seed")
    assert [each.quotes[0] for each in marks(store, "seed")] == quotes


def test_what_is_exported_with_comments_comes_back_with_its_marks(store: Store) -> None:
    add(store, seed_path(), name="seed")
    made = [mark(store, "seed", spans=[span], label="提法", note="甲\n乙", by="li") for span in [(4, 19), (62, 70)]]
    made.append(mark(store, "seed", spans=[(21, 30), (40, 50)], label="two"))
    written = export(show(store, "seed"), list(marks(store, "seed")), to="docx")
    assert isinstance(written, bytes)
    extract, reading = check_comes_back(written, "seed.docx")
    assert (reading.text, [block.kind for block in reading.blocks]) == (SEED.text, KINDS)
    assert [(each.mark, each.label, each.note) for each in extract.comments] == [
        (each.id, each.label, each.note) for each in sorted(made, key=lambda each: each.spans)
    ]
    assert [extract.text[slice(*each.spans[0])] for each in extract.comments] == [
        each.quotes[0] for each in sorted(made, key=lambda each: each.spans)
    ]


def test_a_comparison_written_as_tracked_changes_comes_back_as_its_two_texts(store: Store) -> None:
    old, new = (Side(load(seed_path(name))[1]) for name in (seed_path().name, SPECIMEN))
    written = export_diff(compare(old, new), to="docx")
    assert isinstance(written, bytes)
    refs = [each.ref for each in add_versions(store, written, name="both")]
    texts = [show(store, ref).text for ref in refs]
    assert [visible(text) for text in texts] == [visible(side.reading.text) for side in (old, new)]
    assert texts == [side.reading.text for side in (old, new)]
