"""Actors of ITIL objects: requesters, observers and assignees, from the many ways callers name them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from steward.calculations.spans import seconds_between
from steward.itemtypes.steps.emails import is_address
from steward.itemtypes.steps.inputs import at, several, text, truth, whole
from steward.itemtypes.steps.itil_kinds import (
    ACTOR_COLUMNS,
    ASSIGNED,
    ASSIGNEE,
    NEW,
    OBSERVER,
    REQUESTER,
    Kind,
    is_anybody_assigned,
    kind_of,
    parent_row,
)
from steward.vocabulary.steps import OWN_ID, Draft, Reads, Verb

ROLES: Final = {"requester": REQUESTER, "observer": OBSERVER, "assign": ASSIGNEE}
_HISTORY_OPTIONS: Final = {
    ("users_id", REQUESTER): 4, ("users_id", OBSERVER): 66, ("users_id", ASSIGNEE): 5,
    ("groups_id", REQUESTER): 71, ("groups_id", OBSERVER): 65, ("groups_id", ASSIGNEE): 8,
    ("suppliers_id", ASSIGNEE): 6,
}  # fmt: skip
_OPTIONS: Final = {
    "users_id": {REQUESTER: 4, ASSIGNEE: 5, OBSERVER: 66},
    "groups_id": {REQUESTER: 71, ASSIGNEE: 8, OBSERVER: 65},
    "suppliers_id": {ASSIGNEE: 6},
}
"""Search options of ITIL objects that show their actors; history names them."""
_PARTY_OF_TYPE: Final = {"user": "users", "group": "groups", "supplier": "suppliers"}


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody with a part in an ITIL object. `party`: users, groups or suppliers; an id of 0 with an address is a stranger."""

    party: str
    role: int
    id: int
    email: str = ""
    notify: int | None = None

    @property
    def key(self) -> tuple[str, int, int, str]:
        return self.party, self.role, self.id, self.email if self.party == "users" else ""


def named(draft: Draft) -> list[Actor]:
    """All actors that the input names, each once, in the order of roles."""
    found: dict[tuple[str, int, int, str], Actor] = {}
    for word, role in ROLES.items():
        for actor in (
            *_by_keys(draft.input, word, role),
            *_additional(draft.input, word, role),
            *_objects(draft.input, word, role),
        ):
            if actor.id > 0 or actor.email:
                found.setdefault(actor.key, actor)
    return list(found.values())


def _by_keys(sent: Mapping[str, Any], word: str, role: int) -> Iterable[Actor]:
    """`_users_id_requester` and its fellows, with `…_notif` beside them."""
    for party, column in ACTOR_COLUMNS.items():
        key = f"_{column}_{word}"
        notes = sent.get(f"{key}_notif")
        notes = notes if isinstance(notes, Mapping) else {}
        for place, one in enumerate(several(sent.get(key))):
            email = text(at(notes.get("alternative_email"), place, ""))
            notify = at(notes.get("use_notification"), place)
            yield Actor(party, role, whole(one), email.strip(), _flag(notify))


def _additional(sent: Mapping[str, Any], word: str, role: int) -> Iterable[Actor]:
    """`_additional_requesters` and its fellows: a list of objects."""
    for one in several(sent.get(f"_additional_{word}s")):
        if isinstance(one, Mapping):
            yield _actor("users", role, one.get("users_id"), one)
    for party in ("groups", "suppliers"):
        for one in several(sent.get(f"_additional_{party}_{word}s")):
            yield Actor(party, role, whole(one))


def _objects(sent: Mapping[str, Any], word: str, role: int) -> Iterable[Actor]:
    """`_actors` by role, and the older `_itil_assign`: {"_type": "user", "users_id": 4}."""
    actors = sent.get("_actors")
    for one in several(actors.get(word)) if isinstance(actors, Mapping) else []:
        party = _PARTY_OF_TYPE.get(text(one.get("itemtype")).lower()) if isinstance(one, Mapping) else None
        if party:
            yield _actor(party, role, one.get("items_id"), one)
    old = sent.get(f"_itil_{word}")
    for one in [old] if isinstance(old, Mapping) and "_type" in old else several(old):
        party = _PARTY_OF_TYPE.get(text(one.get("_type")).lower()) if isinstance(one, Mapping) else None
        if party:
            yield _actor(party, role, one.get(ACTOR_COLUMNS[party]), one)


def _actor(party: str, role: int, id: Any, sent: Mapping[str, Any]) -> Actor:
    return Actor(
        party, role, whole(id), text(sent.get("alternative_email")).strip(), _flag(sent.get("use_notification"))
    )


def _flag(sent: Any) -> int | None:
    return None if sent in (None, "") else int(truth(sent))


def names_assignee(draft: Draft) -> bool:
    return any(actor.role == ASSIGNEE for actor in named(draft))


def check_actors(draft: Draft, reads: Reads) -> None:
    """Addresses of strangers must be addresses."""
    for actor in named(draft):
        if actor.email and not is_address(actor.email):
            draft.refuse(f"Invalid email address {actor.email}")


