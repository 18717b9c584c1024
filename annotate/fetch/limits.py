"""How much a fetch may cost."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """How much a fetch may cost.

    Attributes:
        total_seconds: from the first look-up of a name to the last byte, redirects included.
        silent_seconds: without a byte from the other side.
        size: bytes, as they travel and when they are unpacked.
        redirects: how many are followed.
    """

    total_seconds: float = 60.0
    silent_seconds: float = 20.0
    size: int = 50_000_000
    redirects: int = 10
