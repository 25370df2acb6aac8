"""Settings of entities: a value may be left to the entity above."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

INHERITED: Final = -2


def inherited(line: Sequence[Mapping[str, Any]], column: str, default: Any = None) -> Any:
    """The value that counts for an entity: of the first row of its line (itself, then upwards) that does not inherit it."""
    for entity in line:
        value = entity.get(column)
        if value is not None and str(value) != str(INHERITED):
            return value
    return default
