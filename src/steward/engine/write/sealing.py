"""Sealing: secrets that must be read again are encrypted before a write reaches the store."""

from __future__ import annotations

from typing import Any

from steward.engine.write.plan import Plan
from steward.vocabulary.secrets import CORE, EMPTY, SEALED, SECRET_SETTINGS, SETTINGS, Unreadable
from steward.vocabulary.steps import Draft


def seal_new(plan: Plan, draft: Draft) -> None:
    """Seal the secrets a write brings. One that is sent again as it is stays as it is stored, so that nothing changes."""
    for name in _sealed(plan, draft) & draft.values.keys():
        clear = draft.values[name]
        if clear is None or clear in EMPTY:
            continue
        stored = (draft.before or {}).get(name)
        draft.values[name] = (
            stored if _holds(draft, stored, clear) else _fitting(plan, name, draft.services.seal(clear))
        )
        if not draft.values[name]:
            draft.refuse(f"The secret is too long to be kept encrypted: {plan.label(name)}")


def _sealed(plan: Plan, draft: Draft) -> frozenset[str]:
    if plan.item.withholds != SETTINGS:
        return plan.item.sealed
    secret = draft.get("context") == CORE and draft.get("name") in SECRET_SETTINGS
    return frozenset({"value"}) if secret else frozenset()


def _holds(draft: Draft, stored: Any, clear: str) -> bool:
    if not is_sealed(stored):
        return False
    try:
        return draft.services.unseal(stored) == clear
    except Unreadable:
        return False


def is_sealed(stored: Any) -> bool:
    return isinstance(stored, str) and stored.startswith(SEALED)


def _fitting(plan: Plan, name: str, sealed: str) -> str | None:
    size = plan.item.column[name].size
    return sealed if size is None or len(sealed) <= size else None
