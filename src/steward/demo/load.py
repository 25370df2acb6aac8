"""Loading: the whole of the sample data into a store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from steward.demo.assets import Assets
from steward.demo.book import Book
from steward.demo.chance import Chance
from steward.demo.helpdesk import Helpdesk
from steward.demo.organisation import Founding, Size, company_name
from steward.engine.store.port import Store, Transaction

_STEP: Final = 500
_CHANGED: Final = ("entity", "user", "profile_user", "group_user")
"""What running servers remember of these has to be read again."""


class AlreadyThere(Exception):
    """The store has the company of this seed."""


@dataclass(frozen=True)
class Loaded:
    company: int
    rows: int


def load(store: Store, size: Size, told: Callable[[int, int], None] = lambda done, rows: None) -> Loaded:
    """`told` hears how many computers and tickets are made, and how many rows in all. Raises AlreadyThere."""
    root = _root(store, size.seed)
    chance = Chance(size.seed)
    with Book(store) as book:
        company = Founding(book, chance, size, root).company()
        assets = Assets(book, chance, size, company)
        for number in range(1, size.computers + 1):
            assets.computer(number)
            if number % _STEP == 0:
                told(number, book.written)
        helpdesk = Helpdesk(book, chance, size, company)
        for number in range(1, size.tickets + 1):
            helpdesk.ticket(number)
            if number % _STEP == 0:
                told(size.computers + number, book.written)
    store.write(_announce)
    told(size.computers + size.tickets, book.written)
    return Loaded(company.entity, book.written)


def _root(store: Store, seed: int) -> tuple[str, int]:
    """Path and level of the entity that the company lies below."""
    t = store.tables["glpi_entities"]
    with store.read() as reader:
        there = reader.one(
            "demo company",
            lambda: sa.select(t.c.id).where(t.c.name == sa.bindparam("name")),
            {"name": company_name(seed)},
        )
        if there:
            raise AlreadyThere(company_name(seed))
        found = reader.one(
            "demo root", lambda: sa.select(t.c.completename, t.c.level).where(t.c.id == sa.literal_column("0"))
        )
    assert found is not None, "every store has a root entity"
    return str(found[0] or ""), int(found[1] or 0)


def _announce(transaction: Transaction) -> None:
    versions: Any = sa.table("steward_versions", sa.column("name", sa.String()), sa.column("value", sa.Integer()))

    def build() -> sa.Update:
        named = versions.c.name == sa.bindparam("role", type_=sa.String())
        return sa.update(versions).where(named).values(value=versions.c.value + sa.literal_column("1"))

    for role in _CHANGED:
        if not transaction.run("demo announced", build, {"role": role}):
            transaction.insert("steward_versions", {"name": role, "value": 1})
