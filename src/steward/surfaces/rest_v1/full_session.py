"""The whole session, as getFullSession shows it under the names that clients of the reference know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import msgspec

from steward.access import Session
from steward.access.entities import HeldProfile
from steward.engine.actor import SYSTEM
from steward.surfaces.rest_v1.call import Call

_JSON_COLUMNS: Final = (
    "helpdesk_item_type",
    "ticket_status",
    "problem_status",
    "change_status",
    "managed_domainrecordtypes",
)
_NULL_COLUMNS: Final = frozenset({"change_status"})
"""The one of them that is shown as null, not as empty, when nothing is stored."""


def held_entities(session: Session, profile: HeldProfile) -> list[dict[str, Any]]:
    return [
        {"id": a.entity, "name": session.tree.short_name(a.entity), "is_recursive": int(a.recursive)}
        for a in profile.assignments
    ]


def active_profile(call: Call, session: Session) -> dict[str, Any]:
    """The profile's row, its rights in alphabetical order, and where it is held."""
    row = call.engine.get(SYSTEM, call.engine.model.role("profile").name, session.profile.id)
    for name in _JSON_COLUMNS:
        if name in row:
            row[name] = None if row[name] is None and name in _NULL_COLUMNS else _decoded(row[name])
    return {**row, **dict(sorted(session.actor.rights.items())), "entities": held_entities(session, session.profile)}


def full_session(call: Call, session: Session) -> dict[str, Any]:
    core = call.access.configuration().core
    user = call.engine.get(SYSTEM, call.engine.model.role("user").name, session.person.id)
    return {
        **_person(call, session, user),
        **preferences(user, core),
        "glpi_dropdowntranslations": [],
        "glpipluralnumber": 2,
        "glpiprofiles": {str(p.id): {"name": p.name, "entities": held_entities(session, p)} for p in session.profiles},
        "glpiactiveprofile": active_profile(call, session),
        **_entities(session),
        "glpigroups": list(session.actor.groups),
        "glpisearch": [],
        "noAUTO": 0,
    }


def preferences(user: Mapping[str, Any], core: Mapping[str, str | None]) -> dict[str, Any]:
    """What a user may set for themselves: the columns that have a setting of the same name, which applies while they are NULL."""
    return {
        f"glpi{name}": core[name] if value is None else value
        for name, value in user.items()
        if name in core and name != "is_ids_visible"
    }


def _person(call: Call, session: Session, user: Mapping[str, Any]) -> dict[str, Any]:
    person = session.person
    now = call.engine.clock()
    names_format = call.access.configuration().number("names_format")
    return {
        # Opaque, and of no use to get in: the token itself is known to its holder only.
        "valid_id": session.key[:26],
        "glpi_currenttime": now.strftime("%Y-%m-%d %H:%M:%S"),
        "glpi_use_mode": user.get("use_mode"),
        "glpiID": person.id,
        "glpiis_ids_visible": user.get("is_ids_visible") or 0,
        "glpifriendlyname": person.friendly_name(names_format),
        "glpiname": person.login,
        "glpirealname": person.realname,
        "glpifirstname": person.firstname,
        "glpidefault_entity": person.default_entity,
        "glpiextauth": int(not person.has_local_password),
        "glpiauthtype": person.authtype,
        "glpiroot": "",
        "glpi_plannings": _decoded(user.get("plannings")),
        "glpicrontimer": int(now.timestamp()),
        "glpi_tabs": [],
    }


def _entities(session: Session) -> dict[str, Any]:
    actor, names = session.actor, session.tree.names
    active, above = sorted(actor.entities), sorted(actor.ancestors)
    name = names.get(actor.active_entity, "")
    return {
        "glpiactiveentities": {str(entity): entity for entity in active},
        "glpiactiveentities_string": _quoted(active),
        "glpiparententities": {str(entity): entity for entity in above},
        "glpiparententities_string": _quoted(above),
        "glpientity_fullstructure": session.choice.entity is None,
        "glpiactive_entity": actor.active_entity,
        "glpiactive_entity_recursive": actor.recursive if session.is_switched else int(actor.recursive),
        "glpiactive_entity_name": f"{name} (tree structure)" if actor.recursive else name,
        "glpiactive_entity_shortname": name.rsplit(" > ", 1)[-1] + (" (tree structure)" if actor.recursive else ""),
        "glpishowallentities": int(actor.sees_all),
    }


def _quoted(ids: Iterable[int]) -> str:
    return ",".join(f"'{id}'" for id in ids)


def _decoded(value: str | None) -> Any:
    """Stored JSON as what it means; empty or broken is nothing."""
    try:
        return msgspec.json.decode(value) if value else []
    except msgspec.DecodeError:
        return []
