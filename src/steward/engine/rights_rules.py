"""The named rules that item types point to with `visible_if`, beyond entities, parents and relations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import sqlalchemy as sa

from steward.engine.row_rights import Clause, From, Rule, Scope, all_of, any_of, constant, standing_alone, targets
from steward.engine.store.text import in_list
from steward.vocabulary.item import Item
from steward.vocabulary.relations import End

READ, UPDATE, CREATE, DELETE, PURGE, READNOTE, UPDATENOTE = 1, 2, 4, 8, 16, 32, 64
OWN_KIND, OBSERVER_KIND = 1, 3
ASSIGNED: Final = (2,)
ASKING: Final = (OWN_KIND, OBSERVER_KIND)
CLOSED: Final = (5, 6)
"""Solved and closed: what a requester may no longer change."""
READALL, READGROUP, READASSIGN, ASSIGN, STEAL, OWN, PRIORITY = 1024, 2048, 4096, 8192, 16384, 32768, 65536
SEE_PRIVATE, UPDATE_ALL = 8192, 1024
VALIDATE: Final = 1024 | 4096 | 8192
KNOWLEDGE_ADMIN, READ_FAQ = 1024, 2048
PERSONAL = 128


def _me(column: Clause) -> Clause:
    return column == sa.bindparam("actor_user", type_=sa.Integer())


def _is(column: Clause, *values: int) -> Clause:
    return column == constant(values[0]) if len(values) == 1 else column.in_([constant(v) for v in values])


def _linked(scope: Scope, item: Item, role: str) -> Iterator[tuple[From, Clause, Clause]]:
    """Tables that join the item with rows of a role: (alias, column of the item's id, column of the other's id)."""
    other = scope.model.role(role).name
    for link in scope.model.items.values():
        relation = link.relation
        if relation is None or link.table is None or {relation.first.item, relation.second.item} != {item.name, other}:
            continue
        mine, theirs = relation.first, relation.second
        if mine.item != item.name:
            mine, theirs = theirs, mine
        alias = scope.table(link)
        yield alias, alias.c[mine.id_column], alias.c[theirs.id_column]


def _actors(scope: Scope, item: Item, role: str, kinds: tuple[int, ...] = ()) -> Iterator[sa.Select[Any]]:
    """Ids of rows on which the caller (role "user") or a group of his stands as one of `kinds` (none: any)."""
    for alias, mine, theirs in _linked(scope, item, role):
        if "type" not in alias.c:
            continue
        test = _me(theirs) if role == "user" else in_list(theirs, "actor_groups")
        yield sa.select(mine).where(test, *([_is(alias.c.type, *kinds)] if kinds else []))


def _own(scope: Scope, item: Item, column: str, *tests: str) -> sa.Select[Any]:
    alias = scope.table(item)
    return sa.select(alias.c.id).where(_me(alias.c[column]))


def _asked_to_approve(scope: Scope, item: Item) -> Iterator[sa.Select[Any]]:
    for child in scope.model.items.values():
        if child.parent is None or child.parent.item != item.name or not child.has("users_id_validate"):
            continue
        if scope.may(child, VALIDATE):
            alias = scope.table(child)
            yield sa.select(alias.c[child.parent.id_column]).where(_me(alias.c.users_id_validate))


# Tickets


def _ticket_view(scope: Scope, item: Item, alias: From) -> Clause:
    reach = scope.in_own_entities(item, alias)
    if scope.may(item, READALL):
        return reach
    return all_of([reach, scope.among(alias.c.id, _ticket_parts(scope, item))])


def _ticket_parts(scope: Scope, item: Item) -> Iterator[sa.Select[Any]]:
    if scope.may(item, READ):
        yield from _actors(scope, item, "user", ASKING)
        yield _own(scope, item, "users_id_recipient")
    if scope.may(item, READGROUP):
        yield from _actors(scope, item, "group", ASKING)
    if scope.may(item, OWN | READASSIGN):
        yield from _actors(scope, item, "user", ASSIGNED)
    if scope.may(item, READASSIGN):
        yield from _actors(scope, item, "group", ASSIGNED)
        if scope.may(item, ASSIGN):
            fresh = scope.table(item)
            yield sa.select(fresh.c.id).where(_is(fresh.c.status, 1))
    yield from _asked_to_approve(scope, item)


def _untouched_request(scope: Scope, item: Item, alias: From) -> Clause:
    """The caller's own request, as long as nobody has written a followup or a task."""
    mine = scope.among(
        alias.c.id, [*_actors(scope, item, "user", (OWN_KIND,)), _own(scope, item, "users_id_recipient")]
    )
    answered = [_rows_of(scope, child, item, alias) for child in _notes_of(scope, item)]
    return all_of([mine, *(sa.not_(found) for found in answered)])


