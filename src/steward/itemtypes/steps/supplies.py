"""Supplies: cartridges and consumables, each one a row of its stock."""

from __future__ import annotations

from steward.vocabulary.steps import Draft, Reads


def enter_stock(draft: Draft, reads: Reads) -> None:
    """A new piece came in today, unless its day is given."""
    draft.values["date_in"] = draft.values.get("date_in") or draft.now[:10]


def belong_to_cartridge(draft: Draft, reads: Reads) -> None:
    _live_with(draft, "CartridgeItem", reads)


def belong_to_consumable(draft: Draft, reads: Reads) -> None:
    _live_with(draft, "ConsumableItem", reads)


def _live_with(draft: Draft, stock: str, reads: Reads) -> None:
    item = reads.item(stock)
    row = reads.row(stock, draft.get(item.foreign_key, 0)) if item else None
    if row is None:
        draft.refuse()
    draft.values["entities_id"] = row["entities_id"]
