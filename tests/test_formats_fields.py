"""The table of formats does not lie: what differs in one field alone gives another file iff the format holds it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from annotate.compare.values import Change, Comparison, Edit, Folding, Group, Near, Row, Rules, Side, Verdict
from annotate.formats.catalogue import FORMATS, format_names
from annotate.formats.fields import FIELDS, fields_of, held
from annotate.formats.registry import export, export_diff
from annotate.policy.values import Parts
from annotate.store.values import Label, Mark, MarkCandidate, Origin, Reply, Settled, Version
from annotate.text.reading import Block, Place, ReaderName, Removed
from annotate.text.spans import Span, quotes
from tests.building import NOW, mark, reading, version

TEXT = "各地各地各地各地要抓好春耕。"
PLACED = mark(TEXT, (0, 2), note="a note")
STRETCHED = mark(TEXT, (0, 2), (2, 4), (6, 8))
LOST = mark(TEXT, mark_id="m2")
CARRIED = replace(PLACED, carried_from="law@1", origin=Origin("law@1", (Span(4, 6),), ("各地",)))
REPLIED = replace(PLACED, replies=(Reply("m1.1", "since March", "wang", NOW),))
CANDIDATE = MarkCandidate((Span(0, 2),), ("各地",), 0.5, 0.5)
AMBIGUOUS = replace(LOST, state="ambiguous", candidates=(CANDIDATE,))
SETTLED = Settled("lin", NOW, "accepted")
EDITS = (
    Edit("equal", "要抓", Span(8, 10), Span(8, 10)),
    Edit("delete", "好", Span(10, 11), Span(10, 10)),
    Edit("insert", "紧", Span(11, 11), Span(10, 11)),
    Edit("equal", "春耕", Span(11, 13), Span(11, 13)),
)
LABEL = Label("提法", "a formula", "#a06a00", 1)
BLOCKS = (Block("body", 0, len(TEXT)),)
VERSION = version(TEXT, date="2020-02-12", title="Notice", blocks=BLOCKS)


def moved(one: Mark, *spans: tuple[int, int]) -> Mark:
    at = tuple(Span(*span) for span in spans)
    return replace(
        one, spans=at, quotes=quotes(TEXT, at), origin=replace(one.origin, spans=at, quotes=quotes(TEXT, at))
    )


def of_marks() -> dict[str, list[tuple[Mark, Mark]]]:
    """For each field of a mark, pairs of marks that differ in it alone."""
    return {
        "id": [(PLACED, replace(PLACED, id="m9")), (LOST, replace(LOST, id="m9"))],
        "label": [(PLACED, replace(PLACED, label="other")), (LOST, replace(LOST, label="other"))],
        "spans": [(PLACED, moved(PLACED, (2, 4)))],
        "stretches": [(STRETCHED, moved(STRETCHED, (0, 2), (4, 6), (6, 8)))],
        "lost": [(LOST, replace(LOST, origin=replace(LOST.origin, quotes=("other",))))],
        "note": [(PLACED, replace(PLACED, note="other")), (LOST, replace(LOST, note="other"))],
        "by": [(PLACED, replace(PLACED, by="wang")), (LOST, replace(LOST, by="wang"))],
        "created": [(PLACED, replace(PLACED, created="2021-01-01")), (LOST, replace(LOST, created="2021-01-01"))],
        "replies": [
            (REPLIED, replace(REPLIED, replies=(replace(REPLIED.replies[0], **other),)))
            for other in ({"note": "other"}, {"by": "lin"})
        ],
        "replied": [
            (REPLIED, replace(REPLIED, replies=(replace(REPLIED.replies[0], **other),)))
            for other in ({"id": "m1.2"}, {"created": "2021-01-01"})
        ],
        "candidates": [
            (AMBIGUOUS, replace(AMBIGUOUS, candidates=(replace(CANDIDATE, spans=(Span(2, 4),)),))),
            (AMBIGUOUS, replace(AMBIGUOUS, candidates=(CANDIDATE, CANDIDATE))),
        ],
        "settled": [(PLACED, replace(PLACED, settled=SETTLED)), (LOST, replace(LOST, settled=SETTLED))],
        "active": [(PLACED, replace(PLACED, active=False))],
        "state": [(PLACED, replace(PLACED, state="shifted")), (LOST, replace(LOST, state="ambiguous"))],
        "placement": [
            (CARRIED, replace(CARRIED, **other))
            for other in ({"likeness": 0.5}, {"place": 0.5}, {"rule": "other"}, {"carried_from": "law@2"})
        ],
        "origin": [
            (CARRIED, replace(CARRIED, origin=replace(CARRIED.origin, **other)))
            for other in ({"ref": "law@9"}, {"spans": (Span(6, 8),)}, {"quotes": ("other",)})
        ],
        "change": [
            (PLACED, replace(PLACED, change=Change(EDITS, ()))),
            (replace(PLACED, change=Change(EDITS, ())), replace(PLACED, change=Change(EDITS, ("a date",)))),
        ],
        "revision": [(PLACED, replace(PLACED, revision=2))],
    }


def of_versions() -> dict[str, list[tuple[Version, Version]]]:
    """The same for a version."""
    heading, taken = (Block("heading", 0, 8), Block("body", 8, len(TEXT))), (Removed(0, 0, "page number", "3"),)
    body = VERSION.reading
    return {
        # Some formats write the words around a mark; what stands far from it tells whether they hold the text.
        "text": [
            (VERSION, replace(VERSION, reading=replace(body, text=TEXT.replace("抓好", "抓紧")))),
            tuple(replace(VERSION, reading=replace(body, text=TEXT * 9 + end)) for end in ("抓好", "抓紧")),
        ],
        "title": [(VERSION, replace(VERSION, title="Other"))],
        "date": [(VERSION, replace(VERSION, date="2021-01-01"))],
        "series": [(VERSION, replace(VERSION, series="city"))],
        "language": [(VERSION, replace(VERSION, reading=replace(body, language="zh-Hant")))],
        "blocks": [(VERSION, replace(VERSION, reading=replace(body, blocks=heading)))],
        "numbers": [
            (VERSION, replace(VERSION, reading=replace(body, blocks=(replace(BLOCKS[0], **other),))))
            for other in ({"number": "一、"}, {"level": 2})
        ],
        "removed": [(VERSION, replace(VERSION, reading=replace(body, removed=taken)))],
        "source": [
            (VERSION, replace(VERSION, sha256="1" * 64)),
            (VERSION, replace(VERSION, encoding="gb18030")),
            (VERSION, replace(VERSION, added="2021-01-01")),
        ],
        "reader": [
            (VERSION, replace(VERSION, reader=ReaderName("pdf", "1"))),
            (VERSION, replace(VERSION, origin="某市人民政府")),
            (VERSION, replace(VERSION, reading=replace(body, places=(Place(0, 1),)))),
            (VERSION, replace(VERSION, reading=replace(body, notes=("a note",)))),
        ],
    }


LABELS = {"colour": [(LABEL, replace(LABEL, colour="#0a6a00"))], "about": [(LABEL, replace(LABEL, about="other"))]}

PARTS = Parts("各地", "要", "会议", "农业")
ROW = Row(
    "changed",
    False,
    (Span(8, 13),),
    (Span(8, 13),),
    0.9,
    None,
    PARTS,
    ("a ground",),
    (Near((Span(0, 2),), 0.2),),
    EDITS,
)
FOLDED = Folding("opencc", "1", ("tw2s",), ("t2s",))
VERDICT = Verdict(1, ROW.old, ROW.new, "changed", "a reason", None, "new", "lin", NOW)


def compared(row: Row = ROW, **other: Any) -> Comparison:
    sides = Side(reading(TEXT), ref="a@1", date="2020-01-01"), Side(reading(TEXT.replace("好", "紧")), ref="a@2")
    groups = (Group("changed", False, (Span(0, 14),), (Span(0, 14),), 0.8, ()),)
    return replace(Comparison(*sides, groups, (row,), Rules("zh", "1", "0" * 64)), **other)


def of_rows() -> dict[str, list[tuple[Row, Row]]]:
    """The same for a directive's row."""
    same = replace(ROW, old=(Span(0, 2),), new=(Span(0, 2),), edits=())
    return {
        "flag": [(ROW, replace(ROW, flag="weakened"))],
        "moved": [(ROW, replace(ROW, moved=True))],
        "words": [(ROW, replace(ROW, old=(Span(9, 13),))), (ROW, replace(ROW, new=(Span(9, 13),)))],
        "spans": [(same, replace(same, old=(Span(2, 4),))), (same, replace(same, new=(Span(2, 4),)))],
        "edits": [(ROW, replace(ROW, edits=()))],
        "why": [(ROW, replace(ROW, why=("other",)))],
        "ladder": [(ROW, replace(ROW, ladder="force"))],
        "score": [(ROW, replace(ROW, score=0.5))],
        **{
            name: [(ROW, replace(ROW, parts=replace(PARTS, **{name: "其他"})))]
            for name in ("addressee", "marker", "speaker", "section")
        },
        "near": [(ROW, replace(ROW, candidates=())), (ROW, replace(ROW, candidates=(Near((Span(9, 11),), 0.2),)))],
        "verdict": [
            (ROW, replace(ROW, verdict=VERDICT)),
            (replace(ROW, verdict=VERDICT), replace(ROW, verdict=replace(VERDICT, note="other"))),
        ],
        "doubts": [(ROW, replace(ROW, doubts=("near the threshold",)))],
    }


