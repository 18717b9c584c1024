"""`annotate add --dry-run`: what would be stored, and where the marks of its document would stand."""

from typing import TYPE_CHECKING

from annotate.cli.options import Session
from annotate.cli.output import answer, screen
from annotate.errors import StoreMissingError

if TYPE_CHECKING:
    from annotate.store.incoming import About, Incoming
    from annotate.store.values import Preview
    from annotate.text.extracts import Source
    from annotate.text.reading import Reading


def show_preview(
    session: Session,
    file: str,
    text: "str | bytes | Source",
    about: "About",
    *,
    name: str | None,
    as_versions: bool,
    form: str,
) -> None:
    """Print how a text would be read, or the old and the new one of tracked changes; `file` is what it is called."""
    from annotate.store.incoming import read_incoming, with_changes_rejected

    new = read_incoming(text, about, name=name)
    if as_versions and new.extract.changes:
        _show(session, file, with_changes_rejected(new), form)
    _show(session, file, new, form)


def _show(session: Session, file: str, new: "Incoming", form: str) -> None:
    from annotate.formats.adding_shapes import preview_shape
    from annotate.formats.as_json import dumped
    from annotate.report.reading_view import reading_text
    from annotate.report.review_view import preview_text
    from annotate.store.settling import doubtful

    found = _marks_on(session, new.name, new.reading)
    if form == "json":
        answer(dumped(preview_shape(file, new.extract, new.reading, found, new.dating)))
        return
    answer(reading_text(file, new.extract, new.reading, screen(), new.dating) + "\n")
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
