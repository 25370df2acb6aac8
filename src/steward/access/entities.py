"""Entities: the tree, and which part of it a profile reaches. Values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class EntityTree:
    """All entities. `parents` is None for the root; `names` are completenames."""

    parents: Mapping[int, int | None]
    names: Mapping[int, str]

    def __contains__(self, entity: int) -> bool:
        return entity in self.parents

    @cached_property
    def everything(self) -> frozenset[int]:
        return frozenset(self.parents)

    @cached_property
    def _children(self) -> Mapping[int, list[int]]:
        children: dict[int, list[int]] = {}
        for entity in sorted(self.parents):
            parent = self.parents[entity]
            if parent is not None and parent != entity:
                children.setdefault(parent, []).append(entity)
        return children

    def short_name(self, entity: int) -> str:
        """The entity's own name, without those above it."""
        name, parent = self.names.get(entity, ""), self.parents.get(entity)
        above = f"{self.names.get(parent, '')} > " if parent is not None else ""
        return name.removeprefix(above) if above != " > " else name

    def descendants(self, entity: int) -> list[int]:
        """What is below, itself left out, parents before their children. A broken tree (a loop) ends."""
        found: list[int] = []
        seen = {entity}
        waiting = self._children.get(entity, [])[::-1]
        while waiting:
            current = waiting.pop()
            if current not in seen:
                seen.add(current)
                found.append(current)
                waiting += self._children.get(current, [])[::-1]
        return found

    def ancestors(self, entity: int) -> list[int]:
        """What is above, nearest first."""
        found: list[int] = []
        current = self.parents.get(entity)
        while current is not None and current != entity and current not in found:
            found.append(current)
            current = self.parents.get(current)
        return found


@dataclass(frozen=True, slots=True)
class Assignment:
    """A profile held in an entity, and below it when recursive."""

    entity: int
    recursive: bool


@dataclass(frozen=True, slots=True)
class HeldProfile:
    """A profile of a user with its assignments, in the order they were made."""

    id: int
    name: str
    interface: str
    assignments: tuple[Assignment, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """The entities a session works in: one, with those below when recursive; None is all that the profile reaches."""

    entity: int | None
    recursive: bool


def choice_at_login(profile: HeldProfile, tree: EntityTree, default: int | None) -> Choice:
    """The user's default entity if the profile reaches it, else everything."""
    for assignment in profile.assignments:
        if assignment.entity == default:
            return Choice(default, assignment.recursive)
    if default is not None and is_allowed(profile, tree, Choice(default, recursive=True)):
        return Choice(default, recursive=True)
    return Choice(None, recursive=True)


def is_allowed(profile: HeldProfile, tree: EntityTree, choice: Choice) -> bool:
    """Whether the profile reaches all that is chosen."""
    if choice.entity is None:
        return True
    if choice.entity not in tree:
        return False
    above = tree.ancestors(choice.entity)
    return any(
        assignment.recursive and assignment.entity in above
        if assignment.entity != choice.entity
        else assignment.recursive or not choice.recursive
        for assignment in profile.assignments
    )


def active_entities(profile: HeldProfile, tree: EntityTree, choice: Choice) -> frozenset[int]:
    chosen = profile.assignments if choice.entity is None else (Assignment(choice.entity, choice.recursive),)
    found: set[int] = set()
    for assignment in chosen:
        if assignment.entity in tree:
            found.add(assignment.entity)
            if assignment.recursive:
                found.update(tree.descendants(assignment.entity))
    return frozenset(found)


def entities_above(tree: EntityTree, active: frozenset[int]) -> frozenset[int]:
    """Ancestors of the active entities that are not active themselves."""
    if len(active) == len(tree.parents):
        return frozenset()
    above: set[int] = set()
    for entity in active:
        parent = tree.parents[entity]
        # Walking stops at what another active entity already brought in.
        while parent is not None and parent not in active and parent not in above:
            above.add(parent)
            parent = tree.parents.get(parent)
    return frozenset(above)
