"""W3C annotations that others wrote: taken where they fit, else refused, or told where no mark has a place."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from annotate.errors import ImportRefusedError
from annotate.formats.registry import read_marks, sift_marks
from annotate.formats.w3c_rules import CONTEXT
from annotate.store.values import Around, NewMark
from annotate.text.spans import Span
from tests.building import NOW

TEXT = "会议强调，各地要抓好𠮷林春耕。"
IRI = "http://example.org/anno1"
QUOTE = {"type": "TextQuoteSelector", "exact": "各地", "prefix": "，", "suffix": "要"}
POSITION = {"type": "TextPositionSelector", "start": 5, "end": 7}


def annotation(*selectors: Any, **keys: Any) -> dict[str, Any]:
    """An annotation as somebody else could write it, of words of a page."""
    target = {"source": "http://example.org/page", "selector": list(selectors or (POSITION, QUOTE))}
    right = {"@context": CONTEXT, "id": IRI, "type": "Annotation", "target": target}
    return {key: value for key, value in (right | keys).items() if value is not None}


def words(value: str, **keys: Any) -> dict[str, Any]:
    return {"type": "TextualBody", "value": value, **keys}


def read(*found: Any) -> tuple[NewMark, ...]:
    return read_marks(json.dumps(found[0] if len(found) == 1 else found), source="w3c")


def one(*found: Any) -> NewMark:
    (made,) = read(*found)
    return made


def omitted(*found: Any) -> list[str]:
    sifted = sift_marks(json.dumps(found[0] if len(found) == 1 else found), source="w3c")
    assert sifted.refused == ()
    return [each.reason for each in sifted.omitted]


def test_position_and_quote_are_both_given_on() -> None:
    found = one(annotation())
    assert (found.spans, found.quotes, found.around) == ((Span(5, 7),), ("各地",), (Around("，", "要"),))
    assert (found.id, found.label, found.path) == (IRI, "annotation", None)


def test_a_quote_alone_is_to_be_looked_for() -> None:
    found = one(annotation(QUOTE))
    assert (found.spans, found.quotes, found.around) == ((), ("各地",), (Around("，", "要"),))


def test_a_position_alone_is_taken_and_told() -> None:
    found = annotation(POSITION)
    assert (one(found).spans, one(found).quotes) == ((Span(5, 7),), None)
    assert any("no TextQuoteSelector" in reason for reason in omitted(found))


@pytest.mark.parametrize(
    ("keys", "label", "note"),
    [
        ({"body": words("addressee", purpose="tagging")}, "addressee", ""),
        ({"body": words("addressee"), "motivation": "tagging"}, "addressee", ""),
        ({"body": words("see here"), "motivation": "questioning"}, "questioning", "see here"),
        ({"bodyValue": "see here"}, "annotation", "see here"),
        ({"motivation": "highlighting"}, "highlighting", ""),
        ({"body": [words("t", purpose="tagging"), words("a"), words("b", purpose="commenting")]}, "t", "a\n\nb"),
        ({"body": words("x", purpose=["tagging", "commenting"])}, "annotation", "x"),
    ],
)
def test_tags_are_labels_and_other_words_notes(keys: dict[str, Any], label: str, note: str) -> None:
    found = one(annotation(**keys))
    assert (found.label, found.note) == (label, note)


@pytest.mark.parametrize(
    ("creator", "by"),
    [
        ({"type": "Person", "name": "lin"}, "lin"),
        ({"id": "http://example.org/lin", "nickname": "l"}, "l"),
        ("http://example.org/lin", "http://example.org/lin"),
        ([{"name": ["lin"]}, {"name": "wang"}], "lin; wang"),
    ],
)
def test_creators_are_who_made_the_mark(creator: Any, by: str) -> None:
    assert one(annotation(creator=creator)).by == by


@pytest.mark.parametrize(
    ("keys", "reason"),
    [
        ({"rights": "http://example.org/licence"}, "`rights`"),
        ({"modified": NOW}, "`modified`"),
        ({"audience": {"id": "http://example.org/all"}}, "`audience`"),
        ({"x\x1b[2J": 1}, "`x\\x1b[2J`"),
        ({"motivation": ["assessing", "questioning"]}, "the motivation questioning"),
        ({"body": "http://example.org/sound.mp3"}, "bodies that lie elsewhere"),
        ({"body": {"id": "http://example.org/a", "format": "audio/mpeg"}}, "bodies that lie elsewhere"),
        ({"body": {"type": "Choice", "items": [words("a")]}}, "choices of bodies"),
        ({"body": words("<p>a", format="text/html")}, "`body.format` text/html; the words are kept as they stand"),
        ({"body": words("a", language="fr")}, "`body.language`"),
        ({"body": [words("a", purpose="tagging")] * 2}, "tags behind the first; a mark has one label"),
        ({"body": [words("a"), words("b")]}, "that a note was several bodies; they are joined"),
        ({"creator": {"name": "lin", "email": "mailto:lin@example.org"}}, "`creator.email`"),
        ({"id": f"http://example.org/{'x' * 300}"}, "ids that a mark cannot have; it gets one of its own"),
    ],
)
def test_what_a_mark_has_no_place_for_is_told(keys: dict[str, Any], reason: str) -> None:
    assert reason in omitted(annotation(**keys))
    assert len(read(annotation(**keys))) == 1


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("http://example.org/page", "annotations of whole resources"),
        ({"source": "http://example.org/page"}, "annotations of whole resources"),
        ({"id": "http://example.org/film", "type": "Video"}, "annotations of whole resources"),
        ({"type": "Choice", "items": ["http://example.org/page"]}, "annotations of one of several targets"),
        (
            {"selector": {"type": "CssSelector", "value": "p"}},
            "annotations by selector CssSelector, not by words alone",
        ),
        ({"selector": QUOTE | {"refinedBy": POSITION}}, "annotations by a refined selector, not by words alone"),
        (
            {"selector": "http://example.org/selector"},
            "annotations by a selector that lies elsewhere, not by words alone",
        ),
    ],
)
def test_an_annotation_that_selects_no_words_is_told_and_left_out(target: Any, reason: str) -> None:
    if isinstance(target, dict) and "selector" in target:
        target = {"source": "http://example.org/page"} | target
    found = annotation(target=target)
    assert read(found) == ()
    assert omitted(found) == [reason]


def test_other_selectors_beside_the_words_are_told() -> None:
    found = annotation(POSITION, QUOTE, {"type": "XPathSelector", "value": "/p"})
    assert "selector XPathSelector beside that of the words" in omitted(found)
    assert one(found).spans == (Span(5, 7),)


def test_a_reply_goes_to_its_mark_also_by_way_of_another_reply() -> None:
    first = annotation(motivation="replying", id=f"{IRI}/1", target=IRI, bodyValue="No.", created=NOW)
    second = annotation(motivation="replying", id=f"{IRI}/2", target={"id": f"{IRI}/1"}, body=words("Yes."))
    found = one(second, annotation(), first)
    assert [(answer.note, answer.created) for answer in found.replies] == [("Yes.", ""), ("No.", NOW)]
    assert "that a reply answers another; both answer the mark" in omitted(second, annotation(), first)


@pytest.mark.parametrize("target", ["http://example.org/other", f"{IRI}/1"])
def test_a_reply_to_no_mark_of_the_file_is_told(target: str) -> None:
    found = annotation(motivation="replying", id=f"{IRI}/1", target=target, bodyValue="No.")
    assert omitted(found) == ["replies to what is no mark of this file"]


def test_where_an_id_comes_twice_the_first_says_what_it_is() -> None:
    mark, reply = annotation(), annotation(motivation="replying", target=f"{IRI}/0", bodyValue="No.")
    assert one(mark, reply).replies == ()


def test_a_long_chain_of_replies_is_followed_to_its_mark() -> None:
    chain = [
        annotation(motivation="replying", id=f"{IRI}/{at}", target=f"{IRI}/{at - 1}", bodyValue=str(at))
        for at in range(3000, 0, -1)
    ]
    assert len(one(annotation(id=f"{IRI}/0"), *chain).replies) == 3000


@pytest.mark.parametrize(
    ("wrap", "path"),
    [
        (lambda each: each, None),
        (lambda each: [each], "[0]"),
        (lambda each: {"type": "AnnotationPage", "items": [each]}, "items[0]"),
        (lambda each: {"type": "AnnotationCollection", "first": {"items": [each]}}, "first.items[0]"),
    ],
)
def test_an_annotation_is_found_whatever_it_is_wrapped_in(wrap: Any, path: str | None) -> None:
    assert one(wrap(annotation())).path == path


def test_the_context_of_a_page_holds_for_its_items() -> None:
    page = {"@context": CONTEXT, "type": "AnnotationPage", "items": [annotation(**{"@context": None})]}
    assert len(read(page)) == 1
    with pytest.raises(ImportRefusedError, match=r"3\.1-annotationContextValidated"):
        read(page | {"@context": "http://example.org"})


def test_pages_and_annotations_that_lie_elsewhere_are_told() -> None:
    page = {"type": "AnnotationPage", "items": [IRI], "next": f"{IRI}/2"}
    assert omitted(page) == ["annotations that lie elsewhere", "pages that lie elsewhere"]
    assert omitted({"type": "AnnotationCollection", "first": IRI}) == ["pages that lie elsewhere"]


# What is refused.


@pytest.mark.parametrize(
    ("found", "path", "reason"),
    [
        (annotation(id="no iri"), "[1].id", "the rule 3.1-annotationIdValidated of the W3C is broken"),
        (annotation(POSITION | {"start": -5}), "[1].target.selector[0]", "4.2-TextDataPositionSelectorValid"),
        (annotation(POSITION | {"end": 7.0}), "[1].target.selector[0]", "4.2-TextDataPositionSelectorValid"),
        (annotation(QUOTE, QUOTE), "[1]", "two selectors of the type TextQuoteSelector"),
        (annotation(target=[annotation(QUOTE)["target"], annotation(POSITION)["target"]]), "[1]", "the same selectors"),
        (annotation(QUOTE | {"exact": "\ud800"}, **{"annotate:state": "orphaned"}), "[1]", "needs the words"),
        (annotation(POSITION, **{"annotate:state": "ambiguous"}), "[1]", "needs the words"),
        (3, "[1]", "a JSON object is needed"),
    ],
)
def test_what_is_wrong_is_refused_with_its_place_and_the_rest_is_taken(found: Any, path: str, reason: str) -> None:
    file = json.dumps([annotation(id=f"{IRI}/1"), found, annotation(id=f"{IRI}/2")])
    with pytest.raises(ImportRefusedError, match="nothing was imported"):
        read_marks(file, "notes.json", source="w3c")
    sifted = sift_marks(file, "notes.json", source="w3c")
    (refusal,) = sifted.refused
    assert [each.id for each in sifted.marks] == [f"{IRI}/1", f"{IRI}/2"]
    assert (refusal.path, refusal.where("notes.json")) == (path, f"notes.json, {path}")
    assert reason in refusal.reason


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"[" * 100_000, "nests deeper than 64 levels"),
        (b'{"a": ' + b"9" * 1_000_000 + b"}", "a number of 1000000 digits"),
        (b'{"a": NaN}', "NaN is no number"),
        (b'{"a": "\0"}', "a NUL"),
        ("{}".encode("utf-16"), "a NUL|not UTF-8"),
        ('{"a": "提法"}'.encode("gb18030"), "not UTF-8"),
        (b"3", "no annotation"),
        (b'"words"', "no annotation"),
        (b'{"type": "AnnotationPage", "items": {}}', "5.2-pageItemsValidated"),
    ],
    ids=range(11),
)
def test_a_hostile_file_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(ImportRefusedError, match=reason):
        read_marks(data, source="w3c")


def test_a_byte_order_mark_is_passed_over() -> None:
    assert len(read_marks(b"\xef\xbb\xbf" + json.dumps(annotation()).encode(), source="w3c")) == 1


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store that holds law@1."""
    made = tmp_path_factory.mktemp("w3c")
    (made / "law.txt").write_text(f"{TEXT}\n各地要抓好防汛。", encoding="utf-8")
    assert annotate(made, "add", "law.txt", "--no-reflow").returncode == 0
    return made


