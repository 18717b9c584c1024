"""The W3C's own samples and schemas for annotations, from ANNOTATE_CONFORMANCE; `test_formats_w3c_rules.py` needs none.

An assertion of the W3C's is a JSON schema (draft 4) whose references are the files in `definitions`. Formats (uri,
date-time) are looked at as `w3c_kinds` does it.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

from annotate.errors import ImportRefusedError
from annotate.formats.annotated import annotated
from annotate.formats.as_w3c import write_versions
from annotate.formats.registry import read_marks, sift_marks
from annotate.formats.w3c_kinds import is_time
from annotate.formats.w3c_names import is_iri
from annotate.formats.w3c_rules import violations
from annotate.store.values import Reply
from tests.building import NOW, mark, version
from tests.test_formats_w3c_rules import BROKEN, RIGHT

FOLDER = Path(os.environ["ANNOTATE_CONFORMANCE"]) / "w3c"
EXPECTED = json.loads((FOLDER.parent / "cases" / "w3c-samples-expected.json").read_text(encoding="utf-8"))["samples"]
SAMPLES = sorted(EXPECTED)
WRAPPED = ("collection1", "example41", "example42", "example43")
CLEAN = [name for name in SAMPLES if name.startswith("correct/") and not EXPECTED[name]["must_violations"]]
CLEAN += [f"correct/{name}.json" for name in WRAPPED if name != "collection1"]
TEXT = f"会议强调，{'this is an anotation that has some'}。\n{'要抓好春耕。' * 200}"


def formats() -> FormatChecker:
    checker = FormatChecker(formats=())
    checker.checks("uri")(lambda value: not isinstance(value, str) or is_iri(value))
    checker.checks("date-time")(lambda value: not isinstance(value, str) or is_time(value))
    return checker


def validators(suite: str) -> dict[str, Draft4Validator]:
    """The assertions that a file of the W3C's lists, by name."""
    definitions = (FOLDER / "schemas" / "definitions").glob("*.json")
    known: Registry[Any] = Registry().with_resources(
        (path.name, Resource(json.loads(path.read_text(encoding="utf-8")), DRAFT4)) for path in definitions
    )
    listed = json.loads((FOLDER / "schemas" / suite).read_text(encoding="utf-8"))["assertions"]
    schemas = {Path(name).stem: json.loads((FOLDER / "schemas" / name).read_text(encoding="utf-8")) for name in listed}
    return {name: Draft4Validator(each, registry=known, format_checker=formats()) for name, each in schemas.items()}


MUSTS = validators("annotations/annotationMusts.test")
OF_COLLECTIONS = validators("collections/collectionMusts.test")
OF_PAGES = validators("collections/pages/pageMusts.test")


def broken(thing: Any, by: dict[str, Draft4Validator] = MUSTS) -> set[str]:
    return {name for name, validator in by.items() if not validator.is_valid(thing)}


def sample(name: str) -> str:
    return (FOLDER / "samples" / name).read_text(encoding="utf-8")


def exports() -> Iterator[Any]:
    """What is written of marks of every kind: placed, carried, in stretches, of no width, without a place, answered."""
    placed = mark(TEXT, (0, 2), note="a\nnote")
    replies = (Reply("m1.1", "since March", "wang", NOW), Reply("m1.2", "no", "", "2021-01-01"))
    found = [
        replace(placed, replies=replies),
        replace(placed, id="m2", origin=mark(TEXT, (2, 4)).origin, state="moved", created="2021-01-01"),
        mark(TEXT, (0, 2), (3, 4), mark_id="m3", label="<b>a|b</b>"),
        mark(TEXT, (5, 5), mark_id="m4"),
        mark(TEXT, mark_id="m5"),
        replace(placed, id="http://example.org/anno1", by=""),
    ]
    for name in ("law", "法 x"):
        yield json.loads(write_versions([annotated(replace(version(TEXT, date="2020-02-12"), name=name), found)]))
    yield json.loads(write_versions([annotated(version(TEXT), [])]))


def test_there_are_fifty_four_rules_and_each_is_known_here() -> None:
    assert len(MUSTS) == 54
    assert set(MUSTS) == set(BROKEN)


