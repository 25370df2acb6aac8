"""Agreements on service and operational levels (SLA, OLA), gathered under one heading (SLM)."""

from __future__ import annotations

from steward.itemtypes.consequences import rule_actions
from steward.itemtypes.families import OBJECT
from steward.itemtypes.service_families import AGREEMENT
from steward.itemtypes.steps import agreements
from steward.itemtypes.traits import dated, in_entity, recursive
from steward.vocabulary.fields import Flag, Link, adjust
from steward.vocabulary.notation import ItemType
from steward.vocabulary.relations import Purge


class SLM(ItemType):
    label = "Service level", "Service levels"
    traits = OBJECT, dated.unlisted, in_entity.unlisted, recursive.unlisted
    right = "slm"
    forwards_entity_to = ("SLA", "OLA")
    after_update = (agreements.pass_on_calendar,)

    use_ticket_calendar = Flag()
    calendars_id = Link("Calendar", option=4)


class SLA(ItemType):
    label = "SLA"
    traits = AGREEMENT
    child_of = "SLM"
    forwards_entity_to = ("SlaLevel",)
    purges = (
        *rule_actions("slas_id"),
        Purge("glpi_slalevels", ("slas_id",), item="SlaLevel"),
        Purge("glpi_tickets", ("slas_id_ttr",), item="Ticket"),
    )
    on_add = (agreements.take_from_management,)

    slms_id = adjust(option=8, label="SLM")


class OLA(ItemType):
    label = "OLA"
    traits = AGREEMENT
    child_of = "SLM"
    forwards_entity_to = ("OlaLevel",)
    purges = (
        *rule_actions("olas_id"),
        Purge("glpi_olalevels", ("olas_id",), item="OlaLevel"),
        Purge("glpi_tickets", ("olas_id_ttr",), item="Ticket"),
    )
    on_add = (agreements.take_from_management,)

    slms_id = adjust(option=8, label="SLM")
