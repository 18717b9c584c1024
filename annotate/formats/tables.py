"""An answer that is a table, in the form asked for."""

from annotate.formats.shapes import Shape
from annotate.report.tables import Table
from annotate.report.terminal import Screen, table_text


def written(table: Table, shape: Shape, form: str, screen: Screen) -> str | bytes:
    r"""`table` as text for `screen` or in another format, or `shape` as json; nothing as text where it has no rows.

    Examples:
        >>> written(Table("", ("name",), (("law",),)), {"names": ["law"]}, "json", Screen())
        '{"names": ["law"]}\n'
    """
    if form == "text":
        return table_text(table, screen) + "\n" if table.rows else ""
    if form == "json":
        from annotate.formats.as_json import dumped

        return dumped(shape)
    from annotate.formats.registry import write_table

    return write_table(table, to=form)
