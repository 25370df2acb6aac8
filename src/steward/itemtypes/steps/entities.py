"""Entities: the root stays where it is, and nobody removes an entity that has others below it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from steward.calculations.settings import inherited
from steward.vocabulary.steps import Draft, Reads

ROOT: Final = 0


def check_name(draft: Draft, reads: Reads) -> None:
    missing = draft.before is None or "name" in draft.values
    if missing and not str(draft.values.get("name") or "").strip():
        draft.refuse("You can't add an entity without name")


def hang_below_active(draft: Draft, reads: Reads) -> None:
    draft.values.setdefault("entities_id", draft.caller.active_entity)


def keep_root_on_top(draft: Draft, reads: Reads) -> None:
    if draft.id == ROOT:
        draft.values.pop("entities_id", None)
        draft.values.pop("is_recursive", None)


def keep_if_needed(draft: Draft, reads: Reads) -> None:
    if draft.id == ROOT:
        draft.refuse()
    if reads.rows("Entity", {"entities_id": draft.id}, columns=("id",), limit=1):
        draft.refuse("You cannot delete an entity which contains sub-entities.")


def setting(reads: Reads, entity: int, column: str, default: Any = None) -> Any:
    """The value of an entity's setting, taken from above where the entity leaves it to its parent."""
    own = reads.row("Entity", entity)
    if own is None:
        return default
    found = inherited([own], column)
    if found is not None or entity == ROOT:
        return default if found is None else found
    line = reads.ancestors("Entity", entity)
    rows: Mapping[int, Mapping[str, Any]] = {row["id"]: row for row in reads.rows("Entity", {"id": line})}
    return inherited([rows[id] for id in line if id in rows], column, default)
