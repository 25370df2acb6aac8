"""Unique fields: the rows that say which fields of a type must not repeat."""

from __future__ import annotations

from typing import Final

from steward.itemtypes.steps.inputs import several, text
from steward.vocabulary.steps import Draft, Reads

_INCOMPLETE: Final = "It's mandatory to select a type and at least one field"


def join_fields(draft: Draft, reads: Reads) -> None:
    """`_fields` is the list of columns; it is kept as one text. An update without it leaves the list as it is."""
    if "_fields" in draft.input:
        draft.values["fields"] = ",".join(dict.fromkeys(text(name).strip() for name in several(draft.input["_fields"])))
    item = reads.item(str(draft.get("itemtype") or ""))
    names = [name for name in str(draft.get("fields") or "").split(",") if name]
    if item is None or not names:
        draft.refuse(_INCOMPLETE)
    if not all(item.has(name) for name in names):
        draft.refuse(f"{item.name} has no such field")
