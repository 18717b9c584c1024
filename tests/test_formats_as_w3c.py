"""W3C Web Annotation: what is written, and that it is read again as it was."""

import json
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotate.formats.annotated import annotated
from annotate.formats.as_w3c import write_versions
from annotate.formats.registry import export, losses, read_marks, sift_marks
from annotate.formats.w3c_rules import violations
from annotate.store.adding import add
from annotate.store.annotations import mark as make_mark
from annotate.store.documents import show
from annotate.store.importing import import_marks
from annotate.store.opening import open_store
from annotate.store.placements import marks
from annotate.store.replies import reply
from annotate.store.values import Imported, Mark, NewMark, Origin, Reply
from annotate.text.spans import Span
from tests.building import NOW, clock, mark, version

TEXT = "会议强调，各地要抓好𠮷林春耕。"
IRI = "http://example.org/anno1"
POSITION = {"type": "TextPositionSelector", "start": 5, "end": 7}


def items(*found: Mark, **version_keys: Any) -> list[Any]:
    """The annotations written of marks on law@1."""
    one = replace(version(TEXT, date="2020-02-12"), **version_keys)
    listed: list[Any] = json.loads(write_versions([annotated(one, found)]))["first"]["items"]
    return listed


def one(found: Any) -> NewMark:
    (made,) = read_marks(json.dumps(found), source="w3c")
    return made


# Writing.


def test_a_mark_is_an_annotation_of_its_words() -> None:
    (found,) = items(mark(TEXT, (5, 7), note="since\nMarch"))
    assert (found["id"], found["type"], found["motivation"]) == (
        "urn:annotate:law@1/m1",
        "Annotation",
        ["tagging", "commenting"],
    )
    assert [(body["value"], body["purpose"]) for body in found["body"]] == [
        ("提法", "tagging"),
        ("since\nMarch", "commenting"),
    ]
    assert (found["creator"], found["created"]) == ({"type": "Person", "name": "li"}, NOW)
    assert found["target"]["source"] == "urn:annotate:law@1"
    assert found["target"]["selector"] == [
        POSITION,
        {"type": "TextQuoteSelector", "exact": "各地", "prefix": "会议强调，", "suffix": "要抓好𠮷林春耕。"},
    ]


def test_the_state_is_the_day_of_the_text_and_the_hash_of_its_source() -> None:
    (found,) = items(mark(TEXT, (5, 7)))
    assert found["target"]["state"] == {
        "type": "TimeState",
        "sourceDate": "2020-02-12T00:00:00Z",
        "cached": f"nih:sha-256;{'0' * 64}",
    }
    (found,) = items(mark(TEXT, (5, 7)), date=None)
    assert found["target"]["state"]["sourceDate"] == NOW


def test_positions_count_code_points() -> None:
    (found,) = items(mark(TEXT, (10, 12)))
    assert found["target"]["selector"][0] == {"type": "TextPositionSelector", "start": 10, "end": 12}
    assert found["target"]["selector"][1]["exact"] == "𠮷林"


def test_several_stretches_are_several_targets_of_one_annotation() -> None:
    (found,) = items(mark(TEXT, (0, 2), (5, 7)))
    assert [target["selector"][1]["exact"] for target in found["target"]] == ["会议", "各地"]


def test_a_mark_without_a_place_has_the_words_it_was_made_on_and_says_so() -> None:
    (found,) = items(mark(TEXT))
    assert found["annotate:state"] == "orphaned"
    assert found["target"]["selector"][1]["exact"] == "旧话"


def test_a_carried_mark_says_where_it_was_made() -> None:
    carried = replace(mark(TEXT, (5, 7)), origin=Origin("law@0", (Span(2, 4),), ("各地",)), state="shifted")
    (found,) = items(carried)
    assert found["annotate:origin"]["source"] == "urn:annotate:law@0"
    assert found["annotate:origin"]["selector"][0]["start"] == 2


def test_a_reply_is_an_annotation_of_the_annotation() -> None:
    replied = replace(mark(TEXT, (5, 7)), replies=(Reply("m1.1", "No.", "wang", NOW),))
    first, second = items(replied)
    assert (second["motivation"], second["target"], second["id"]) == (
        "replying",
        first["id"],
        "urn:annotate:law@1/m1.1",
    )


def test_the_file_is_a_collection_with_its_page_in_it() -> None:
    written = json.loads(write_versions([annotated(version(TEXT, title="Notice"), [mark(TEXT, (5, 7))])]))
    assert (written["type"], written["total"], written["label"]) == ("AnnotationCollection", 1, "Notice (law@1)")
    assert (written["first"]["type"], written["first"]["startIndex"]) == ("AnnotationPage", 0)


def test_every_annotation_can_be_taken_out_alone() -> None:
    replied = replace(mark(TEXT, (5, 7), note="n"), replies=(Reply("m1.1", "No.", "", "2020-02-12"),))
    for found in items(replied, mark(TEXT, mark_id="m2"), mark(TEXT, (0, 2), (3, 4), mark_id="m/3")):
        assert violations(found) == ()


