"""Times as the formats write them."""

from datetime import UTC, datetime


def in_utc(words: str) -> datetime:
    """A time of ISO 8601 in UTC; without a zone it is taken to be there already.

    A time whose zone would lead out of the calendar keeps its digits.

    Raises:
        ValueError: `words` are no time of ISO 8601.

    Examples:
        >>> in_utc("2020-02-12T16:00:00+08:00").isoformat(), in_utc("0001-01-01T00:00:00+08:00").isoformat()
        ('2020-02-12T08:00:00+00:00', '0001-01-01T00:00:00+00:00')
    """
    found = datetime.fromisoformat(words)
    try:
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except OverflowError:
        return found.replace(tzinfo=UTC)
