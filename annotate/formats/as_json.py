"""JSON: one object on one line, Chinese as it is."""

import json
from collections.abc import Sequence

from annotate.compare.values import Comparison
from annotate.formats.annotated import Annotated
from annotate.formats.shapes import Shape, diff_shape, label_shape, mark_shape, version_shape
from annotate.report.rows import View


def dumped(shape: Shape) -> str:
    r"""`shape` as one line of JSON, with its line end.

    Examples:
        >>> dumped({"label": "提法"})
        '{"label": "提法"}\n'
    """
    return json.dumps(shape, ensure_ascii=False, allow_nan=False) + "\n"


def write_diff(comparison: Comparison, view: View) -> str:
    """The comparison as `annotate.diff/1`."""
    return dumped(diff_shape(comparison, view))


def write_versions(versions: Sequence[Annotated]) -> str:
    """Each version as `annotate.version/1` on a line of its own, with `labels` described and `marks`."""
    lines = (
        {
            **version_shape(one.version),
            "labels": [label_shape(label) for label in one.labels],
            "marks": [mark_shape(mark) for mark in one.marks],
        }
        for one in versions
    )
    return "".join(dumped(shape) for shape in lines)
