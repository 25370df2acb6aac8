"""What is written about a row: finances, contracts, documents, tickets, notes, history."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import sqlalchemy as sa

from steward.engine.query import DENIED, Row
from steward.engine.row_rights import Clause, From, constant, targets
from steward.engine.search.attached.asked import ID, KIND, Asked, by_owner
from steward.engine.store.text import in_list, ordered
from steward.vocabulary.item import Item

READNOTE: Final = 32
_OPEN_DOCUMENTS: Final = frozenset({"ticket_actors", "itil_actors", "knowledge", "shared"})
"""Rules of types whose readers see the documents too, whatever their rights on documents."""


def infocoms(asked: Asked) -> Any:
    item = asked.other("infocom")
    if not asked.allowed(item):
        return DENIED
    shape = asked.shape(item)

    def build() -> sa.Select[Any]:
        r = asked.table(item, "r")
        found = sa.select(r.c[ID], *(r.c[n] for n in shape.names))
        return found.where(asked.here(r), asked.seen_here(item, r)).order_by(r.c.id.desc())

    return {owner: shape.row(shape.names, values) for owner, *values in asked.all("infocoms", build)}


def contracts(asked: Asked) -> Any:
    """Links to contracts in reach, by the name of the contract."""
    link = asked.other("contract_link")
    assert link.relation is not None
    contract = asked.model.items[link.relation.first.item or ""]
    if not asked.allowed(contract):
        return DENIED
    names = tuple(c.name for c in link.columns)

    def build() -> sa.Select[Any]:
        r, c = asked.table(link, "r"), asked.table(contract, "c")
        joined = r.join(c, c.c.id == r.c[contract.foreign_key])
        found = sa.select(r.c[ID], *(r.c[n] for n in names)).select_from(joined)
        return found.where(asked.here(r), asked.kept(c), asked.seen(contract, c)).order_by(ordered(c.c.name), r.c.id)

    rows = asked.all("contracts", build)
    return by_owner((owner, Row(link.name, zip(names, values, strict=True))) for owner, *values in rows)


def documents(asked: Asked) -> Any:
    """Documents of the row, of a ticket's followups, tasks and solutions too; what stands inline in a text is left out."""
    link, document = asked.other("document_link"), asked.other("document")
    free = asked.item.visible_if in _OPEN_DOCUMENTS
    if not free and not asked.allowed(document):
        return DENIED
    entity = asked.other("entity")
    heading = asked.model.items[document.link["documentcategories_id"].target or ""]
    shape = asked.shape(document)

    def build() -> sa.Select[Any]:
        r, d, e, h = (asked.table(*pair) for pair in ((link, "r"), (document, "d"), (entity, "e"), (heading, "h")))
        joined = r.join(d, d.c.id == r.c[document.foreign_key]).outerjoin(e, e.c.id == d.c.entities_id)
        joined = joined.outerjoin(h, h.c.id == d.c.documentcategories_id)
        parts = list(_timeline(asked, link))
        first = (r.c.id, r.c.date_creation, d.c.entities_id, e.c.completename, h.c.completename)
        owner = _owner(asked, parts, r)
        found = sa.select(owner, *first, *(d.c[n] for n in shape.names)).select_from(joined)
        seen = sa.true() if free else asked.seen(document, d)
        return found.where(_where_linked(asked, parts, r), asked.kept(d), seen).order_by(r.c.id)

    names = ("assocID", "assocdate", "entityID", "entity", "headings", *shape.names)
    return by_owner((owner, shape.row(names, values)) for owner, *values in asked.all("documents", build))


def _owner(asked: Asked, parts: list[Item], r: From) -> Clause:
    """The asked row that a document belongs to, itself or through what is said in it."""
    if not parts:
        return r.c[ID]
    ways = []
    for child in parts:
        c = asked.table(child)
        column = c.c[asked.item.foreign_key if child.has(asked.item.foreign_key) else ID]
        ways.append((r.c[KIND] == constant(child.name), sa.select(column).where(c.c.id == r.c[ID]).scalar_subquery()))
    return sa.case(*ways, else_=r.c[ID])


