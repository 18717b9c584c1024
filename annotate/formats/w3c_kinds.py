"""What the parts of a W3C annotation are, told by their keys as the model tells them: resources, selectors, states."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from annotate.formats.w3c_names import is_iri

Node = Mapping[str, Any]
Fits = Callable[[Any], bool]

_TIME = re.compile(
    r"\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d\d:\d\d)", re.ASCII
)


def listed(value: Any) -> list[Any]:
    """`value` as a list: JSON-LD writes one thing with brackets or without.

    Examples:
        >>> listed("Annotation"), listed(["Annotation"])
        (['Annotation'], ['Annotation'])
    """
    return value if isinstance(value, list) else [value]


def one(fits: Fits) -> Fits:
    """A test for a single value that `fits`."""
    return lambda value: len(listed(value)) == 1 and fits(listed(value)[0])


def some(fits: Fits) -> Fits:
    """A test for one value or more, all of which fit."""
    return lambda value: bool(listed(value)) and all(map(fits, listed(value)))


def is_words(value: Any) -> bool:
    """Whether it is a string."""
    return isinstance(value, str)


def is_time(value: Any) -> bool:
    """Whether it is a day and a time with a zone, as RFC 3339 and the W3C want it.

    Examples:
        >>> is_time("2020-02-12T08:00:00Z"), is_time("2020-02-12")
        (True, False)
    """
    return isinstance(value, str) and _TIME.fullmatch(value) is not None


def is_position(value: Any) -> bool:
    """Whether it can be an offset: a whole number from 0 on."""
    return type(value) is int and value >= 0


def is_external(node: Any) -> bool:
    """Whether it describes a resource by its IRI."""
    return isinstance(node, dict) and one(is_iri)(node.get("id")) and "source" not in node and "target" not in node


def is_specific(node: Any) -> bool:
    """Whether it is a part or a state of a source."""
    return isinstance(node, dict) and (is_iri(node.get("source")) or is_external(node.get("source")))


def is_textual(node: Any) -> bool:
    """Whether it brings its words along."""
    return isinstance(node, dict) and is_words(node.get("value"))


def is_choice(node: Any) -> bool:
    """Whether it offers several resources to choose from."""
    if not isinstance(node, dict) or node.get("type") != "Choice":
        return False
    items = node.get("items")
    kinds = (is_specific, is_external, is_textual, is_iri, is_choice)
    return isinstance(items, list) and bool(items) and all(sum(is_(each) for is_ in kinds) == 1 for each in items)


def is_target(node: Any) -> bool:
    """Whether it can be what an annotation is about."""
    return sum(is_(node) for is_ in (is_iri, is_choice, is_specific, is_external)) == 1


def is_body(node: Any) -> bool:
    """Whether it can be what an annotation says."""
    return any(is_(node) for is_ in (is_iri, is_choice, is_specific, is_external, is_textual))


def _valued(node: Node) -> bool:
    return is_words(node.get("value"))


def _fragment(node: Node) -> bool:
    return _valued(node) and is_iri(node.get("conformsTo", "urn:none"))


def _quote(node: Node) -> bool:
    return is_words(node.get("exact")) and all(is_words(node.get(key, "")) for key in ("prefix", "suffix"))


def _offsets(node: Node) -> bool:
    return is_position(node.get("start")) and is_position(node.get("end"))


def _svg(node: Node) -> bool:
    right = is_words(node.get("value", "")) and one(is_iri)(node.get("id", "urn:none"))
    return right and ("value" in node) != ("id" in node)


def _range(node: Node) -> bool:
    ends = (node.get("startSelector"), node.get("endSelector"))
    return all(isinstance(end, dict) and end.get("type") != "RangeSelector" and _typed(end, SELECTORS) for end in ends)


def _time_state(node: Node) -> bool:
    days = some(is_time)(node.get("sourceDate", "2020-01-01T00:00:00Z"))
    ends = [node.get(key, "2020-01-01T00:00:00Z") for key in ("sourceDateStart", "sourceDateEnd")]
    right = days and all(map(is_time, ends)) and is_iri(node.get("cached", "urn:none"))
    return right and ("sourceDate" in node) != ("sourceDateStart" in node and "sourceDateEnd" in node)


SELECTORS: dict[str, Fits] = {
    "FragmentSelector": _fragment,
    "CssSelector": _valued,
    "XPathSelector": _valued,
    "TextQuoteSelector": _quote,
    "TextPositionSelector": _offsets,
    "DataPositionSelector": _offsets,
    "SvgSelector": _svg,
    "RangeSelector": _range,
}
"""The selectors of the model by type, each with the test for its keys."""

STATES: dict[str, Fits] = {"TimeState": _time_state, "HttpRequestState": _valued}
"""The same for states."""


def _typed(node: Node, known: Mapping[str, Fits]) -> bool:
    kind = node.get("type")
    return isinstance(kind, str) and kind in known and known[kind](node)


def is_one_of(known: Mapping[str, Fits]) -> Fits:
    """A test for an IRI, a node with an IRI, or one of a `known` type with the keys it needs."""
    return lambda node: (
        is_iri(node) or (isinstance(node, dict) and (one(is_iri)(node.get("id")) or _typed(node, known)))
    )
