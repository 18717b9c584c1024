"""`annotate reply`."""

import click

from annotate.cli.options import Session, words
from annotate.cli.output import answer


@click.command("reply")
@click.argument("mark_id", type=words, metavar="ID")
@click.option("--note", type=words, required=True, help="What there is to answer.")
@click.option("--by", type=words, default="", metavar="WHO", help="Who answers.")
@click.pass_obj
def command(session: Session, mark_id: str, note: str, by: str) -> None:
    """Answer the mark ID, and print the reply's id. A reply goes where its mark goes."""
    from annotate.store.replies import reply

    with session.open() as store:
        made = reply(store, mark_id, note, by=by)
    answer(f"{made.id}\n")
