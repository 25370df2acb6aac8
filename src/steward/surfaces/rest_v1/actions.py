"""What massive actions do: each key's input turned into one command for each item."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from steward.engine.actor import Actor
from steward.engine.command import Command, Verb
from steward.engine.engine import Engine
from steward.engine.query import Query, Where
from steward.surfaces.rest_v1.path import id_of
from steward.vocabulary.item import Item, Model
from steward.vocabulary.relations import End

_ACTOR_ROLES = {1: "requester", 2: "assign", 3: "observer"}


class Malformed(Exception):
    """The input does not fit the action."""


@dataclass(frozen=True, slots=True)
class Work:
    """One application of an action to the items of one type. `processor` is the part of the key before the colon."""

    engine: Engine
    actor: Actor
    item: Item
    processor: str
    ids: tuple[int, ...]
    input: Mapping[str, Any]

    @property
    def model(self) -> Model:
        return self.engine.model

    @property
    def joint(self) -> Item:
        """The item type that the processor names."""
        found = self.model.items.get(self.processor)
        if found is None:
            raise Malformed
        return found

    def wanted(self, *names: str) -> Any:
        """The first of these members that is there."""
        for name in names:
            if self.input.get(name) not in (None, ""):
                return self.input[name]
        raise Malformed


Plan = list[Command | None]
"""One command for each id, None where there is nothing to do."""


def _each(work: Work, verb: Verb, values: Mapping[str, Any] | None = None, *, force: bool = False) -> Plan:
    return [Command(verb, work.item.name, id, dict(values or {}), force=force) for id in work.ids]


def _update(work: Work) -> Plan:
    """`search_options` names the option by number, `field` its column; the value stands under the column's name."""
    numbers, field = work.wanted("search_options"), work.wanted("field")
    number = id_of(numbers.get(work.item.name) if isinstance(numbers, Mapping) else numbers)
    option = work.item.option.get(-1 if number is None else number)
    if option is None or not isinstance(field, str) or field not in work.input:
        raise Malformed
    own = option.field if option.table == work.item.table and work.item.has(option.field) else option.linkfield
    if field not in {own, option.field, option.linkfield}:
        raise Malformed
    column = field if work.item.has(field) else own
    return _each(work, Verb.UPDATE, {column: work.input[field]})


def _purge(work: Work) -> Plan:
    return _each(work, Verb.PURGE, force=True)


def _purge_keeping_devices(work: Work) -> Plan:
    return _each(work, Verb.PURGE, {"keep_devices": 1}, force=True)


def _clone(work: Work) -> Plan:
    return [Command(Verb.ADD, work.item.name, id, {}) for id in work.ids]


def _add_note(work: Work) -> Plan:
    text = work.wanted("add_note")
    note = work.model.role("note").name
    return [
        Command(Verb.ADD, note, None, {"itemtype": work.item.name, "items_id": id, "content": text}) for id in work.ids
    ]


def _amend_comment(work: Work) -> Plan:
    text = str(work.wanted("amendment"))
    where = (Where(("id",), "in", work.ids),)
    query = Query(work.item.name, where, trash=None, limit=len(work.ids), columns=("id", "comment"))
    known = {row["id"]: row["comment"] for row in work.engine.list(work.actor, query).rows}
    return [
        Command(Verb.UPDATE, work.item.name, id, {"comment": f"{known[id]}\n\n{text}" if known.get(id) else text})
        for id in work.ids
    ]


def _activate(work: Work) -> Plan:
    joint = work.joint
    return [Command(Verb.ADD, joint.name, None, {"itemtype": work.item.name, "items_id": id}) for id in work.ids]


def _move_under(work: Work) -> Plan:
    return _each(work, Verb.UPDATE, {work.item.foreign_key: work.wanted("parent", work.item.foreign_key)})


def _add_followup(work: Work) -> Plan:
    values = {"content": work.wanted("content"), **_chosen(work, "requesttypes_id", "is_private")}
    joint = work.joint.name
    return [Command(Verb.ADD, joint, None, {"itemtype": work.item.name, "items_id": id, **values}) for id in work.ids]


