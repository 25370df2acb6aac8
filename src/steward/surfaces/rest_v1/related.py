"""Massive actions on what hangs on the items: locks, actors, members, places in an order, and merging."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from steward.engine.command import Command, Verb
from steward.engine.query import Query, Row, Where
from steward.surfaces.rest_v1.path import id_of
from steward.surfaces.rest_v1.work import Malformed, Plan, Sequel, Work, at, end_at, ends_of, hanging
from steward.vocabulary.item import Item
from steward.vocabulary.relations import End

_SWITCHES = {"0": 0, "1": 1}
_MOST_RULES = 10_000


def unlock_fields(work: Work) -> Plan:
    """Every lock of every item goes."""
    lock = work.model.role("lock")
    locks = hanging(work, lock, End("items_id", itemtype_column="itemtype"))
    return _commands(work, locks, lambda row: Command(Verb.PURGE, lock.name, row["id"], force=True))


def unlock_components(work: Work) -> Plan:
    """What an inventory found and a person put aside comes back. `attached_items` keeps to some types."""
    wanted = work.input.get("attached_items")
    plan: dict[int, list[Command]] = {}
    for rows, end in _components(work):
        if isinstance(wanted, list) and wanted and rows.name not in wanted:
            continue
        if not work.engine.can(work.actor, rows.name, "view"):
            continue
        aside = (Where(("is_deleted",), "equals", 1), Where(("is_dynamic",), "equals", 1))
        for id, found in hanging(work, rows, end, *aside).items():
            restored = (Command(Verb.UPDATE, rows.name, row["id"], {"is_deleted": 0}) for row in found)
            plan.setdefault(id, []).extend(restored)
    return [plan.get(id) for id in work.ids]


def _components(work: Work) -> Iterable[tuple[Item, End]]:
    for rows in work.model.items.values():
        if rows.table is None or not (rows.has("is_deleted") and rows.has("is_dynamic")):
            continue
        for end in ends_of(rows):
            if end.item == work.item.name or end.itemtype_column:
                yield rows, end


def notify(work: Work) -> Plan:
    """Whether the actors of the items get mail."""
    switch = _SWITCHES.get(str(work.wanted("use_notification")))
    if switch is None:
        raise Malformed
    plan: dict[int, list[Command]] = {}
    for rows in work.model.items.values():
        if rows.has("use_notification") and any(end.item == work.item.name for end in ends_of(rows)):
            for id, found in hanging(work, rows, end_at(rows, work.item)).items():
                changed = (Command(Verb.UPDATE, rows.name, row["id"], {"use_notification": switch}) for row in found)
                plan.setdefault(id, []).extend(changed)
    return [plan.get(id) for id in work.ids]


def attach(work: Work) -> Plan:
    """Hang the rows on what the input names."""
    values: dict[str, Any] = {}
    for end in ends_of(work.item):
        id = work.input.get(f"peer_{end.id_column}", work.input.get(end.id_column))
        if id_of(id) is None:
            continue
        values[end.id_column] = id
        if end.itemtype_column:
            values[end.itemtype_column] = work.wanted(f"peer_{end.itemtype_column}", end.itemtype_column)
    if not values:
        raise Malformed
    return [Command(Verb.UPDATE, work.item.name, id, values) for id in work.ids]


def detach(work: Work) -> Plan:
    """Rows that may hang on nothing do so: those sides of them that the input names, or else all that may be empty."""
    free = [end for end in ends_of(work.item) if not end.attached]
    named = [end for end in free if end.id_column in work.input or f"peer_{end.id_column}" in work.input]
    values: dict[str, Any] = {}
    for end in named or free[:1]:
        values |= {end.id_column: 0, **({end.itemtype_column: ""} if end.itemtype_column else {})}
    if not values:
        raise Malformed
    return [Command(Verb.UPDATE, work.item.name, id, values) for id in work.ids]


def put(work: Work) -> Plan:
    """Items have one such row: change it, or make it."""
    rows = work.joint
    end = end_at(rows, work.item)
    values = {name: value for name, value in work.input.items() if rows.has(name) and name != "id"}
    if not values:
        raise Malformed
    there = hanging(work, rows, end)
    return [
        Command(Verb.UPDATE, rows.name, there[id][0]["id"], values)
        if id in there
        else Command(Verb.ADD, rows.name, None, {**values, **at(work, end, id)})
        for id in work.ids
    ]


def move(work: Work) -> Plan:
    """Who is in no group joins this one, who is in one changes to it; of several it cannot be told which one to leave."""
    rows = work.joint
    own = end_at(rows, work.item)
    other = next(end for end in ends_of(rows) if end is not own)
    to = {other.id_column: work.wanted(f"peer_{other.id_column}", other.id_column)}
    there = hanging(work, rows, own)

    def one(id: int) -> Command | None:
        held = there.get(id, [])
        if not held:
            return Command(Verb.ADD, rows.name, None, {own.id_column: id, **to})
        return Command(Verb.UPDATE, rows.name, held[0]["id"], to) if len(held) == 1 else None

    return [one(id) for id in work.ids]


def leave_mine(work: Work) -> Plan:
    """The caller's own rows on the items go."""
    rows = work.joint
    own = end_at(rows, work.item)
    person = end_at(rows, work.model.role("user"))
    held = hanging(work, rows, own, Where((person.id_column,), "equals", work.actor.user_id))
    return _commands(work, held, lambda row: Command(Verb.PURGE, rows.name, row["id"], force=True))


