"""Statements: lists, matching, order, aggregates, and what a parameter may be."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa

from engine.store.sample import insert, names, row
from steward.engine.store.count import statements
from steward.engine.store.open import OpenStore
from steward.engine.store.port import BadValue
from steward.engine.store.text import as_text, in_list, matches, ordered, pattern, rows_as_json

NAMES = ("Élodie", "elodie", "100% sure", "100 times", "a_b", "axb", "wow!", "Straße", "back\\slash", "ΟΔΟΣ", None)


@pytest.fixture
def filled(store: OpenStore) -> Iterator[OpenStore]:
    rows = [{"name": name, "number": n, "flag": n % 2, "price": n} for n, name in enumerate(NAMES)]
    store.write(lambda t: t.insert_many("things", rows))
    yield store


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ([], []),
        ([2], ["elodie"]),
        ([2, 5, 99], ["elodie", "a_b"]),
        (range(1, 5_001), list(NAMES)),
        (range(20, 5_020), []),
    ],
    ids=["empty", "one", "some", "5000", "5000 others"],
)
def test_lists_of_numbers(filled: OpenStore, wanted: Any, found: list[str]) -> None:
    id = filled.tables["things"].c.id
    assert names(filled, lambda: in_list(id, "ids"), {"ids": list(wanted)}) == found
    assert names(filled, lambda: ~in_list(id, "ids"), {"ids": list(wanted)}) == [n for n in NAMES if n not in found]


def test_one_statement_takes_lists_of_any_length(filled: OpenStore) -> None:
    things = filled.tables["things"].c
    build = lambda: sa.select(things.id).where(in_list(things.id, "ids")).order_by(things.id)  # noqa: E731
    with filled.read() as reader:
        assert [len(reader.all("ids", build, {"ids": list(range(n))})) for n in (0, 3, 1, 0, 50)] == [0, 2, 0, 0, 11]


def test_lists_of_texts_ignore_case(filled: OpenStore) -> None:
    name = filled.tables["things"].c.name
    assert names(filled, lambda: in_list(name, "texts"), {"texts": ["WOW!", "100% SURE", "x'; --"]}) == [
        "100% sure",
        "wow!",
    ]
    assert names(filled, lambda: in_list(name, "texts"), {"texts": []}) == []


@pytest.mark.parametrize(
    ("like", "found"),
    [
        ("elodie", ["Élodie", "elodie"]),
        ("ÉLODIE", ["Élodie", "elodie"]),
        ("e\u0301lodie", ["Élodie", "elodie"]),
        ("%LOD%", ["Élodie", "elodie"]),
        ("100!% %", ["100% sure"]),
        ("100%", ["100% sure", "100 times"]),
        ("a!_b", ["a_b"]),
        ("a_b", ["a_b", "axb"]),
        ("%!!", ["wow!"]),
        ("%\\%", ["back\\slash"]),
        ("straß%", ["Straße"]),
        ("οδος", ["ΟΔΟΣ"]),
        ("Οδοσ", ["ΟΔΟΣ"]),
        ("'; --", []),
    ],
)
def test_matching_ignores_case_and_accents(filled: OpenStore, like: str, found: list[str]) -> None:
    assert names(filled, lambda: matches(filled.tables["things"].c.name, "like"), {"like": like}) == found


def test_not_matching_leaves_out_null(filled: OpenStore) -> None:
    found = names(filled, lambda: ~matches(filled.tables["things"].c.name, "like"), {"like": "%"})
    assert found == []


def test_escaped_text_matches_itself(filled: OpenStore) -> None:
    for name in NAMES:
        if name:
            params = {"like": pattern(name)}
            assert name in names(filled, lambda: matches(filled.tables["things"].c.name, "like"), params)


def test_numbers_match_as_text(filled: OpenStore) -> None:
    things = filled.tables["things"].c
    assert names(filled, lambda: matches(things.id, "like"), {"like": "1%"}) == ["Élodie", "ΟΔΟΣ", None]
    assert names(filled, lambda: matches(things.price, "like"), {"like": "8.0000"}) == ["back\\slash"]


def test_equality_ignores_case(filled: OpenStore) -> None:
    things = filled.tables["things"].c
    assert names(filled, lambda: things.name == sa.bindparam("name"), {"name": "WoW!"}) == ["wow!"]
    assert names(filled, lambda: things.name == "AXB") == ["axb"]


def test_constants_with_awkward_characters(filled: OpenStore) -> None:
    insert(filled, "things", name='it\'s 5% of \\ "x" :y ?')
    assert len(names(filled, lambda: filled.tables["things"].c.name == 'it\'s 5% of \\ "x" :y ?')) == 1


def test_null_comes_first_ascending_and_last_descending(filled: OpenStore) -> None:
    things = filled.tables["things"].c
    with filled.read() as reader:
        up = reader.all("up", lambda: sa.select(things.name).order_by(ordered(things.name), things.id))
        down = reader.all("down", lambda: sa.select(things.name).order_by(ordered(things.name, True), things.id))
    assert up[0] == (None,) and down[-1] == (None,)


def test_limit_and_offset_keep_their_places(filled: OpenStore) -> None:
    things = filled.tables["things"].c
    page = lambda: (  # noqa: E731
        sa.select(things.id).order_by(things.id).limit(sa.bindparam("limit")).offset(sa.bindparam("offset"))
    )
    with filled.read() as reader:
        assert reader.all("page", page, {"limit": 2, "offset": 5}) == [(6,), (7,)]


def test_results_are_plain(filled: OpenStore) -> None:
    things = filled.tables["things"].c
    insert(filled, "things", moment="2026-05-01 10:00:00", day="2026-05-01", clock="10:00:00")
    with filled.read() as reader:
        found = reader.one(
            "aggregates",
            lambda: sa.select(
                sa.func.count(),
                sa.func.sum(things.number),
                sa.func.sum(things.price),
                sa.func.max(things.moment),
                sa.func.min(things.day),
                sa.func.max(things.clock),
                sa.exists(sa.select(1).where(things.id == 999)),
            ),
        )
    assert found == (12, 55, "55.0000", "2026-05-01 10:00:00", "2026-05-01", "10:00:00", 0)


def test_as_text(store: OpenStore) -> None:
    things = store.tables["things"].c
    insert(store, "things", number=5, price="2.5", moment="2026-05-01 10:00:00", name="n")
    insert(store, "things")
    columns = (things.number, things.price, things.moment, things.name)
    with store.read() as reader:
        found = reader.all("texts", lambda: sa.select(*(as_text(c) for c in columns)).order_by(things.id))
    assert found == [("5", "2.5000", "2026-05-01 10:00:00", "n"), (None, None, None, None)]


def test_rows_as_json(filled: OpenStore) -> None:
    things = filled.tables["things"].c
    insert(filled, "things", moment="2026-05-01 10:00:00", price="1.5", name='quote " and \\')
    build = lambda: sa.select(rows_as_json(things.id, things.name, things.price, things.moment)).where(  # noqa: E731
        things.id > sa.bindparam("after")
    )
    with filled.read() as reader:
        found = reader.one("json", build, {"after": 10})
        nothing = reader.one("json", build, {"after": 99})
    assert found and sorted(json.loads(found[0])) == [
        [11, None, "10.0000", None],
        [12, 'quote " and \\', "1.5000", "2026-05-01 10:00:00"],
    ]
    assert nothing and json.loads(nothing[0] or "[]") == []


def test_small_columns_compare_with_large_numbers(filled: OpenStore) -> None:
    things = filled.tables["things"].c
    for value in (300, 2**40, -(2**62)):
        assert names(filled, lambda: things.flag == sa.bindparam("flag"), {"flag": value}) == []


@pytest.mark.parametrize("value", [2**70, "abc", [1]])
def test_a_parameter_of_the_wrong_kind_is_refused(filled: OpenStore, value: Any) -> None:
    with pytest.raises(BadValue):
        names(filled, lambda: filled.tables["things"].c.id == sa.bindparam("id"), {"id": value})


def test_updates_count_the_rows_they_meet(filled: OpenStore) -> None:
    assert filled.write(lambda t: t.update("things", 1, {"number": 0})) == 1  # 0 before
    assert filled.write(lambda t: t.update("things", 99, {"number": 0})) == 0
    assert filled.write(lambda t: t.update("things", 1, {"price": "7.77777", "name": "x"})) == 1
    assert row(filled, "things", 1)["price"] == "7.7778"
    things = filled.tables["things"]
    change = lambda: sa.update(things).where(in_list(things.c.id, "ids")).values(number=sa.bindparam("new"))  # noqa: E731
    assert filled.write(lambda t: t.run("change", change, {"ids": [1, 2, 3], "new": 5})) == 3


def test_statements_are_counted_for_the_caller(filled: OpenStore) -> None:
    statements.reset()
    row(filled, "things", 1)
    filled.write(lambda t: [t.insert("things", {"name": "a"}), t.update("things", 1, {"name": "b"})])
    assert statements.value() == 3
    statements.reset()
    assert statements.value() == 0