def _where_linked(asked: Asked, parts: list[Item], r: From) -> Clause:
    if not parts:
        return asked.here(r)
    ways = [asked.here(r)]
    for child in parts:
        c = asked.table(child)
        mine = sa.select(c.c.id).where(_hangs_on(asked, child, c), asked.seen(child, c))
        ways.append(sa.and_(r.c[KIND] == constant(child.name), r.c[ID].in_(mine)))
    return sa.and_(sa.or_(*ways), r.c.timeline_position > constant(-1))


def _timeline(asked: Asked, link: Item) -> Iterator[Item]:
    """Followups, tasks, solutions and approvals of an ITIL object that the caller may read."""
    if not asked.item.has("users_id_recipient"):
        return
    assert link.relation is not None
    for child in targets(asked.model, link, link.relation.second):
        spoken = child.has("users_id") and (child.has("timeline_position") or child.has("solutiontypes_id"))
        anywhere = child.parent is not None and child.parent.itemtype_column is not None
        if spoken and (anywhere or child.has(asked.item.foreign_key)) and asked.allowed(child):
            yield child


def _hangs_on(asked: Asked, child: Item, alias: From) -> Clause:
    if child.has(asked.item.foreign_key):
        return in_list(alias.c[asked.item.foreign_key], "ids")
    return asked.here(alias)


def tickets(asked: Asked) -> Any:
    return _linked(asked, "ticket_item")


def problems(asked: Asked) -> Any:
    return _linked(asked, "problem_item")


def changes(asked: Asked) -> Any:
    return _linked(asked, "change_item")


def _linked(asked: Asked, role: str) -> Any:
    """Tickets, problems or changes about this row, the latest change first, with the name of their category."""
    link = asked.other(role)
    assert link.relation is not None
    about = asked.model.items[link.relation.first.item or ""]
    if not asked.allowed(about):
        return DENIED
    category = asked.model.items[about.link["itilcategories_id"].target or ""]
    shape = asked.shape(about)

    def build() -> sa.Select[Any]:
        r, k, c = asked.table(link, "r"), asked.table(about, "k"), asked.table(category, "c")
        joined = r.join(k, k.c.id == r.c[about.foreign_key]).outerjoin(c, c.c.id == k.c.itilcategories_id)
        found = sa.select(r.c[ID], *(k.c[n] for n in shape.names), c.c.completename.label("catname"))
        found = found.select_from(joined).where(asked.here(r), asked.kept(k), asked.seen(about, k))
        return found.order_by(ordered(k.c.date_mod, True), k.c.id.desc())

    names = (*shape.names, "catname")
    return by_owner((owner, shape.row(names, values)) for owner, *values in asked.all(role, build))


def notes(asked: Asked) -> Any:
    """Notes with the picture of whoever wrote them, the newest first."""
    if not asked.item.right or not asked.form.may(asked.item.right, READNOTE):
        return DENIED
    note, user = asked.other("note"), asked.other("user")
    names = tuple(c.name for c in note.columns)

    def build() -> sa.Select[Any]:
        r, u = asked.table(note, "r"), asked.table(user, "u")
        found = sa.select(*(r.c[n] for n in names), u.c.picture).select_from(r.outerjoin(u, u.c.id == r.c.users_id))
        return found.where(asked.here(r)).order_by(ordered(r.c.date_mod, True), r.c.id.desc())

    rows = (Row(note.name, zip((*names, "picture"), row, strict=True)) for row in asked.all("notes", build))
    return by_owner((row[ID], row) for row in rows)


def logs(asked: Asked) -> Any:
    """History by id. Whoever reads the row reads what it is the history of."""
    log = asked.other("log")
    if not asked.allowed(log):
        return DENIED
    names = tuple(c.name for c in log.columns)

    def build() -> sa.Select[Any]:
        r = asked.table(log, "r")
        return sa.select(*(r.c[n] for n in names)).where(asked.here(r)).order_by(r.c.id)

    found: dict[int, dict[str, Row]] = {}
    for values in asked.all("logs", build):
        row = Row(log.name, zip(names, values, strict=True))
        found.setdefault(row[ID], {})[str(row["id"])] = row
    return found
