"""What hangs on a row: the members that v1 adds for its `with_*` parameters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import sqlalchemy as sa

from steward.engine.actor import Actor, Form
from steward.engine.query import DENIED, Row
from steward.engine.rights import Rights
from steward.engine.search.attached import assets, papers, ports
from steward.engine.search.attached.asked import Asked
from steward.engine.search.names import Names
from steward.engine.search.shape import Shape
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


def _nothing(_model: Model) -> Any:
    return []


MEMBERS: Final[Mapping[str, tuple[Present, Read, Callable[[Model], Any]]]] = {
    "devices": (_has_components, assets.devices, _nothing),
    "disks": (_listed("itemdeviceharddrive_types"), assets.disks, _nothing),
    "softwares": (_listed("software_types"), assets.softwares, _nothing),
    "connections": (_connects, assets.connections, _nothing),
    "networkports": (_anything, ports.ports, ports.no_ports),
    "infocoms": (_anything, papers.infocoms, _nothing),
    "contracts": (_anything, papers.contracts, _nothing),
    "documents": (_anything, papers.documents, _nothing),
    "tickets": (_anything, papers.tickets, _nothing),
    "problems": (_anything, papers.problems, _nothing),
    "changes": (_anything, papers.changes, _nothing),
    "notes": (_anything, papers.notes, _nothing),
    "logs": (_anything, papers.logs, _nothing),
}
"""In the order of the answer: which types have the member, how it is read, and what stands for nothing."""


class Attached:
    """Reads members for rows of one type that the caller has read already."""

    def __init__(
        self,
        model: Model,
        tables: Mapping[str, sa.Table],
        rights: Rights,
        names: Names,
        shape: Callable[[Item, Form], Shape],
    ) -> None:
        self.model, self.tables, self.rights, self.names, self.shape = model, tables, rights, names, shape

    def of(
        self, reader: Reader, actor: Actor, item: Item, ids: Sequence[int], wanted: Iterable[str], *, names: bool
    ) -> list[dict[str, Any]]:
        """`{"_disks": …}` for `with_disks` and each id, in v1's order. A member without the right for it is DENIED."""
        asked = Asked(self.model, self.tables, self.rights, self.shape, reader, actor, item, tuple(ids))
        picked = frozenset(wanted)
        made: list[dict[str, Any]] = [{} for _ in ids]
        for name, (present, read, nothing) in MEMBERS.items():
            if f"with_{name}" in picked and present(self.model, item):
                found = read(asked)
                for id, members in zip(ids, made, strict=True):
                    members[f"_{name}"] = DENIED if found is DENIED else found.get(id) or nothing(self.model)
        if names:
            self.names.expand(reader, actor, list(_rows(made)))
        return made


def _rows(value: Any) -> Iterator[Row]:
    if isinstance(value, Row):
        yield value
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from _rows(inner)
