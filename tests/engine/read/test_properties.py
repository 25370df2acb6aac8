"""For any entities, rights and rows: lists hold what single reads give, and both what the rules say in plain Python."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.read.conftest import World
from steward.engine.actor import Actor
from steward.engine.query import Denied
from steward.engine.store.port import Transaction

USERS = st.integers(2, 4)
GROUPS = st.integers(1, 2)
BITS = {"ticket": (1, 1024, 2048, 4096, 8192, 32768), "followup": (1, 2, 8192), "computer": (1,), "contract": (1,)}
KINDS = ("Entity", "Computer", "Item_Disk", "Contract", "Contract_Item", "Ticket", "Ticket_User", "ITILFollowup")
CLEARED = (*KINDS, "Group_Ticket")


@dataclass
class Case:
    """Rows by type; ids are places in the lists, from 1 (entities: from 0)."""

    parents: list[int]
    start: int
    below: bool
    user: int
    groups: tuple[int, ...]
    rights: dict[str, int]
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def line(self, entity: int) -> set[int]:
        """An entity and those above it."""
        found = {entity}
        while entity:
            entity = self.parents[entity - 1]
            found.add(entity)
        return found

    @property
    def entities(self) -> set[int]:
        whole = range(len(self.parents) + 1)
        return {e for e in whole if self.start in self.line(e)} if self.below else {self.start}

    @property
    def actor(self) -> Actor:
        above = set().union(*(self.line(e) for e in self.entities)) - self.entities
        return Actor(
            self.user,
            "u",
            "u (1)",
            1,
            rights=self.rights,
            entities=frozenset(self.entities),
            ancestors=frozenset(above),
            sees_all=len(self.entities) == len(self.parents) + 1,
            groups=self.groups,
        )

    def may(self, right: str, bit: int) -> bool:
        return bool(self.rights.get(right, 0) & bit)

    def row(self, kind: str, id: int) -> dict[str, Any] | None:
        rows = self.rows.get(kind, [])
        return rows[id - 1] if 0 < id <= len(rows) else None

    # The rules, as one would say them

    def opened(self, kind: str) -> bool:
        """The check on the type."""
        if kind == "Ticket":
            return self.may("ticket", 1 | 1024 | 2048 | 4096 | 32768)
        right = {"Entity": "entity", "Computer": "computer", "Contract": "contract", "ITILFollowup": "followup"}.get(
            kind
        )
        if right:
            return self.may(right, 1)
        parent = {"Ticket_User": "Ticket", "Contract_Item": "Contract"}.get(kind)
        return self.opened(parent) if parent else True

    def seen(self, kind: str, id: int) -> bool:
        row = self.row(kind, id) if kind != "Entity" else {}
        if row is None:
            # What hangs on a row that is gone is left to those who see every row of its type.
            whole = self.actor.sees_all and (kind != "Ticket" or self.may("ticket", 1024))
            return whole and self.opened(kind)
        if not self.opened(kind):
            return False
        rule = getattr(self, f"_{kind.lower()}")
        return bool(rule(id, row))

    def _reached(self, row: dict[str, Any]) -> bool:
        entity = row["entities_id"]
        above = set().union(*(self.line(e) for e in self.entities)) - self.entities
        return entity in self.entities or (bool(row.get("is_recursive")) and entity in above)

    def _entity(self, id: int, row: dict[str, Any]) -> bool:
        return id in self.entities

    def _computer(self, id: int, row: dict[str, Any]) -> bool:
        return self._reached(row)

    _contract = _computer

    def _item_disk(self, id: int, row: dict[str, Any]) -> bool:
        return self.seen(row["itemtype"], row["items_id"])

    def _contract_item(self, id: int, row: dict[str, Any]) -> bool:
        return self.seen("Contract", row["contracts_id"]) and self.seen(row["itemtype"], row["items_id"])

    def _ticket(self, id: int, row: dict[str, Any]) -> bool:
        if row["entities_id"] not in self.entities:
            return False
        users = [r["type"] for r in self.rows["Ticket_User"] if (r["tickets_id"], r["users_id"]) == (id, self.user)]
        groups = [
            r["type"] for r in self.rows["Group_Ticket"] if r["tickets_id"] == id and r["groups_id"] in self.groups
        ]
        return (
            self.may("ticket", 1024)
            or (self.may("ticket", 1) and (row["users_id_recipient"] == self.user or 1 in users or 3 in users))
            or (self.may("ticket", 2048) and (1 in groups or 3 in groups))
            or (self.may("ticket", 32768 | 4096) and 2 in users)
            or (self.may("ticket", 4096) and (2 in groups or (self.may("ticket", 8192) and row["status"] == 1)))
        )

    def _ticket_user(self, id: int, row: dict[str, Any]) -> bool:
        return self.seen("Ticket", row["tickets_id"])

    def _itilfollowup(self, id: int, row: dict[str, Any]) -> bool:
        shown = self.may("followup", 8192 if row["is_private"] else 1) or row["users_id"] == self.user
        return shown and self.seen("Ticket", row["items_id"])


@st.composite
def cases(draw: st.DrawFn) -> Case:
    parents = [draw(st.integers(0, i)) for i in range(draw(st.integers(0, 5)))]
    entity = st.integers(0, len(parents))
    rights = {name: sum(draw(st.sets(st.sampled_from(bits)))) for name, bits in BITS.items()} | {"entity": 1}
    case = Case(parents, draw(entity), draw(st.booleans()), draw(USERS), tuple(draw(st.sets(GROUPS))), rights)

    def several(most: int, **columns: st.SearchStrategy[Any]) -> list[dict[str, Any]]:
        return draw(st.lists(st.fixed_dictionaries(columns), max_size=most))

    flag, row = st.integers(0, 1), st.integers(1, 5)
    owned = {"entities_id": entity, "is_recursive": flag}
    kind = st.integers(1, 3)
    case.rows = {
        "Computer": several(5, **owned),
        "Contract": several(4, **owned),
        "Item_Disk": several(5, itemtype=st.just("Computer"), items_id=row),
        "Contract_Item": several(5, itemtype=st.just("Computer"), items_id=row, contracts_id=row),
        "Ticket": several(5, entities_id=entity, status=st.integers(1, 2), users_id_recipient=USERS),
        "Ticket_User": several(5, tickets_id=row, users_id=USERS, type=kind),
        "Group_Ticket": several(4, tickets_id=row, groups_id=GROUPS, type=kind),
        "ITILFollowup": several(5, itemtype=st.just("Ticket"), items_id=row, users_id=USERS, is_private=flag),
    }
    _drop_repeated(case.rows, "Ticket_User", "tickets_id", "users_id", "type")
    _drop_repeated(case.rows, "Group_Ticket", "tickets_id", "groups_id", "type")
    _drop_repeated(case.rows, "Contract_Item", "contracts_id", "items_id")
    return case


def _drop_repeated(rows: dict[str, list[dict[str, Any]]], kind: str, *key: str) -> None:
    rows[kind] = list({tuple(row[k] for k in key): row for row in rows[kind]}.values())


def fill(world: World, case: Case) -> None:
    def work(tx: Transaction) -> None:
        for kind in CLEARED:
            table = world.store.tables[world.model.items[kind].table or ""]
            tx.run(("clear", kind), lambda t=table: sa.delete(t))
        names = [{"id": 0, "name": "root", "completename": "root"}]
        names += [
            {"id": i, "name": str(i), "completename": str(i), "entities_id": p} for i, p in enumerate(case.parents, 1)
        ]
        tx.insert_many("glpi_entities", names)
        for kind, rows in case.rows.items():
            table = world.model.items[kind].table or ""
            named = {"name": "x"} if world.model.items[kind].has("name") else {}
            named |= {"content": "c"} if world.model.items[kind].has("content") else {}
            if rows:
                tx.insert_many(table, [{"id": i, **named, **row} for i, row in enumerate(rows, 1)])

    world.run(work)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(case=cases())
def test_lists_and_single_reads_agree_with_the_rules(world: World, case: Case) -> None:
    fill(world, case)
    actor = case.actor
    for kind in KINDS:
        ids = range(len(case.parents) + 1) if kind == "Entity" else range(1, len(case.rows[kind]) + 1)
        ruled = [id for id in ids if case.seen(kind, id)]
        alone = [id for id in ids if world.sees(actor, kind, id)]
        assert alone == ruled, kind
        try:
            page = world.list(actor, kind)
        except Denied:
            assert not case.opened(kind) and not ruled, kind
            continue
        assert [row["id"] for row in page.rows] == ruled, kind
        assert world.list(actor, kind, limit=1).total == page.total == len(ruled), kind
