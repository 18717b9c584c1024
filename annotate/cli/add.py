"""`annotate add`."""

from pathlib import Path

import click

from annotate.cli.options import Session, format_option, words
from annotate.cli.output import answer, read_input, screen
from annotate.errors import CallError, InputRefusedError

LANGUAGES = ("zh-Hans", "zh-Hant", "en", "und")


@click.command("add")
@click.argument("files", nargs=-1, required=True, metavar="FILE|-...")
@click.option("--name", type=words, help="The document's name; the file's stem without it. Takes one FILE.")
@click.option("--date", metavar="YYYY-MM-DD", help="The day of the text.")
@click.option("--series", type=words, help="The series the document belongs to.")
@click.option("--title", type=words, help="Instead of the title found in the text.")
@click.option("--language", type=click.Choice(LANGUAGES), help="Instead of the one guessed from the script.")
@click.option("--no-reflow", is_flag=True, help="Leave the lines as they came; each line end ends a sentence.")
@click.option("--dry-run", is_flag=True, help="Show how the files are read; store nothing.")
@format_option("text", "json")
@click.pass_obj
def command(
    session: Session,
    *,
    files: tuple[str, ...],
    name: str | None,
    date: str | None,
    series: str | None,
    title: str | None,
    language: str | None,
    no_reflow: bool,
    dry_run: bool,
    form: str,
) -> None:
    """Store each FILE as the newest version of its document, and print its ref, one a line.

    Marks of the earlier versions are carried on to the new one. A FILE that the newest version holds already is not
    stored again.
    """
    inputs = _inputs(files, name)
    if dry_run:
        for file, data in inputs.items():
            _preview(file, data, language, no_reflow, form)
        return
    from annotate.formats.as_json import dumped
    from annotate.formats.shapes import added_shape
    from annotate.store.adding import add

    with session.open(create=True) as store:
        for file, data in inputs.items():
            added = add(
                store,
                file if Path(file).is_file() else data,  # a pipe gives its bytes once
                name=name,
                date=date,
                series=series,
                title=title,
                language=language,
                reflow=not no_reflow,
            )
            if not added.stored:
                session.say(f"{file}: the same as {added.ref}, nothing stored")
            answer(dumped(added_shape(added)) if form == "json" else f"{added.ref}\n")


def _inputs(files: tuple[str, ...], name: str | None) -> dict[str, bytes]:
    """The bytes of each file; read before the first is stored, so that one that is missing or empty stops them all."""
    if name is not None and len(files) > 1:
        raise CallError("--name takes one FILE; add the files one by one.")
    if name is None and "-" in files:
        raise CallError("A text from standard input has no name of its own; give it one with --name.")
    for file in files:
        if file.startswith(("http://", "https://")):
            raise InputRefusedError(f"{file!r} is an address on the web; save the page to a file and add that.")
    return {file: read_input(file) for file in dict.fromkeys(files)}


def _preview(file: str, data: bytes, language: str | None, no_reflow: bool, form: str) -> None:
    from annotate.formats.as_json import dumped
    from annotate.formats.shapes import preview_shape
    from annotate.report.reading_view import reading_text
    from annotate.store.files import load

    decoded, reading = load(data, name=file, language=language, reflow=not no_reflow)
    if form == "json":
        answer(dumped(preview_shape(file, decoded.encoding, reading)))
    else:
        answer(reading_text(file, decoded.encoding, reading, screen()) + "\n")
