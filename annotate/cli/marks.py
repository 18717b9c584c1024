"""`annotate marks`."""

from typing import get_args

import click

from annotate.cli.options import Session, format_option, output_options, some_of, words
from annotate.cli.output import answer, check_output, screen
from annotate.compare.values import State


@click.command("marks")
@click.argument("ref", type=words)
@click.option(
    "--state", "states", type=some_of(get_args(State)), metavar="STATE,...", help="Only marks in these states."
)
@click.option("--also-later", is_flag=True, help="Marks made on later versions, too, carried back.")
@click.option("--inactive", is_flag=True, help="Marks that were taken back, too.")
@format_option("text", "json", "csv", "md", "html")
@output_options
@click.pass_obj
def command(
    session: Session,
    *,
    ref: str,
    states: tuple[State, ...] | None,
    also_later: bool,
    inactive: bool,
    form: str,
    output: str | None,
    force: bool,
) -> None:
    """List the marks made on REF or an earlier version, and where each stands now; none is ever left out."""
    from annotate.formats.shapes import marks_shape
    from annotate.formats.tables import written
    from annotate.report.tables import marks_table
    from annotate.store.documents import resolve
    from annotate.store.placements import marks

    check_output(output, force=force)
    with session.open() as store:
        ref = str(resolve(store, ref))
        found = marks(store, ref, states=states, also_later=also_later, include_inactive=inactive)
    text = written(marks_table(ref, found), marks_shape(ref, found), form, screen(output))
    answer(text, output, force=force, bom=form == "csv")
