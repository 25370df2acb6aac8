"""Discards: stored files that no row names any more are deleted after the transaction that let go of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import sqlalchemy as sa

from steward.engine.store.port import Store, Transaction
from steward.jobs.outbox import Handler


def discards(store: Store, places: Sequence[tuple[str, str]], remove: Callable[[str], bool]) -> Handler:
    """A handler that removes the payload's `filepath` unless some row names it; `places` are tables and columns that may.

    It looks and removes within a writing transaction: uploads of the same content wait for it.
    """

    def handle(payload: Mapping[str, Any]) -> bool:
        filepath = str(payload["filepath"])

        def work(tx: Transaction) -> bool:
            named = (
                tx.one(("discards", place), partial(_named, store, *place), {"filepath": filepath}) for place in places
            )
            return not any(named) and remove(filepath)

        return store.write(work)

    return handle


def _named(store: Store, table: str, column: str) -> sa.Select[Any]:
    t = store.tables[table]
    return sa.select(t.c.id).where(t.c[column] == sa.bindparam("filepath")).limit(1)
