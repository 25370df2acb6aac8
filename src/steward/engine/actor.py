"""Actor: who is asking. No read or write happens without one; the system itself is an actor with a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any


@dataclass(frozen=True, eq=False)
class Form:
    """What about an actor shapes a statement, as part of its key: values differ between actors of one form, texts do not.

    Made by `form_of`, which gives equal actors the same object; so forms compare by identity.
    """

    rights: Mapping[str, int]
    interface: str
    sees_all: bool
    is_system: bool

    def may(self, right: str, bit: int) -> bool:
        return self.is_system or bool(self.rights.get(right, 0) & bit)


@lru_cache(maxsize=1_000)
def _form(rights: frozenset[tuple[str, int]], interface: str, sees_all: bool, is_system: bool) -> Form:
    return Form(dict(rights), interface, sees_all, is_system)


@dataclass(frozen=True)
class Actor:
    """A user acting with one profile in a set of entities.

    `entities`: ids of the active set; `ancestors`: ids above them (their recursive rows are readable); `sees_all`: the set is
    the whole tree, so statements leave the entity test out. `rights`: right name to bits. `label` is what history shows,
    "glpi (2)". `groups`: the user's groups in reach.
    """

    user_id: int
    login: str
    label: str
    profile_id: int = 0
    interface: str = "central"
    rights: Mapping[str, int] = field(default_factory=dict)
    entities: frozenset[int] = frozenset()
    ancestors: frozenset[int] = frozenset()
    active_entity: int = 0
    recursive: bool = False
    sees_all: bool = False
    groups: tuple[int, ...] = ()
    is_system: bool = False

    def may(self, right: str, bit: int) -> bool:
        return self.is_system or bool(self.rights.get(right, 0) & bit)

    def reaches(self, entity: int) -> bool:
        return self.is_system or entity in self.entities

    @cached_property
    def form(self) -> Form:
        return _form(frozenset(self.rights.items()), self.interface, self.sees_all, self.is_system)

    @cached_property
    def binds(self) -> Mapping[str, Any]:
        """Values for the names that row predicates use."""
        return {
            "actor_user": self.user_id,
            "actor_profile": self.profile_id,
            "actor_entity": self.active_entity,
            "actor_entities": self.entities,
            "actor_ancestors": self.ancestors,
            "actor_groups": self.groups,
        }


SYSTEM = Actor(user_id=0, login="system", label="", sees_all=True, is_system=True)
"""Steward itself: jobs, migrations, consequences of other writes."""
