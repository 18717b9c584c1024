"""Reading directives: cases as text files, and laws over any text."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.policy.directives import read_directives
from annotate.policy.lexicon import load_lexicon
from annotate.store.seeds import seed_path
from annotate.text.decoding import decode
from annotate.text.reader import read
from annotate.text.reading import BlockKind

CASES = sorted((Path(__file__).parent / "cases" / "directives").glob("*.txt"))
LEXICON = load_lexicon("zh-Hans")
PIECES = st.sampled_from(
    [
        "会议指出，",
        "会议认为，",
        "要",
        "各地",
        "加强水利建设",
        "是重要基础",
        "，",
        "。",
        "；",
        "\n",
        "不得",
        "一是",
        "“",
        "”",
        " ",
        "2",
        "在",
        "前提下",
    ]
)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_reads_as_the_case_says(path: Path) -> None:
    promise, text, expected = path.read_text(encoding="utf-8").split("---\n")
    reading = read(text.strip(), language="zh-Hans")
    found = [
        " | ".join(part or "-" for part in (d.spans[0].of(reading.text), d.marker, d.addressee, d.speaker))
        for d in read_directives(reading, LEXICON)
    ]
    assert found == expected.splitlines(), promise


@given(st.lists(PIECES, max_size=30).map("".join))
def test_directives_are_words_of_the_text_in_order_and_apart(text: str) -> None:
    reading = read(text, language="zh-Hans", reflow=False)
    end = 0
    for directive in read_directives(reading, LEXICON):
        (span,) = directive.spans
        assert end <= span.start < span.end <= len(reading.text)
        assert span.start <= directive.core <= span.end
        assert reading.text[span.start : span.end].strip()
        end = span.end


def test_headings_and_the_papers_own_lead_are_not_read() -> None:
    reading = read(decode(seed_path().read_bytes()).extract)
    body = [(block.start, block.end) for block in reading.blocks if block.kind == "body"]
    found = read_directives(reading, LEXICON)
    assert len(found) > 90
    assert all(any(start <= d.start and d.end <= end for start, end in body) for d in found)


def test_the_heading_above_is_the_section() -> None:
    reading = read(decode(seed_path().read_bytes()).extract)
    found = {d.spans[0].of(reading.text): d.section for d in read_directives(reading, LEXICON)}
    assert found["要强化医疗物资等的供应保障"] == "紧缺物资要优先保障重点地区需要"


@pytest.mark.parametrize("kind", ["title", "heading", "editorial", "other"])
def test_only_body_blocks_are_read(kind: BlockKind) -> None:
    reading = read("各单位必须加强水利建设。", language="zh-Hans")
    (block,) = reading.blocks
    assert len(read_directives(replace(reading, blocks=(replace(block, kind="body"),)), LEXICON)) == 1
    assert read_directives(replace(reading, blocks=(replace(block, kind=kind),)), LEXICON) == ()
