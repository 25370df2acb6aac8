"""Reasons why something is pending, and what happens while it is."""

from __future__ import annotations

from steward.itemtypes.families import ENTITY_DROPDOWN
from steward.itemtypes.gates import READ, UPDATE, gate
from steward.itemtypes.traits import dated, identified, in_entity
from steward.vocabulary.fields import Choice, Link, Moment, Number, adjust
from steward.vocabulary.notation import ItemType, side
from steward.vocabulary.relations import Relation


class PendingReason(ItemType):
    label = "Pending reason", "Pending reasons"
    traits = ENTITY_DROPDOWN - dated, in_entity
    right = "pendingreason"

    followup_frequency = Choice(option=200, label="Automatic follow-up frequency", search=("equals", "notequals"))
    followups_before_resolution = Choice(
        option=201, label="Follow-ups before automatic resolution", search=("equals", "notequals")
    )
    itilfollowuptemplates_id = Link(
        "ITILFollowupTemplate", option=202, label="Follow-up template", fixed=True, search=("equals", "notequals")
    )
    solutiontemplates_id = Link("SolutionTemplate", option=203, fixed=True, search=("equals", "notequals"))


class PendingReason_Item(ItemType):
    label = "Item", "Items"
    traits = identified
    relation = Relation(side("PendingReason"), side(entity=True))
    unique = ("items_id", "itemtype")
    gates = {
        "view": gate("followup", READ, 8192) + gate("task", READ, 8192),
        "create": gate("followup", UPDATE) + gate("task", 1024) + gate("ticket", 32768),
        "update": gate("followup", UPDATE) + gate("task", 1024) + gate("ticket", 32768),
        "delete": gate("followup", UPDATE) + gate("task", 1024) + gate("ticket", 32768),
        "purge": gate("followup", UPDATE) + gate("task", 1024) + gate("ticket", 32768),
    }

    itemtype = adjust(default="")
    followup_frequency = Number()
    followups_before_resolution = Number()
    bump_count = Number()
    last_bump_date = Moment(indexed=False)
    previous_status = Number(null=True)


class PendingReasonCron(ItemType):
    label = "Automatic followups / resolution"
    table = None
