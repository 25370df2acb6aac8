"""Priorities: how urgent an ITIL object is, from its urgency and its impact."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

Matrix = Mapping[int, Mapping[int, int]]

LOWEST, MEDIUM, HIGHEST = 1, 3, 5
MAJOR: Final = 6
"""A priority that no urgency and impact lead to; people set it by hand."""

DEFAULT_MATRIX: Final[Matrix] = {
    1: {1: 1, 2: 1, 3: 2, 4: 2, 5: 2},
    2: {1: 1, 2: 2, 3: 2, 4: 3, 5: 3},
    3: {1: 2, 2: 2, 3: 3, 4: 4, 5: 4},
    4: {1: 2, 2: 3, 3: 4, 4: 4, 5: 5},
    5: {1: 2, 2: 3, 3: 4, 4: 5, 5: 5},
}


def level(value: Any) -> int:
    """An urgency or impact between 1 and 5; anything else counts as medium."""
    try:
        found = int(value)
    except (TypeError, ValueError, OverflowError):
        return MEDIUM
    return found if LOWEST <= found <= HIGHEST else MEDIUM


def matrix_of(text: str | None) -> Matrix:
    """The matrix as the configuration stores it (JSON, urgency then impact); cells that are missing keep their default."""
    try:
        stored = json.loads(text or "{}")
    except ValueError:
        return DEFAULT_MATRIX
    if not isinstance(stored, dict):
        return DEFAULT_MATRIX
    return {
        urgency: {impact: _cell(stored, urgency, impact) for impact in row} for urgency, row in DEFAULT_MATRIX.items()
    }


def _cell(stored: dict[str, Any], urgency: int, impact: int) -> int:
    row = stored.get(str(urgency))
    value = row.get(str(impact)) if isinstance(row, dict) else None
    try:
        found = int(value) if value is not None else 0
    except (TypeError, ValueError, OverflowError):
        found = 0
    return found if LOWEST <= found <= MAJOR else DEFAULT_MATRIX[urgency][impact]


def priority(urgency: int, impact: int, matrix: Matrix = DEFAULT_MATRIX) -> int:
    return matrix[level(urgency)][level(impact)]
