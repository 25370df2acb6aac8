"""What hangs on a row: the members that v1 adds for its `with_*` parameters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from steward.engine.actor import Actor
from steward.engine.rights import Rights
from steward.engine.search.names import Names
from steward.engine.store.port import Reader
from steward.vocabulary.item import Item, Model


class Attached:
    def __init__(self, model: Model, tables: Mapping[str, sa.Table], rights: Rights, names: Names) -> None:
        self.model, self.tables, self.rights, self.names = model, tables, rights, names

    def of(self, reader: Reader, actor: Actor, item: Item, id: int, wanted: set[str], *, names: bool) -> dict[str, Any]:
        return {}
