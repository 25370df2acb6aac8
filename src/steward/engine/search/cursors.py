"""Cursors: where a page ended, as an opaque text that only the same search by the same user can go on from."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from steward.engine.actor import Actor
from steward.engine.row_rights import Clause, all_of, any_of
from steward.engine.search.criteria import BadSearch, Search


@dataclass(frozen=True, slots=True)
class Position:
    """The last row of a page: how many rows came up to it, what it is sorted by, and its id."""

    passed: int = 0
    keys: tuple[Any, ...] = ()
    id: int = 0

    @property
    def shape(self) -> tuple[bool, ...]:
        """Which keys were empty: the condition on what follows is another one there."""
        return tuple(key is None for key in self.keys)

    @property
    def values(self) -> dict[str, Any]:
        found = {f"after_{n}": key for n, key in enumerate(self.keys) if key is not None}
        return {**found, "after_id": self.id}


def _digest(actor: Actor, search: Search) -> str:
    asked = (search.item, search.criteria, search.sort, search.trash, search.fixed)
    told = repr((asked, actor.user_id, actor.profile_id, actor.active_entity, actor.recursive))
    return hashlib.sha256(told.encode()).hexdigest()[:24]


def written(actor: Actor, search: Search, at: Position) -> str:
    text = json.dumps([_digest(actor, search), at.passed, list(at.keys), at.id], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read(actor: Actor, search: Search) -> Position | None:
    """The position to go on from; None at the start."""
    if not search.cursor:
        return None
    try:
        padded = search.cursor + "=" * (-len(search.cursor) % 4)
        digest, passed, keys, id = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        at = Position(int(passed), tuple(keys), int(id))
    except (ValueError, TypeError, binascii.Error, RecursionError):
        raise BadSearch("cursor", "it is not one of this server") from None
    if digest != _digest(actor, search) or not all(isinstance(key, (str, int, float, type(None))) for key in keys):
        raise BadSearch("cursor", "it belongs to another search or user")
    return at


def follows(at: Position, keys: Sequence[tuple[Clause, bool]], id: Clause) -> Clause:
    """Rows behind a position, in the order of the keys (column, descending) and then of the id."""
    ways: list[Clause] = []
    same: list[Clause] = []
    for place, (column, descending) in enumerate(keys):
        bound = sa.bindparam(f"after_{place}", type_=column.type)
        if at.keys[place] is None:
            # Empty values stand first, or last when descending.
            ways.append(all_of([*same, sa.false() if descending else column.is_not(None)]))
            same.append(column.is_(None))
        else:
            beyond = sa.or_(column < bound, column.is_(None)) if descending else column > bound
            ways.append(all_of([*same, beyond]))
            same.append(column == bound)
    ways.append(all_of([*same, id > sa.bindparam("after_id", type_=sa.Integer())]))
    return any_of(ways)


__all__ = ["Position", "follows", "read", "written"]