def of_comparisons() -> dict[str, list[tuple[Comparison, Comparison]]]:
    """The same for a comparison."""
    base, folded = compared(), compared(folded=FOLDED)
    group = replace(base.alignment[0], kind="same", similarity=1.0)
    return {
        "dates": [(base, replace(base, old=replace(base.old, date="2021-01-01")))],
        "note": [(base, replace(base, note="There is no lexicon."))],
        "folded": [
            (base, replace(base, folded=FOLDED)),
            (folded, replace(folded, folded=replace(FOLDED, version="2"))),
        ],
        "sentences": [(base, replace(base, alignment=(replace(group, kind="split"),)))],
        "rules": [
            (base, replace(base, rules=Rules("zh", "1", "1" * 64))),
            (base, replace(base, rules=Rules("other", "2", "0" * 64))),
        ],
    }


def written_versions(owner: str, thing: Any, to: str) -> str | bytes:
    if owner == "version":
        return export(thing, [PLACED], to=to, labels=[LABEL])
    if owner == "label":
        return export(VERSION, [PLACED], to=to, labels=[thing])
    return export(VERSION, [thing], to=to, labels=[LABEL])


def written_diff(owner: str, thing: Any, to: str) -> str | bytes:
    return export_diff(compared(thing) if owner == "row" else thing, to=to)


