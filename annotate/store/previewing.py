"""What a new version would do to the marks, before anything is stored."""

from annotate.store.carrying import carry_on, readings_of, standings_on
from annotate.store.documents import find_place, has_document
from annotate.store.opening import Store
from annotate.store.placements import as_placed
from annotate.store.values import Preview
from annotate.text.reading import Reading

_NOT_STORED = -1  # stands for the key that the version would get


def preview(store: Store, name: str, reading: Reading) -> Preview | None:
    """What would become of each mark of the document `name` if `reading` were its next version; None if it is new."""
    with store.read() as connection:
        if not has_document(connection, name):
            return None
        newest = find_place(connection, name)
        stored = readings_of(connection)

        def readings(version_id: int) -> Reading:
            return reading if version_id == _NOT_STORED else stored(version_id)

        placed = carry_on(readings, standings_on(connection, newest["id"]), _NOT_STORED)
        found = as_placed(connection, placed, _NOT_STORED, readings)
    return Preview(f"{newest['name']}@{newest['number']}", tuple(mark for mark in found if mark.active))
