"""The history as a table: who did what to which thing, and what of it changed."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from annotate.report.rows import GAP
from annotate.report.tables import Table
from annotate.store.values import Entry


def history_table(entries: Iterable[Entry], of: str | None = None) -> Table:
    """`annotate history`: a change a row, oldest first; of the mark `of`, also how it was carried."""
    rows = tuple(
        (entry.n, entry.when, entry.who, entry.what, entry.subject, "undone" if entry.undone else None, told(entry, of))
        for entry in entries
    )
    return Table("History", ("n", "when", "who", "what", "subject", "now", "change"), rows)


def told(entry: Entry, mark_id: str | None = None) -> str:
    """What an entry changed, on one line."""
    before, after = entry.before or {}, entry.after or {}
    own = [carried for carried in after.get("carried", ()) if carried["id"] == mark_id]
    match entry.what:
        case "add" if own:
            said = f"carried, {own[0]['state']}: {own[0]['rule']}"
        case "add":
            said = _carried(after) or f"SHA-256 {after['sha256'][:12]}…"
        case "mark":
            said = f"{after['label']}: “{_words(after['quotes'])}”"
        case "import":
            said = f"{len(after['marks'])} marks"
        case "undo" | "redo":
            said = f"entry {after['entry']} ({after['what']})"
        case "reply":
            said = f"{after['id']}: “{_words([after['note']])}”"
        case "unmark":
            said = "out of force"
        case "settle":
            said = f"{before['placements'][0]['state']}: {after['how']}"
        case _:
            said = "; ".join(f"{key}: {_value(before.get(key))} → {_value(value)}" for key, value in after.items())
    return said


def _carried(after: Mapping[str, Any]) -> str:
    states = Counter(mark["state"] for mark in after.get("carried", ()))
    return "marks carried: " + ", ".join(f"{n} {state}" for state, n in states.items()) if states else ""


def _value(value: object) -> str:
    return "none" if value in (None, "") else f"“{' '.join(str(value).split())}”"


def _words(quotes: Iterable[str]) -> str:
    return GAP.join(" ".join(quote.split()) for quote in quotes)
