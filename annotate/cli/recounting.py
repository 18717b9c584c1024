"""Offsets in the units that were asked for, for what a command prints."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotate.store.opening import Store
    from annotate.store.values import Mark
    from annotate.text.code_units import Offsets


def counted_marks(store: "Store", ref: str, marks: "Sequence[Mark]", offsets: "Offsets") -> "tuple[Mark, ...]":
    """`marks` on the version `ref` with their spans in the units wanted."""
    if offsets == "codepoint" or not marks:
        return tuple(marks)
    from annotate.formats.recounted import outward
    from annotate.store.documents import show

    texts = {each: show(store, each).text for each in {ref, *(mark.origin.ref for mark in marks)}}
    return outward(marks, ref, texts, offsets)
