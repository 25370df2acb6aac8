"""The index of trigrams gives the same answers as reading through all rows, whatever was written and is asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.store.stores import fresh_address
from steward.engine.schema.own import OWN_TABLES as OWN
from steward.engine.search.patterns import parse
from steward.engine.store.candidates import COUNTS, FINDS, NO_USE, Candidates, candidates, runs, trigrams
from steward.engine.store.open import OpenStore, open_tables
from steward.engine.store.text import matches
from steward.vocabulary.columns import Column, Kind
from steward.vocabulary.item import Table

THINGS = Table(
    "glpi_things",
    (
        Column("id", Kind.UINT, auto_increment=True),
        Column("name", Kind.VARCHAR, 255, nullable=True, default=None),
        Column("serial", Kind.VARCHAR, 255, nullable=True, default=None),
        Column("is_deleted", Kind.TINYINT, default=0),
    ),
    {},
    {"name": ("name",)},
)
LETTERS = "abcABCéÉßẞİıſςΣœ%_!'\"^$ *()-:{}\u0301\u0327\u05b0한가ﬁ\u00e9\U0001f600"
words = st.text(st.sampled_from(LETTERS), max_size=12) | st.text(max_size=8)
texts = st.none() | words.filter(lambda t: not any(c == "\0" or "\ud800" <= c <= "\udfff" for c in t))
asked = st.text(st.sampled_from(LETTERS), min_size=1, max_size=7)


@pytest.fixture(scope="module", params=("sqlite", "postgresql"))
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenStore]:
    with ExitStack() as stack:
        address = stack.enter_context(fresh_address(request.param, tmp_path_factory.mktemp("things")))
        made = stack.enter_context(closing(open_tables(address, {THINGS.name: THINGS, **OWN})))
        if request.param == "postgresql" and Candidates(made).use(THINGS.name, "name", "%abc%") == NO_USE:
            pytest.skip("PostgreSQL cannot make indexes of trigrams here")
        yield made


def write(store: OpenStore, rows: list[dict[str, Any]], changes: list[tuple[int, str | None]]) -> None:
    t = store.tables[THINGS.name]

    def work(tx: Any) -> None:
        tx.run("clear", lambda: sa.delete(t))
        tx.insert_many(THINGS.name, [{"id": place, **row} for place, row in enumerate(rows, 1)])
        for id, name in changes:
            tx.update(THINGS.name, id, {"name": name})

    store.write(work)


def ids(store: OpenStore, like: str, indexed: bool) -> list[int]:
    t = store.tables[THINGS.name]

    def build() -> sa.Select[Any]:
        found = sa.select(t.c.id).where(matches(t.c.name, "like"))
        if indexed:
            found = found.where(candidates(t.c.id, THINGS.name, "name", "like"))
        return found.order_by(t.c.id)

    with store.read() as reader:
        return [id for (id,) in reader.all(("ids", indexed), build, {"like": like})]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(texts, max_size=12),
    st.lists(st.tuples(st.integers(1, 12), texts), max_size=4),
    st.lists(asked, max_size=6),
)
def test_the_same_rows_are_found(
    store: OpenStore, names: list[str | None], changes: list[tuple[int, str | None]], patterns: list[str]
) -> None:
    write(store, [{"name": name, "serial": "abc"} for name in names], changes)
    pieces = [name[at : at + 4] for name in names if name for at in range(0, len(name), 3)]
    for text in [*patterns, *pieces, *(f"^{piece}" for piece in pieces), *(f"{piece}$" for piece in pieces)]:
        pattern = parse(text)
        if pattern is None or pattern.kind != "like" or not trigrams(pattern.like):
            continue
        assert ids(store, pattern.like, True) == ids(store, pattern.like, False), text


def test_short_and_odd_patterns_are_not_for_the_index() -> None:
    for like in ("%ab%", "a%b%c", "%%", "%a!_%", "%\u0301abc%", "%a\0bc%", "%ab"):
        assert trigrams(like) in ([], ["abc"]), like
    assert trigrams("%ab%") == trigrams("%a!_%") == trigrams("%a\0bc%") == []
    assert runs("ab!%c%d_e!!") == ["ab%c", "d", "e!"]
    assert trigrams("%Café nøir%") == ["caf", "e n", "øir"]


def test_what_is_written_is_found_at_once_and_ids_stay_those_of_the_rows(store: OpenStore) -> None:
    write(store, [], [])

    def work(tx: Any) -> tuple[int, int]:
        one = tx.insert(THINGS.name, {"name": "Écran du café", "serial": "S1"})
        return one, tx.update(THINGS.name, one, {"name": "Écran du bureau"})

    id, touched = store.write(work)
    assert (ids(store, "%ecran%", True), ids(store, "%cafe%", True), touched) == ([id], [], 1)
    with pytest.raises(ZeroDivisionError):
        store.write(lambda tx: tx.update(THINGS.name, id, {"name": "undone"}) / 0)
    assert (ids(store, "%ecran%", True), ids(store, "%undone%", True)) == ([id], [])


def test_what_went_into_the_index_together_is_found_as_it_is_now(store: OpenStore) -> None:
    write(
        store,
        [{"name": f"red {n}", "serial": ""} for n in range(600)],
        [(1, "blue 1"), (256, "blue 256"), (512, "blue 512")],
    )
    store.write(lambda tx: tx.run("one", lambda: sa.delete(store.tables[THINGS.name]).where(sa.column("id") == 2)))
    for like in ("%red%", "%blue%", "%blue 2%", "%red 1%"):
        assert ids(store, like, True) == ids(store, like, False)


def test_the_index_is_used_for_what_is_seldom(store: OpenStore) -> None:
    rows = [{"name": f"printer {'blue' if n % 10 == 0 else 'red'} {n:05}", "serial": ""} for n in range(3_000)]
    write(store, rows, [])
    known = Candidates(store)
    found = {text: known.use(THINGS.name, "name", f"%{text}%") for text in ("printer", "blue", "nothing", "bl")}
    if store.dialect == "postgresql":  # chooses by itself
        assert found == {"printer": FINDS, "blue": FINDS, "nothing": FINDS, "bl": NO_USE}
        return
    assert found == {"printer": NO_USE, "blue": COUNTS, "nothing": FINDS, "bl": NO_USE}
    assert known.use(THINGS.name, "is_deleted", "%nothing%") == known.use("glpi_none", "name", "%nothing%") == NO_USE


def test_a_store_gets_the_index_for_rows_that_it_has(tmp_path: Path) -> None:
    address = sa.URL.create("sqlite", database=str(tmp_path / "steward.sqlite"))
    plain = Table(THINGS.name, THINGS.columns[:2] + THINGS.columns[3:], {}, {})
    with closing(open_tables(address, {**OWN, plain.name: plain})) as store:
        store.write(lambda tx: tx.insert(plain.name, {"name": "Überall"}))
    with closing(open_tables(address, {**OWN, THINGS.name: THINGS})) as store:
        assert ids(store, "%ueberall%", False) == []
        assert ids(store, "%uberall%", True) == [1]
    with closing(open_tables(address, {**OWN, THINGS.name: THINGS})) as store:
        assert store.migrated == []
