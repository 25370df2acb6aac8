"""Escalation levels of agreements: when, if which criteria hold, what happens; and tickets on their way there."""

from __future__ import annotations

from steward.itemtypes.service_families import ESCALATION, LEVEL_ACTION, LEVEL_CRITERIA
from steward.vocabulary.fields import Link, Moment, Text
from steward.vocabulary.notation import ItemType
from steward.vocabulary.relations import Purge


class SlaLevel(ItemType):
    label = "Escalation level", "Escalation levels"
    traits = ESCALATION
    clones = ("SlaLevelAction", "SlaLevelCriteria")
    no_massive = ("update", "clone")
    right_labels = {"central": {1: "Read", 2: "Update", 4: "Create", 16: "Purge", 1024: "Parent business"}}
    purges = (Purge("glpi_slalevels_tickets", ("slalevels_id",), item="SlaLevel_Ticket"),)

    slas_id = Link("SLA")


class OlaLevel(ItemType):
    label = "Escalation level", "Escalation levels"
    traits = ESCALATION
    clones = ("OlaLevelAction", "OlaLevelCriteria")
    no_massive = ("update",)
    right_labels = {"central": {1: "Read", 2: "Update", 4: "Create", 16: "Purge", 1024: "Parent business"}}
    purges = (Purge("glpi_olalevels_tickets", ("olalevels_id",), item="OlaLevel_Ticket"),)

    olas_id = Link("OLA")


class SlaLevelAction(ItemType):
    label = "Action", "Actions"
    traits = LEVEL_ACTION
    child_of = "SlaLevel"

    value = Text()


class OlaLevelAction(ItemType):
    label = "Action", "Actions"
    traits = LEVEL_ACTION
    child_of = "OlaLevel"

    value = Text()


class SlaLevelCriteria(ItemType):
    label = "Criterion", "Criteria"
    traits = LEVEL_CRITERIA
    child_of = "SlaLevel"

    pattern = Text()


class OlaLevelCriteria(ItemType):
    label = "Criterion", "Criteria"
    traits = LEVEL_CRITERIA
    child_of = "OlaLevel"

    pattern = Text()


class SlaLevel_Ticket(ItemType):
    label = "SLA level for Ticket"
    unique = ("tickets_id", "slalevels_id")

    tickets_id = Link("Ticket", by_class=True)
    slalevels_id = Link("SlaLevel", by_class=True)
    date = Moment(indexed=False)


class OlaLevel_Ticket(ItemType):
    label = "OLA level for Ticket"
    unique = ("tickets_id", "olalevels_id")

    tickets_id = Link("Ticket", by_class=True)
    olalevels_id = Link("OlaLevel", by_class=True)
    date = Moment(indexed=False)
