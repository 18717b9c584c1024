"""`annotate log`."""

import click

from annotate.cli.options import Session, output_options, table_format_option, words
from annotate.cli.output import answer, check_output, screen


@click.command("log")
@click.argument("name", type=words)
@table_format_option
@output_options
@click.pass_obj
def command(session: Session, name: str, form: str, output: str | None, force: bool) -> None:
    """List the versions of the document NAME, oldest first."""
    from annotate.formats.shapes import log_shape
    from annotate.formats.tables import written
    from annotate.report.tables import log_table
    from annotate.store.documents import log

    check_output(output, force=force, form=form)
    with session.open() as store:
        versions = log(store, name)
    text = written(log_table(versions), log_shape(name, versions), form, screen(output))
    answer(text, output, force=force, form=form)
