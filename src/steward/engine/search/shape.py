"""Shapes: which columns of a type a caller gets to see, and rows made of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import sqlalchemy as sa

from steward.engine.actor import Form
from steward.engine.query import Row
from steward.engine.row_rights import Clause, From, all_of, any_of, constant
from steward.vocabulary.item import Item
from steward.vocabulary.secrets import CORE, SECRET_SETTINGS, SETTINGS

READ: Final = 1
UPDATE: Final = 2
MASK: Final = "********"
_CARD_SECRETS: Final = frozenset({"pin", "pin2", "puk", "puk2"})
_CARD_RIGHT: Final = "devicesimcard_pinpuk"
_RESET_COLUMNS: Final = frozenset({"password_forget_token_date"})
_SECRET_EVENTS: Final = ("passwordforget", "passwordexpires", "passwordinit")


@dataclass(frozen=True)
class Secret:
    """Columns that some rows of a type keep to themselves: rows whose `tests` columns hold one of the values.

    A row that lacks a tested column is taken for such a row.
    """

    columns: frozenset[str]
    tests: tuple[tuple[str, tuple[str, ...]], ...]
    mask: str | None = None

    def hides(self, row: Mapping[str, Any]) -> bool:
        return all(column not in row or row[column] in values for column, values in self.tests)

    def hidden(self, alias: From) -> Clause:
        return all_of(any_of(alias.c[c] == constant(v) for v in values) for c, values in self.tests)


_SECRET_ROWS: Final = {
    SETTINGS: Secret(frozenset({"value"}), (("context", (CORE,)), ("name", tuple(sorted(SECRET_SETTINGS))))),
    "mails": Secret(frozenset({"body_html", "body_text"}), (("event", _SECRET_EVENTS),), MASK),
}


@dataclass(frozen=True)
class Shape:
    """One item type as one form of caller sees it."""

    item: Item
    form: Form

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Columns that are shown, in table order."""
        hidden = self.item.undisclosed | self._withheld
        return tuple(c.name for c in self.item.columns if c.name not in hidden)

    @cached_property
    def shown(self) -> frozenset[str]:
        return frozenset(self.names)

    @property
    def _withheld(self) -> frozenset[str]:
        if self.form.is_system:
            return frozenset()
        if "simcard" in self.item.roles and not self.form.may(_CARD_RIGHT, READ):
            return _CARD_SECRETS
        if "user" in self.item.roles and not self.form.may(self.item.right or "", UPDATE):
            return _RESET_COLUMNS
        return frozenset()

    @cached_property
    def secret(self) -> Secret | None:
        if self.form.is_system:
            return None
        return _SECRET_ROWS.get(self.item.withholds)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        return tuple(c.name for c in self.item.columns if c.is_text and c.name in self.shown)

    def pick(self, wanted: Iterable[str]) -> tuple[str, ...]:
        """The wanted columns that are shown, in table order; all of them when none is named."""
        asked = frozenset(wanted)
        return tuple(n for n in self.names if n in asked) if asked else self.names

    def column(self, alias: From, name: str) -> Clause:
        """A column to compare or sort by: NULL on rows that keep it to themselves."""
        if self.secret is None or name not in self.secret.columns:
            return alias.c[name]
        return sa.case((self.secret.hidden(alias), sa.null()), else_=alias.c[name])

    def row(self, names: tuple[str, ...], values: Iterable[Any]) -> Row:
        """A row from the values of `names`; further values are left alone."""
        made = Row(self.item.name, zip(names, values, strict=False))
        if self.secret is not None and self.secret.hides(made):
            for column in self.secret.columns & made.keys():
                if self.secret.mask is None:
                    del made[column]
                else:
                    made[column] = self.secret.mask
        return made
