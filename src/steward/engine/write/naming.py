"""Naming: the messages that tell people what became of their writes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from steward.engine.write.plan import Plan
from steward.vocabulary.steps import Draft

LONGEST_NAME = 255
_NUMBERED = "Timeline"
"""The feature of types whose names repeat so much that messages add the id."""


def added(plan: Plan, draft: Draft, row: Mapping[str, Any]) -> str:
    said = " ".join(draft.messages)
    if plan.item.silent:
        return said
    name = (draft.display_name or _name(plan, row))[:LONGEST_NAME]
    return f"Item successfully added: {name} {said}".rstrip()


def _name(plan: Plan, row: Mapping[str, Any]) -> str:
    own = row.get(plan.item.name_field)
    name = plan.friendly(row) if "user" in plan.item.roles else "" if own is None else str(own)
    if not name:
        return f"{plan.item.singular} - ID {row['id']}"
    return f"{name} ({row['id']})" if _NUMBERED in plan.item.features else name


def incorrect(labels: list[str]) -> str:
    return f"At least one field has an incorrect value: {', '.join(labels)}"
