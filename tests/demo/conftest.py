"""A store with a small company in it, for reading only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest

from steward.assemble import App, build
from steward.demo.load import load
from steward.demo.organisation import Size
from steward.vocabulary.settings import Settings

SMALL = Size(120, 150, 7, datetime(2026, 11, 1))


@pytest.fixture(scope="package")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    app = build(Settings(data=tmp_path_factory.mktemp("company"), demo=True), lambda: datetime(2026, 11, 2, 9))
    load(app.store, SMALL)
    yield app
    app.close()
