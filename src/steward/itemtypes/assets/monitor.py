"""Monitors."""

from __future__ import annotations

from steward.itemtypes.bundles import (
    CONTRACTED,
    DOCUMENTED,
    EXTERNALLY_LINKED,
    FINANCED,
    IN_DOMAIN,
    IN_PROJECT,
    LOCATION_DETAILS,
    NETWORKED,
    NOTED,
    ON_APPLIANCE,
    POSITIONED,
    RACKED,
    TRACKED,
)
from steward.itemtypes.families import ASSET
from steward.itemtypes.steps import connections, finance
from steward.itemtypes.traits import identified_outside, in_entity, shared, stateful, updated_by
from steward.vocabulary.fields import Decimal, Flag, Link, adjust
from steward.vocabulary.notation import ItemType


class Monitor(ItemType):
    label = "Monitor", "Monitors"
    traits = (
        ASSET,
        shared,
        updated_by.unlisted,
        in_entity,
        stateful(condition={"is_visible_monitor": 1}),
        identified_outside(10),
    )
    right = "monitor"
    features = ("Clonable", "DCBreadcrumb", "Inventoriable")
    forwards_entity_to = ("Infocom", "ReservationItem", "Item_OperatingSystem", "NetworkPort", "Item_SoftwareVersion")
    clones = (
        "Item_OperatingSystem",
        "Item_Devices",
        "Infocom",
        "Contract_Item",
        "Document_Item",
        "Computer_Item",
        "KnowbaseItem_Item",
    )
    on_add = (connections.manage_as_configured,)
    after_add = (finance.start_financial_information,)
    options = (
        CONTRACTED,
        DOCUMENTED,
        EXTERNALLY_LINKED,
        FINANCED,
        IN_DOMAIN,
        IN_PROJECT,
        LOCATION_DETAILS,
        NETWORKED,
        NOTED,
        ON_APPLIANCE,
        POSITIONED,
        RACKED,
        TRACKED,
    )

    size = Decimal(option=11, label="Size", size=5, scale=2, default="0.00")
    have_micro = Flag(option=41, label="Microphone")
    have_speaker = Flag(option=42, label="Speakers")
    have_subd = Flag(option=43, label="Sub-D")
    have_bnc = Flag(option=44, label="BNC")
    have_dvi = Flag(option=45, label="DVI")
    have_pivot = Flag(option=46, label="Pivot")
    have_hdmi = Flag(option=47, label="HDMI")
    have_displayport = Flag(option=48, label="DisplayPort")
    monitortypes_id = Link("MonitorType", option=4, label="Type")
    monitormodels_id = Link("MonitorModel", option=40, label="Model")
    is_global = adjust(option=82, label="Global management", fixed=True)
