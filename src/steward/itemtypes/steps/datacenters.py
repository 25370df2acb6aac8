"""Data centres: what stands where in a rack, and plugs of cables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from steward.calculations.racks import Place, fits
from steward.itemtypes.steps.authorship import parent_of
from steward.vocabulary.steps import Draft, Reads

Row = Mapping[str, Any]
_NO_ROOM: Final = "There is no room at this place of the rack."


def check_place(draft: Draft, reads: Reads) -> None:
    """An item stands inside its rack, where nothing else stands; it stands in one rack only."""
    if draft.before is not None and not any(
        draft.changes(c) for c in ("racks_id", "position", "orientation", "hpos", "itemtype", "items_id")
    ):
        return
    rack = reads.row("Rack", draft.get("racks_id", 0))
    kind = draft.get("itemtype")
    if rack is None:
        draft.refuse("A rack is needed.")
    if kind not in reads.listed("rackable_types") or parent_of(draft, reads) is None:
        draft.refuse("An item to place is needed.")
    if draft.get("position") is None:
        draft.refuse("A position in the rack is needed.")
    if not fits(_place(draft, reads), rack["number_units"] or 0, _taken(draft, rack["id"], reads)):
        draft.refuse(_NO_ROOM)


def _place(draft: Draft, reads: Reads) -> Place:
    row = {name: draft.get(name) for name in ("itemtype", "items_id", "position", "orientation", "hpos")}
    return next(iter(_places([row], reads)))


def _taken(draft: Draft, rack: int, reads: Reads) -> list[Place]:
    rows = [row for row in reads.rows("Item_Rack", {"racks_id": rack, "is_reserved": 0}) if row["id"] != draft.id]
    return list(_places(rows, reads))


def _places(rows: Iterable[Row], reads: Reads) -> Iterable[Place]:
    """Places with the sizes that the models of the items state: one read of items and one of models a type."""
    stood = list(rows)
    for kind in sorted({row["itemtype"] for row in stood}):
        of_kind = [row for row in stood if row["itemtype"] == kind]
        sizes = _sizes(kind, [row["items_id"] for row in of_kind], reads)
        for row in of_kind:
            units, depth = sizes.get(row["items_id"], (1, 1.0))
            yield Place(row["position"] or 0, units, row["orientation"] or 0, row["hpos"] or 0, depth)


def _sizes(kind: str, ids: list[int], reads: Reads) -> dict[int, tuple[int, float]]:
    item = reads.item(kind)
    link = next((x for x in item.links if x.target and x.target == f"{kind}Model"), None) if item else None
    if item is None or link is None or link.target is None:
        return {}
    rows = reads.rows(kind, {"id": ids}, columns=("id", link.column))
    wanted = sorted({row[link.column] for row in rows if row[link.column]})
    if not wanted:
        return {}
    models = {row["id"]: row for row in reads.rows(link.target, {"id": wanted})}
    return {row["id"]: _size(models[row[link.column]]) for row in rows if row[link.column] in models}


def _size(model: Row) -> tuple[int, float]:
    return max(1, int(model.get("required_units") or 1)), float(model.get("depth") or 1)