def _notes_of(scope: Scope, item: Item) -> Iterator[Item]:
    """Followups and tasks: types with private rows that hang on the item."""
    for child in scope.model.items.values():
        if not child.has("is_private") or not child.has("timeline_position") or child.table is None:
            continue
        if child.has(item.foreign_key) or (child.parent is not None and child.parent.itemtype_column is not None):
            yield child


def _rows_of(scope: Scope, child: Item, item: Item, alias: From) -> Clause:
    rows = scope.table(child)
    if child.has(item.foreign_key):
        return sa.exists().where(rows.c[item.foreign_key] == alias.c.id)
    assert child.parent is not None and child.parent.itemtype_column is not None
    kind = rows.c[child.parent.itemtype_column] == constant(item.name)
    return sa.exists().where(kind, rows.c[child.parent.id_column] == alias.c.id)


def _ticket_update(scope: Scope, item: Item, alias: From) -> Clause:
    """Central: by right, or what is assigned to him. Both: an untouched, open request of his own."""
    fresh = all_of([sa.not_(_is(alias.c.status, *CLOSED)), _untouched_request(scope, item, alias)])
    ways = [fresh]
    if scope.form.interface == "central":
        if scope.may(item, UPDATE | ASSIGN | STEAL | PRIORITY):
            ways.append(sa.true())
        elif scope.may(item, OWN):
            ways.append(scope.among(alias.c.id, _actors(scope, item, "user", ASSIGNED)))
    return all_of([scope.in_own_entities(item, alias), _ticket_view(scope, item, alias), any_of(ways)])


def _ticket_delete(scope: Scope, item: Item, alias: From) -> Clause:
    own = scope.in_own_entities(item, alias)
    if scope.form.interface == "central":
        return all_of([own, _ticket_view(scope, item, alias)])
    return all_of([own, _untouched_request(scope, item, alias), alias.c.date_mod == alias.c.date])


# Problems, changes


def _itil_view(scope: Scope, item: Item, alias: From) -> Clause:
    reach = scope.in_reach(item, alias)
    if scope.may(item, READALL):
        return reach
    members = [*_actors(scope, item, "user"), *_actors(scope, item, "group"), _own(scope, item, "users_id_recipient")]
    return all_of([reach, scope.among(alias.c.id, members if scope.may(item, READ) else ())])


def _itil_change(scope: Scope, item: Item, alias: From) -> Clause:
    return all_of([scope.in_own_entities(item, alias), _itil_view(scope, item, alias)])


# Followups and tasks


def _timeline_end(scope: Scope, item: Item) -> End:
    """What a followup or task hangs on: its parent, or the link to a type that has a status and a recipient."""
    if item.parent is not None:
        return item.parent
    for link in item.links:
        target = scope.model.items.get(link.target or "")
        if target is not None and target.has("users_id_recipient") and link.column == target.foreign_key:
            return End(link.column, item=target.name)
    raise LookupError(f"{item.name} hangs on nothing that has a timeline")


def _survey_view(scope: Scope, item: Item, alias: From) -> Clause:
    """A survey is seen, and answered, with the ticket it asks about."""
    return scope.refers(_timeline_end(scope, item), item, alias, scope.visible)


def _timeline_view(scope: Scope, item: Item, alias: From) -> Clause:
    ways = [_mine(alias)]
    if scope.may(item, SEE_PRIVATE):
        ways.append(_is(alias.c.is_private, 1))
    if scope.may(item, READ):
        ways.append(_is(alias.c.is_private, 0))
    if len(ways) == 3:
        ways = [sa.true()]
    return all_of([any_of(ways), scope.refers(_timeline_end(scope, item), item, alias, scope.visible)])


def _mine(alias: From) -> Clause:
    """Written by the caller, or given to him to do."""
    return any_of(_me(alias.c[name]) for name in ("users_id", "users_id_tech") if name in alias.c)


def _timeline_update(scope: Scope, item: Item, alias: From) -> Clause:
    allowed = [sa.true()] if scope.may(item, UPDATE_ALL) else [_me(alias.c.users_id)]
    return all_of([_timeline_view(scope, item, alias), *allowed])


# People


def _user_view(scope: Scope, item: Item, alias: From) -> Clause:
    if scope.form.sees_all:
        return sa.true()
    return scope.among(alias.c.id, _assigned_users(scope))


def _assigned_users(scope: Scope) -> Iterator[sa.Select[Any]]:
    link = scope.model.role("profile_user")
    rows = scope.table(link)
    yield sa.select(rows.c.users_id).where(scope.in_reach(link, rows))