PAIRS: dict[str, dict[str, Any]] = {
    "version": of_versions(),
    "mark": of_marks(),
    "label": LABELS,
    "comparison": of_comparisons(),
    "row": of_rows(),
}


def cases() -> Iterator[tuple[str, str]]:
    for owner in PAIRS:
        ability = "diff" if owner in ("comparison", "row") else "versions"
        yield from ((name, owner) for name in format_names(writing=ability))


@pytest.mark.parametrize(("to", "owner"), list(cases()))
def test_a_format_holds_what_its_row_says_and_nothing_else(to: str, owner: str) -> None:
    write = written_diff if owner in ("comparison", "row") else written_versions
    found = set()
    for name, pairs in PAIRS[owner].items():
        if all(write(owner, one, to) != write(owner, other, to) for one, other in pairs):
            found.add(f"{owner}.{name}")
    assert found == {key for key in FORMATS[to].holds if key.startswith(f"{owner}.")}


@pytest.mark.parametrize("owner", PAIRS)
def test_every_field_is_tried(owner: Any) -> None:
    assert list(PAIRS[owner]) == [field.name for field in fields_of(owner)]


def test_a_format_that_writes_no_such_thing_claims_no_field_of_it() -> None:
    for known in FORMATS.values():
        owners = {key.split(".")[0] for key in known.holds}
        assert bool(owners & {"version", "mark", "label"}) == ("versions" in known.writes)
        assert bool(owners & {"comparison", "row"}) == ("diff" in known.writes)


def test_what_is_as_usual_is_not_given() -> None:
    plain = mark("要", (0, 1))
    given = {field.name for field in FIELDS if field.owner == "mark" and field.given(plain)}
    assert given == {"id", "label", "spans", "by", "created"}


def test_an_unknown_field_cannot_be_held() -> None:
    with pytest.raises(KeyError):
        held(mark="nonsense")
