"""Who may do what: checks on whole types in Python, and predicates on rows as SQL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from steward.engine.actor import Actor, Form
from steward.engine.class_rights import BITS, allows
from steward.engine.rights_rules import RULES
from steward.engine.row_rights import Clause, From, Given, Scope, all_of, constant
from steward.vocabulary.item import Item, Model


def form_of(actor: Actor) -> Form:
    return actor.form


def params(actor: Actor) -> Mapping[str, Any]:
    """Values for the bind names that row predicates use."""
    return actor.binds


@dataclass(frozen=True)
class Rights:
    """Row predicates over one model's tables. Clauses hold bind names only; `params(actor)` has the values."""

    model: Model
    tables: Mapping[str, sa.Table]

    def visible(self, item: Item, form: Form, alias: From, point: bool = False, given: Given | None = None) -> Clause:
        """Rows of `alias` that may be read. `point`: written for a few rows rather than for a whole list.

        `given`: a parent that all of them have, and that the actor was seen to read.
        """
        return Scope(self.model, self.tables, RULES, form, point, given=given).visible(item, alias)

    def listed(self, item: Item, form: Form, alias: From, point: bool = False, given: Given | None = None) -> Clause:
        """Rows that belong into collections: the visible ones, without those that a type keeps out of lists."""
        scope = Scope(self.model, self.tables, RULES, form, point, given=given)
        rule = RULES[item.visible_if] if item.visible_if else None
        if form.is_system or rule is None or rule.listed is None:
            return scope.visible(item, alias)
        return all_of([rule.listed(scope, item, alias), scope.visible(item, alias)])

    def writable(self, item: Item, verb: str, form: Form, alias: From, point: bool = True) -> Clause:
        """Rows of `alias` on which update, delete, restore or purge is allowed."""
        return Scope(self.model, self.tables, RULES, form, point).writable(item, verb, alias)

    def discriminates(self, item: Item, alias: From) -> Clause:
        """Keeps the rows of this type where several types share a table."""
        if item.discriminator is None:
            return sa.true()
        column, value = item.discriminator
        return alias.c[column] == constant(value)


__all__ = ["BITS", "Rights", "allows", "form_of", "params"]
