"""Sessions: who is behind a token, checked in one statement a request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import Any

from steward.access import tables
from steward.access.clock import Time
from steward.access.configuration import Configuration
from steward.access.entities import (
    Assignment,
    Choice,
    EntityTree,
    HeldProfile,
    active_entities,
    choice_at_login,
    entities_above,
    is_allowed,
)
from steward.access.people import Person, held_profiles_of, person_of, profile_at_login
from steward.access.tables import Tables
from steward.engine.actor import Actor
from steward.engine.store.port import Reader, Store, Transaction

MISSING, INVALID = "ERROR_SESSION_TOKEN_MISSING", "ERROR_SESSION_TOKEN_INVALID"
_KEPT = 2_000
"""Sessions whose actors are kept in memory."""
_SWEEP = 60
"""Seconds between two searches for sessions that idled out."""


class SessionInvalid(Exception):
    """The token opens nothing. `code` is v1's."""

    def __init__(self, code: str = INVALID) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody at work: `actor` is what the engine asks for, the rest is what session endpoints show.

    `key` is the digest of the token. `choice` is what the session works in; `is_switched`: it was chosen after login.
    """

    key: str
    actor: Actor
    person: Person
    profile: HeldProfile
    profiles: tuple[HeldProfile, ...]
    choice: Choice
    is_switched: bool
    tree: EntityTree = field(repr=False)


@dataclass(slots=True)
class _Remembered:
    """A built session, the row and versions it was built from, and when it was last used and last noted (seconds)."""

    facts: tuple[Any, ...]
    session: Session
    last_used: int
    touched: int


class Sessions:
    """Opens, checks and ends sessions. `idle` is in seconds."""

    def __init__(self, store: Store, t: Tables, idle: int, time: Time) -> None:
        self._store, self._t, self._idle, self._time = store, t, idle, time
        # Writing the time of every use would make each read a write; once in a while is enough, and memory knows better.
        self._touch_after = min(60, max(1, idle // 10))
        self._swept = 0
        self._builder = Builder(t)
        self._remembered: dict[str, _Remembered] = {}
        self._touch = partial(tables.touch_session, t)
        self._change = partial(tables.change_session, t)
        self._end = partial(tables.end_session, t)
        self._end_idle = partial(tables.end_idle_sessions, t)

    def remembered(self, key: str, row: tuple[Any, ...]) -> Session | None:
        """The session of a row of `tables.gate` if nothing about it has changed; raises SessionInvalid. `used` must follow."""
        last_used = row[-1]
        if last_used is None:
            raise SessionInvalid
        seconds, known = self._time.seconds(), self._remembered.get(key)
        if seconds - max(last_used, known.last_used if known else 0) > self._idle:
            self._remembered.pop(key, None)
            raise SessionInvalid
        if known is None or known.facts != row[:-1]:
            return None
        if (until := known.session.person.end_date) and until < self._time.moment():
            raise SessionInvalid
        known.last_used = seconds
        return known.session

    def check(self, reader: Reader, key: str, row: tuple[Any, ...], configuration: Configuration) -> Session:
        """Like `remembered`, but what is new or has changed is read."""
        session = self.remembered(key, row)
        if session is None:
            session = self._builder.build(reader, key, row[:-1], self._time.moment(), configuration)
            self._remember(key, _Remembered(row[:-1], session, self._time.seconds(), row[-1]))
        return session

    def used(self, session: Session) -> None:
        """Note the use in the store, if that was not done lately. Outside of any reading, since it may write."""
        known = self._remembered.get(session.key)
        if known is not None and known.last_used - known.touched >= self._touch_after:
            known.touched = known.last_used
            params = {"token": session.key, "now": known.last_used}
            self._store.write(lambda tx: tx.run("access.touch", self._touch, params))

    def start(
        self, reader: Reader, key: str, person: Person, versions: tuple[int, int, int], configuration: Configuration
    ) -> dict[str, Any] | None:
        """The row of a new session; None when the person holds no profile.

        What is read for it is remembered, for whoever finds the row and versions still the same.
        """
        profiles = self._builder.profiles(reader, person.id)
        if not profiles:
            return None
        session = self._builder.begin(reader, key, person, profiles, versions, configuration)
        now, choice = self._time.seconds(), session.choice
        row = {
            "users_id": person.id,
            "profiles_id": session.profile.id,
            "entities_id": choice.entity,
            "is_recursive": int(choice.recursive),
            "is_switched": 0,
            "credential": person.credential,
        }
        self._remember(key, _Remembered((*versions, *row.values()), session, now, now))
        return {"token_hash": key, **row, "created": now, "last_used": now}

    def insert(self, tx: Transaction, row: dict[str, Any]) -> None:
        """Write a new session, and now and then take the chance to forget those that idled out."""
        now = self._time.seconds()
        if now - self._swept >= _SWEEP:
            self._swept = now
            tx.run("access.end_idle", self._end_idle, {"before": now - self._idle})
        tx.insert(self._t.sessions.name, row)

    def change(self, session: Session, profile: HeldProfile, choice: Choice, *, switched: bool) -> None:
        params = {
            "token": session.key,
            "profile": profile.id,
            "entity": choice.entity,
            "recursive": int(choice.recursive),
            "switched": int(switched),
        }
        self._store.write(lambda tx: tx.run("access.change", self._change, params))

    def kill(self, session: Session) -> None:
        self._remembered.pop(session.key, None)
        self._store.write(lambda tx: tx.run("access.end", self._end, {"token": session.key}))

    def _remember(self, key: str, entry: _Remembered) -> None:
        while len(self._remembered) >= _KEPT:
            self._remembered.pop(next(iter(self._remembered)), None)
        self._remembered[key] = entry


_Reaches = dict[tuple[tuple[Assignment, ...], Choice], tuple[frozenset[int], frozenset[int]]]


class Builder:
    """Reads what makes an actor: the person, their profiles, rights and groups, and the entity tree."""

    def __init__(self, t: Tables) -> None:
        self._user = partial(tables.user_by_id, t)
        self._profiles = partial(tables.held_profiles, t)
        self._rights_rows = partial(tables.rights_of_profile, t)
        self._groups = partial(tables.groups_of_user, t)
        self._entities = partial(tables.entity_tree, t)
        # What many sessions have in common is kept once, for as long as its version stands.
        self._reach: tuple[int, EntityTree, _Reaches] | None = None
        self._rights_of: tuple[int, dict[int, Mapping[str, int]]] = (-1, {})

    def tree(self, reader: Reader, version: int) -> EntityTree:
        return self._known_reach(reader, version)[1]

    def _known_reach(self, reader: Reader, version: int) -> tuple[int, EntityTree, _Reaches]:
        known = self._reach
        if known is None or known[0] != version:
            rows = reader.all("access.tree", self._entities)
            tree = EntityTree({r[0]: r[1] for r in rows}, {r[0]: r[2] or "" for r in rows})
            known = self._reach = (version, tree, {})
        return known

    def _entities_of(
        self, reader: Reader, version: int, profile: HeldProfile, choice: Choice
    ) -> tuple[frozenset[int], frozenset[int]]:
        """Active entities and those above them."""
        _, tree, reaches = self._known_reach(reader, version)
        key = (profile.assignments, choice)
        found = reaches.get(key)
        if found is None:
            active = active_entities(profile, tree, choice)
            if len(reaches) >= _KEPT:
                reaches.clear()
            found = reaches[key] = (active, entities_above(tree, active))
        return found

    def _rights(self, reader: Reader, version: int, profile: int) -> Mapping[str, int]:
        known_version, known = self._rights_of
        if known_version != version:
            known = {}
            self._rights_of = (version, known)
        if profile not in known:
            rows = reader.all("access.rights", self._rights_rows, {"profile": profile})
            known[profile] = MappingProxyType(dict(rows))
        return known[profile]

    def profiles(self, reader: Reader, user: int) -> tuple[HeldProfile, ...]:
        return held_profiles_of(reader.all("access.profiles", self._profiles, {"user": user}))

    def begin(
        self,
        reader: Reader,
        key: str,
        person: Person,
        profiles: tuple[HeldProfile, ...],
        versions: tuple[int, int, int],
        configuration: Configuration,
    ) -> Session:
        """The session as it is after a login."""
        tree, profile = self.tree(reader, versions[0]), profile_at_login(person, profiles)
        choice = choice_at_login(profile, tree, person.default_entity)
        actor = self._actor(reader, versions[:2], person, profile, choice, configuration)
        return Session(key, actor, person.without_password(), profile, profiles, choice, False, tree)

    def build(
        self, reader: Reader, key: str, facts: tuple[Any, ...], now: str, configuration: Configuration
    ) -> Session:
        """The session as it stands now. What was taken away since it was opened is gone, down to the session itself."""
        entities_version, _, _, user, profile_id, entity, recursive, switched, credential = facts
        person = person_of(reader.one("access.user", self._user, {"id": user}))
        if person is None or not person.may_connect(now) or person.credential != credential:
            raise SessionInvalid
        profiles = self.profiles(reader, user)
        if not profiles:
            raise SessionInvalid
        tree = self.tree(reader, entities_version)
        choice = Choice(entity, bool(recursive))
        profile = next((p for p in profiles if p.id == profile_id), None)
        if profile is None or not is_allowed(profile, tree, choice):
            profile = profile or profile_at_login(person, profiles)
            choice, switched = choice_at_login(profile, tree, person.default_entity), False
        actor = self._actor(reader, facts[:2], person, profile, choice, configuration)
        return Session(key, actor, person.without_password(), profile, profiles, choice, bool(switched), tree)

    def _actor(
        self,
        reader: Reader,
        versions: tuple[int, int],
        person: Person,
        profile: HeldProfile,
        choice: Choice,
        configuration: Configuration,
    ) -> Actor:
        active, above = self._entities_of(reader, versions[0], profile, choice)
        return Actor(
            user_id=person.id,
            login=person.login,
            label=f"{person.friendly_name(configuration.number('names_format'))} ({person.id})",
            profile_id=profile.id,
            interface=profile.interface,
            rights=self._rights(reader, versions[1], profile.id),
            entities=active,
            ancestors=above,
            active_entity=profile.assignments[0].entity if choice.entity is None else choice.entity,
            recursive=choice.recursive,
            sees_all=active == self.tree(reader, versions[0]).everything,
            groups=tuple(
                group
                for group, entity, recursive in reader.all("access.groups", self._groups, {"user": person.id})
                if entity in active or (recursive and entity in above)
            ),
        )
