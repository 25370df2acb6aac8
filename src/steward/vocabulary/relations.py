"""How item types hang together: links, parents, relations, and what a purge takes along."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

ParentRights = Literal["same", "view", "none"]


@dataclass(frozen=True, slots=True)
class Link:
    """A foreign key: `column` holds the id of a row of item type `target`; None where the name resolves to no type.

    When such a row is purged the column falls to 0; `by_class`: cascades see to it (None: as parents and relations imply);
    `follows=False`: it stays. A polymorphic one has an `itemtype_column`, and `among` says which types it may name.
    """

    column: str
    target: str | None
    by_class: bool | None = field(default=None, compare=False)
    follows: bool = field(default=True, compare=False)
    itemtype_column: str | None = field(default=None, compare=False)
    among: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class End:
    """The parent of a child, or one side of a relation.

    Either `item` names the type, or `itemtype_column` the column that holds its name; `id_column` holds the id.
    `rights`: "same" right needed on that item, "view" is enough for everything, "none" is not checked.
    `log_actions`: history numbers written to that item for add, update, delete. `cascades=False`: the row outlives it.
    `among`: the types that an itemtype column may name, by list or by name.
    """

    id_column: str
    item: str | None = None
    itemtype_column: str | None = None
    rights: ParentRights = "same"
    attached: bool = True
    takes_entity: bool = False
    logs: bool = True
    log_actions: tuple[int, int, int] = (17, 18, 19)
    cascades: bool = field(default=True, compare=False)
    among: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Relation:
    """A row that joins two items. `always_both`: rights are needed on both; `coherent`: entities must agree."""

    first: End
    second: End
    always_both: bool = False
    coherent: bool = True
    forwards_entity: bool = True


@dataclass(frozen=True, slots=True)
class Purge:
    """One consequence of purging an item, on rows of `table` whose `match` columns (any of them) hold its id.

    `op`: "clean" purges each row through `item`, so that its own consequences follow; "delete" and "update" (with `set`)
    are one statement.
    """

    table: str
    match: tuple[str, ...]
    op: Literal["clean", "delete", "update"] = "clean"
    item: str | None = None
    where: Mapping[str, object] = field(default_factory=dict)
    set: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reference:
    """A column of `table` that may hold this item's id, set to 0 (or the replacement's id) when the item is purged.

    With `itemtype_column` the reference is polymorphic. `by_class` references are left to cascades or tree logic; they
    still count as use when recursion is about to be switched off.
    """

    table: str
    column: str
    itemtype_column: str | None = None
    by_class: bool = False
