"""Authorship: steps that many types share, made from a few words: who, when, unique names, what must be there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from steward.itemtypes.steps.inputs import whole
from steward.vocabulary.steps import Draft, Reads, Step


def signed(column: str = "users_id") -> Step:
    """The author is who writes, unless another one is given."""

    def sign(draft: Draft, reads: Reads) -> None:
        if not draft.values.get(column):
            draft.values[column] = draft.caller.user_id

    return sign


def edited(column: str = "users_id_editor") -> Step:
    """Whoever changes the row is noted as its last editor."""

    def note_editor(draft: Draft, reads: Reads) -> None:
        if draft.values:
            draft.values[column] = draft.caller.user_id

    return note_editor


def dated(column: str = "date") -> Step:
    """Dated now, unless another moment is given."""

    def date(draft: Draft, reads: Reads) -> None:
        if not draft.values.get(column):
            draft.values[column] = draft.now

    return date


def universal(column: str = "uuid") -> Step:
    """A name that no other row in the world has, unless one is given."""

    def name(draft: Draft, reads: Reads) -> None:
        if not draft.values.get(column):
            draft.values[column] = str(uuid4())

    return name


def defaults(**values: Any) -> Step:
    """Values for columns that were not sent."""

    def fill(draft: Draft, reads: Reads) -> None:
        for column, value in values.items():
            draft.values.setdefault(column, value)

    return fill


def fixed(*columns: str) -> Step:
    """Columns that never change after the row has been made."""

    def keep(draft: Draft, reads: Reads) -> None:
        for column in columns:
            draft.values.pop(column, None)

    return keep


def required(column: str, message: str = "") -> Step:
    """Without a value in this column there is no row."""

    def require(draft: Draft, reads: Reads) -> None:
        if draft.get(column) in (None, "", 0):
            draft.refuse(message)

    return require


def filled(column: str, message: str = "") -> Step:
    """The text of this column, where it is sent, is more than white space; a new row needs one."""

    def require(draft: Draft, reads: Reads) -> None:
        missing = draft.before is None or column in draft.values
        if missing and not str(draft.values.get(column) or "").strip():
            draft.refuse(message)

    return require


def unique(*columns: str, message: str = "") -> Step:
    """No other row has the same values in these columns."""

    def compare(draft: Draft, reads: Reads) -> None:
        if draft.before is not None and not any(draft.changes(column) for column in columns):
            return
        same = reads.rows(draft.item.name, identity(draft, columns), columns=("id",), limit=2)
        if any(row["id"] != draft.id for row in same):
            draft.refuse(message)

    return compare


def identity(draft: Draft, columns: tuple[str, ...]) -> dict[str, Any]:
    """What the row will hold in these columns, as a condition. Numbers that were not sent are 0, texts NULL."""
    found = {}
    for column in columns:
        kind = draft.item.column.get(column)
        found[column] = draft.get(column, 0 if kind is not None and kind.is_integer else None)
    return found


def ordered(begin: str, end: str, message: str) -> Step:
    """The end is not before the beginning, where both are there."""

    def order(draft: Draft, reads: Reads) -> None:
        first, last = draft.get(begin), draft.get(end)
        if first and last and str(last) < str(first):
            draft.refuse(message)

    return order


def ranked(column: str, *within: str) -> Step:
    """A new row comes last among its fellows, unless its place is given."""

    def rank(draft: Draft, reads: Reads) -> None:
        if whole(draft.values.get(column)) > 0:
            return
        fellows = reads.rows(draft.item.name, identity(draft, within), columns=(column,))
        draft.values[column] = 1 + max((whole(row[column]) for row in fellows), default=0)

    return rank


def parent_of(draft: Draft, reads: Reads, kind: str = "itemtype", id: str = "items_id") -> Mapping[str, Any] | None:
    """The row that a pair of type and id points at, if there is one."""
    name, number = draft.get(kind), draft.get(id)
    if not isinstance(name, str) or not isinstance(number, int) or reads.item(name) is None:
        return None
    return reads.row(name, number)
