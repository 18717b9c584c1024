"""`annotate marks`."""

from typing import TYPE_CHECKING, get_args

import click

from annotate.cli.options import Session, offsets_option, output_options, some_of, table_format_option, words
from annotate.cli.output import answer, check_output, screen
from annotate.cli.recounting import counted_marks
from annotate.compare.values import State

if TYPE_CHECKING:
    from annotate.text.code_units import Offsets


@click.command("marks")
@click.argument("ref", type=words)
@click.option(
    "--state", "states", type=some_of(get_args(State)), metavar="STATE,...", help="Only marks in these states."
)
@click.option("--label", "labels", type=words, multiple=True, help="Only marks with this label; several may be given.")
@click.option("--note", type=words, metavar="TEXT", help="Only marks whose note or replies hold these words.")
@click.option("--by", type=words, metavar="WHO", help="Only marks that this person made.")
@click.option("--since", metavar="YYYY-MM-DD", help="Only marks made on this day or later.")
@click.option("--until", metavar="YYYY-MM-DD", help="Only marks made on this day or earlier.")
@click.option("--also-later", is_flag=True, help="Marks made on later versions, too, carried back.")
@click.option("--inactive", is_flag=True, help="Marks that were taken back, too.")
@offsets_option
@table_format_option
@output_options
@click.pass_obj
def command(
    session: Session,
    *,
    ref: str,
    states: tuple[State, ...] | None,
    labels: tuple[str, ...],
    note: str | None,
    by: str | None,
    since: str | None,
    until: str | None,
    also_later: bool,
    inactive: bool,
    offsets: "Offsets",
    form: str,
    output: str | None,
    force: bool,
) -> None:
    """List the marks made on REF or an earlier version, and where each stands now; none is left out unasked."""
    from annotate.formats.shapes import marks_shape
    from annotate.formats.tables import written
    from annotate.report.marks_view import marks_text
    from annotate.report.tables import marks_table
    from annotate.store.documents import resolve
    from annotate.store.placements import marks

    check_output(output, force=force, form=form)
    with session.open() as store:
        ref = str(resolve(store, ref))
        found = marks(
            store,
            ref,
            states=states,
            labels=labels or None,
            note=note,
            by=by,
            since=since,
            until=until,
            also_later=also_later,
            include_inactive=inactive,
        )
        found = counted_marks(store, ref, found, offsets)
    if form == "text":
        answer(marks_text(ref, found, screen(output)), output, force=force)
    else:
        table = written(marks_table(ref, found), marks_shape(ref, found, offsets), form, screen(output))
        answer(table, output, force=force, form=form)
