"""HTML: a page that stands alone, of annotated versions or of a comparison: no script, no address outside.

The text of the element with class `text` is the version's text, code point for code point. Marks lie around it: their
numbers and labels are drawn by the style sheet, notes stand beside it. Filters are tick boxes that the style sheet
obeys. Everything that comes from a text, a label or a note is escaped.
"""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from annotate._version import __version__
from annotate.compare.values import Comparison
from annotate.formats.annotated import Annotated
from annotate.formats.html_annotated import annotated_text
from annotate.formats.html_redline import redline
from annotate.report.rows import View
from annotate.report.tables import Table

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup


def write_versions(versions: Sequence[Annotated]) -> str:
    """Each version with its marks drawn in the text, notes beside it, and at its end the marks without a place."""
    title = ", ".join(one.version.ref for one in versions)
    return _page("versions.html", title=title, versions=[annotated_text(one, n) for n, one in enumerate(versions, 1)])


def write_diff(comparison: Comparison, view: View) -> str:
    """Old beside new, directive by directive, with flags, grounds and counts that filter; the sentences below."""
    return _page("diff.html", **redline(comparison, view))


def write_table(table: Table) -> str:
    """`table` as a page."""
    return _page("table.html", title=table.title, table=table)


def _page(template: str, **values: object) -> str:
    return _environment().get_template(template).render(program=__version__, **values)


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("annotate.formats"),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["words"] = _words
    return environment


def _words(text: object) -> "Markup":
    """`text` escaped; a carriage return as a reference, as HTML would read a bare one as a line end."""
    from markupsafe import Markup, escape

    return Markup(str(escape(text)).replace("\r", "&#13;"))  # noqa: S704  # escaped just before
