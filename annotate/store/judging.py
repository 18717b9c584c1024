"""Keeping what readers say of flags and links: verdicts, which win over the rules in every later diff of two texts."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, RowMapping, insert, select, update

from annotate.errors import AnnotateError, CallError, ImportRefusedError
from annotate.store import ledger
from annotate.store.documents import show
from annotate.store.opening import Store
from annotate.store.records import spans_column, spans_from
from annotate.store.refs import check_line, check_note
from annotate.store.schema import verdict as table
from annotate.store.values import Version

if TYPE_CHECKING:
    from annotate.compare.values import NewVerdict, TextSide, Verdict
    from annotate.text.reading import Reading
    from annotate.text.spans import Span


def judge(
    store: Store,
    old: str,
    new: str,
    verdicts: "Sequence[NewVerdict]",
    *,
    by: str,
    rules: str | Path | None = None,
    fold_script: bool = False,
) -> "tuple[Verdict, ...]":
    """Keep verdicts on the comparison of two stored texts, all or none; they win in every later diff of the two.

    A verdict names one directive, all those of the other text it is linked to, and its flag. A later one on the same
    directive replaces it. It belongs to the two texts, whichever is called the old one.

    Args:
        store: an open store.
        old: the ref of the earlier text.
        new: the ref of the later text.
        verdicts: what the reader says.
        by: who the reader is.
        rules: the folder of rules by which the directives were read, if not the package's own.
        fold_script: whether they were read with traditional and simplified Chinese characters counted as equal.

    Raises:
        CallError: `by` is empty, or a malformed ref.
        RefNotFoundError: there is no such document or version.
        InputRefusedError: a verdict contradicts itself, or names a span that is no directive.
        MissingExtraError: characters are to be folded, and OpenCC is not installed.
        ImportRefusedError: the same, for a verdict from a file; the sentence names its line.

    Examples:
        >>> from annotate.compare.values import NewVerdict
        >>> from annotate.store.adding import add
        >>> from annotate.store.comparing import diff
        >>> from annotate.store.opening import open_store
        >>> from pathlib import Path
        >>> from tempfile import mkdtemp
        >>> with open_store(Path(mkdtemp()) / "annotate.db", create=True) as store:
        ...     for name, text in (("may", "会议强调，要稳住楼市。"), ("june", "会议强调，要稳定房价。")):
        ...         _ = add(store, text.encode(), name=name)
        ...     found = diff(store, "may", "june")
        ...     old, new = found.old.reading.text.index("要"), found.new.reading.text.index("要")
        ...     _ = judge(store, "may", "june", [NewVerdict(((old, 10),), ((new, 10),), "changed")], by="lin")
        ...     [(row.flag, row.verdict.by) for row in diff(store, "may", "june").directives]
        [('changed', 'lin')]
    """
    check_line("person", by)
    sides = show(store, old), show(store, new)
    checked = _checked(verdicts, *(_directives(side, rules, fold_script=fold_script) for side in sides))

    def change(connection: Connection) -> "tuple[Verdict, ...]":
        now = store.now()
        made = []
        for verdict, side in checked:
            replaced = _replaced(connection, sides, verdict, side)
            number = connection.execute(
                insert(table).returning(table.c.id), [_row(sides, verdict, side, by, now)]
            ).scalar_one()
            kept = kept_verdict(connection, number)
            ledger.record(
                connection,
                when=now,
                who=by,
                what="judge",
                subject=f"{sides[0].ref} {sides[1].ref}",
                before={"replaced": replaced} if replaced else None,
                after=described(kept),
            )
            made.append(kept)
        return tuple(made)

    return store.write(change)


def verdicts(store: Store, old: str, new: str) -> "tuple[Verdict, ...]":
    """The verdicts in force on the comparison of two stored texts, in the order they were given.

    Those given on the two turned round are among them, turned.

    Raises:
        CallError: a malformed ref.
        RefNotFoundError: there is no such document or version.
    """
    return verdicts_on(store, show(store, old).reading, show(store, new).reading)


def verdicts_on(store: Store, old: "Reading", new: "Reading") -> "tuple[Verdict, ...]":
    """The verdicts in force on two texts, wherever they stand."""
    with store.read() as connection:
        return tuple(_oriented(row, _hash(old.text)) for row in _in_force(connection, _hash(old.text), _hash(new.text)))


def kept_verdict(connection: Connection, number: int) -> "Verdict":
    """The verdict of that number, as it was given."""
    return _verdict(connection.execute(select(table).where(table.c.id == number)).mappings().one())


def described(verdict: "Verdict") -> dict[str, Any]:
    """A verdict as the history keeps it."""
    return {
        "id": verdict.id,
        "side": verdict.side,
        "old": spans_column(verdict.old),
        "new": spans_column(verdict.new),
        "flag": verdict.flag,
        "ladder": verdict.ladder,
        "note": verdict.note,
        "by": verdict.by,
        "created": verdict.when,
    }


def _checked(
    verdicts: "Sequence[NewVerdict]", old: "list[tuple[Span, ...]]", new: "list[tuple[Span, ...]]"
) -> "list[tuple[NewVerdict, TextSide]]":
    """The verdicts with spans in order, and the side each judges."""
    from dataclasses import replace

    from annotate.compare.verdicts import check_verdict
    from annotate.text.spans import Span

    checked = []
    for verdict in verdicts:
        ordered = [tuple(sorted({Span(*span) for span in spans})) for spans in (verdict.old, verdict.new)]
        whole = replace(verdict, old=ordered[0], new=ordered[1])
        try:
            check_note("note", verdict.note)
            if verdict.ladder is not None:
                check_line("ladder", verdict.ladder)
            checked.append((whole, check_verdict(whole, old, new)))
        except AnnotateError as error:
            if verdict.line is None:
                raise
            raise ImportRefusedError(
                f"Line {verdict.line} cannot be taken: {str(error).rstrip('.')}. No verdict was kept."
            ) from None
    return checked


def _directives(side: Version, rules: str | Path | None, *, fold_script: bool) -> "list[tuple[Span, ...]]":
    from annotate.policy.directives import read_directives
    from annotate.policy.lexicon import has_lexicon, load_lexicon
    from annotate.text.script import configs, folded

    reading = folded(side.reading) if fold_script and configs(side.reading.language) else side.reading
    if rules is None and not has_lexicon(reading.language):
        raise CallError(f"There is no lexicon for {side.language!r}, so {side.ref} has no directives to judge.")
    lexicon = load_lexicon(reading.language, None if rules is None else str(rules))
    return [directive.spans for directive in read_directives(reading, lexicon)]


def _replaced(
    connection: Connection, sides: tuple[Version, Version], verdict: "NewVerdict", side: "TextSide"
) -> list[int]:
    """Put the verdicts that the new one replaces out of force, and say which."""
    old, new = (_hash(each.text) for each in sides)
    judged = verdict.old if side == "old" else verdict.new
    there = [_oriented(row, old) for row in _in_force(connection, old, new)]
    gone = [each.id for each in there if each.side == side and (each.old if side == "old" else each.new) == judged]
    if gone:
        connection.execute(update(table).where(table.c.id.in_(gone)).values(active=False))
    return gone


def _in_force(connection: Connection, old: str, new: str) -> Sequence[RowMapping]:
    as_asked = (table.c.old_text_sha256 == old) & (table.c.new_text_sha256 == new)
    turned = (table.c.old_text_sha256 == new) & (table.c.new_text_sha256 == old)
    query = select(table).where(as_asked | turned, table.c.active).order_by(table.c.id)
    return connection.execute(query).mappings().all()


def _oriented(row: Mapping[str, Any] | RowMapping, old: str) -> "Verdict":
    """The verdict in `row`, turned round if it was given with the text `old` as the new one."""
    found = _verdict(row)
    return found if row["old_text_sha256"] == old else found.turned()


def _verdict(row: Mapping[str, Any] | RowMapping) -> "Verdict":
    from annotate.compare.values import Verdict

    return Verdict(
        id=row["id"],
        old=spans_from(row["old_spans"]),
        new=spans_from(row["new_spans"]),
        flag=row["flag"],
        note=row["note"],
        ladder=row["ladder"],
        side=row["side"],
        by=row["by"],
        when=row["created"],
    )


def _row(sides: tuple[Version, Version], verdict: "NewVerdict", side: "TextSide", by: str, now: str) -> dict[str, Any]:
    return {
        "old_text_sha256": _hash(sides[0].text),
        "new_text_sha256": _hash(sides[1].text),
        "old_spans": spans_column(verdict.old),
        "new_spans": spans_column(verdict.new),
        "side": side,
        "flag": verdict.flag,
        "ladder": verdict.ladder,
        "note": verdict.note,
        "by": by,
        "created": now,
        "active": True,
    }


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
