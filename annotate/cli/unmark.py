"""`annotate unmark`."""

import click

from annotate.cli.options import Session, words


@click.command("unmark")
@click.argument("mark_id", type=words, metavar="ID")
@click.option("--by", type=words, default="", metavar="WHO", help="Who takes it back.")
@click.pass_obj
def command(session: Session, mark_id: str, by: str) -> None:
    """Take the mark ID out of force. It is kept: `annotate marks REF --inactive` shows it."""
    from annotate.store.annotations import unmark

    with session.open() as store:
        taken_back = unmark(store, mark_id, by=by)
    session.say(f"{taken_back.id}: out of force")
