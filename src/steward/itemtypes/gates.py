"""Gates: who passes the class-level checks of a type that its own right, its parent or its sides do not describe."""

from __future__ import annotations

from typing import Final

from steward.vocabulary.item import Gate

READ: Final = 1
UPDATE: Final = 2
CREATE: Final = 4
DELETE: Final = 8
PURGE: Final = 16
VERBS: Final = ("view", "create", "update", "delete", "purge")


def gate(right: str, *bits: int) -> tuple[tuple[str, int], ...]:
    """Any of the bits of one right; gates are added up. "central:ticket" counts in that interface only."""
    return tuple((right, bit) for bit in bits)


BY_CONFIGURATION: Final[dict[str, Gate]] = {"create": gate("config", UPDATE), "purge": gate("config", UPDATE)}
"""Whoever may change the configuration may add and remove."""
NEVER: Final[dict[str, Gate]] = dict.fromkeys(VERBS, False)


def public_or_personal(right: str) -> dict[str, Gate]:
    """The right to what is public, or to one's own things (bit 128)."""
    own = 128
    return {
        "view": gate(right, READ, own),
        "create": gate(right, CREATE, own),
        "update": gate(right, UPDATE, own),
        "purge": gate(right, PURGE, own),
    }
