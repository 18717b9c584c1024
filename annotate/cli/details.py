"""`annotate set`."""

import click

from annotate.cli.options import Session, words


@click.command("set")
@click.argument("ref", type=words, metavar="NAME|REF")
@click.option("--date", metavar="YYYY-MM-DD", help="The day of this version.")
@click.option("--title", type=words, help="The title of this version.")
@click.option("--series", type=words, help="The series of the document.")
@click.option("--rename", type=words, metavar="NAME", help="Another name for the document.")
@click.option("--by", type=words, default="", metavar="WHO", help="Who sets it.")
@click.pass_obj
def command(
    session: Session,
    *,
    ref: str,
    date: str | None,
    title: str | None,
    series: str | None,
    rename: str | None,
    by: str,
) -> None:
    """Set what is known about a version or its document; the text stays as it is. "" takes a value away."""
    from annotate.store.documents import set_details

    with session.open() as store:
        set_details(store, ref, date=date, title=title, series=series, rename=rename, by=by)
    session.say(f"{ref}: set")
