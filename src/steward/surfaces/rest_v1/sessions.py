"""Session endpoints of v1: coming and going, entities, profiles, configuration, lost passwords. Texts are raw throughout."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, Literal

import msgspec

from steward.access import LoginFailed, RecoveryRefused, Session
from steward.access.entities import HeldProfile
from steward.surfaces.rest_v1.call import Answer, Call, Handler
from steward.surfaces.rest_v1.data import table
from steward.surfaces.rest_v1.errors import ApiError
from steward.surfaces.rest_v1.full_session import active_profile, full_session, held_entities
from steward.surfaces.rest_v1.path import id_of
from steward.vocabulary.secrets import SECRET_SETTINGS

_DECODED: Final = frozenset(
    {"priority_matrix", "devices_in_menu", "impact_enabled_itemtypes", "lock_item_list", "planning_work_days"}
)
"""Settings that are stored as JSON and shown as what they mean."""
_ASKED: Final = (
    "If the address belongs to exactly one active account, "
    "a message with a link to choose a new password is on its way to it."
)
_LEADING_NUMBER: Final = re.compile(r"\s*([+-]?\d{1,18})")


def init_session(call: Call) -> Answer:
    try:
        token, session = call.access.login(
            login=call.text("login"),
            password=call.text("password"),
            user_token=call.text("user_token"),
            ip=call.ip,
            source=call.text("auth"),
        )
    except LoginFailed as failed:
        raise ApiError(failed.code, failed.message or None) from None
    if call.client is not None:
        call.access.log_call(call.client, call.resource, call.ip, session.actor.login)
    body: dict[str, Any] = {"session_token": token}
    if call.flag("get_full_session") and not call.dialect.bare_session:
        body["session"] = full_session(call, session)
    return Answer(body)


def kill_session(call: Call) -> Answer:
    call.access.kill(_session(call))
    return Answer(True)


def change_active_entities(call: Call) -> Answer:
    recursive = call.params.get("is_recursive")
    if recursive is not None and not isinstance(recursive, bool):
        raise ApiError
    return Answer(call.access.change_entities(_session(call), _asked_entity(call), recursive or False))


def get_my_entities(call: Call) -> Answer:
    session = _session(call)
    recursive = call.params.get("is_recursive") in {True, "1"} if _is_scalar(call.params.get("is_recursive")) else False
    found = [{"id": entity, "name": session.tree.names.get(entity, "")} for entity in _entities(session, recursive)]
    return Answer({str(row["id"]): row for row in found} if call.dialect.bare_session else {"myentities": found})


def get_active_entities(call: Call) -> Answer:
    session = _session(call)
    actor = session.actor
    # Whatever set it last decides its type, as in the reference: a login from the assignment, all else a true boolean.
    is_boolean = session.is_switched or session.choice.entity is None
    recursive = actor.recursive if is_boolean else int(actor.recursive)
    entities = sorted(actor.entities)
    if call.dialect.bare_session:
        listed = [{str(entity): entity} for entity in entities]
        return Answer(
            {"active_entity": actor.active_entity, "active_entity_recursive": recursive, "active_entities": listed}
        )
    shown = {
        "id": actor.active_entity,
        "active_entity_recursive": recursive,
        "active_entities": [{"id": entity} for entity in entities],
    }
    return Answer({"active_entity": shown})


def change_active_profile(call: Call) -> Answer:
    asked = call.params.get("profiles_id")
    if asked is None:
        raise ApiError
    id = id_of(asked)
    if id is None or not call.access.change_profile(_session(call), id):
        raise ApiError("ERROR_ITEM_NOT_FOUND")
    return Answer(True)


def get_my_profiles(call: Call) -> Answer:
    session = _session(call)
    if call.dialect.bare_session:
        return Answer({str(p.id): {"name": p.name, "entities": _keyed_entities(session, p)} for p in session.profiles})
    profiles = [{"id": p.id, "name": p.name, "entities": held_entities(session, p)} for p in session.profiles]
    return Answer({"myprofiles": profiles})


def get_active_profile(call: Call) -> Answer:
    session = _session(call)
    profile = active_profile(call, session)
    if call.dialect.bare_session:
        return Answer({**profile, "entities": _keyed_entities(session, session.profile)})
    return Answer({"active_profile": profile})


def get_full_session(call: Call) -> Answer:
    found = full_session(call, _session(call))
    return Answer(found if call.dialect.bare_session else {"session": found})


def get_glpi_config(call: Call) -> Answer:
    core = call.access.configuration().core
    shown: dict[str, Any] = {
        name: _decoded(value) if name in _DECODED else value
        for name, value in core.items()
        if name not in SECRET_SETTINGS
    }
    shown.update({name: list(types) for name, types in call.engine.model.type_lists.items() if name not in core})
    shown["languages"] = {code: [label, f"{code}.mo"] for code, label in table("languages").items()}
    if call.settings.base_url:
        shown["url_base"] = call.settings.base_url
        shown["url_base_api"] = call.base
    return Answer({"cfg_glpi": shown})


def lost_password(call: Call) -> Answer:
    if call.method != "PUT":
        raise ApiError("ERROR", "Only HTTP verb PUT is allowed")
    access = call.access
    configuration = access.configuration()
    if not access.recovery.is_offered(configuration):
        raise ApiError("ERROR", "Email notifications are disabled")
    email, token = call.text("email").strip(), call.text("password_forget_token").strip()
    if not email and not token:
        raise ApiError("ERROR", "email parameter missing")
    if call.text("session_token"):
        raise ApiError("ERROR", "A session is active")
    if not token:
        access.recovery.ask(email, call.ip)
        return Answer([_ASKED])
    try:
        access.recovery.reset(token, call.text("password"), email)
    except RecoveryRefused as refused:
        raise ApiError("ERROR", refused.message) from None
    return Answer(["Reset password successful."])


ENDPOINTS: Final[Mapping[str, Handler]] = {
    "initSession": init_session,
    "killSession": kill_session,
    "changeActiveEntities": change_active_entities,
    "getMyEntities": get_my_entities,
    "getActiveEntities": get_active_entities,
    "changeActiveProfile": change_active_profile,
    "getMyProfiles": get_my_profiles,
    "getActiveProfile": get_active_profile,
    "getFullSession": get_full_session,
    "getGlpiConfig": get_glpi_config,
    "lostPassword": lost_password,
}


def _session(call: Call) -> Session:
    if call.session is None:
        raise ApiError("ERROR_SESSION_TOKEN_MISSING")
    return call.session


def _asked_entity(call: Call) -> int | Literal["all"]:
    """The parameter `entities_id` as PHP casts it to a number: a text without one is 0, the root."""
    asked = call.params.get("entities_id")
    if asked is None or asked == "all":
        return "all"
    if not _is_scalar(asked):
        raise ApiError
    if isinstance(asked, bool):
        return int(asked)
    id = id_of(asked)
    if id is not None:
        return id
    number = _LEADING_NUMBER.match(str(asked))
    return int(number[1]) if number else 0


def _entities(session: Session, recursive: bool) -> list[int]:
    """Entities the active profile is held in; when recursive, what is below comes before each of them."""
    found: dict[int, None] = {}
    for assignment in session.profile.assignments:
        below = session.tree.descendants(assignment.entity) if recursive and assignment.recursive else []
        found.update(dict.fromkeys([*below, assignment.entity]))
    return list(found)


def _keyed_entities(session: Session, profile: HeldProfile) -> dict[str, Any]:
    return {str(entity["id"]): entity for entity in held_entities(session, profile)}


def _decoded(value: str | None) -> Any:
    try:
        return msgspec.json.decode(value or "[]")
    except msgspec.DecodeError:
        return value


def _is_scalar(value: object) -> bool:
    return isinstance(value, bool | int | float | str)


__all__ = ["ENDPOINTS"]
