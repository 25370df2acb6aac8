"""Network ports with their kind, name and addresses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import sqlalchemy as sa

from steward.engine.query import DENIED, Row
from steward.engine.row_rights import Clause, From, constant
from steward.engine.search.attached.asked import ID, KIND, Asked, ungathered
from steward.engine.store.text import in_list, ordered
from steward.vocabulary.item import Item, Model

KINDS: Final = "networkport_instantiations"
_PORT: Final = ("id", "entities_id", "is_recursive", "logical_number", "name", "mac", "comment", "is_dynamic")
_NETWORK: Final = ("id", "name", "address", "netmask", "gateway")

By = Mapping[int, list[list[Any]]]


def no_ports(model: Model) -> dict[str, list[Row]]:
    """Every kind is a key, whether there are ports or not."""
    return {name: [] for name in model.type_lists[KINDS]}


def ports(asked: Asked) -> Any:
    """All kinds of ports as keys, each with its ports: five statements, however many there are."""
    port = asked.other("port")
    if not asked.allowed(port):
        return DENIED
    kinds = no_ports(asked.model).keys()
    rows = [row for row in _ports(asked, port) if row[-1] in kinds]
    if not rows:
        return {}
    ids = [row[1] for row in rows]
    details, names = _details(asked, port, ids), _names(asked, ids)
    found: dict[int, dict[str, list[Row]]] = {}
    for owner, id, *values, kind in rows:
        made = Row(kind, zip(("netport_id", *_PORT[1:]), (id, *values), strict=True))
        blank = {c.name: None for c in asked.model.items[kind].columns}
        made.update(details.get((kind, id), blank))
        made.update(names.get(id, {}))
        found.setdefault(owner, no_ports(asked.model))[kind].append(made)
    return found


def _ports(asked: Asked, port: Item) -> list[tuple[Any, ...]]:
    def build() -> sa.Select[Any]:
        r = asked.table(port, "r")
        found = sa.select(r.c[ID], *(r.c[n] for n in _PORT), r.c.instantiation_type)
        found = found.where(asked.here(r), asked.kept(r), asked.seen_here(port, r))
        return found.order_by(ordered(r.c.name), r.c.logical_number, r.c.id)

    return asked.all("ports", build)


def _details(asked: Asked, port: Item, ids: Sequence[int]) -> dict[tuple[str, int], dict[str, Any]]:
    """Rows of all kinds by kind and port, from one statement."""
    kinds = [asked.model.items[name] for name in asked.model.type_lists[KINDS]]

    def build() -> sa.Select[Any]:
        cells = []
        for kind in kinds:
            r = asked.table(kind)
            cells.append(
                asked.gathered((r.c[c.name] for c in kind.columns), r, in_list(r.c[port.foreign_key], "ports"))
            )
        return sa.select(*cells)

    found = {}
    for kind, cell in zip(kinds, asked.all("port kinds", build, ports=ids)[0], strict=True):
        for values in ungathered(cell):
            row = dict(zip((c.name for c in kind.columns), values, strict=True))
            found[kind.name, row[port.foreign_key]] = row
    return found


def _names(asked: Asked, ports: Sequence[int]) -> dict[int, dict[str, Any]]:
    """The network name of each port that has one, with its domain and addresses."""
    name = asked.other("port_name")
    domain = asked.model.items[name.link["fqdns_id"].target or ""]

    def build() -> sa.Select[Any]:
        r, d = asked.table(name, "r"), asked.table(domain, "d")
        joined = r.outerjoin(d, d.c.id == r.c.fqdns_id)
        found = sa.select(r.c[ID], r.c.id, r.c.name, r.c.fqdns_id, d.c.id, d.c.name, d.c.fqdn).select_from(joined)
        return found.where(_of(r, asked.other("port"), "ports"), asked.kept(r)).order_by(r.c.id)

    rows = asked.all("port names", build, ports=ports)
    addresses = _addresses(asked, [r[1] for r in rows]) if rows else {}
    return {
        port: {
            "NetworkName": {
                "id": id,
                "name": text,
                "fqdns_id": fqdn,
                "FQDN": dict(zip(("id", "name", "fqdn"), rest, strict=True)),
                "IPAddress": addresses.get(id, []),
            }
        }
        for port, id, text, fqdn, *rest in rows
    }


def _addresses(asked: Asked, names: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    address = asked.other("address")

    def build() -> sa.Select[Any]:
        r = asked.table(address, "r")
        found = sa.select(r.c[ID], r.c.id, r.c.name)
        return found.where(_of(r, asked.other("port_name"), "names"), asked.kept(r)).order_by(r.c.id)

    rows = asked.all("port addresses", build, names=names)
    networks = _networks(asked, [r[1] for r in rows]) if rows else {}
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for name, id, text in rows:
        # Ids of addresses are texts here, and only here.
        found[name].append({"id": str(id), "name": text, "IPNetwork": networks.get(id, [])})
    return found


def _networks(asked: Asked, addresses: Iterable[int]) -> dict[int, list[dict[str, Any]]]:
    link = asked.other("address_network")
    assert link.relation is not None
    network = asked.model.items[link.relation.second.item or ""]

    def build() -> sa.Select[Any]:
        r, n = asked.table(link, "r"), asked.table(network, "n")
        first, second = (r.c[end.id_column] for end in (link.relation.first, link.relation.second))  # type: ignore[union-attr]
        found = sa.select(first, *(n.c[c] for c in _NETWORK)).select_from(r.join(n, n.c.id == second))
        return found.where(in_list(first, "addresses"), asked.seen(network, n)).order_by(n.c.id)

    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for address, *values in asked.all("address networks", build, addresses=list(addresses)):
        found[address].append(dict(zip(_NETWORK, values, strict=True)))
    return found


def _of(alias: From, parent: Item, bind: str) -> Clause:
    return sa.and_(alias.c[KIND] == constant(parent.name), in_list(alias.c[ID], bind))
