"""Item: everything that is known about one item type, as one frozen value; Model: all of them, linked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from steward.vocabulary.columns import Column
from steward.vocabulary.options import Heading, Option
from steward.vocabulary.relations import End, Link, Purge, Reference, Relation
from steward.vocabulary.steps import Step

Gate = tuple[tuple[str, int], ...] | bool
"""Who passes a class-level check: any of these (right name, bit) pairs; True: everybody; False: nobody."""


@dataclass(frozen=True)
class Item:
    """One item type. Names, numbers and flags as clients of GLPI 10 know them.

    `table` is None for the few types without rows. `discriminator` is the (column, value) that tells apart types sharing a
    table. `gates` holds class-level checks by verb ("view", "create", "update", "delete", "purge") where they differ from what
    `right`, `parent` or `relation` imply. `purges` lists only consequences that parents and relations do not imply.
    `words`: by column, names that searches use for sets of its values; `scales`: columns searched by `-3` for "3 and above";
    `shown_as_text`: numbers that searches answer as texts. `sealed`: columns that the store holds encrypted.
    `withholds`: some rows keep a value to themselves ("settings", "mails"); types that share the table do the same.
    """

    name: str
    table: str | None
    singular: str
    plural: str
    foreign_key: str
    columns: tuple[Column, ...] = ()
    unique: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    indexes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fulltext: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    options: tuple[Option | Heading, ...] = ()
    right: str | None = None
    gates: Mapping[str, Gate] = field(default_factory=dict)
    right_labels: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    name_field: str = "name"
    entity_assigned: bool = False
    recursive: bool = False
    trashable: bool = False
    templated: bool = False
    dynamic: bool = False
    private: bool = False
    located: bool = False
    activatable: bool = False
    tree: bool = False
    history: bool = False
    notepad: bool = False
    no_form: bool = False
    locks_deleted: bool = False
    translatable: bool = False
    features: frozenset[str] = frozenset()
    ancestors: tuple[str, ...] = ()
    parent: End | None = None
    relation: Relation | None = None
    forwards_entity_to: tuple[str, ...] = ()
    clones: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    child_links: tuple[str, ...] = ()
    meta_types: tuple[str, ...] = ()
    undisclosed: frozenset[str] = frozenset()
    sealed: frozenset[str] = field(default=frozenset(), compare=False)
    withholds: str = field(default="", compare=False)
    not_logged: frozenset[str] = frozenset()
    no_massive: tuple[str, ...] = ()
    constants: Mapping[str, object] = field(default_factory=dict)
    discriminator: tuple[str, str] | None = None
    words: Mapping[str, Mapping[str, tuple[int, ...]]] = field(default_factory=dict)
    scales: tuple[str, ...] = ()
    shown_as_text: tuple[str, ...] = ()
    alias_of: str | None = None
    silent: bool = False
    roles: frozenset[str] = frozenset()
    visible_if: str | None = None
    on_add: tuple[Step, ...] = ()
    on_update: tuple[Step, ...] = ()
    on_delete: tuple[Step, ...] = ()
    on_purge: tuple[Step, ...] = ()
    after_add: tuple[Step, ...] = ()
    after_update: tuple[Step, ...] = ()
    after_delete: tuple[Step, ...] = ()
    after_purge: tuple[Step, ...] = ()
    purges: tuple[Purge, ...] = ()
    source: str = ""

    @cached_property
    def column(self) -> Mapping[str, Column]:
        return {c.name: c for c in self.columns}

    @cached_property
    def link(self) -> Mapping[str, Link]:
        return {x.column: x for x in self.links}

    @cached_property
    def option(self) -> Mapping[int, Option]:
        return {o.number: o for o in self.options if isinstance(o, Option)}

    @cached_property
    def option_of_column(self) -> Mapping[str, Option]:
        """The search option that shows a column, as history rows name it: own columns and plain links."""
        found: dict[str, Option] = {}
        for option in self.option.values():
            if option.table == self.table and option.field in self.column:
                found.setdefault(option.field, option)
            elif not option.join and option.linkfield in self.column:
                found.setdefault(option.linkfield, option)
        return found

    def has(self, column: str) -> bool:
        return column in self.column


@dataclass(frozen=True)
class Alias:
    """A deprecated item type: another name and other field names for `current`."""

    name: str
    current: str
    input_rename: Mapping[str, str] = field(default_factory=dict)
    input_add: Mapping[str, str] = field(default_factory=dict)
    output_rename: Mapping[str, str] = field(default_factory=dict)
    output_drop: tuple[str, ...] = ()
    criterion: Mapping[str, object] = field(default_factory=dict)
    options: Mapping[str, object] | None = None


@dataclass(frozen=True)
class Table:
    """A table, once, however many types share it. Composite indexes and unique keys by name."""

    name: str
    columns: tuple[Column, ...]
    unique: Mapping[str, tuple[str, ...]]
    indexes: Mapping[str, tuple[str, ...]]
    fulltext: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Model:
    """All item types, linked. `purges` by item name: the complete cascade, in order; `references` by table."""

    items: Mapping[str, Item]
    tables: Mapping[str, Table]
    type_of_table: Mapping[str, str]
    purges: Mapping[str, tuple[Purge, ...]]
    references: Mapping[str, tuple[Reference, ...]]
    aliases: Mapping[str, Alias] = field(default_factory=dict)
    unions: Mapping[str, Item] = field(default_factory=dict)
    """Item types without rows of their own, searchable as the union of a list's members."""
    type_lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Named lists of item types that clients know: document_types, infocom_types, ticket_types, …"""
    rights: tuple[str, ...] = ()
    """All right names, sorted."""

    @cached_property
    def _by_lower_name(self) -> Mapping[str, str]:
        return {name.lower(): name for name in (*self.items, *self.aliases)}

    @cached_property
    def _by_role(self) -> Mapping[str, Item]:
        return {role: item for item in self.items.values() for role in item.roles}

    @cached_property
    def by_foreign_key(self) -> Mapping[str, Item]:
        """Plain foreign key name (`computers_id`) to the type whose rows it holds."""
        return {self.items[t].foreign_key: self.items[t] for t in self.type_of_table.values() if t in self.items}

    def find(self, name: str) -> str | None:
        """Canonical name of an item type or alias, whatever the case; None if there is none."""
        return self._by_lower_name.get(name.lower())

    def role(self, role: str) -> Item:
        return self._by_role[role]

    def of_table(self, table: str) -> Item:
        return self.items[self.type_of_table[table]]


__all__ = ["Alias", "End", "Gate", "Item", "Model", "Purge", "Reference", "Table"]
