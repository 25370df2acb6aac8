"""Costs of tickets: assets know what all tickets about them have cost."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Final

from steward.calculations.costs import cost, total
from steward.vocabulary.steps import Draft, FollowUp, Reads, Verb

_TOTAL: Final = "ticket_tco"


def sum_up_on_assets(draft: Draft, reads: Reads) -> None:
    """After a cost came, changed or went: new totals for every asset of its ticket."""
    links = reads.rows("Item_Ticket", {"tickets_id": draft.get("tickets_id", 0)}, columns=("itemtype", "items_id"))
    for kind in sorted({link["itemtype"] for link in links}):
        _sum_up(draft, kind, sorted({link["items_id"] for link in links if link["itemtype"] == kind}), reads)


def sum_up_on_linked(draft: Draft, reads: Reads) -> None:
    """After an asset was linked to a ticket, or the link went."""
    if draft.cause is None or draft.cause.item.name != draft.get("itemtype"):
        _sum_up(draft, draft.get("itemtype"), [draft.get("items_id")], reads)


def _sum_up(draft: Draft, kind: str, ids: list[int], reads: Reads) -> None:
    item = reads.item(kind)
    if item is None or not item.has(_TOTAL):
        return
    tickets = _tickets_of(kind, ids, reads)
    spent = _spent(sorted({ticket for group in tickets.values() for ticket in group}), reads)
    for row in reads.rows(kind, {"id": ids}, columns=("id", _TOTAL)):
        whole = total(spent.get(ticket, Decimal(0)) for ticket in tickets.get(row["id"], ()))
        if Decimal(whole) != Decimal(str(row[_TOTAL])):
            draft.follow_ups.append(FollowUp(Verb.UPDATE, kind, {_TOTAL: whole}, row["id"], history=False))


def _tickets_of(kind: str, ids: list[int], reads: Reads) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for link in reads.rows("Item_Ticket", {"itemtype": kind, "items_id": ids}, columns=("items_id", "tickets_id")):
        found[link["items_id"]].add(link["tickets_id"])
    return found


def _spent(tickets: list[int], reads: Reads) -> dict[int, Decimal]:
    if not tickets:
        return {}
    found: dict[int, Decimal] = defaultdict(Decimal)
    columns = ("tickets_id", "actiontime", "cost_time", "cost_fixed", "cost_material")
    for row in reads.rows("TicketCost", {"tickets_id": tickets}, columns=columns):
        found[row["tickets_id"]] += cost(row["actiontime"], row["cost_time"], row["cost_fixed"], row["cost_material"])
    return found
