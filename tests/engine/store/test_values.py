"""What goes into a column comes out, the same on every store; what does not fit is refused."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest

from engine.store.sample import TABLES, count, insert, row
from steward.engine.store.open import OpenStore
from steward.engine.store.port import BadValue

ROUND_TRIPS: list[tuple[str, Any, Any]] = [
    ("name", "Größe 100% 'quoted' \"twice\" \\back\\ % %s :x ? 😀", ...),
    ("name", "", ...),
    ("name", " padded ", ...),
    ("name", "x" * 255, ...),
    ("name", 5, "5"),
    ("code", "AB", ...),
    ("note", "line\nline\r\n\ttab", ...),
    ("note", "é" * 32_767, ...),
    ("story", "s" * 70_000, ...),
    ("book", "b" * 1_000_000, ...),
    ("number", -(2**31), ...),
    ("number", "42", 42),
    ("number", True, 1),
    ("number", 3.0, 3),
    ("link", 2**32 - 1, ...),
    ("large", 2**63 - 1, ...),
    ("large", -(2**63) + 1, ...),
    ("short", -32_768, ...),
    ("flag", 1, ...),
    ("byte", 255, ...),
    ("moment", "2026-05-01 23:59:59", ...),
    ("moment", "2099-12-31 00:00:00", ...),
    ("moment", "1900-01-01 00:00:00", ...),
    ("moment", "2026-05-01", "2026-05-01 00:00:00"),
    ("moment", datetime(2026, 5, 1, 1, 2, 3), "2026-05-01 01:02:03"),
    ("day", "2024-02-29", ...),
    ("day", date(2024, 2, 29), "2024-02-29"),
    ("clock", "08:30:00", ...),
    ("clock", "24:00:00", ...),
    ("clock", time(8, 30), "08:30:00"),
    ("price", "12.5", "12.5000"),
    ("price", 443, "443.0000"),
    ("price", 0.1, "0.1000"),
    ("price", Decimal("-0.00005"), "-0.0001"),
    ("price", "99999999999.1234", ...),
    ("inches", "27", "27.00"),
    ("inches", "1.005", "1.01"),
    ("ratio", 0.5, ...),
    ("ratio", 3, ...),
    ("ratio", "2.25", 2.25),
]


@pytest.mark.parametrize(("column", "given", "expected"), ROUND_TRIPS, ids=lambda v: str(v)[:20])
def test_values_come_back(store: OpenStore, column: str, given: Any, expected: Any) -> None:
    id = insert(store, "things", **{column: given})
    found = row(store, "things", id)[column]
    wanted = given if expected is ... else expected
    assert (found, type(found)) == (wanted, type(wanted))


def test_every_column_may_be_null(store: OpenStore) -> None:
    values = {c.name: None for c in TABLES["things"].columns if c.name != "id"}
    id = insert(store, "things", **values)
    assert row(store, "things", id) == {"id": id, **values}


def test_defaults_fill_what_is_not_given(store: OpenStore) -> None:
    found = row(store, "places", insert(store, "places"))
    assert (found["parent"], found["name"], found["color"], found["rank"]) == (0, None, "it's 100% red", 7)
    assert datetime.fromisoformat(found["since"])


def test_an_insert_without_values(store: OpenStore) -> None:
    id = store.write(lambda transaction: transaction.insert("things", {}))
    assert row(store, "things", id)["name"] is None


REFUSED: list[tuple[str, Any]] = [
    ("name", "x" * 256),
    ("name", "nul \0 inside"),
    ("name", "half \ud800 pair"),
    ("name", ["list"]),
    ("code", "x" * 11),
    ("note", "é" * 32_768),
    ("number", 2**31),
    ("number", "twelve"),
    ("number", "1.5"),
    ("number", 1.5),
    ("number", 10**30),
    ("number", float("nan")),
    ("link", -1),
    ("large", 2**63),
    ("short", 40_000),
    ("flag", 128),
    ("byte", -1),
    ("moment", "2026-02-30 00:00:00"),
    ("moment", "2026-W01-1 00:00:00"),
    ("moment", "soon"),
    ("moment", "20260501"),
    ("moment", "0000-00-00 00:00:00"),
    ("day", "2026-02-30"),
    ("day", "20260230"),
    ("day", "2026-13-01"),
    ("clock", "25:00:00"),
    ("clock", "8 o'clock"),
    ("price", "10000000000000000"),
    ("price", "cheap"),
    ("price", "NaN"),
    ("inches", "1000"),
    ("ratio", "half"),
    ("no_such_column", 1),
]


@pytest.mark.parametrize(("column", "value"), REFUSED, ids=lambda v: ascii(v)[:20])
def test_what_does_not_fit_is_refused(store: OpenStore, column: str, value: Any) -> None:
    with pytest.raises(BadValue):
        insert(store, "things", **{column: value})
    assert count(store) == 0


@pytest.mark.parametrize("values", [{"rank": None}, {"kind": None}, {"kind": None, "name": "x"}])
def test_null_is_refused_where_a_column_needs_a_value(store: OpenStore, values: dict[str, Any]) -> None:
    with pytest.raises(BadValue):
        insert(store, "places", **values)


def test_a_column_without_default_must_be_given(store: OpenStore) -> None:
    with pytest.raises(BadValue):
        store.write(lambda transaction: transaction.insert("places", {"name": "x"}))
