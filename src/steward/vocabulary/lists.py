"""Lists: which item types take part in what (contracts, tickets, racks, …), and what follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from steward.vocabulary.item import Item

NOTED = "noted"
"""Among item types: all that have a notepad."""


@dataclass(frozen=True)
class Lists:
    """Named lists of item types, in the order clients see.

    `children`: child types that members of a list have links to. `components`: the list of component types, which all of
    `component_holders` have links to, save the `limited` ones, which have a list of their own. `met`: searches of a list's
    members may bring in the types beside it, and searches of those types the members, unless the list is `one_way`.
    """

    types: Mapping[str, tuple[str, ...]]
    children: Mapping[str, str] = field(default_factory=dict)
    components: str = ""
    component_holders: str = ""
    limited: Mapping[str, str] = field(default_factory=dict)
    met: tuple[tuple[str, tuple[str, ...]], ...] = ()
    one_way: tuple[str, ...] = ()
    entity: str = "Entity"
    noted: tuple[str, ...] = ()

    def with_joined(self, items: Iterable[Item]) -> Lists:
        """With the types that say themselves which lists they join, and those that have a notepad."""
        types = {name: list(members) for name, members in self.types.items()}
        noted = []
        for item in items:
            noted += [item.name] if item.notepad else []
            for name in item.lists:
                if item.name not in types.setdefault(name, []):
                    types[name].append(item.name)
        return replace(self, types={name: tuple(members) for name, members in types.items()}, noted=tuple(noted))

    def has(self, name: str, item: str) -> bool:
        return item in self.types.get(name, ())

    def named(self, among: Iterable[str]) -> list[str]:
        """Item types out of a mixture of list names and type names."""
        known = {**self.types, NOTED: self.noted}
        return [item for name in among for item in known.get(name, (name,))]

    def child_links(self, item: Item) -> tuple[str, ...]:
        """Children that links point to: by lists, then components, then the type's own."""
        attached = [child for child, name in self.children.items() if self.has(name, item.name)]
        held = self.types.get(self.components, ()) if self.has(self.component_holders, item.name) else ()
        allowed = [c for c in held if c not in self.limited or self.has(self.limited[c], item.name)]
        return (*attached, *allowed, *item.child_links)

    def meta_types(self, item: Item) -> tuple[str, ...]:
        """Types whose criteria a search of `item` may use as well, in the order clients see."""
        met: list[str] = []
        for name, types in self.met:
            met += self.types.get(name, ()) if item.name in types and name not in self.one_way else ()
            met += types if self.has(name, item.name) else ()
        met += item.meta_types
        if item.has("entities_id") and item.name != self.entity:
            met.append(self.entity)
        return tuple(dict.fromkeys(met))
