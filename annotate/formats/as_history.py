"""The history as JSON Lines: an entry a line, each with its hash and that of the one before.

Whoever has the file can check it: the hash of an entry is the SHA-256 of its JSON without the keys `hash` and
`undone`, keys sorted, no spaces, UTF-8.
"""

import json
from collections.abc import Iterable

from annotate.formats.shapes import entry_shape
from annotate.store.values import Entry


def write_history(entries: Iterable[Entry]) -> str:
    """Every entry, oldest first."""
    return "".join(json.dumps(entry_shape(entry), ensure_ascii=False) + "\n" for entry in entries)
