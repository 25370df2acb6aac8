"""What hangs on a row: the members that v1 adds for its `with_*` parameters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

import sqlalchemy as sa

from steward.engine.actor import Actor
from steward.engine.query import Row
from steward.engine.rights import Rights
from steward.engine.search.attached import assets, papers, ports
from steward.engine.search.attached.asked import Asked
from steward.engine.search.names import Names
from steward.engine.store.port import Reader
from steward.vocabulary.item import Item, Model

Present = Callable[[Model, Item], bool]
Read = Callable[[Asked], Any]


def _listed(name: str) -> Present:
    return lambda model, item: item.name in model.type_lists.get(name, ())


def _anything(_model: Model, _item: Item) -> bool:
    return True


def _has_components(model: Model, item: Item) -> bool:
    return bool(assets.component_links(model, item))


def _connects(model: Model, item: Item) -> bool:
    relation = model.role("connection").relation
    return relation is not None and relation.first.item == item.name


MEMBERS: Final[Mapping[str, tuple[Present, Read]]] = {
    "devices": (_has_components, assets.devices),
    "disks": (_listed("itemdeviceharddrive_types"), assets.disks),
    "softwares": (_listed("software_types"), assets.softwares),
    "connections": (_connects, assets.connections),
    "networkports": (_anything, ports.ports),
    "infocoms": (_anything, papers.infocoms),
    "contracts": (_anything, papers.contracts),
    "documents": (_anything, papers.documents),
    "tickets": (_anything, papers.tickets),
    "problems": (_anything, papers.problems),
    "changes": (_anything, papers.changes),
    "notes": (_anything, papers.notes),
    "logs": (_anything, papers.logs),
}
"""In the order of the answer: which types have the member, and what it holds."""


class Attached:
    """Reads members for rows that the caller has read already."""

    def __init__(self, model: Model, tables: Mapping[str, sa.Table], rights: Rights, names: Names) -> None:
        self.model, self.tables, self.rights, self.names = model, tables, rights, names

    def of(
        self, reader: Reader, actor: Actor, item: Item, id: int, wanted: Iterable[str], *, names: bool
    ) -> dict[str, Any]:
        """`{"_disks": …}` for `with_disks`, in v1's order. A member without the right for it is DENIED."""
        asked = Asked(self.model, self.tables, self.rights, reader, actor, item, id)
        picked = frozenset(wanted)
        found = {
            f"_{name}": read(asked)
            for name, (present, read) in MEMBERS.items()
            if f"with_{name}" in picked and present(self.model, item)
        }
        if names:
            self.names.expand(reader, actor, list(_rows(found)))
        return found


def _rows(value: Any) -> Iterator[Row]:
    if isinstance(value, Row):
        yield value
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from _rows(inner)
