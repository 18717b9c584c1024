"""`annotate labels`."""

import click

from annotate.cli.options import Session, output_options, table_format_option, words
from annotate.cli.output import answer, check_output, screen


@click.command("labels")
@click.option("--set", "name", type=words, metavar="LABEL", help="Describe this label instead of listing all.")
@click.option("--about", type=words, metavar="TEXT", help='What it is for; "" takes it away.')
@click.option("--colour", type=words, metavar="#RRGGBB", help='Its colour in pages; "" takes it away.')
@click.option("--by", type=words, default="", metavar="WHO", help="Who says so.")
@table_format_option
@output_options
@click.pass_obj
def command(
    session: Session,
    *,
    name: str | None,
    about: str | None,
    colour: str | None,
    by: str,
    form: str,
    output: str | None,
    force: bool,
) -> None:
    """List the labels: what each is for, its colour, and how many marks bear it; or with --set describe one."""
    from annotate.formats.shapes import labels_shape
    from annotate.formats.tables import written
    from annotate.report.tables import labels_table
    from annotate.store.labels import labels, set_label

    if name is None and (about is not None or colour is not None):
        raise click.UsageError("Say which label, with --set LABEL.")
    check_output(output, force=force, form=form)
    with session.open() as store:
        if name is not None:
            set_label(store, name, about=about, colour=colour, by=by)
            session.say(f"{name}: set")
            return
        found = labels(store)
    text = written(labels_table(found), labels_shape(found), form, screen(output))
    answer(text, output, force=force, form=form)
