"""The rules of the W3C's model for annotations: an annotation that breaks each, beside some that are right."""

from typing import Any

import pytest

from annotate.formats.w3c_rules import CONTEXT, violations

IRI = "http://example.org/thing"
QUOTE = {"type": "TextQuoteSelector", "exact": "要"}


def annotation(**keys: Any) -> dict[str, Any]:
    """A right annotation but for `keys`; None takes a key away, and `context` is the key that Python cannot spell."""
    keys = {"@context" if key == "context" else key: value for key, value in keys.items()}
    right = {"@context": CONTEXT, "id": IRI, "type": "Annotation", "target": IRI}
    return {key: value for key, value in (right | keys).items() if value is not None}


def part(**keys: Any) -> dict[str, Any]:
    return {"source": IRI, **keys}


def selected(selector: Any) -> dict[str, Any]:
    return annotation(target=part(selector=selector))


def at_time(**keys: Any) -> dict[str, Any]:
    return annotation(target=part(state={"type": "TimeState", **keys}))


RIGHT = [
    annotation(),
    annotation(context=["http://example.org/other", CONTEXT], id=[IRI], type=["Annotation", "Note"]),
    annotation(target=[IRI, {"id": IRI}, part(), part(source={"id": IRI})]),
    annotation(target={"type": "Choice", "items": [IRI, part(selector=QUOTE)]}),
    annotation(body=[IRI, {"id": IRI}, part(purpose="tagging"), {"type": "TextualBody", "value": ""}]),
    annotation(body={"type": "Choice", "items": [{"value": "a"}, {"type": "Choice", "items": [IRI]}]}),
    annotation(bodyValue="words", created="2020-02-12T08:00:00Z", modified="2020-02-12T08:00:00.5+08:00"),
    annotation(rights=[IRI, IRI], via=IRI, canonical="urn:uuid:1", generated=["2020-02-12T08:00:00Z"]),
    annotation(body={"id": IRI, "textDirection": "auto", "created": "2020-02-12T08:00:00Z", "rights": IRI}),
    annotation(stylesheet=IRI, target=part(styleClass="red")),
    selected(IRI),
    selected({"id": IRI}),
    selected([{"type": "TextPositionSelector", "start": 0, "end": 0}, QUOTE | {"prefix": "会", "suffix": ""}]),
    selected({"type": "FragmentSelector", "value": "p1", "conformsTo": IRI, "refinedBy": QUOTE}),
    selected({"type": "SvgSelector", "value": "<svg/>"}),
    selected({"type": "RangeSelector", "startSelector": QUOTE, "endSelector": QUOTE}),
    at_time(sourceDate=["2020-02-12T08:00:00Z"], cached=IRI),
    at_time(sourceDateStart="2020-02-12T08:00:00Z", sourceDateEnd="2020-02-13T08:00:00Z"),
    annotation(target=part(state={"type": "HttpRequestState", "value": "Accept: text/plain"})),
]


def of_resources(side: str, what: str) -> dict[str, dict[str, Any]]:
    """What a body, or a target, can do wrong."""

    def one(**keys: Any) -> dict[str, Any]:
        return annotation(**{side: keys})

    choice = {"type": "Choice", "items": [IRI]}
    return {
        f"3.2.1-{what}TextDirectionValidated": one(id=IRI, textDirection=["ltr", "rtl"]),
        f"3.3.1-{what}CreatedValidated": one(source={"id": IRI, "created": "yesterday"}),
        f"3.3.1-{what}ModifiedValidated": one(id=IRI, modified="2020-02-12"),
        f"3.3.6-{what}RightsValidated": one(id=IRI, rights=[IRI, "all"]),
        f"3.3.7-{what}CanonicalValidated": one(id=IRI, canonical=[IRI, IRI]),
        f"3.3.7-{what}ViaValidated": one(id=IRI, via="by post"),
        f"3.2.7-{what}EWRNoItems": one(id=IRI, items=[IRI]),
        f"3.3.5-{what}EWRNoPurpose": one(source={"id": IRI, "purpose": "tagging"}),
        f"3.2.4-{what}ChoiceSetNoValue": one(**choice, value="x"),
        f"4-{what}ChoiceSetNoSource": one(**choice, source=IRI),
        f"3.3.5-{what}ChoiceSetNoPurpose": one(**choice, purpose="tagging"),
        f"3.2.7-{what}SpecificResourceNoItems": one(source=IRI, items=[IRI]),
        f"4-{what}SpecificResourceNoValue": one(**choice | {"items": [part(value="x")]}),
    }


