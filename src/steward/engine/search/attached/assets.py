"""What assets carry: components, disks, software, connected devices."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from steward.engine.query import DENIED, Row
from steward.engine.row_rights import constant, targets
from steward.engine.search.attached.asked import ID, KIND, Asked, by_owner, ungathered
from steward.engine.store.text import in_list, ordered
from steward.vocabulary.item import Item, Model


def component_links(model: Model, item: Item) -> list[Item]:
    """The types that attach components, in the order of the item's child links."""
    family = model.role("component_link").name
    linked = [model.items[name] for name in item.child_links if name in model.items]
    return [link for link in linked if family in link.ancestors and link.table is not None]


def devices(asked: Asked) -> Any:
    """Component rows by their type, then by id; a type without rows is left out."""
    kinds = component_links(asked.model, asked.item)
    shapes = [asked.shape(kind) for kind in kinds]
    names = [tuple(n for n in shape.names if n not in (KIND, ID, "is_deleted")) for shape in shapes]

    def build() -> sa.Select[Any]:
        cells = []
        for kind, picked in zip(kinds, names, strict=True):
            r = asked.table(kind)
            tests = (asked.here(r), asked.kept(r), asked.seen_here(kind, r))
            cells.append(asked.gathered((*(r.c[n] for n in picked), r.c[ID]), r, *tests))
        return sa.select(*cells)

    found: dict[int, dict[str, dict[str, Row]]] = {}
    for shape, picked, cell in zip(shapes, names, asked.all("devices", build)[0], strict=True):
        for values in ungathered(cell):
            row = shape.row(picked, values)
            found.setdefault(values[-1], {}).setdefault(shape.item.name, {})[str(row["id"])] = row
    return found


def disks(asked: Asked) -> Any:
    """Volumes, each wrapped under "name", with the name of the file system first."""
    disk = asked.other("disk")
    shape = asked.shape(disk)
    names = tuple(n for n in shape.names if n not in (ID, "is_deleted"))
    systems = asked.model.items[disk.link["filesystems_id"].target or ""]

    def build() -> sa.Select[Any]:
        r, f = asked.table(disk, "r"), asked.table(systems, "f")
        joined = r.outerjoin(f, f.c.id == r.c.filesystems_id)
        found = sa.select(*(r.c[n] for n in names), f.c.name.label("fsname"), r.c[ID]).select_from(joined)
        return found.where(asked.here(r), asked.kept(r), asked.seen_here(disk, r)).order_by(r.c.id)

    return by_owner(
        (owner, {"name": Row(disk.name, {"fsname": system, **shape.row(names, values)})})
        for *values, system, owner in asked.all("disks", build)
    )


def softwares(asked: Asked) -> Any:
    """Installed versions in the order of software and version names."""
    link = asked.other("installation")
    assert link.relation is not None
    version = asked.model.items[link.relation.second.item or ""]
    assert version.parent is not None
    software = asked.model.items[version.parent.item or ""]
    if not asked.allowed(software):
        return DENIED

    def build() -> sa.Select[Any]:
        r, v, s = (asked.table(item, name) for item, name in ((link, "r"), (version, "v"), (software, "s")))
        joined = r.join(v, v.c.id == r.c.softwareversions_id).join(s, s.c.id == v.c.softwares_id)
        columns = (s.c.softwarecategories_id, v.c.softwares_id, r.c.softwareversions_id, r.c.is_dynamic, v.c.states_id)
        found = sa.select(r.c[ID], *columns, s.c.is_valid).select_from(joined)
        seen = (asked.here(r), asked.kept(r), asked.seen_here(link, r), asked.seen(software, s))
        return found.where(*seen).order_by(ordered(s.c.name), ordered(v.c.name), r.c.id)

    names = ("softwarecategories_id", "softwares_id", "softwareversions_id", "is_dynamic", "states_id", "is_valid")
    rows = asked.all("softwares", build)
    return by_owner((owner, Row(software.name, zip(names, values, strict=True))) for owner, *values in rows)


def connections(asked: Asked) -> Any:
    """Connected devices by type: the connection's columns with a prefix, then the device's own."""
    link = asked.other("connection")
    assert link.relation is not None
    kinds = [kind for kind in targets(asked.model, link, link.relation.second) if asked.allowed(kind)]
    mine = link.relation.first.id_column
    own = [n for n in ("id", mine, KIND, ID, "is_dynamic") if link.has(n)]
    shapes = [asked.shape(kind) for kind in kinds]

    def build() -> sa.Select[Any]:
        cells = []
        for kind, shape in zip(kinds, shapes, strict=True):
            c, d = asked.table(link), asked.table(kind)
            joined = c.join(d, d.c.id == c.c[ID])
            columns = [*(c.c[n] for n in own), *(d.c[n] for n in shape.names)]
            here = sa.and_(c.c[KIND] == constant(kind.name), in_list(c.c[mine], "ids"))
            tests = (here, asked.kept(c), asked.kept(d), asked.seen(kind, d))
            cells.append(asked.gathered(columns, joined, *tests))
        return sa.select(*cells)

    found: dict[int, dict[str, list[Row]]] = {}
    for shape, cell in zip(shapes, asked.all("connections", build)[0] if kinds else (), strict=True):
        names = (*(f"assoc_{n}" for n in own), *shape.names)
        for values in ungathered(cell):
            row = shape.row(names, values)
            found.setdefault(row[f"assoc_{mine}"], {}).setdefault(shape.item.name, []).append(row)
    return found
