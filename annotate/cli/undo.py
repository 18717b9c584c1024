"""`annotate undo`."""

import click

from annotate.cli.options import Session, words


@click.command("undo")
@click.argument("count", type=click.IntRange(min=1), default=1, metavar="[N]")
@click.option("--redo", "again", is_flag=True, help="Do again what was undone.")
@click.option("--by", type=words, default="", metavar="WHO", help="Who undoes.")
@click.pass_obj
def command(session: Session, count: int, again: bool, by: str) -> None:
    """Undo the last change, or the last N; whoever made them. The log keeps them, and the undoing too.

    Adding a version cannot be undone. A mark's revision goes on counting.
    """
    from annotate.store.undoing import redo, undo

    with session.open() as store:
        entries = redo(store, count, by=by) if again else undo(store, count, by=by)
    for entry in entries:
        session.say(f"{'redone' if again else 'undone'}: entry {entry.n}, {entry.what} {entry.subject}")