def rank(work: Work) -> Plan:
    """Move rules before or after another one of their kind; those between make room."""
    if not work.item.has("ranking"):
        raise Malformed
    after = {"before": False, "after": True}.get(str(work.wanted("move_type")))
    target = id_of(work.wanted("ranking", "ref_id"))
    page = work.engine.list(work.actor, Query(work.item.name, sort="ranking", trash=None, limit=_MOST_RULES))
    kinds = {row["id"]: row["sub_type"] for row in page.rows}
    if after is None or target is None or target not in kinds:
        raise Malformed
    alike = [row for row in page.rows if row["sub_type"] == kinds[target]]
    moved = {id for id in work.ids if id != target and kinds.get(id) == kinds[target]}
    order = _reordered([row["id"] for row in alike], [id for id in work.ids if id in moved], target, after=after)
    old = {row["id"]: row["ranking"] for row in alike}
    ranks = {
        id: Command(Verb.UPDATE, work.item.name, id, {"ranking": n}) for n, id in enumerate(order, 1) if old[id] != n
    }
    room = [command for id, command in ranks.items() if id not in moved]
    return _with_room(work, moved, ranks, room)


def _with_room(work: Work, moved: set[int], ranks: Mapping[int, Command], room: list[Command]) -> Plan:
    """Making room is part of the first move."""
    plan: list[list[Command] | None] = []
    for id in work.ids:
        if id not in moved or id not in ranks:
            plan.append(None)
            continue
        plan.append([ranks[id], *room])
        room = []
    return plan


def _reordered(order: list[int], moved: list[int], target: int, *, after: bool) -> list[int]:
    moving = list(dict.fromkeys(moved))
    left = [id for id in order if id not in set(moving)]
    place = left.index(target) + after
    return left[:place] + moving + left[place:]


def merge(work: Work) -> Plan:
    """Each item becomes a followup of another one, with what else the input asks for; then it goes to the trash."""
    target = id_of(work.wanted("_mergeticket", "_merge_target"))
    if target is None:
        raise Malformed
    query = Query(work.item.name, (Where(("id",), "in", work.ids),), trash=None, limit=len(work.ids) or 1)
    known = {row["id"]: row for row in work.engine.list(work.actor, query).rows}
    copies = _copies(work, target)
    links = _links(work, target)
    return [
        Sequel(
            [_as_followup(work, known[id], target), *copies.get(id, ())],
            [*links.get(id, ()), Command(Verb.DELETE, work.item.name, id)],
        )
        if id != target and id in known
        else None
        for id in work.ids
    ]


def _as_followup(work: Work, row: Row, target: int) -> Command:
    rows = work.joint
    text = f"{html.escape(row['name'] or '', quote=False)}\n\n{row['content'] or ''}"
    return Command(Verb.ADD, rows.name, None, {**at(work, end_at(rows, work.item), target), "content": text})


def _copies(work: Work, target: int) -> dict[int, list[Command]]:
    """What the input wants to be taken along, unless the target has it."""
    found: dict[int, list[Command]] = {}
    for wish, types in work.data.get("copies", {}).items():
        asked = work.input.get(wish)
        if asked in (None, "", 0, "0", False, []):
            continue
        roles = {id_of(one) for one in asked} if isinstance(asked, list) else None
        for name, columns in types.items():
            for id, commands in _copied(work, work.model.items[name], columns, roles, target).items():
                found.setdefault(id, []).extend(commands)
    return found


def _copied(
    work: Work, rows: Item, columns: list[str], roles: set[int | None] | None, target: int
) -> dict[int, list[Command]]:
    end = end_at(rows, work.item)
    there = hanging(work, rows, end, ids=(*work.ids, target))
    known = {tuple(row[name] for name in columns) for row in there.get(target, ())}
    found: dict[int, list[Command]] = {}
    for id in work.ids:
        for row in there.get(id, ()):
            values = tuple(row[name] for name in columns)
            if (rows.relation is not None and values in known) or (roles is not None and row.get("type") not in roles):
                continue
            known.add(values)
            copy = {**dict(zip(columns, values, strict=True)), **at(work, end, target)}
            found.setdefault(id, []).append(Command(Verb.ADD, rows.name, None, copy))
    return found


def _links(work: Work, target: int) -> dict[int, list[Command]]:
    """The link that the input asks for, where there is none yet."""
    kind = id_of(work.input.get("link_type"))
    if not kind:
        return {}
    rows = work.model.items[work.data["links"]]
    first, second = ends_of(rows)
    linked = {
        id
        for one, other in ((first, second), (second, first))
        for id in hanging(work, rows, one, Where((other.id_column,), "equals", target))
    }
    return {
        id: [Command(Verb.ADD, rows.name, None, {first.id_column: id, second.id_column: target, "link": kind})]
        for id in work.ids
        if id not in linked
    }


def _commands(work: Work, held: Mapping[int, list[Row]], make: Callable[[Row], Command]) -> Plan:
    return [[make(row) for row in held.get(id, ())] or None for id in work.ids]
