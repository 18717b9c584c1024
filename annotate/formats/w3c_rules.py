"""The rules that a W3C annotation must keep: what the model says MUST be, each under the name of its public test.

The W3C's tests (w3c/web-annotation-tests) have 54 such assertions. They are stated here anew, by what they are about:
the annotation, its bodies and targets, the selectors and states in them. IRIs and times are looked at, too.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from annotate.formats.w3c_kinds import (
    SELECTORS,
    STATES,
    Fits,
    Node,
    is_body,
    is_choice,
    is_external,
    is_one_of,
    is_specific,
    is_target,
    is_textual,
    is_time,
    is_words,
    listed,
    one,
    some,
)
from annotate.formats.w3c_names import is_iri

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


class Violation(NamedTuple):
    """A rule that is broken, where in the annotation, and what the rule asks for."""

    rule: str
    path: str
    asked: str


def violations(annotation: Node) -> tuple[Violation, ...]:
    """The rules that an annotation breaks; none if it is right.

    Examples:
        >>> found = violations({"@context": CONTEXT, "id": "no iri", "type": "Annotation", "target": "urn:x:1"})
        >>> [(each.rule, each.path) for each in found]
        [('3.1-annotationIdValidated', 'id')]
    """
    found = [*_of_annotation(annotation)]
    for side in ("body", "target"):
        for path, resource in resources(annotation, side):
            if isinstance(resource, dict):
                found += _of_resource(resource, path, side)
                found += _of_selectors(resource, path)
    return (*found, *_of_styles(annotation))


def resources(annotation: Node, side: str) -> Iterator[tuple[str, Any]]:
    """The bodies or the targets of an annotation, each with its path."""
    if side in annotation:
        found = annotation[side]
        yield from _each(found, side) if isinstance(found, list) else [(side, found)]


def _each(items: list[Any], path: str) -> Iterator[tuple[str, Any]]:
    return ((f"{path}[{number}]", item) for number, item in enumerate(items))


_LIFE: tuple[tuple[str, str, Fits, str], ...] = (
    ("created", "3.3.1-{}CreatedValidated", one(is_time), "one date and time with a zone"),
    ("modified", "3.3.1-{}ModifiedValidated", one(is_time), "one date and time with a zone"),
    ("rights", "3.3.6-{}RightsValidated", some(is_iri), "IRIs"),
    ("canonical", "3.3.7-{}CanonicalValidated", one(is_iri), "one IRI"),
    ("via", "3.3.7-{}ViaValidated", some(is_iri), "IRIs"),
)
"""Keys that annotations, bodies, targets and sources may have, the rule about each, its test, and what it asks for."""

_OF_ANNOTATION = (
    *_LIFE,
    ("generated", "3.3.1-{}GeneratedValidated", one(is_time), "one date and time with a zone"),
)
_OF_RESOURCE = (
    *_LIFE,
    ("textDirection", "3.2.1-{}TextDirectionValidated", one(("ltr", "rtl", "auto").__contains__), "ltr, rtl or auto"),
)


def _of_annotation(annotation: Node) -> Iterator[Violation]:
    if CONTEXT not in listed(annotation.get("@context")):
        yield Violation("3.1-annotationContextValidated", "@context", f"it has to be or to hold {CONTEXT}")
    if not one(is_iri)(annotation.get("id")):
        yield Violation("3.1-annotationIdValidated", "id", "one IRI is needed")
    if "Annotation" not in listed(annotation.get("type")):
        yield Violation("3.1-annotationTypeValidated", "type", "it has to be or to hold Annotation")
    if annotation.get("target", []) == []:
        yield Violation("3.1-targetKeyFound", "target", "what is annotated has to be said")
    for path, target in resources(annotation, "target"):
        if not is_target(target):
            yield Violation("3.2-targetObjectsRecognized", path, "an IRI, a resource, a choice or a part is needed")
    for path, body in resources(annotation, "body"):
        if not is_body(body):
            yield Violation("3.2-bodyObjectsRecognized", path, "an IRI, a resource, a choice or words are needed")
    if "body" in annotation and "bodyValue" in annotation:
        yield Violation("3.2.5-notBodyBodyValue", "bodyValue", "it cannot stand beside body")
    if not one(is_words)(annotation.get("bodyValue", "")):
        yield Violation("3.2.5-bodyValueValidated", "bodyValue", "one string is needed")
    yield from _of_keys(annotation, "", "annotation", _OF_ANNOTATION)


def _of_keys(node: Node, path: str, what: str, rules: tuple[tuple[str, str, Fits, str], ...]) -> Iterator[Violation]:
    for key, rule, fits, asked in rules:
        if key in node and not fits(node[key]):
            yield Violation(rule.format(what), f"{path}.{key}" if path else key, f"{asked} needed")


_FORBIDDEN: tuple[tuple[Callable[[Any], bool], str, str, str], ...] = (
    (is_external, "items", "3.2.7-{}EWRNoItems", "a resource with an IRI has none"),
    (is_external, "purpose", "3.3.5-{}EWRNoPurpose", "a resource with an IRI has none"),
    (is_choice, "value", "3.2.4-{}ChoiceSetNoValue", "a choice has none"),
    (is_choice, "source", "4-{}ChoiceSetNoSource", "a choice has none"),
    (is_choice, "purpose", "3.3.5-{}ChoiceSetNoPurpose", "a choice has none"),
    (is_textual, "items", "3.2.7-{}EmbeddedTextualNoItems", "a body of words has none"),
    (is_textual, "source", "4-{}EmbeddedTextualNoSource", "a body of words has none"),
    (is_specific, "items", "3.2.7-{}SpecificResourceNoItems", "a part of a source has none"),
    (is_specific, "value", "4-{}SpecificResourceNoValue", "a part of a source has none"),
)
"""What a resource is, a key that it cannot have then, the rule, and why."""


def _of_resource(resource: Node, path: str, side: str) -> Iterator[Violation]:
    what = "body" if side == "body" else "targ"
    source = resource.get("source")
    yield from _of_keys(resource, path, what, _OF_RESOURCE)
    if isinstance(source, dict):
        yield from _of_keys(source, f"{path}.source", what, _OF_RESOURCE)
    itself: list[tuple[str, Any]] = [(path, resource)]
    items = list(_each(listed(resource.get("items", [])), f"{path}.items"))
    for is_kind, key, rule, asked in _FORBIDDEN:
        if is_kind is is_textual and side == "target":
            continue
        inside = [] if is_kind is is_choice else items
        of_source = [(f"{path}.source", source)] if is_kind is is_external else []
        for at, part in itself + of_source + inside:
            if is_kind(part) and key in part:
                yield Violation(rule.format(what), f"{at}.{key}", asked)
    if side == "target" and "id" not in resource:
        for at, part in itself + items:
            if is_textual(part) and "TextualBody" in listed(part.get("type")):
                yield Violation("3.2.4-targNoTypeTextualBody", f"{at}.type", "words are no target")


_TYPED = {
    "FragmentSelector": "4.2-fragmentCssXPathSelectorValid",
    "CssSelector": "4.2-fragmentCssXPathSelectorValid",
    "XPathSelector": "4.2-fragmentCssXPathSelectorValid",
    "TextQuoteSelector": "4.2.4-textQuoteSelectorValid",
    "TextPositionSelector": "4.2-TextDataPositionSelectorValid",
    "DataPositionSelector": "4.2-TextDataPositionSelectorValid",
    "SvgSelector": "4.2.7-svgSelectorValid",
    "RangeSelector": "4.2.8-rangeSelectorValid",
    "TimeState": "4.3.1-timeStateValid",
    "HttpRequestState": "4.3.2-httpRequestStateValid",
}
"""The rule about each type of selector and state."""

_PARTS = (
    ("selector", "4.2-selectorValidIfPresent", SELECTORS),
    ("state", "4.3-stateValidIfPresent", STATES),
)
_EITHER = SELECTORS | STATES


def _of_selectors(resource: Node, path: str) -> Iterator[Violation]:
    """What is wrong with the selectors and states of a resource, and of those it offers to choose from."""
    items = _each(listed(resource.get("items", [])), f"{path}.items")
    for at, node in ((path, resource), *items):
        for key, rule, known in _PARTS:
            if isinstance(node, dict) and key in node:
                yield from _of_part(node[key], f"{at}.{key}", rule, known)


def _of_part(value: Any, path: str, rule: str, known: dict[str, Fits]) -> Iterator[Violation]:
    if value == []:
        yield Violation(rule, path, "there is none in it")
    for at, node in _each(value, path) if isinstance(value, list) else [(path, value)]:
        kind = node.get("type") if isinstance(node, dict) else None
        if isinstance(kind, str) and kind in known and not known[kind](node):
            yield Violation(_TYPED[kind], at, f"{kind} lacks a key, or has a value it cannot have")
        if not is_one_of(known)(node):
            yield Violation(rule, at, f"an IRI or one of {', '.join(known)} is needed, with the keys it has")
        if isinstance(node, dict) and "refinedBy" in node and not some(is_one_of(_EITHER))(node["refinedBy"]):
            yield Violation("4.3.3-refinedByValidated", f"{at}.refinedBy", "a selector or a state is needed")


def _of_styles(annotation: Node) -> Iterator[Violation]:
    """A class of style needs a sheet that says what it looks like."""
    if "stylesheet" in annotation:
        return
    for side in ("body", "target"):
        for path, resource in resources(annotation, side):
            items = listed(resource.get("items", [])) if isinstance(resource, dict) else []
            for at, node in ((path, resource), *_each(items, f"{path}.items")):
                if isinstance(node, dict) and "source" in node and some(is_words)(node.get("styleClass")):
                    yield Violation(
                        "4.4-styleClassValidIfPresent", f"{at}.styleClass", "the annotation has no stylesheet"
                    )
