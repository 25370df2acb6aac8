"""Every store, open on the sample tables; tests that take `store` are its contract and run on all three."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from functools import cache
from pathlib import Path

import pytest
import sqlalchemy as sa

from engine.store.sample import TABLES, empty
from engine.store.stores import DIALECTS, fresh_address
from facts_model import FACTS, facts_model
from steward.engine.store.open import OpenStore, open_tables
from steward.vocabulary.item import Model


@pytest.fixture(params=DIALECTS)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[sa.URL]:
    with fresh_address(request.param, tmp_path) as url:
        yield url


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], OpenStore]]:
    """One store of each kind for the whole run: creating tables takes longer than the tests."""
    with ExitStack() as stack:

        @cache
        def open_one(dialect: str) -> OpenStore:
            url = stack.enter_context(fresh_address(dialect, tmp_path_factory.mktemp(dialect)))
            return stack.enter_context(closing(open_tables(url, TABLES)))

        yield open_one


@pytest.fixture(params=DIALECTS)
def store(request: pytest.FixtureRequest, opened: Callable[[str], OpenStore]) -> OpenStore:
    """Open and empty."""
    made = opened(request.param)
    empty(made)
    return made


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[OpenStore]:
    with fresh_address("sqlite", tmp_path) as url:
        made = open_tables(url, TABLES)
        yield made
        made.close()


@pytest.fixture(scope="session")
def model() -> Model:
    if not FACTS.exists():
        pytest.skip("the shared facts are not here")
    return facts_model()
