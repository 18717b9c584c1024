"""`annotate add`."""

from dataclasses import asdict
from typing import TYPE_CHECKING, get_args

import click

from annotate.cli.options import Session, encoding_option, format_option, words
from annotate.cli.output import answer, read_input, screen
from annotate.errors import CallError, InputRefusedError, StoreMissingError
from annotate.text.reading import Language

if TYPE_CHECKING:
    from annotate.store.incoming import About
    from annotate.store.values import Preview
    from annotate.text.reading import Reading


@click.command("add")
@click.argument("files", nargs=-1, metavar="FILE|DIR|-...")
@click.option("--name", type=words, help="The document's name; the file's stem without it. Takes one FILE.")
@click.option("--date", metavar="YYYY-MM-DD", help="The day of the text; else it is looked for.")
@click.option("--no-date", is_flag=True, help="Look for no day in file names and texts; leave it open.")
@click.option("--series", type=words, help="The series the document belongs to.")
@click.option("--title", type=words, help="Instead of the title found in the text.")
@click.option("--language", type=click.Choice(get_args(Language)), help="Instead of the one guessed from the script.")
@click.option("--no-reflow", is_flag=True, help="Leave the lines as they came; each line end ends a sentence.")
@encoding_option
@click.option("--by", type=words, default="", metavar="WHO", help="Who adds it.")
@click.option("--manifest", metavar="FILE.csv", help="A list of files, with what is known of each.")
@click.option("--dry-run", is_flag=True, help="Show how files are read and where marks would stand; store nothing.")
@format_option("text", "json")
@click.pass_context
def command(
    context: click.Context,
    *,
    files: tuple[str, ...],
    name: str | None,
    date: str | None,
    no_date: bool,
    series: str | None,
    title: str | None,
    language: str | None,
    no_reflow: bool,
    encoding: str | None,
    by: str,
    manifest: str | None,
    dry_run: bool,
    form: str,
) -> None:
    """Store each FILE as the newest version of its document, and print its ref, one a line; all of them or none.

    Of a DIR, or with a --manifest, all files are taken, those in folders below it, too, and each is stored for itself:
    what is refused is told and leaves the others alone, and the same call again goes on where the last one stopped.

    Marks of the earlier versions are carried on to the new one. A FILE that the newest version holds already is not
    stored again. Without --date the day is looked for in file names and in the text, and what it was found by is told.
    """
    from annotate.cli.folder import add_many, find_texts, is_many, plan_many
    from annotate.store.incoming import About

    session: Session = context.obj
    if no_date and date:
        raise CallError("Give --date or --no-date, one of the two.")
    about = About("" if no_date else date, series, title, language, not no_reflow, encoding, by)
    files = _checked(files, name, manifest)
    if is_many(files, manifest):
        if name is not None:
            raise CallError("--name takes one FILE; name the files of a folder in a --manifest.")
        batch = find_texts(files, manifest)
        context.exit((plan_many if dry_run else add_many)(session, batch, about, form))
    if dry_run:
        for file in files:
            _preview(session, file, about, name=name, form=form)
        return
    _add(session, files, about, name=name, form=form)


def _add(session: Session, files: tuple[str, ...], about: "About", *, name: str | None, form: str) -> None:
    """Add the files together."""
    from annotate.formats.as_json import dumped
    from annotate.formats.shapes import added_shape
    from annotate.store.adding import add, add_all

    with session.open(create=True) as store:
        if name is None:
            added = add_all(store, files, **asdict(about))
        else:
            text = read_input("-") if files == ("-",) else files[0]
            added = (add(store, text, name=name, **asdict(about)),)
    for file, each in zip(files, added, strict=True):
        for note in (*each.notes, *([each.dating.note] if each.dating.note else [])):
            session.say(f"{file}: {note}")
        if not each.stored:
            session.say(f"{file}: the same as {each.ref}, nothing stored")
        answer(dumped(added_shape(each)) if form == "json" else f"{each.ref}\n")


def _checked(files: tuple[str, ...], name: str | None, manifest: str | None) -> tuple[str, ...]:
    """The files, each once; raises if they cannot be added together."""
    if not files and manifest is None:
        raise click.UsageError("Missing argument 'FILE|DIR|-...'.")
    if name is not None and len(files) > 1:
        raise CallError("--name takes one FILE; add the files one by one.")
    if name is None and "-" in files:
        raise CallError("A text from standard input has no name of its own; give it one with --name.")
    for file in files:
        if file.startswith(("http://", "https://")):
            raise InputRefusedError(f"{file!r} is an address on the web; save the page to a file and add that.")
    return tuple(dict.fromkeys(files))


def _preview(session: Session, file: str, about: "About", *, name: str | None, form: str) -> None:
    from annotate.formats.as_json import dumped
    from annotate.formats.shapes import preview_shape
    from annotate.report.reading_view import reading_text
    from annotate.report.review_view import preview_text
    from annotate.store.incoming import read_incoming
    from annotate.store.settling import doubtful

    text = read_incoming(read_input("-") if file == "-" else file, about, name=name)
    found = _marks_on(session, text.name, text.reading)
    if form == "json":
        answer(dumped(preview_shape(file, text.extract, text.reading, found, text.dating)))
        return
    answer(reading_text(file, text.extract, text.reading, screen(), text.dating) + "\n")
    if found is not None:
        answer("\n" + preview_text(found, doubtful(found.marks), screen()) + "\n")


def _marks_on(session: Session, name: str, reading: "Reading") -> "Preview | None":
    """What the text would do to the marks of its document; None where there is no such document, or no store."""
    from annotate.store.previewing import preview

    try:
        with session.open() as store:
            return preview(store, name, reading)
    except StoreMissingError:
        return None
