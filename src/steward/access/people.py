"""People: a user's row as access needs it, and the profiles they hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from steward.access import tokens
from steward.access.entities import Assignment, HeldProfile

LOCAL = 1
"""Authentication type of users whose password is ours."""


@dataclass(frozen=True, slots=True)
class Person:
    """Columns of a user in the order of `tables.USER_COLUMNS`. Moments are "YYYY-MM-DD HH:MM:SS"."""

    id: int
    login: str
    realname: str | None
    firstname: str | None
    password: str | None = field(repr=False)
    authtype: int
    is_active: int
    is_deleted: int
    begin_date: str | None
    end_date: str | None
    default_profile: int
    default_entity: int | None

    def may_connect(self, now: str) -> bool:
        return (
            bool(self.is_active)
            and not self.is_deleted
            and (not self.begin_date or self.begin_date <= now)
            and (not self.end_date or now <= self.end_date)
        )

    @property
    def has_local_password(self) -> bool:
        return self.authtype == LOCAL

    @property
    def credential(self) -> str:
        """Changes when the password does; ends the sessions that the old one opened."""
        return tokens.digest(self.password or "")

    def without_password(self) -> Person:
        """For keeping: a hash has no business in long-lived memory."""
        return replace(self, password=None)

    def friendly_name(self, names_format: int) -> str:
        """Real name and first name, the other way round with format 1; the login when there is neither."""
        parts = [self.firstname, self.realname] if names_format == 1 else [self.realname, self.firstname]
        return " ".join(part for part in parts if part) or self.login


def person_of(row: tuple[Any, ...] | None) -> Person | None:
    return Person(*row) if row else None


def held_profiles_of(rows: Iterable[tuple[Any, ...]]) -> tuple[HeldProfile, ...]:
    """Rows of `tables.held_profiles`, which come ordered, gathered by profile. The same entity twice counts once."""
    found: dict[int, tuple[str, str, dict[int, bool]]] = {}
    for id, name, interface, entity, recursive in rows:
        _, _, entities = found.setdefault(id, (name or "", interface or "helpdesk", {}))
        entities[entity] = entities.get(entity, False) or bool(recursive)
    return tuple(
        HeldProfile(id, name, interface, tuple(Assignment(e, r) for e, r in entities.items()))
        for id, (name, interface, entities) in found.items()
    )


def profile_at_login(person: Person, profiles: tuple[HeldProfile, ...]) -> HeldProfile:
    """The user's default profile if they hold it, else the first by name."""
    return next((p for p in profiles if p.id == person.default_profile), profiles[0])
