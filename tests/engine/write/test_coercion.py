"""Whatever callers send, a column gets a value it can hold, or the write is refused with a short sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.engine.store.values import for_column
from steward.engine.write.coercion import Dropped, Invalid, coercer
from steward.vocabulary.columns import Column, Kind
from steward.vocabulary.options import Option


def option(datatype: str) -> Option:
    return Option(1, "Field", "", "t", "c", "c", datatype)


def column(kind: Kind, size: int | None = None, scale: int | None = None, nullable: bool = False) -> Column:
    return Column("c", kind, size, scale, nullable, None if nullable else 0)


COLUMNS = [
    *(column(kind) for kind in (Kind.INT, Kind.UINT, Kind.BIGINT, Kind.SMALLINT, Kind.TINYINT, Kind.UTINYINT)),
    *(column(kind, 255) for kind in (Kind.VARCHAR, Kind.CHAR)),
    column(Kind.VARCHAR, 100),
    *(column(kind, nullable=True) for kind in (Kind.TEXT, Kind.MEDIUMTEXT, Kind.LONGTEXT)),
    *(column(kind, nullable=True) for kind in (Kind.MOMENT, Kind.DATE, Kind.CLOCK)),
    column(Kind.DECIMAL, 20, 4),
    column(Kind.DECIMAL, 5, 2),
    column(Kind.FLOAT),
]
DATATYPES = ["", "bool", "number", "integer", "string", "mac", "datetime", "date", "decimal", "dropdown"]
ODD = [
    "", " ", "NULL", "x", "1e999", "-1", "+1", "٣", "9" * 400, "nan", "inf", "-0", "1,5", "0x1f", "\0", "\ud800", "²", "Ⅷ",
    "2020-02-30", "0000-00-00", "9999-12-31 23:59:59", "24:00:00", "1_000", "true", "é" * 70_000, "2020-01-01T10:00:00Z", "10:00",
]  # fmt: skip
ANYTHING = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(ODD)
    | st.lists(st.integers(), max_size=2)
    | st.dictionaries(st.text(max_size=3), st.integers(), max_size=2)
)


@given(st.sampled_from(COLUMNS), st.sampled_from(DATATYPES), ANYTHING)
def test_any_value_is_stored_refused_or_left_out(into: Column, datatype: str, value: object) -> None:
    try:
        found = coercer(into, option(datatype))(value)
    except Invalid as problem:
        assert 0 < len(problem.message) < 100
    except Dropped:
        pass
    else:
        for_column(into)(found)


@pytest.mark.parametrize(
    ("into", "datatype", "value", "found"),
    [
        (column(Kind.UINT), "dropdown", "2", 2),
        (column(Kind.UINT), "dropdown", None, 0),
        (column(Kind.UINT, nullable=True), "", None, None),
        (column(Kind.INT), "number", "12 GB", 12),
        (column(Kind.INT), "number", "-2", -2),
        (column(Kind.INT), "", 2.5, 3),
        (column(Kind.TINYINT), "bool", "true", 1),
        (column(Kind.TINYINT), "bool", False, 0),
        (column(Kind.VARCHAR, 255), "string", 12345, "12345"),
        (column(Kind.VARCHAR, 255), "string", 67.5, "67.5"),
        (column(Kind.VARCHAR, 255), "string", False, "0"),
        (column(Kind.VARCHAR, 255), "string", "x" * 300, "x" * 255),
        (column(Kind.VARCHAR, 255), "string", " a ", " a "),
        (column(Kind.VARCHAR, 255), "mac", "AA:BB", "aa:bb"),
        (column(Kind.VARCHAR, 255, nullable=True), "string", "NULL", None),
        (column(Kind.DECIMAL, 20, 4), "decimal", "123.45", "123.4500"),
        (column(Kind.DECIMAL, 20, 4), "decimal", "1,5", "1.5000"),
        (column(Kind.MOMENT, nullable=True), "datetime", "2020-01-02", "2020-01-02 00:00:00"),
        (column(Kind.MOMENT, nullable=True), "datetime", "2020-01-02 03:04", "2020-01-02 03:04:00"),
        (column(Kind.MOMENT, nullable=True), "datetime", "", None),
        (column(Kind.DATE, nullable=True), "date", "2020-01-02 03:04:05", "2020-01-02"),
        (column(Kind.CLOCK), "", "8:30", "08:30:00"),
    ],
)
def test_known_conversions(into: Column, datatype: str, value: object, found: object) -> None:
    assert coercer(into, option(datatype))(value) == found


@pytest.mark.parametrize(
    ("into", "datatype", "value"),
    [
        (column(Kind.UINT), "dropdown", -5),
        (column(Kind.UINT), "dropdown", 99999999999999),
        (column(Kind.UINT), "dropdown", "x"),
        (column(Kind.INT), "number", "no digits"),
        (column(Kind.VARCHAR, 100), "string", "x" * 101),
        (column(Kind.VARCHAR, 255), "string", "a\0b"),
        (column(Kind.VARCHAR, 255), "string", ["a", "b"]),
        (column(Kind.TEXT), "text", "é" * 40_000),
        (column(Kind.DECIMAL, 5, 2), "decimal", 1000),
    ],
)
def test_refused_values(into: Column, datatype: str, value: object) -> None:
    with pytest.raises(Invalid):
        coercer(into, option(datatype))(value)


@pytest.mark.parametrize(
    ("into", "datatype", "value"),
    [
        (column(Kind.TINYINT), "bool", "perhaps"),
        (column(Kind.TINYINT), "bool", 2),
        (column(Kind.MOMENT, nullable=True), "datetime", "2020-02-30"),
        (column(Kind.MOMENT, nullable=True), "datetime", "yesterday"),
    ],
)
def test_values_left_out(into: Column, datatype: str, value: object) -> None:
    with pytest.raises(Dropped):
        coercer(into, option(datatype))(value)
