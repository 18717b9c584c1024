"""`annotate edit`."""

import click

from annotate.cli.options import Session, words


@click.command("edit")
@click.argument("mark_id", type=words, metavar="ID")
@click.option("--label", type=words, help="Another label.")
@click.option("--note", type=words, help='Another note; "" takes it away.')
@click.option("--by", type=words, default="", metavar="WHO", help="Who changes it.")
@click.option("--expect-revision", type=click.IntRange(min=1), metavar="N", help="Refuse if it was changed since.")
@click.pass_obj
def command(
    session: Session, *, mark_id: str, label: str | None, note: str | None, by: str, expect_revision: int | None
) -> None:
    """Change the label or the note of the mark ID."""
    from annotate.store.annotations import edit

    with session.open() as store:
        changed = edit(store, mark_id, label=label, note=note, by=by, expect_revision=expect_revision)
    session.say(f"{changed.id}: changed, revision {changed.revision}")
