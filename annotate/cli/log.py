"""`annotate log`."""

import click

from annotate.cli.options import Session, format_option, output_options, words
from annotate.cli.output import answer, check_output, screen


@click.command("log")
@click.argument("name", type=words)
@format_option("text", "json", "csv", "md", "html")
@output_options
@click.pass_obj
def command(session: Session, name: str, form: str, output: str | None, force: bool) -> None:
    """List the versions of the document NAME, oldest first."""
    from annotate.formats.shapes import log_shape
    from annotate.formats.tables import written
    from annotate.report.tables import log_table
    from annotate.store.documents import log

    check_output(output, force=force)
    with session.open() as store:
        versions = log(store, name)
    text = written(log_table(versions), log_shape(name, versions), form, screen(output))
    answer(text, output, force=force, bom=form == "csv")
