"""Priorities: laws of the matrix."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from steward.calculations.priorities import DEFAULT_MATRIX, MEDIUM, level, matrix_of, priority

levels = st.integers(1, 5)
anything = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.integers())


@given(anything)
def test_a_level_is_between_one_and_five(value: object) -> None:
    assert 1 <= level(value) <= 5


@given(levels, levels, levels)
def test_more_urgency_or_impact_never_lowers_the_priority(one: int, two: int, other: int) -> None:
    low, high = sorted((one, two))
    assert priority(low, other) <= priority(high, other)
    assert priority(other, low) <= priority(other, high)


@given(st.dictionaries(st.text(max_size=2), st.dictionaries(st.text(max_size=2), anything)) | anything)
def test_any_configured_text_gives_a_whole_matrix(stored: object) -> None:
    matrix = matrix_of(json.dumps(stored))
    assert {u: set(row) for u, row in matrix.items()} == {u: set(row) for u, row in DEFAULT_MATRIX.items()}
    assert all(1 <= cell <= 6 for row in matrix.values() for cell in row.values())


def test_a_configured_cell_counts() -> None:
    assert priority(3, 3, matrix_of('{"3": {"3": 6}}')) == 6
    assert priority(3, 4, matrix_of('{"3": {"3": 6}}')) == DEFAULT_MATRIX[3][4]
    assert matrix_of("no json") == DEFAULT_MATRIX
    assert level("x") == MEDIUM