def annotate(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-c", "from annotate.cli import main; main()", *arguments]
    return subprocess.run(program, cwd=folder, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize(
    ("selectors", "reason"),
    [
        ([POSITION | {"start": 0, "end": 2}, QUOTE], "at 0:2 stands '会议', not '各地'; those words stand once at 5:7"),
        ([POSITION | {"start": 16, "end": 18}, QUOTE], "before 16:18 stands '\\n', not '，'; those words stand once"),
        ([POSITION, QUOTE | {"suffix": "不"}], "behind 5:7 stands '要', not '不'"),
        ([POSITION | {"start": 0, "end": 9999}], "reaches past the text"),
        ([POSITION | {"start": 7, "end": 5}], "not well formed"),
        ([POSITION | {"start": 0, "end": 10**30}], "reaches past the text"),
        ([QUOTE | {"prefix": "", "suffix": ""}], "stands 2 times in law@1, starting at 5, 16. Nothing"),
        ([QUOTE | {"exact": "没有"}], "does not stand in law@1"),
        ([QUOTE | {"exact": ""}], "The quote is empty"),
    ],
)
def test_a_mark_is_never_moved_but_refused(folder: Path, tmp_path: Path, selectors: list[Any], reason: str) -> None:
    file = tmp_path / "notes.json"
    file.write_text(json.dumps([annotation(*selectors)]), encoding="utf-8")
    ended = annotate(folder, "import", "law", str(file), "--from", "w3c")
    assert (ended.returncode, ended.stdout) == (4, "")
    assert f"{file}, [0] cannot be imported: " in ended.stderr
    assert reason in ended.stderr
    assert annotate(folder, "marks", "law").stdout == ""


def test_positions_of_programs_that_count_utf_16_are_read_with_offsets(tmp_path: Path) -> None:
    (tmp_path / "law.txt").write_text(TEXT, encoding="utf-8")
    found = annotation(POSITION | {"start": 12, "end": 13}, QUOTE | {"exact": "林", "prefix": "𠮷", "suffix": "春"})
    (tmp_path / "notes.json").write_text(json.dumps(found), encoding="utf-8")
    assert annotate(tmp_path, "add", "law.txt").returncode == 0
    assert annotate(tmp_path, "import", "law", "notes.json", "--from", "w3c").returncode == 4
    assert annotate(tmp_path, "import", "law", "notes.json", "--from", "w3c", "--offsets", "utf16").returncode == 0
    assert json.loads(annotate(tmp_path, "marks", "law", "--format", "json").stdout)["marks"][0]["spans"] == [[11, 12]]


def test_what_was_left_out_is_told_a_sentence_a_kind_and_whole_in_the_report(folder: Path, tmp_path: Path) -> None:
    right = [annotation(id=f"{IRI}/{at}", rights=IRI, target=IRI) for at in range(5)]
    (tmp_path / "notes.json").write_text(json.dumps([*right, annotation(target=None)]), encoding="utf-8")
    arguments = ["import", "law", str(tmp_path / "notes.json"), "--from", "w3c", "--skip-bad", "--report", "-"]
    ended = annotate(folder, *arguments)
    assert ended.returncode == 0
    assert "not kept: annotations of whole resources ([0], [1], [2] and 2 more)." in ended.stderr
    report = json.loads(ended.stdout)
    assert [each["path"] for each in report["omitted"]] == [f"[{at}]" for at in range(5)]
    assert [(each["path"], "3.1-targetKeyFound" in each["reason"]) for each in report["refused"]] == [
        ("[5].target", True)
    ]
