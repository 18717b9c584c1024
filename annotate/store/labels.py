"""Labels: what each is for, and the colour it is shown in. A label needs no entry here to be used."""

import re
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from annotate.errors import CallError
from annotate.store import ledger
from annotate.store.opening import Store
from annotate.store.refs import check_line
from annotate.store.schema import annotation
from annotate.store.schema import label as label_table
from annotate.store.values import Label

_COLOUR = re.compile(r"#[0-9a-f]{6}")


def labels(store: Store) -> tuple[Label, ...]:
    """All labels by name: those that were described, and those that marks in force bear."""
    with store.read() as connection:
        return all_labels(connection)


def set_label(store: Store, name: str, *, about: str | None = None, colour: str | None = None, by: str = "") -> Label:
    """Say what a label is for, or choose its colour.

    Args:
        store: an open store.
        name: the label.
        about: what it is for, on one line; empty takes it away, None leaves it.
        colour: `#rrggbb`; empty takes it away, None leaves it.
        by: who says so.

    Raises:
        CallError: nothing to set, or a colour of another form.
    """
    check_line("label", name)
    check_line("person", by, empty=True)
    if about is None and colour is None:
        raise CallError("Nothing to set; give --about or --colour.")
    if about is not None:
        check_line("description", about, empty=True)
    if colour and not _COLOUR.fullmatch(colour.lower()):
        raise CallError(f"{colour!r} is no colour; write #rrggbb, such as #a06a00.")

    def change(connection: Connection) -> Label:
        kept = _kept(connection, name)
        asked = {"about": about, "colour": None if colour is None else colour.lower()}
        changed = {key: value for key, value in asked.items() if value is not None and value != kept[key]}
        if changed:
            put_label(connection, name, changed)
            before = {key: kept[key] for key in changed}
            ledger.record(
                connection, when=store.now(), who=by, what="label", subject=name, before=before, after=changed
            )
        return next((each for each in all_labels(connection) if each.name == name), Label(name))

    return store.write(change)


def all_labels(connection: Connection) -> tuple[Label, ...]:
    """As `labels`, in a transaction that is open."""
    used = select(annotation.c.label, func.count().label("marks")).where(annotation.c.active)
    counts = {row.label: row.marks for row in connection.execute(used.group_by(annotation.c.label))}
    known = {row.name: row for row in connection.execute(select(label_table))}
    found = [
        Label(name, known[name].about, known[name].colour, counts.get(name, 0))
        if name in known
        else Label(name, marks=counts[name])
        for name in sorted({*counts, *known})
    ]
    return tuple(each for each in found if each.marks or each.about or each.colour)


def put_label(connection: Connection, name: str, values: dict[str, Any]) -> None:
    """Write what is said of a label."""
    where = label_table.c.name == name
    if connection.execute(select(label_table.c.name).where(where)).first() is None:
        connection.execute(insert(label_table).values(name=name, about="", colour=""))
    connection.execute(update(label_table).where(where).values(values))


def _kept(connection: Connection, name: str) -> dict[str, str]:
    row = connection.execute(select(label_table).where(label_table.c.name == name)).first()
    return {"about": "", "colour": ""} if row is None else {"about": row.about, "colour": row.colour}
