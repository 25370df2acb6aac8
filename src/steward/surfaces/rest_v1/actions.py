"""What massive actions do: each key's input turned into one command for each item."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from steward.engine.command import Command, Verb
from steward.engine.query import Query, Where
from steward.surfaces.rest_v1 import related
from steward.surfaces.rest_v1.data import table
from steward.surfaces.rest_v1.path import id_of
from steward.surfaces.rest_v1.work import Malformed, Plan, Work, at, ends_of, hanging
from steward.vocabulary.item import Item
from steward.vocabulary.relations import End

_SOLUTIONS = "glpi_itilsolutions"
_ACTOR_ROLES = {1: "requester", 2: "assign", 3: "observer"}


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


def _solve(work: Work) -> Plan:
    solution = work.model.of_table(_SOLUTIONS).name
    values = {"content": work.wanted("content"), **_chosen(work, "solutiontypes_id")}
    return [
        Command(Verb.ADD, solution, None, {"itemtype": work.item.name, "items_id": id, **values}) for id in work.ids
    ]


def _joint(work: Work) -> Item:
    """The relation that the processor names, or the one that joins the processor's items to such items."""
    named = work.joint
    if named.relation is not None:
        return named
    for item in work.model.items.values():
        ends = (item.relation.first, item.relation.second) if item.relation else ()
        for own, other in (ends, ends[::-1]) if ends else ():
            if own.item == named.name and (other.item == work.item.name or other.itemtype_column):
                return item
    raise Malformed


def _sides(work: Work) -> tuple[Item, End, End]:
    """The relation, its side of the item, and the other one."""
    joint = _joint(work)
    assert joint.relation is not None
    first, second = joint.relation.first, joint.relation.second
    if first.item == work.item.name:
        return joint, first, second
    if second.item == work.item.name or second.itemtype_column:
        return joint, second, first
    if first.itemtype_column:
        return joint, first, second
    raise Malformed


def _peer(work: Work, joint: Item, other: End) -> dict[str, Any]:
    """What the input says about the other side."""
    names = (f"peer_{other.id_column}", other.id_column, *(e.id_column for e in ends_of(joint) if e.item == other.item))
    values = {other.id_column: work.wanted(*names)}
    if other.itemtype_column:
        values[other.itemtype_column] = work.wanted(f"peer_{other.itemtype_column}", other.itemtype_column)
    return values


def _join(work: Work, **more: Any) -> Plan:
    joint, own, other = _sides(work)
    further = {name: value for name, value in work.input.items() if joint.has(name)}
    values = {**further, **_peer(work, joint, other), **more}
    return [Command(Verb.ADD, joint.name, None, {**values, **at(work, own, id)}) for id in work.ids]


def _part(work: Work) -> Plan:
    joint, own, other = _sides(work)
    return _unjoin(work, joint, own, _peer(work, joint, other))


def _leave(work: Work) -> Plan:
    joint, own, _ = _sides(work)
    return _unjoin(work, joint, own, {})


def _unjoin(work: Work, joint: Item, own: End, peer: Mapping[str, Any]) -> Plan:
    joined = hanging(work, joint, own, *(Where((column,), "equals", value) for column, value in peer.items()))
    return [
        [Command(Verb.PURGE, joint.name, row["id"], force=True) for row in joined.get(id, ())] or None
        for id in work.ids
    ]


def _link_to(work: Work) -> Plan:
    """Join with whatever the input names: the relation whose other side has that column."""
    for item in work.model.items.values():
        ends = (item.relation.first, item.relation.second) if item.relation else ()
        for own, other in (ends, ends[::-1]) if ends else ():
            if own.item == work.item.name and other.id_column in work.input:
                values = {name: value for name, value in work.input.items() if item.has(name)}
                return [Command(Verb.ADD, item.name, None, {**values, own.id_column: id}) for id in work.ids]
    raise Malformed


def _set(work: Work) -> Plan:
    """Write the table's constants, and those of its columns that the input names."""
    values = {**work.data.get("values", {}), **_chosen(work, *work.data.get("columns", ()))}
    if not values:
        raise Malformed
    return _each(work, Verb.UPDATE, values)


_GENERAL: Mapping[str, Callable[[Work], Plan]] = {
    "update": _update,
    "delete": lambda work: _each(work, Verb.DELETE),
    "restore": lambda work: _each(work, Verb.RESTORE),
    "purge": _purge,
    "purge_but_item_linked": _purge,
    "purge_item_but_devices": _purge_keeping_devices,
    "clone": _clone,
    "add_note": _add_note,
    "amend_comment": _amend_comment,
}
"""Actions that every type may have; their processor is MassiveAction."""

_SPECIAL: Mapping[str, Callable[[Work], Plan]] = {
    "duplicate": _clone,
    "activate": _activate,
    "move_under": _move_under,
    "unlock_fields": related.unlock_fields,
    "unlock_component": related.unlock_components,
    "update_notif": related.notify,
    "affect": related.attach,
    "unaffect": related.detach,
    "merge_as_followup": related.merge,
    "change_group_user": related.move,
    "move_rule": related.rank,
    "add_followup": _add_followup,
    "add_task": _add_task,
    "submit_validation": _submit_validation,
    "resolve_tickets": _solve,
    "add_actor": _add_actor,
    "add_contract": _link_to,
    "link_to_problem": _link_to,
    "add": _join,
    "add_item": _join,
    "add_supervisor": lambda work: _join(work, is_manager=1),
    "add_delegatee": lambda work: _join(work, is_userdelegate=1),
    "install": _join,
    "remove": _part,
    "remove_item": _part,
    "delete_item": _part,
    "uninstall": _part,
    "delete": _leave,
    "addholiday": _link_to,
    "add_template": _link_to,
}
"""Actions by the part of their key after the colon; the part before it names an item type."""


_BY_DATA: Mapping[str, Callable[[Work], Plan]] = {
    "set": _set,
    "put": related.put,
    "leave": _leave,
    "leave_mine": related.leave_mine,
    "purge": _purge,
}
"""Actions of keys whose name alone does not say what is done: the table massive_effects names one of these."""


def effect(key: str) -> Mapping[str, Any]:
    """What the reviewed table says about a key beyond its name."""
    found: Mapping[str, Any] = table("massive_effects").get(key, {})
    return found


def action(key: str) -> Callable[[Work], Plan] | None:
    """What a key stands for; None for what Steward does not do."""
    processor, _, name = key.partition(":")
    data = effect(key)
    if "refused" in data:
        return None
    if "does" in data:
        return _BY_DATA[data["does"]]
    return (_GENERAL if processor == "MassiveAction" else _SPECIAL).get(name)


def needed(key: str) -> str:
    """The verb that an actor must be allowed on the type for the action to be offered."""
    name = key.removeprefix("MassiveAction:")
    verbs = {"delete": "delete", "restore": "delete", "clone": "create"}
    return "purge" if name.startswith("purge") else verbs.get(name, "update")
