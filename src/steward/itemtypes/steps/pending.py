"""Pending reasons: why an ITIL object waits, noted on it and on the followup or task that said so."""

from __future__ import annotations

from typing import Any, Final

from steward.itemtypes.steps.inputs import truth, whole
from steward.itemtypes.steps.itil_kinds import ENDED, WAITING, Kind, Row, parent_row
from steward.vocabulary.steps import Draft, Reads, Verb

_FREQUENCIES: Final = ("followup_frequency", "followups_before_resolution")


def wait_for_reason(draft: Draft, reads: Reads) -> None:
    """After a followup or task with `pending`: its object waits, and the reason says how often to ask again."""
    found = parent_row(draft, reads)
    if found is None or not truth(draft.input.get("pending")):
        return
    kind, row = found
    if row["status"] in ENDED:
        return
    values = _reason(draft, reads)
    draft.then(Verb.ADD, "PendingReason_Item", {**values, "itemtype": draft.item.name, "items_id": draft.id})
    _note_on_object(draft, kind, row, values, reads)
    if row["status"] != WAITING:
        draft.then(Verb.UPDATE, kind.item, {"status": WAITING}, row["id"])


def _reason(draft: Draft, reads: Reads) -> dict[str, Any]:
    """The reason with its frequencies: as sent, else as the reason itself says."""
    reason = whole(draft.input.get("pendingreasons_id"))
    known = reads.row("PendingReason", reason) or {}
    values: dict[str, Any] = {"pendingreasons_id": reason if known else 0}
    for column in _FREQUENCIES:
        values[column] = whole(draft.input.get(column), whole(known.get(column)))
    return values


def _note_on_object(draft: Draft, kind: Kind, row: Row, values: dict[str, Any], reads: Reads) -> None:
    where = {"itemtype": kind.item, "items_id": row["id"]}
    noted = reads.rows("PendingReason_Item", where, columns=("id",), limit=1)
    if noted:
        draft.then(Verb.UPDATE, "PendingReason_Item", {**values, "bump_count": 0}, noted[0]["id"])
    else:
        draft.then(Verb.ADD, "PendingReason_Item", {**values, **where, "previous_status": row["status"]})


def forget_reason(draft: Draft, reads: Reads) -> None:
    """An object that no longer waits has no reason to."""
    if draft.changes("status") and draft.before is not None and draft.before["status"] == WAITING:
        where = {"itemtype": draft.item.name, "items_id": draft.id}
        for row in reads.rows("PendingReason_Item", where, columns=("id",)):
            draft.then(Verb.PURGE, "PendingReason_Item", {}, row["id"])
