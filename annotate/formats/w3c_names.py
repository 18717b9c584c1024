"""What versions, marks and files of marks are called on the web: one IRI each, the same wherever they are written.

A version is `urn:annotate:NAME@NUMBER`, a mark on it `urn:annotate:NAME@NUMBER/ID`, a collection of marks
`urn:annotate:collection:` with the versions it is of. No document's name holds `:` or `/`: none is taken for another.
A mark that came from elsewhere and has an IRI for an id keeps that IRI on the version it was made on.
"""

import re
from collections.abc import Iterable
from urllib.parse import quote, unquote

_OURS = "urn:annotate:"
_MARK = re.compile(r"urn:annotate:[^:/@]+@[0-9]+/(?P<id>.+)")
_IRI = re.compile(r"""[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`\x00-\x20\x7f-\x9f\ud800-\udfff]+""")

TERMS = f"{_OURS}terms:"
"""Before the few terms that the W3C's vocabulary lacks."""


def version_iri(ref: str) -> str:
    """The IRI of the version `ref`.

    Examples:
        >>> version_iri("law@2"), version_iri("法@1")
        ('urn:annotate:law@2', 'urn:annotate:%E6%B3%95@1')
    """
    name, _, number = ref.rpartition("@")
    return f"{_OURS}{quote(name, safe='')}@{number}"


def digest_iri(sha256: str) -> str:
    """The name of the very bytes that a version was read from, as RFC 6920 has it, the hash readable.

    Examples:
        >>> digest_iri("0f")
        'nih:sha-256;0f'
    """
    return f"nih:sha-256;{sha256}"


def mark_iri(ref: str, mark_id: str, *, made_here: bool) -> str:
    """The IRI of a mark, or of a reply, on the version `ref`; `made_here` says that the mark was made on it.

    Examples:
        >>> mark_iri("law@2", "m1", made_here=True)
        'urn:annotate:law@2/m1'
        >>> mark_iri("law@1", "http://example.org/1", made_here=True)
        'http://example.org/1'
        >>> mark_iri("law@2", "http://example.org/1", made_here=False)
        'urn:annotate:law@2/http%3A%2F%2Fexample.org%2F1'
    """
    if made_here and is_iri(mark_id) and not mark_id.startswith(_OURS):
        return mark_id
    return f"{version_iri(ref)}/{quote(mark_id, safe='')}"


def mark_id(iri: str) -> str:
    """The id that a mark written as `iri` has: its own if one of these programs wrote it, else the IRI.

    Examples:
        >>> mark_id("urn:annotate:law@2/m1"), mark_id("http://example.org/1")
        ('m1', 'http://example.org/1')
    """
    ours = _MARK.fullmatch(iri)
    return unquote(ours["id"]) if ours else iri


def collection_iri(refs: Iterable[str]) -> str:
    """The IRI of the marks on some versions, taken together.

    Examples:
        >>> collection_iri(["law@1", "law@2"])
        'urn:annotate:collection:law@1+law@2'
    """
    return f"{_OURS}collection:{'+'.join(version_iri(ref).removeprefix(_OURS) for ref in refs)}"


def is_ours(iri: str) -> bool:
    """Whether `iri` names something of a store of this program.

    Examples:
        >>> is_ours("urn:annotate:law@1"), is_ours("http://example.org/law")
        (True, False)
    """
    return iri.startswith(_OURS)


def is_iri(value: object) -> bool:
    """Whether `value` is an absolute IRI.

    Examples:
        >>> is_iri("http://example.org/法"), is_iri("not a uri"), is_iri("page.html")
        (True, False, False)
    """
    return isinstance(value, str) and _IRI.fullmatch(value) is not None
