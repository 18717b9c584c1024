"""`annotate history`."""

import click

from annotate.cli.options import Session, output_options, table_format_option, words
from annotate.cli.output import answer, check_output, screen


@click.command("history")
@click.argument("of", type=words, required=False, metavar="[REF|ID]")
@table_format_option
@output_options
@click.pass_obj
def command(session: Session, of: str | None, form: str, output: str | None, force: bool) -> None:
    """List every change, oldest first: who, when, what; or those of a document NAME, a version REF or a mark ID."""
    from annotate.formats.shapes import history_shape
    from annotate.formats.tables import written
    from annotate.report.history_view import history_table
    from annotate.store.histories import history

    check_output(output, force=force, form=form)
    with session.open() as store:
        entries = history(store, of)
    text = written(history_table(entries, of), history_shape(entries), form, screen(output))
    answer(text, output, force=force, form=form)