@pytest.mark.parametrize("name", BROKEN)
def test_what_breaks_a_rule_here_breaks_it_there(name: str) -> None:
    assert name in broken(BROKEN[name])


def test_every_annotation_that_is_written_keeps_every_rule() -> None:
    items = [item for each in exports() for item in each["first"]["items"]]
    assert len(items) == 16
    assert [found for item in items if (found := broken(item))] == []


def test_every_collection_and_page_that_is_written_keeps_the_rules_about_them() -> None:
    assert [broken(each, OF_COLLECTIONS) | broken(each, OF_PAGES) for each in exports()] == [set()] * 3


@pytest.mark.parametrize("name", CLEAN)
def test_a_clean_sample_is_taken(name: str) -> None:
    """Nothing in it is refused; what selects no words is told."""
    found = sift_marks(sample(name), source="w3c")
    assert found.refused == ()
    assert found.marks or found.omitted


@pytest.mark.parametrize("name", ["correct/anno26.json", "correct/anno27.json"])
def test_a_clean_sample_that_selects_words_becomes_a_mark(name: str) -> None:
    (found,) = read_marks(sample(name), source="w3c")
    assert found.id == json.loads(sample(name))["id"]
    assert bool(found.spans) != bool(found.around)


def test_the_sample_of_a_collection_is_taken_but_for_its_sets_of_targets() -> None:
    found = sift_marks(sample("correct/collection1.json"), source="w3c")
    assert [each.path for each in found.refused] == [f"first.items[{at}].target" for at in (10, 11, 12)]
    assert {mark.path for mark in found.marks} == {"first.items[25]", "first.items[26]"}


@pytest.mark.parametrize("name", [name for name in SAMPLES if name not in CLEAN and "collection1" not in name])
def test_a_sample_with_a_violation_is_refused_with_the_name_of_the_rule(name: str) -> None:
    with pytest.raises(ImportRefusedError) as refused:
        read_marks(sample(name), name, source="w3c")
    sentence = str(refused.value)
    assert sentence.startswith(name)
    if EXPECTED[name]["parses"]:
        assert [rule for rule in broken(json.loads(sample(name))) if f"rule {rule} " in sentence]
    else:
        assert "this is not JSON" in sentence


@pytest.mark.parametrize("name", SAMPLES)
def test_the_same_samples_are_found_right(name: str) -> None:
    if EXPECTED[name]["parses"]:
        found = json.loads(sample(name))
        ours, theirs = {each.rule for each in violations(found)}, broken(found)
        assert bool(ours) == bool(theirs)
        assert ours <= theirs


VALUES = st.sampled_from(
    [
        *("words", "http://example.org/x", "2020-02-12T08:00:00Z", "ltr", "Choice", "TextualBody", 3, -1, None, [], {}),
        *(["ltr", "rtl"], ["http://example.org/x"], {"id": "http://example.org/x"}, {"value": "x"}),
        *({"type": "TimeState"}, {"type": "TextQuoteSelector", "exact": "x"}, {"type": "TextPositionSelector"}),
    ]
)
KEYS = st.sampled_from(
    [
        *("id", "type", "created", "rights", "via", "canonical", "textDirection", "items", "value", "purpose"),
        *("source", "selector", "state", "styleClass", "refinedBy", "start", "end", "exact", "prefix", "motivation"),
        "stylesheet",
    ]
)


def nodes(thing: Any) -> Iterator[dict[str, Any]]:
    """Every object inside a JSON value."""
    if isinstance(thing, dict):
        yield thing
    for each in thing.values() if isinstance(thing, dict) else thing if isinstance(thing, list) else ():
        yield from nodes(each)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from([*RIGHT, *BROKEN.values()]), st.lists(st.tuples(st.integers(0, 99), KEYS, VALUES), max_size=3))
def test_whatever_is_changed_the_same_annotations_are_found_right(
    annotation: dict[str, Any], changes: list[tuple[int, str, Any]]
) -> None:
    found = json.loads(json.dumps(annotation))
    for at, key, value in changes:
        inside = list(nodes(found))
        inside[at % len(inside)][key] = json.loads(json.dumps(value))
    ours, theirs = {each.rule for each in violations(found)}, broken(found)
    assert bool(ours) == bool(theirs), (ours, theirs)