BROKEN: dict[str, dict[str, Any]] = {
    "3.1-annotationContextValidated": annotation(context="fish"),
    "3.1-annotationIdValidated": annotation(id="not an IRI"),
    "3.1-annotationTypeValidated": annotation(type="Squirrel"),
    "3.1-targetKeyFound": annotation(target=None),
    "3.2-targetObjectsRecognized": annotation(target=[IRI, 9]),
    "3.2-bodyObjectsRecognized": annotation(body="not an IRI"),
    "3.2.5-notBodyBodyValue": annotation(body=IRI, bodyValue="words"),
    "3.2.5-bodyValueValidated": annotation(bodyValue=["two", "values"]),
    "3.3.1-annotationCreatedValidated": annotation(created="yesterday"),
    "3.3.1-annotationModifiedValidated": annotation(modified=["2020-02-12T08:00:00Z"] * 2),
    "3.3.1-annotationGeneratedValidated": annotation(generated="2020-02-12T25:00:00Z"),
    "3.3.6-annotationRightsValidated": annotation(rights="all reserved"),
    "3.3.7-annotationCanonicalValidated": annotation(canonical=[]),
    "3.3.7-annotationViaValidated": annotation(via=[IRI, 3]),
    **of_resources("body", "body"),
    **of_resources("target", "targ"),
    "3.2.7-bodyEmbeddedTextualNoItems": annotation(body={"value": "x", "items": [IRI]}),
    "4-bodyEmbeddedTextualNoSource": annotation(body={"value": "x", "source": IRI}),
    "3.2.4-targNoTypeTextualBody": annotation(target={"type": "TextualBody", "value": "x"}),
    "4.2-selectorValidIfPresent": selected([QUOTE, {"type": "MadeUpSelector"}]),
    "4.2-fragmentCssXPathSelectorValid": selected({"type": "CssSelector"}),
    "4.2.4-textQuoteSelectorValid": selected({"type": "TextQuoteSelector", "exact": ["a", "b"]}),
    "4.2-TextDataPositionSelectorValid": selected({"type": "TextPositionSelector", "start": -1, "end": 2}),
    "4.2.7-svgSelectorValid": selected({"type": "SvgSelector"}),
    "4.2.8-rangeSelectorValid": selected({"type": "RangeSelector", "startSelector": QUOTE}),
    "4.3-stateValidIfPresent": annotation(target=part(state={"type": "MadeUpState"})),
    "4.3.1-timeStateValid": at_time(cached=IRI),
    "4.3.2-httpRequestStateValid": annotation(target=part(state={"type": "HttpRequestState"})),
    "4.3.3-refinedByValidated": selected(QUOTE | {"refinedBy": {"type": "MadeUpSelector"}}),
    "4.4-styleClassValidIfPresent": annotation(target=part(styleClass="red")),
}


def test_there_are_fifty_four_rules() -> None:
    assert len(BROKEN) == 54


@pytest.mark.parametrize("rule", BROKEN)
def test_a_rule_that_is_broken_is_named(rule: str) -> None:
    assert rule in {each.rule for each in violations(BROKEN[rule])}


@pytest.mark.parametrize("right", RIGHT, ids=range(len(RIGHT)))
def test_a_right_annotation_breaks_none(right: dict[str, Any]) -> None:
    assert violations(right) == ()


def test_a_violation_says_where_it_is() -> None:
    (found,) = violations(annotation(target=[IRI, part(selector=QUOTE | {"refinedBy": 3})]))
    assert (found.rule, found.path) == ("4.3.3-refinedByValidated", "target[1].selector.refinedBy")


@pytest.mark.parametrize("value", [None, 3, [], {}, [[]], [None], "x", True, {"id": []}, {"type": {}}, {"items": {}}])
@pytest.mark.parametrize("key", ["@context", "id", "type", "target", "body", "bodyValue", "created", "stylesheet"])
def test_no_value_of_a_key_is_too_strange_to_be_looked_at(key: str, value: Any) -> None:
    for place in (
        annotation() | {key: value},
        annotation(body=part(**{key: value}), target=part(selector={key: value})),
    ):
        assert isinstance(violations(place), tuple)
