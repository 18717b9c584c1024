"""`annotate list`."""

import click

from annotate.cli.options import Session, output_options, table_format_option, words
from annotate.cli.output import answer, check_output, screen


@click.command("list")
@click.option("--series", type=words, help="Only the documents of one series.")
@table_format_option
@output_options
@click.pass_obj
def command(session: Session, series: str | None, form: str, output: str | None, force: bool) -> None:
    """List the documents of the store: name, versions, date and title of the newest, and how many marks."""
    from annotate.formats.shapes import list_shape
    from annotate.formats.tables import written
    from annotate.report.tables import documents_table
    from annotate.store.documents import list_documents

    check_output(output, force=force, form=form)
    with session.open() as store:
        documents = list_documents(store, series=series)
    if not documents:
        session.say("No documents." if series is None else f"No documents of the series {series!r}.")
    text = written(documents_table(documents), list_shape(documents), form, screen(output))
    answer(text, output, force=force, form=form)
