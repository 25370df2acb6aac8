"""Phones."""

from __future__ import annotations

from steward.itemtypes.bundles import (
    AGENT,
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
    SOCKETED,
    TRACKED,
    firmware_version,
)
from steward.itemtypes.consequences import attached_rows
from steward.itemtypes.families import ASSET
from steward.itemtypes.steps import connections, finance
from steward.itemtypes.traits import identified_outside, in_entity, inventoried, shared, stateful, updated_by
from steward.vocabulary.fields import Flag, Link, Text, adjust
from steward.vocabulary.notation import ItemType


class Phone(ItemType):
    label = "Phone", "Phones"
    traits = (
        ASSET,
        shared,
        updated_by,
        inventoried(10, fixed=None),
        in_entity,
        stateful(condition={"is_visible_phone": 1}),
        identified_outside,
    )
    right = "phone"
    features = ("Clonable", "Inventoriable")
    forwards_entity_to = ("Infocom", "NetworkPort", "ReservationItem", "Item_OperatingSystem", "Item_Disk")
    clones = (
        "Item_OperatingSystem",
        "Item_Devices",
        "Infocom",
        "Item_Disk",
        "Item_SoftwareVersion",
        "Item_SoftwareLicense",
        "Contract_Item",
        "Document_Item",
        "NetworkPort",
        "Computer_Item",
        "KnowbaseItem_Item",
        "Item_RemoteManagement",
    )
    purges = (attached_rows("glpi_agents", "Agent", "Phone"),)
    on_add = (connections.manage_as_configured,)
    after_add = (finance.start_financial_information,)
    options = (
        AGENT,
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
        SOCKETED,
        TRACKED,
        firmware_version(32),
    )

    phonetypes_id = Link("PhoneType", option=4, label="Type")
    phonemodels_id = Link("PhoneModel", option=40, label="Model")
    brand = Text(option=11, label="Brand")
    phonepowersupplies_id = Link("PhonePowerSupply", option=42, label="Power supply")
    number_line = Text(option=9, label="Number of lines", datatype="integer")
    have_headset = Flag(option=43, label="Headset")
    have_hp = Flag(option=44, label="Speaker")
    is_global = adjust(option=82, label="Global management", fixed=True)