def _entity_view(scope: Scope, item: Item, alias: From) -> Clause:
    return sa.true() if scope.form.sees_all else in_list(alias.c.id, "actor_entities")


# What people share: reminders, feeds, knowledge


def _shared_with(scope: Scope, item: Item) -> Iterator[sa.Select[Any]]:
    """Ids of rows that are shown to the caller, his groups, his profile or his entities."""
    for _, mine, theirs in _linked(scope, item, "user"):
        yield sa.select(mine).where(_me(theirs))
    for alias, mine, theirs in _linked(scope, item, "group"):
        yield sa.select(mine).where(in_list(theirs, "actor_groups"), _target_reach(scope, alias))
    for alias, mine, theirs in _linked(scope, item, "profile"):
        profile = sa.bindparam("actor_profile", type_=sa.Integer())
        yield sa.select(mine).where(theirs == profile, _target_reach(scope, alias))
    for alias, mine, theirs in _linked(scope, item, "entity"):
        yield sa.select(mine).where(any_of([in_list(theirs, "actor_entities"), scope.handed_down(alias)]))


def _target_reach(scope: Scope, alias: From) -> Clause:
    """A group or profile target may be narrowed to an entity."""
    if scope.form.sees_all:
        return sa.true()
    anywhere = _is(alias.c.no_entity_restriction, 1)
    return any_of([anywhere, in_list(alias.c.entities_id, "actor_entities"), scope.handed_down(alias)])


def _shared_view(scope: Scope, item: Item, alias: From) -> Clause:
    shared = list(_shared_with(scope, item)) if scope.may(item, READ) else []
    return any_of([_me(alias.c.users_id), scope.among(alias.c.id, shared)])


def _shared_change(bit: int) -> Any:
    def change(scope: Scope, item: Item, alias: From) -> Clause:
        ways = [_me(alias.c.users_id)]
        if scope.may(item, bit):
            ways.append(_shared_view(scope, item, alias))
        return any_of(ways)

    return change


def _knowledge_view(scope: Scope, item: Item, alias: From) -> Clause:
    if scope.may(item, KNOWLEDGE_ADMIN):
        return sa.true()
    shown = scope.among(alias.c.id, _shared_with(scope, item))
    if scope.form.interface != "central" or not scope.may(item, READ):
        # Without the knowledge base itself only its FAQ is left.
        return all_of([_is(alias.c.is_faq, 1), any_of([shown, _me(alias.c.users_id)])])
    return any_of([_me(alias.c.users_id), shown])


def _saved_search_view(scope: Scope, item: Item, alias: From) -> Clause:
    ways = [_me(alias.c.users_id)]
    if scope.may(item, READ):
        ways.append(all_of([_is(alias.c.is_private, 0), scope.in_reach(item, alias)]))
    return any_of(ways)


def _saved_search_change(bit: int) -> Any:
    def change(scope: Scope, item: Item, alias: From) -> Clause:
        ways = [all_of([_is(alias.c.is_private, 1), _me(alias.c.users_id)])]
        if scope.may(item, bit):
            ways.append(all_of([_is(alias.c.is_private, 0), scope.in_own_entities(item, alias)]))
        return any_of(ways)

    return change


def _event_view(scope: Scope, item: Item, alias: From) -> Clause:
    ways = [_me(alias.c.users_id), in_list(alias.c.groups_id, "actor_groups"), scope.in_reach(item, alias)]
    return any_of(ways)


# Projects


def _members(scope: Scope, item: Item) -> Iterator[sa.Select[Any]]:
    """Ids of projects or project tasks with the caller or a group of his in the team."""
    for team in scope.model.items.values():
        relation = team.relation
        if relation is None or relation.first.item != item.name or relation.second.rights != "none":
            continue
        if relation.second.itemtype_column is None or team.table is None:
            continue
        rows = scope.table(team)
        kind, member = rows.c[relation.second.itemtype_column], rows.c[relation.second.id_column]
        user, group = (constant(scope.model.role(role).name) for role in ("user", "group"))
        yield sa.select(rows.c[relation.first.id_column]).where(kind == user, _me(member))
        yield sa.select(rows.c[relation.first.id_column]).where(kind == group, in_list(member, "actor_groups"))


def _project_view(scope: Scope, item: Item, alias: From) -> Clause:
    reach = scope.in_reach(item, alias)
    if scope.may(item, READALL):
        return reach
    ways = [
        _me(alias.c.users_id),
        in_list(alias.c.groups_id, "actor_groups"),
        scope.among(alias.c.id, _members(scope, item)),
    ]
    return all_of([reach, any_of(ways if scope.may(item, READ) else ())])


def _project_change(scope: Scope, item: Item, alias: From) -> Clause:
    return all_of([scope.in_own_entities(item, alias), _project_view(scope, item, alias)])


