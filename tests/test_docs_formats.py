"""The JSON shapes in docs/formats.md have the keys that the program writes."""

import json
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import annotate
from annotate.formats.adding_shapes import added_shape
from annotate.formats.losses import losses_shape
from annotate.formats.shapes import (
    diff_shape,
    history_shape,
    imported_shape,
    labels_shape,
    list_shape,
    log_shape,
    marks_shape,
    restored_shape,
    source_shape,
    version_shape,
)
from annotate.policy.directives import read_directives
from annotate.policy.lexicon import load_lexicon
from annotate.store.pieces import Restored
from annotate.store.values import Imported, Omission, Refusal
from annotate.text.spans import Span
from docs import generate
from tests.building import mark
from tests.building import version as plain_version

OLD, NEW = "会议强调，要加强领导。", "会议强调，要切实加强领导。"


def documented() -> dict[str, Any]:
    """The example objects of the page by schema; the lines of a mark file under `jsonl`."""
    page = (generate.TOP / "docs/formats.md").read_text(encoding="utf-8")
    found: dict[str, Any] = {"jsonl": []}
    for block in re.findall(r"^```json\n(.*?)^```", page, re.MULTILINE | re.DOTALL):
        starts = [match.start() for match in re.finditer(r"^\{", block, re.MULTILINE)]
        for start, end in pairwise([*starts, len(block)]):
            example = json.loads(block[start:end])
            if "schema" in example:
                found[example["schema"]] = example
            else:
                found["jsonl"].append(example)
    return found


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the program writes, by schema, on two versions of a text with a mark."""
    with annotate.open_store(tmp_path_factory.mktemp("shapes") / "annotate.db", create=True) as store:
        added = annotate.add(store, OLD.encode(), name="notice")
        annotate.mark(store, "notice@1", quote="加强领导", label="leadership")
        annotate.reply(store, "m1", "in March, too")
        annotate.add(store, NEW.encode(), name="notice")
        version = annotate.show(store, "notice@1")
        found = read_directives(version.reading, load_lexicon("zh-Hans"))
        left_out = (Refusal(1, None, "not JSON"),), (Omission(None, "[1]", "`rights`"),)
        shapes = [
            version_shape(version, found),
            diff_shape(annotate.diff(store, "notice@1", "notice@2")),
            marks_shape("notice@2", annotate.marks(store, "notice@2")),
            list_shape(annotate.list_documents(store)),
            log_shape("notice", annotate.log(store, "notice")),
            added_shape(added),
            source_shape(*annotate.find_source(store, "notice@1", [(6, 10)])),
            labels_shape(annotate.labels(store)),
            restored_shape("backup.zip", "bundle", Restored(2, 3, 4, 12)),
            imported_shape("notice@1", "marks.jsonl", "jsonl", Imported(0, 0, *left_out)),
            losses_shape("csv", annotate.losses(version, annotate.marks(store, "notice@1"), to="csv")),
        ]
        annotate.unmark(store, "m1")
        shapes.append(history_shape(annotate.history(store)[-1:]))
    return {shape["schema"]: shape for shape in shapes}


_SCHEMAS = ["version", "diff", "marks", "list", "log", "added", "source", "history", "labels", "imported", "losses"]
_SCHEMAS.append("restored")


@pytest.mark.parametrize("schema", _SCHEMAS)
def test_a_documented_shape_has_the_keys_of_the_real_one(schema: str, written: dict[str, Any]) -> None:
    name = f"annotate.{schema}/1"
    assert paths(documented()[name]) == paths(written[name])


def test_a_documented_mark_line_can_be_read() -> None:
    lines = documented()["jsonl"]
    assert len(lines) == 4
    assert len(annotate.read_marks("\n".join(json.dumps(line) for line in lines))) == 4


def test_the_documented_annotation_is_what_is_written() -> None:
    page = (generate.TOP / "docs/formats.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"^```jsonld\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    at = Span(6, 10)
    base = mark(OLD, at, label="leadership", note="see March")
    made = replace(base, by="lin", origin=replace(base.origin, ref="notice@1"))
    version = replace(plain_version(OLD, date="2020-02-12"), name="notice", sha256="…of the source bytes…")
    written = json.loads(annotate.export(version, [made], to="w3c"))
    assert json.loads(block) == written["first"]["items"][0]


def test_the_bracket_rules_are_those_of_the_export(tmp_path: Path) -> None:
    with annotate.open_store(tmp_path / "annotate.db", create=True) as store:
        annotate.add(store, "甲[[m1|乙]]".encode(), name="notice")
        annotate.mark(store, "notice", spans=[(0, 1)], label="a|b")
        exported = annotate.export(annotate.show(store, "notice"), annotate.marks(store, "notice"), to="text")
    assert exported.startswith("[[m1|a_b]]甲[[/m1]][[[]][m1|乙]]\n[[end of text]]\n")


def paths(value: Any, at: str = "") -> set[str]:
    """The keys of a JSON value as paths, lists passed through."""
    if isinstance(value, dict):
        return {f"{at}.{key}" for key in value} | {
            deeper for key in value for deeper in paths(value[key], f"{at}.{key}")
        }
    if isinstance(value, list):
        return {path for each in value for path in paths(each, f"{at}[]")}
    return set()