def test_a_time_without_a_zone_is_completed_and_told() -> None:
    undated = replace(mark(TEXT, (5, 7)), created="2020-02-12T08:00")
    assert items(undated)[0]["created"] == "2020-02-12T08:00:00Z"
    told = losses(version(TEXT), [undated], to="w3c")
    assert [(loss.field, loss.mark) for loss in told if "was written as" in loss.reason] == [("created", "m1")]


def test_the_date_of_a_version_without_marks_is_told() -> None:
    told = losses(version(TEXT, date="2020-02-12"), [], to="w3c")
    assert [loss.reason for loss in told if loss.field == "date"] != []


def test_markup_stays_text() -> None:
    hostile = '<script>alert(1)</script>"\u2028\x1b'
    found = export(version(TEXT), [mark(TEXT, (5, 7), label="<b>", note=hostile)], to="w3c")
    assert [body["value"] for body in json.loads(found)["first"]["items"][0]["body"]] == ["<b>", hostile]
    assert all(body["format"] == "text/plain" for body in json.loads(found)["first"]["items"][0]["body"])


# Reading what was written.


def test_an_iri_that_was_an_id_is_kept_and_written_again() -> None:
    foreign = replace(mark(TEXT, (5, 7)), id=IRI)
    assert [found["id"] for found in items(foreign)] == [IRI]
    carried = replace(foreign, origin=Origin("law@0", (Span(2, 4),), ("各地",)))
    (found,) = items(carried)
    assert found["id"] == "urn:annotate:law@1/http%3A%2F%2Fexample.org%2Fanno1"
    assert one(found).id == IRI


def test_what_is_written_is_read_again() -> None:
    found = [mark(TEXT, (5, 7), note="n"), mark(TEXT, (0, 2), (5, 5), mark_id="m2"), mark(TEXT, mark_id="m3")]
    read_again = {each.id: each for each in read_marks(export(version(TEXT), found, to="w3c"), source="w3c")}
    for each in found:
        again = read_again[each.id]
        assert (again.spans, again.quotes) == (each.spans, each.quotes or each.origin.quotes)
        assert (again.label, again.note, again.by, again.created) == (each.label, each.note, each.by, each.created)


# Combining marks, an emoji with joiners, CJK Extension B, a line end of two characters, right to left.
PIECES = [
    "会议强调，",
    "要",
    "e\u0301",
    "👩‍👩‍👧",
    "𠮷",
    "\r\n",
    "\n",
    "שלום ",
    "a",
    "要抓好春耕。",
    "\u3000",
    '"',
    "\\",
]
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map("".join).filter(str.strip)
borders = st.lists(st.integers(0, 200), min_size=2, max_size=6).filter(lambda found: len(found) % 2 == 0)
lines = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=8)
notes = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
answers = st.lists(st.tuples(notes.filter(str.strip), st.one_of(st.just(""), lines)), max_size=2)


def told(found: tuple[Mark, ...]) -> dict[str, tuple[Any, ...]]:
    """What the table of formats says that the file holds, but for where it stood before."""
    return {
        each.id: (
            (each.label, each.note, each.by, each.created, each.spans, each.quotes or each.origin.quotes),
            [(answer.note, answer.by, answer.created) for answer in each.replies],
        )
        for each in found
    }


def spans_in(text: str, at: list[int]) -> list[Span]:
    found = sorted(offset % (len(text) + 1) for offset in at)
    return list(dict.fromkeys(Span(*pair) for pair in zip(found[::2], found[1::2], strict=True)))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts, texts, st.lists(st.tuples(borders, lines, notes, st.one_of(st.just(""), lines), answers), max_size=5))
def test_marks_taken_to_another_store_are_equal_but_for_what_is_told(
    text: str, later: str, wanted: list[tuple[list[int], str, str, str, list[tuple[str, str]]]]
) -> None:
    """Written of a later version, where some have lost their place; read; written again; read again."""
    with tempfile.TemporaryDirectory() as folder:
        with open_store(Path(folder) / "a.db", create=True, clock=clock) as first:
            ref = add(first, text.encode(), name="a", reflow=False).ref
            for at, label, note, by, answered in wanted:
                made = make_mark(first, ref, spans=spans_in(show(first, ref).text, at), label=label, note=note, by=by)
                for words_, who in answered:
                    reply(first, made.id, words_, by=who)
            later_ref = add(first, later.encode(), name="a", reflow=False).ref
            found, before = show(first, later_ref), marks(first, later_ref)
            written = export(found, before, to="w3c")
            assert {loss.field for loss in losses(found, before, to="w3c") if loss.owner == "mark"} <= {
                "candidates",
                "placement",
                "change",
            }
        with open_store(Path(folder) / "b.db", create=True, clock=clock) as other:
            add(other, later.encode(), name="b", reflow=False)
            sifted = sift_marks(written, source="w3c")
            assert (sifted.refused, sifted.omitted) == ((), ())
            assert import_marks(other, "b", sifted.marks) == Imported(len(wanted), 0)
            after = marks(other, "b")
            assert told(after) == told(before)
            again = export(show(other, "b"), after, to="w3c")
            assert import_marks(other, "b", read_marks(again, source="w3c")) == Imported(0, len(wanted))
