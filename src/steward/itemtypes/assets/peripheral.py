"""Peripherals: devices that are connected to computers."""

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
    SOCKETED,
    TRACKED,
)
from steward.itemtypes.families import ASSET
from steward.itemtypes.steps import connections, finance
from steward.itemtypes.traits import in_entity, shared, stateful, updated_by
from steward.vocabulary.fields import Link, Text, adjust
from steward.vocabulary.notation import ItemType


class Peripheral(ItemType):
    label = "Peripheral", "Peripherals"
    traits = ASSET, shared, updated_by.unlisted, in_entity, stateful(condition={"is_visible_peripheral": 1})
    right = "peripheral"
    features = ("Clonable", "DCBreadcrumb", "Inventoriable")
    forwards_entity_to = ("Infocom", "NetworkPort", "ReservationItem", "Item_OperatingSystem", "Item_SoftwareVersion")
    clones = (
        "Item_OperatingSystem",
        "Item_Devices",
        "Infocom",
        "NetworkPort",
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
        SOCKETED,
        TRACKED,
    )

    peripheraltypes_id = Link("PeripheralType", option=4, label="Type")
    peripheralmodels_id = Link("PeripheralModel", option=40, label="Model")
    brand = Text(option=11, label="Brand")
    is_global = adjust(option=82, label="Global management", fixed=True)