def _add_task(work: Work) -> Plan:
    name = f"{work.item.name}Task"
    if name not in work.model.items:
        raise Malformed
    values = {
        "content": work.wanted("content"),
        **_chosen(work, "taskcategories_id", "actiontime", "state", "is_private"),
    }
    return [Command(Verb.ADD, name, None, {work.item.foreign_key: id, **values}) for id in work.ids]


def _submit_validation(work: Work) -> Plan:
    values = {"users_id_validate": work.wanted("users_id_validate"), **_chosen(work, "comment_submission")}
    joint = work.joint.name
    return [Command(Verb.ADD, joint, None, {work.item.foreign_key: id, **values}) for id in work.ids]


def _add_actor(work: Work) -> Plan:
    role = _ACTOR_ROLES.get(id_of(work.wanted("actortype")) or 0)
    if role is None:
        raise Malformed
    values = {
        f"_{column}_{role}": work.input[column]
        for column in ("users_id", "groups_id", "suppliers_id")
        if column in work.input
    }
    if not values:
        raise Malformed
    return _each(work, Verb.UPDATE, values)


def _chosen(work: Work, *names: str) -> dict[str, Any]:
    return {name: work.input[name] for name in names if name in work.input}


def _sides(work: Work) -> tuple[Item, End, End]:
    """The relation of the processor, its side of the item, and the other one."""
    joint = work.joint
    if joint.relation is None:
        raise Malformed
    first, second = joint.relation.first, joint.relation.second
    if first.item == work.item.name:
        return joint, first, second
    if second.item == work.item.name or second.itemtype_column:
        return joint, second, first
    if first.itemtype_column:
        return joint, first, second
    raise Malformed


def _peer(work: Work, other: End) -> dict[str, Any]:
    """What the input says about the other side."""
    values = {other.id_column: work.wanted(f"peer_{other.id_column}", other.id_column)}
    if other.itemtype_column:
        values[other.itemtype_column] = work.wanted(f"peer_{other.itemtype_column}", other.itemtype_column)
    return values


def _own(work: Work, own: End, id: int) -> dict[str, Any]:
    return {own.id_column: id, **({own.itemtype_column: work.item.name} if own.itemtype_column else {})}


def _join(work: Work) -> Plan:
    joint, own, other = _sides(work)
    peer = _peer(work, other)
    return [Command(Verb.ADD, joint.name, None, {**_own(work, own, id), **peer}) for id in work.ids]


def _part(work: Work) -> Plan:
    joint, own, other = _sides(work)
    where = [Where((column,), "equals", value) for column, value in _peer(work, other).items()]
    where.append(Where((own.id_column,), "in", work.ids))
    if own.itemtype_column:
        where.append(Where((own.itemtype_column,), "equals", work.item.name))
    rows = work.engine.list(work.actor, Query(joint.name, tuple(where), trash=None, limit=10_000)).rows
    joined = {row[own.id_column]: row["id"] for row in rows}
    return [Command(Verb.PURGE, joint.name, joined[id], force=True) if id in joined else None for id in work.ids]


ACTIONS: Mapping[str, Callable[[Work], Plan]] = {
    "update": _update,
    "delete": lambda work: _each(work, Verb.DELETE),
    "restore": lambda work: _each(work, Verb.RESTORE),
    "purge": _purge,
    "purge_but_item_linked": _purge,
    "purge_item_but_devices": _purge_keeping_devices,
    "clone": _clone,
    "duplicate": _clone,
    "add_note": _add_note,
    "amend_comment": _amend_comment,
    "activate": _activate,
    "move_under": _move_under,
    "add_followup": _add_followup,
    "add_task": _add_task,
    "submit_validation": _submit_validation,
    "add_actor": _add_actor,
    "add": _join,
    "add_item": _join,
    "install": _join,
    "remove": _part,
    "remove_item": _part,
    "delete_item": _part,
    "uninstall": _part,
}
"""Actions by the part of their key after the colon."""


def needed(name: str) -> str:
    """The verb that an actor must be allowed on the type for the action to be offered."""
    verbs = {"delete": "delete", "restore": "delete", "clone": "create", "duplicate": "create"}
    return "purge" if name.startswith("purge") else verbs.get(name, "update")


def plan(work: Work, name: str) -> Sequence[Command | None]:
    return ACTIONS[name](work)
