"""Satisfaction surveys of closed tickets."""

from __future__ import annotations

from steward.itemtypes.gates import READ, gate
from steward.itemtypes.steps import timeline
from steward.itemtypes.traits import commented
from steward.vocabulary.fields import Link, Moment, Number
from steward.vocabulary.notation import ItemType


class TicketSatisfaction(ItemType):
    label = "Satisfaction"
    traits = commented.unlisted
    right = "ticket"
    unique = {"tickets_id": ("tickets_id",)}
    history = True
    not_logged = ("date_answered",)
    gates = {"update": gate("ticket", READ)}
    visible_if = "survey"
    on_add = (timeline.rate,)
    on_update = (timeline.rate,)

    tickets_id = Link("Ticket", by_class=True)
    type = Number(default=1)
    date_begin = Moment(indexed=False)
    date_answered = Moment(indexed=False)
    satisfaction = Number(null=True)
