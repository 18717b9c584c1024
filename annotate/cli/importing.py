"""`annotate import`."""

from typing import TYPE_CHECKING

import click

from annotate.cli.options import Session, offsets_option, words
from annotate.cli.output import read_input
from annotate.errors import CallError, UnreadableFileError
from annotate.formats.registry import format_names, read_marks

if TYPE_CHECKING:
    from annotate.text.code_units import Offsets


@click.command("import")
@click.argument("places", type=words, nargs=-1, required=True, metavar="[REF] FILE")
@click.option("--from", "source", type=click.Choice(format_names(reading="marks")), required=True, help="The format.")
@click.option("--by", type=words, default="", metavar="WHO", help="Who imports.")
@offsets_option
@click.pass_obj
def command(session: Session, places: tuple[str, ...], source: str, by: str, offsets: "Offsets") -> None:
    """Bring the marks in FILE in on the version REF: all of them, or none if a line does not fit."""
    from annotate.store.importing import import_marks

    if len(places) == 1:
        raise CallError(f"A {source} file brings no text of its own; name the version its marks belong to: REF FILE.")
    if len(places) > 2:
        raise CallError("Import takes one FILE; call it once for each.")
    ref, file = places
    name = "standard input" if file == "-" else file
    try:
        text = read_input(file).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFileError(f"{name!r} is not UTF-8 at byte {error.start}; nothing was imported.") from None
    found = read_marks(text, name, source=source, offsets=offsets)
    with session.open() as store:
        if offsets != "codepoint":
            from annotate.formats.recounted import inward
            from annotate.store.documents import show

            version = show(store, ref)
            ref, found = version.ref, inward(found, version.text, offsets)
        imported = import_marks(store, ref, found, by=by)
    skipped = f", {imported.skipped} were there already" if imported.skipped else ""
    session.say(f"{imported.added} marks imported on {ref}{skipped}")
