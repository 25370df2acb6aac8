"""Texts of statements: kept, bounded, and the same for the same shape."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from engine.store.sample import TABLES
from engine.store.stores import DIALECTS
from steward.engine.schema.tables import sa_tables
from steward.engine.store.text import Texts, in_list, matches, ordered

THINGS = sa_tables(TABLES)["things"].c


def build() -> sa.Select[tuple[int]]:
    return (
        sa.select(THINGS.id)
        .where(THINGS.flag == 0, THINGS.code == "it's 5%", in_list(THINGS.id, "ids"), matches(THINGS.name, "like"))
        .order_by(ordered(THINGS.name), ordered(THINGS.id))
        .limit(sa.bindparam("limit"))
        .offset(sa.bindparam("offset"))
    )


EXPECTED = {
    "sqlite": (
        "SELECT things.id FROM things WHERE things.flag = 0 AND things.code = 'it''s 5%' AND (things.id IN (SELECT value FROM"
        " json_each(?))) AND (things.name LIKE ? ESCAPE '!' OR (length(things.name) <> length(CAST(things.name AS BLOB)) AND"
        " fold(things.name) LIKE ? ESCAPE '!')) ORDER BY things.name, things.id LIMIT ? OFFSET ?",
        ["ids", "like", "like", "limit", "offset"],
    ),
    "postgresql": (
        "SELECT things.id FROM things WHERE things.flag = 0 AND things.code = 'it''s 5%%' AND (things.id = ANY"
        " (%(ids)s::BIGINT[])) AND (CASE WHEN octet_length(things.name) = char_length(things.name) THEN (things.name) COLLATE"
        " \"C\" ILIKE %(like)s::TEXT ESCAPE '!' ELSE steward_fold(things.name) COLLATE \"C\" LIKE %(like)s::TEXT ESCAPE '!'"
        " END) ORDER BY things.name NULLS FIRST, things.id LIMIT %(limit)s OFFSET %(offset)s",
        ["ids", "like", "limit", "offset"],
    ),
    "mysql": (
        "SELECT things.id FROM things WHERE things.flag = 0 AND things.code = 'it''s 5%%' AND (things.id IN %(ids)s) AND"
        " (things.name LIKE %(like)s ESCAPE '!') ORDER BY things.name, things.id LIMIT %(offset)s, %(limit)s",
        ["ids", "like", "offset", "limit"],
    ),
}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_texts_are_written_as_reviewed(dialect: str) -> None:
    text = Texts(dialect).compile(build())
    assert (" ".join(text.sql.split()), [slot.name for slot in text.slots]) == EXPECTED[dialect]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_same_shape_has_the_same_text(dialect: str) -> None:
    texts = Texts(dialect)
    assert texts.compile(build()).sql == texts.compile(build()).sql


def test_a_shape_is_built_once() -> None:
    texts, built = Texts("sqlite"), []

    def count() -> sa.Select[tuple[int]]:
        built.append(1)
        return build()

    assert texts.get("key", count) is texts.get("key", count)
    assert len(built) == 1


def test_the_least_recently_used_text_goes_first() -> None:
    texts, built = Texts("sqlite", kept=2), []

    def get(key: str) -> None:
        def note() -> sa.Select[tuple[int]]:
            built.append(key)
            return build()

        texts.get(key, note)

    for key in "abacab":
        get(key)
    assert built == ["a", "b", "c", "b"] and len(texts) == 2


def test_a_missing_parameter_is_told_by_name() -> None:
    text = Texts("sqlite").compile(sa.select(THINGS.id).where(THINGS.id == sa.bindparam("wanted")))
    with pytest.raises(KeyError, match="wanted"):
        text.arguments({})


def test_a_list_without_its_construct_is_a_mistake() -> None:
    with pytest.raises(AssertionError, match="in_list"):
        Texts("sqlite").compile(sa.select(THINGS.id).where(THINGS.id.in_([1, 2])))
