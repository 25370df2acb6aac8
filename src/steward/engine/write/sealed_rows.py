"""Secrets that the store holds already: are they sealed, and with the key that we have?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import sqlalchemy as sa

from steward.engine.store.port import Reader, Store, Transaction
from steward.engine.store.text import in_list
from steward.engine.write.sealing import is_sealed
from steward.vocabulary.item import Model
from steward.vocabulary.secrets import CORE, EMPTY, SECRET_SETTINGS, SETTINGS, Seals, Unreadable


@dataclass(frozen=True, slots=True)
class StoredSecret:
    table: str
    column: str
    id: int
    value: str
    fits: int | None


def stored_secrets(store: Store, model: Model) -> list[StoredSecret]:
    """Every secret that is sealed or ought to be, one statement a column."""
    with store.read() as reader:
        return [secret for place in _places(model) for secret in _in(store, reader, *place)]


def any_sealed(secrets: list[StoredSecret]) -> bool:
    return any(is_sealed(secret.value) for secret in secrets)


def unreadable(secrets: list[StoredSecret], seals: Seals | None) -> list[StoredSecret]:
    """Those that another key sealed; without a key, all that are sealed."""
    sealed = [secret for secret in secrets if is_sealed(secret.value)]
    return [secret for secret in sealed if seals is None or not _opens(secret.value, seals)]


def clear(secrets: list[StoredSecret]) -> list[StoredSecret]:
    return [secret for secret in secrets if not is_sealed(secret.value)]


def seal_stored(store: Store, secrets: list[StoredSecret], seals: Seals) -> int:
    """Seal what is still clear, where the column has room for it; returns how many. Doing it twice changes nothing."""
    sealed = [(secret, seals.seal(secret.value)) for secret in clear(secrets)]
    fitting = [(secret, text) for secret, text in sealed if secret.fits is None or len(text) <= secret.fits]

    def work(transaction: Transaction) -> int:
        return sum(_replace(store, transaction, secret, text) for secret, text in fitting)

    return store.write(work) if fitting else 0


def _places(model: Model) -> Iterator[tuple[str, str, int | None, bool]]:
    """(table, column, its size, whether its rows are settings) of what is sealed."""
    found: dict[tuple[str, str], tuple[int | None, bool]] = {}
    for item in model.items.values():
        settings = item.withholds == SETTINGS
        for name in ("value",) if settings else sorted(item.sealed):
            found[item.table or "", name] = (item.column[name].size, settings)
    for (table, column), (size, settings) in found.items():
        yield table, column, size, settings


def _in(
    store: Store, reader: Reader, table: str, column: str, size: int | None, settings: bool
) -> Iterator[StoredSecret]:
    def build() -> sa.Select[Any]:
        t = store.tables[table]
        asked = sa.select(t.c.id, t.c[column]).where(t.c[column] != sa.bindparam("nothing"))
        if settings:
            asked = asked.where(t.c.context == CORE, in_list(t.c.name, "names"))
        return asked.order_by(t.c.id)

    params = {"nothing": "", **({"names": sorted(SECRET_SETTINGS)} if settings else {})}
    for id, value in reader.all(("stored secrets", table, column), build, params):
        if value not in EMPTY:
            yield StoredSecret(table, column, id, value, size)


def _opens(sealed: str, seals: Seals) -> bool:
    try:
        seals.unseal(sealed)
    except Unreadable:
        return False
    return True


def _replace(store: Store, transaction: Transaction, secret: StoredSecret, sealed: str) -> int:
    """Only if it is still what was read: another process may have been faster."""
    return transaction.run(
        ("seal", secret.table, secret.column),
        partial(_replacing, store.tables[secret.table], secret.column),
        {"row": secret.id, "read": secret.value, "sealed": sealed},
    )


def _replacing(table: sa.Table, column: str) -> sa.Update:
    same = table.c[column] == sa.bindparam("read")
    return sa.update(table).where(table.c.id == sa.bindparam("row"), same).values({column: sa.bindparam("sealed")})
