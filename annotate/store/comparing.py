"""Comparing two texts, each a version in a store or a file; nothing is stored, and verdicts kept on them are heard."""

from pathlib import Path
from typing import TYPE_CHECKING

from annotate.errors import CallError
from annotate.store.files import load
from annotate.store.refs import looks_like_path, parse_ref
from annotate.text.script import check_opencc

if TYPE_CHECKING:
    from annotate.compare.values import Comparison, Side, Verdict
    from annotate.store.opening import Store


def diff(
    store: "Store | None",
    old: str,
    new: str,
    *,
    rules: str | Path | None = None,
    encoding: str | None = None,
    fold_script: bool = False,
) -> "Comparison":
    """Compare two texts: how their sentences align, and what became of each directive.

    Verdicts that `judge` kept on the two texts win over the rules.

    Args:
        store: where refs are looked up; None if both are paths.
        old: a ref, or a path: something with a `/` or a suffix.
        new: the same.
        rules: a folder with another set of lexicons and model.
        encoding: the label of the encoding of the files; found from each if None.
        fold_script: whether traditional and simplified Chinese characters count as equal.

    Raises:
        CallError: a malformed ref, or a ref without a store.
        FileMissingError: there is no such file.
        RefNotFoundError: there is no such document or version.
        UnreadableFileError: a file is empty, a directory, or bytes that no encoding explains.
        InputRefusedError: the two are in different languages.
        MissingExtraError: characters are to be folded, and OpenCC is not installed.
    """
    if fold_script:
        check_opencc()
    sides = _side(store, old, encoding), _side(store, new, encoding)
    from annotate.compare.comparison import compare  # not before the sides are there: it takes a while to load

    folder = None if rules is None else str(rules)
    return compare(*sides, folder, _kept(store, *sides), fold_script=fold_script)


def _kept(store: "Store | None", old: "Side", new: "Side") -> "tuple[Verdict, ...]":
    """What readers said of the two texts; nothing where there is no store."""
    if store is None:
        return ()
    from annotate.store.judging import verdicts_on

    return verdicts_on(store, old.reading, new.reading)


def _side(store: "Store | None", place: str, encoding: str | None) -> "Side":
    from annotate.compare.values import Side

    if looks_like_path(place) and (Path(place).exists() or not _in_store(store, place)):
        extract, reading = load(place, encoding=encoding)
        return Side(reading, path=place, notes=extract.notes)
    parse_ref(place)
    if store is None:
        raise CallError(f"{place!r} is a ref, and there is no store to find it in; give a store, or a path with a '/'.")
    from annotate.store.documents import show

    version = show(store, place)
    return Side(version.reading, ref=version.ref, date=version.date)


def _in_store(store: "Store | None", place: str) -> bool:
    """Whether `place`, written like a path, is a ref: a document's name may hold a full stop."""
    if store is None or "/" in place:
        return False
    from annotate.store.documents import has_document

    try:
        name = parse_ref(place).name
    except CallError:
        return False
    with store.read() as connection:
        return has_document(connection, name)