def write_actors(draft: Draft, reads: Reads) -> None:
    """Add the actors that are named and not there yet; take away those that are named as deleted or left out of `_actors`."""
    kind, wanted = kind_of(draft), named(draft)
    known = {} if draft.verb is Verb.ADD or not _mentions_actors(draft) else _known(kind, draft, reads)
    for actor in wanted:
        if actor.key not in known:
            draft.then(Verb.ADD, getattr(kind, actor.party), _values(kind, actor))
    for item, id in (*_deleted(kind, draft, known), *_left_out(kind, draft, wanted, known)):
        draft.then(Verb.PURGE, item, {}, id)


def _mentions_actors(draft: Draft) -> bool:
    starts = ("_users_id_", "_groups_id_", "_suppliers_id_", "_additional_", "_actors", "_itil_")
    return any(key.startswith(starts) for key in draft.input)


def _values(kind: Kind, actor: Actor) -> dict[str, Any]:
    values: dict[str, Any] = {kind.key: OWN_ID, ACTOR_COLUMNS[actor.party]: actor.id, "type": actor.role}
    if actor.party != "groups":
        values["alternative_email"] = actor.email
        if actor.notify is not None:
            values["use_notification"] = actor.notify
    return values


def _known(kind: Kind, draft: Draft, reads: Reads) -> dict[tuple[str, int, int, str], tuple[str, int]]:
    found = {}
    for party, column in ACTOR_COLUMNS.items():
        item = getattr(kind, party)
        for row in reads.rows(item, {kind.key: draft.id}):
            email = (row.get("alternative_email") or "") if party == "users" and not row[column] else ""
            found[party, row["type"], row[column], email] = item, row["id"]
    return found


def _deleted(kind: Kind, draft: Draft, known: Mapping[Any, tuple[str, int]]) -> Iterable[tuple[str, int]]:
    """`_users_id_assign_deleted`: [{"items_id": 4}] and its fellows."""
    for word, role in ROLES.items():
        for party, column in ACTOR_COLUMNS.items():
            for one in several(draft.input.get(f"_{column}_{word}_deleted")):
                id = whole(one.get("items_id")) if isinstance(one, Mapping) else whole(one)
                email = text(one.get("alternative_email")) if isinstance(one, Mapping) and not id else ""
                if (party, role, id, email) in known:
                    yield known[party, role, id, email]


def _left_out(
    kind: Kind, draft: Draft, wanted: Iterable[Actor], known: Mapping[Any, tuple[str, int]]
) -> Iterable[tuple[str, int]]:
    """`_actors` is the whole set of the roles that it mentions."""
    sent = draft.input.get("_actors")
    roles = {ROLES[word] for word in sent if word in ROLES} if isinstance(sent, Mapping) else set()
    kept = {actor.key for actor in wanted}
    for key, place in known.items():
        if key[1] in roles and key not in kept:
            yield place


def check_actor(draft: Draft, reads: Reads) -> None:
    """A user or an address, and nobody twice in the same part."""
    found = parent_row(draft, reads)
    if found is None:
        draft.refuse()
    kind, row = found
    column = next(column for column in ACTOR_COLUMNS.values() if draft.item.has(column))
    draft.values.setdefault("type", REQUESTER)
    draft.side_option = _HISTORY_OPTIONS.get((column, draft.get("type")), 0)
    email = str(draft.get("alternative_email") or "").strip()
    if draft.item.has("alternative_email"):
        draft.values["alternative_email"] = email
    id = draft.get(column, 0)
    if not id and not (email and column == "users_id"):
        draft.refuse()
    if email and not is_address(email):
        draft.refuse(f"Invalid email address {email}")
    same = {kind.key: row["id"], "type": draft.get("type"), column: id, **({} if id else {"alternative_email": email})}
    if any(one["id"] != draft.id for one in reads.rows(draft.item.name, same, columns=("id",), limit=2)):
        draft.refuse()


def assign_parent(draft: Draft, reads: Reads) -> None:
    """After an actor came: a first assignee takes the object into account and moves it from new to assigned."""
    found = parent_row(draft, reads)
    if found is None:
        return
    kind, row = found
    changes: dict[str, Any] = {}
    if draft.get("type") == ASSIGNEE:
        if "takeintoaccountdate" in row and not row["takeintoaccountdate"]:
            changes["takeintoaccountdate"] = draft.now
            changes["takeintoaccount_delay_stat"] = max(1, seconds_between(row["date"] or draft.now, draft.now))
        if kind.assigns and row["status"] == NEW:
            changes["status"] = ASSIGNED
    touch(draft, kind, row["id"], changes)


def release_parent(draft: Draft, reads: Reads) -> None:
    """After an actor went: without any assignee an assigned object is new again."""
    found = parent_row(draft, reads)
    if found is None:
        return
    kind, row = found
    alone = (
        draft.get("type") == ASSIGNEE and row["status"] == ASSIGNED and not is_anybody_assigned(kind, row["id"], reads)
    )
    touch(draft, kind, row["id"], {"status": NEW} if alone and kind.assigns else {})


def touch(draft: Draft, kind: Kind, id: int, changes: Mapping[str, Any]) -> None:
    """Change the object that the row hangs on; at the least it was changed now, by who wrote."""
    values = {**changes, "users_id_lastupdater": draft.caller.user_id, "date_mod": draft.now}
    draft.then(Verb.UPDATE, kind.item, values, id)