def _project_task_view(scope: Scope, item: Item, alias: From) -> Clause:
    assert item.parent is not None
    ways = [scope.end(item.parent, item, alias, "view")]
    if scope.may(item, READ):
        ways.append(scope.among(alias.c.id, _members(scope, item)))
    return all_of([scope.in_reach(item, alias), any_of(ways)])


def _project_task_listed(scope: Scope, item: Item, alias: From) -> Clause:
    """Lists hold the caller's own tasks of real projects only, whatever his rights."""
    assert item.parent is not None
    project = scope.table(scope.model.items[item.parent.item or ""])
    templates = sa.select(project.c.id).where(_is(project.c.is_template, 1))
    own = scope.among(alias.c.id, _members(scope, item))
    return all_of([own, alias.c[item.parent.id_column].not_in(templates)])


def _project_task_update(scope: Scope, item: Item, alias: From) -> Clause:
    assert item.parent is not None
    ways = [scope.end(item.parent, item, alias, "update")]
    if scope.may(item, UPDATE_ALL):  # UPDATEMY has that bit here
        ways.append(any_of([scope.among(alias.c.id, _members(scope, item)), _me(alias.c.users_id)]))
    return all_of([_project_task_view(scope, item, alias), any_of(ways)])


# Configuration


def _config_view(scope: Scope, item: Item, alias: From) -> Clause:
    return alias.c.context.in_([constant("core"), constant("inventory")])


def _notification_view(scope: Scope, item: Item, alias: From) -> Clause:
    """Notices about the installation itself are for those who may read its configuration."""
    config = scope.model.role("config")
    inner = [o.name for o in scope.model.items.values() if o.right == config.right and not o.entity_assigned]
    shown: Clause = sa.true()
    if not scope.form.may(config.right or "", READ):
        shown = alias.c.itemtype.not_in([constant(name) for name in inner])
    return all_of([scope.in_reach(item, alias), shown])


def _own_entity_view(scope: Scope, item: Item, alias: From) -> Clause:
    return scope.in_reach(item, alias)


def _own_entity_change(scope: Scope, item: Item, alias: From) -> Clause:
    return scope.in_own_entities(item, alias)


# Notes and history of any item


def _note(bit: int) -> Any:
    def test(scope: Scope, item: Item, alias: From) -> Clause:
        assert item.parent is not None and item.parent.itemtype_column is not None
        kinds = [t for t in targets(scope.model, item, item.parent) if t.right and scope.form.may(t.right, bit)]
        kind, column = alias.c[item.parent.itemtype_column], alias.c[item.parent.id_column]
        return scope.refers_to_any(kinds, kind, column, scope.visible)

    return test


def _history_view(scope: Scope, item: Item, alias: From) -> Clause:
    """History is read with the item it is about. That of parts is read under them: no statement could hold all types."""
    if scope.form.sees_all:
        return sa.true()
    kinds = scope.model.items.values() if scope.given else standing_alone(scope.model)
    return scope.refers_to_any(kinds, alias.c.itemtype, alias.c.items_id, scope.visible)


RULES: Final[dict[str, Rule]] = {
    "ticket_actors": Rule(_ticket_view, _ticket_update, _ticket_delete, _itil_change),
    "itil_actors": Rule(_itil_view, _itil_change, _itil_change, _itil_change),
    "survey": Rule(_survey_view, _survey_view, _survey_view, _survey_view),
    "timeline": Rule(_timeline_view, _timeline_update, _timeline_view, _timeline_view),
    "assigned_users": Rule(_user_view, _user_view, _user_view, _user_view),
    "active_entities": Rule(_entity_view, _entity_view, _entity_view, _entity_view),
    "shared": Rule(_shared_view, _shared_change(UPDATE), _shared_change(PURGE), _shared_change(PURGE)),
    "knowledge": Rule(_knowledge_view, _knowledge_view, _knowledge_view, _knowledge_view),
    "saved_searches": Rule(
        _saved_search_view, _saved_search_change(UPDATE), _saved_search_change(PURGE), _saved_search_change(PURGE)
    ),
    "planned_events": Rule(_event_view),
    "project_members": Rule(_project_view, _project_change, _project_change, _project_change),
    "project_task_members": Rule(
        _project_task_view, _project_task_update, _project_task_update, _project_task_update, _project_task_listed
    ),
    "plain_configuration": Rule(_config_view),
    "notifications": Rule(_notification_view),
    "own_entity": Rule(_own_entity_view, _own_entity_change, _own_entity_change, _own_entity_change),
    "notes": Rule(_note(READNOTE), _note(UPDATENOTE), _note(UPDATENOTE), _note(UPDATENOTE)),
    "history": Rule(_history_view),
}
