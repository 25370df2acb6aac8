"""Costs of tickets, problems and changes."""

from __future__ import annotations

from steward.itemtypes.service_families import ITIL_COST
from steward.itemtypes.steps import costs
from steward.itemtypes.traits import recursive
from steward.vocabulary.notation import ItemType


class TicketCost(ItemType):
    label = "Cost", "Costs"
    traits = ITIL_COST
    child_of = "Ticket"
    right = "ticketcost"
    after_add = (costs.sum_up_on_assets,)
    after_update = (costs.sum_up_on_assets,)
    after_purge = (costs.sum_up_on_assets,)


class ProblemCost(ItemType):
    label = "Cost", "Costs"
    traits = ITIL_COST
    child_of = "Problem"


class ChangeCost(ItemType):
    label = "Cost", "Costs"
    traits = ITIL_COST, recursive.unlisted
    child_of = "Change"
