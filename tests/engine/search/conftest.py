"""A world to search in: one opened store for a module, filled past all rights."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from engine.store.stores import fresh_address
from steward.assemble import load_model
from steward.engine.actor import SYSTEM, Actor
from steward.engine.search.criteria import Criterion, Found, Search, Sort
from steward.engine.search.searching import Searching
from steward.engine.store.count import statements
from steward.engine.store.open import open_store
from steward.engine.store.port import Store
from steward.vocabulary.item import Model
from steward.vocabulary.settings import Settings

NOW = datetime(2026, 11, 25, 12, 30, 15)


class World:
    def __init__(self, model: Model, store: Store) -> None:
        self.model, self.store = model, store
        self.searching = Searching(model, store, lambda: NOW)

    def __repr__(self) -> str:
        return "a world"

    def add(self, item: str, **values: Any) -> int:
        table = self.model.items[item].table
        assert table is not None
        return self.store.write(lambda tx: tx.insert(table, values))

    def search(self, item: str, *criteria: Any, actor: Actor = SYSTEM, **more: Any) -> Found:
        """Criteria as tuples (field, searchtype, value) or values; `sort` as pairs (field, descending)."""
        return self.page(item, *criteria, actor=actor, limit=1_000, **more)

    def page(self, item: str, *criteria: Any, actor: Actor = SYSTEM, **more: Any) -> Found:
        made = tuple(c if not isinstance(c, tuple) else Criterion(*c) for c in criteria)
        sort = tuple(Sort(*one) for one in more.pop("sort", ()))
        return self.searching.search(actor, Search(item, made, sort, more.pop("display", (2,)), **more))

    def ids(self, item: str, *criteria: Any, **more: Any) -> list[int]:
        return [row[0] for row in self.search(item, *criteria, **more).rows]

    def cells(self, item: str, *numbers: int, **more: Any) -> dict[int, list[Any]]:
        """The cells of some columns, by row."""
        found = self.search(item, display=numbers, **more)
        place = {shown.option.number: at for at, shown in enumerate(found.columns)}
        return {row[0]: [row[2][place[number]] for number in numbers] for row in found.rows}

    def counted(self, *asked: Any, **more: Any) -> int:
        """How many statements a search takes."""
        statements.reset()
        self.page(*asked, **more)
        return statements.value()


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """On SQLite, or where STEWARD_TEST_DIALECT says."""
    model, folder = load_model(), tmp_path_factory.mktemp("search")
    with fresh_address(os.environ.get("STEWARD_TEST_DIALECT", "sqlite"), folder) as url:
        address = url.render_as_string(hide_password=False)
        store = open_store(model, Settings(data=folder, database=address, demo=True))
        yield World(model, store)
        store.close()
