"""A file of W3C annotations, read: one annotation, a list of them, a page, or a collection with its first page in it.

What breaks a rule of the model is refused, with the rule's name; what is right and has no place in a mark is told as an
omission. Replies are annotations of annotations: they go to the mark that they answer, also by way of other replies.
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import replace
from typing import Any, BinaryIO, NamedTuple

from annotate.errors import ImportRefusedError
from annotate.formats.limits import UnfitError, decoded, parsed, whole
from annotate.formats.w3c_kinds import Node, listed
from annotate.formats.w3c_marks import Annotation, ForeignError, short
from annotate.formats.w3c_names import is_iri, mark_id
from annotate.formats.w3c_rules import violations
from annotate.store.values import NewMark, Omission, Refusal, Reply

_SHOWN = 5
_OF_PAGE = {"@context", "id", "type", "items", "partOf", "startIndex", "next", "prev"}
_OF_COLLECTION = {"@context", "id", "type", "label", "total", "first", "last", "generator"}


def read_annotations(file: BinaryIO, name: str) -> Iterator[NewMark | Refusal]:
    """The marks of a file of annotations, why some do not fit, and what has no place in a mark.

    Args:
        file: the file, read whole within the limits.
        name: what it is called in an error.

    Raises:
        ImportRefusedError: it is no JSON in UTF-8, nests too deep, or is longer than any file of marks.

    Examples:
        >>> from io import BytesIO
        >>> [refusal] = read_annotations(BytesIO(b"{}"), "the file")
        >>> refusal.path, refusal.reason[:45]
        ('@context', 'the rule 3.1-annotationContextValidated of th')
    """
    try:
        found = parsed(decoded(whole(file, name)))
    except UnfitError as unfit:
        raise ImportRefusedError(f"{name}: {unfit}; nothing was imported.") from None
    right, rest = list[Annotation](), list[Refusal]()
    for item in _items(found):
        if isinstance(item, Refusal):
            rest.append(item)
        elif broken := _broken(item):
            rest.append(broken)
        else:
            right.append(Annotation(*item))
    yield from rest
    yield from _marks(right)


class _Item(NamedTuple):
    path: str
    node: Node


def _items(found: Any) -> Iterator[_Item | Refusal]:
    """The annotations of a file, whatever they are wrapped in, each with the context that holds for it."""
    if isinstance(found, list):
        yield from _listed(found, "", None)
    elif not isinstance(found, dict):
        yield Refusal(None, None, "this is no annotation; a JSON object is needed")
    elif "AnnotationCollection" in listed(found.get("type")):
        yield from _omitted(found, _OF_COLLECTION, "", "collection")
        first = found.get("first")
        if isinstance(first, dict):
            yield from _page(first, "first", found.get("@context"))
        elif first is not None:
            yield Omission(None, "first", "pages that lie elsewhere")
    elif "AnnotationPage" in listed(found.get("type")):
        yield from _page(found, "", None)
    else:
        yield _Item("", found)


def _page(page: Node, path: str, context: Any) -> Iterator[_Item | Refusal]:
    before = f"{path}." if path else ""
    yield from _omitted(page, _OF_PAGE, before, "page")
    items = page.get("items")
    if isinstance(items, list):
        yield from _listed(items, f"{before}items", page.get("@context", context))
    else:
        yield Refusal(None, f"{before}items", "a page needs a list of annotations (rule 5.2-pageItemsValidated)")
    yield from (Omission(None, f"{before}{key}", "pages that lie elsewhere") for key in ("next", "prev") if key in page)


def _omitted(node: Node, known: set[str], before: str, what: str) -> Iterator[Omission]:
    for key in sorted(node.keys() - known):
        yield Omission(None, f"{before}{short(key)}", f"`{short(key)}` of the {what}")


def _listed(items: list[Any], path: str, context: Any) -> Iterator[_Item | Refusal]:
    for number, item in enumerate(items):
        at = f"{path}[{number}]"
        if isinstance(item, dict):
            yield _Item(at, item if context is None or "@context" in item else {"@context": context, **item})
        elif is_iri(item):
            yield Omission(None, at, "annotations that lie elsewhere")
        else:
            yield Refusal(None, at, "this is no annotation; a JSON object is needed")


def _broken(item: _Item) -> Refusal | None:
    """Why an annotation is refused: the first rule that it breaks, in words, and the names of the others."""
    found = violations(item.node)
    if not found:
        return None
    first = found[0]
    others = list(dict.fromkeys(each.rule for each in found if each.rule != first.rule))
    more = f" and {len(others) - _SHOWN} more" if len(others) > _SHOWN else ""
    also = f" (and {', '.join(others[:_SHOWN])}{more})" if others else ""
    at = f"{item.path}.{first.path}" if item.path else first.path
    return Refusal(None, at, f"the rule {first.rule} of the W3C is broken{also}: {first.asked}")


def _marks(right: list[Annotation]) -> Iterator[NewMark | Refusal]:
    """The marks with the replies to them; what is omitted follows the annotation it belongs to."""
    known: dict[str, Annotation] = {}
    for each in right:
        known.setdefault(each.iri, each)
    answers = {
        iri: about
        for iri, each in known.items()
        if (about := each.answered()) is not None and (about in known or "replying" in each.motivations)
    }
    made: list[tuple[str, NewMark]] = []
    for each in right:
        if each.iri not in answers:
            try:
                made.append((each.iri, each.mark()))
            except UnfitError as unfit:
                yield Refusal(None, each.path or None, str(unfit))
            except ForeignError as foreign:
                yield Omission(None, each.path or None, str(foreign))
    replies, rest = _replies(right, answers, {iri for iri, _ in made})
    # Where an id comes twice, the first has the replies, and the store says whether the second is the same.
    yield from (replace(mark, replies=tuple(replies.pop(iri, ()))) for iri, mark in made)
    yield from rest
    yield from (omission for each in right for omission in each.omissions)


def _replies(
    right: list[Annotation], answers: Mapping[str, str], made: Set[str]
) -> tuple[dict[str, list[Reply]], list[Refusal]]:
    """The replies by the IRI of the mark they belong to, and those that belong to none."""
    replies: dict[str, list[Reply]] = {}
    rest: list[Refusal] = []
    roots = _roots(answers)
    for each in right:
        root = roots.get(each.iri)
        if root is None:
            continue
        reply = each.reply() if root in made else None
        if reply is None:
            reason = "replies without words" if root in made else "replies to what is no mark of this file"
            rest.append(Omission(None, each.path or None, reason))
            continue
        replies.setdefault(root, []).append(reply)
        if answers[each.iri] != root:
            each.omit("that a reply answers another; both answer the mark")
        if not mark_id(each.iri).startswith(f"{mark_id(root)}."):
            each.omit("ids of replies; a reply has that of its mark and a number")
    return replies, rest


def _roots(answers: Mapping[str, str]) -> dict[str, str]:
    """What each reply answers in the end; replies in a ring answer one of them. Each is looked at once."""
    roots: dict[str, str] = {}
    for first in answers:
        way: dict[str, None] = {}
        at = first
        while at in answers and at not in roots and at not in way:
            way[at] = None
            at = answers[at]
        root = roots.get(at, at)
        roots |= dict.fromkeys(way, root)
    return roots
