"""Recurrent tickets and changes."""

from __future__ import annotations

from steward.itemtypes.service_families import RECURRENT
from steward.vocabulary.fields import Link
from steward.vocabulary.notation import ItemType


class TicketRecurrent(ItemType):
    label = "Recurrent tickets"
    traits = RECURRENT
    right = "ticketrecurrent"

    tickettemplates_id = Link("TicketTemplate", option=12, datatype="itemlink")


class RecurrentChange(ItemType):
    label = "Recurrent changes"
    traits = RECURRENT
    right = "recurrentchange"

    changetemplates_id = Link("ChangeTemplate", option=12, datatype="itemlink")


class CommonITILRecurrentCron(ItemType):
    label = "General"
    table = None
