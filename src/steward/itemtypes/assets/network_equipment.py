"""Network equipment: switches, routers, access points."""

from __future__ import annotations

from steward.itemtypes.bundles import (
    COMPONENTS,
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
    OPERATING_SYSTEM,
    POSITIONED,
    POWER_SUPPLIES,
    RACKED,
    SNMP,
    SOCKETED,
    TRACKED,
    firmware_version,
)
from steward.itemtypes.families import ASSET
from steward.itemtypes.steps import finance
from steward.itemtypes.traits import identified_outside, in_entity, inventoried, stateful, updated_by
from steward.vocabulary.columns import Kind
from steward.vocabulary.fields import Link, LongText, Number, Text, adjust
from steward.vocabulary.notation import ItemType


class NetworkEquipment(ItemType):
    label = "Network device", "Network devices"
    traits = (
        ASSET,
        updated_by,
        inventoried,
        in_entity,
        stateful(condition={"is_visible_networkequipment": 1}),
        identified_outside(12),
    )
    right = "networking"
    features = ("Clonable", "DCBreadcrumb", "Inventoriable")
    forwards_entity_to = (
        "Infocom",
        "NetworkPort",
        "ReservationItem",
        "Item_OperatingSystem",
        "Item_Disk",
        "Item_SoftwareVersion",
    )
    clones = (
        "Item_OperatingSystem",
        "Item_Devices",
        "Infocom",
        "NetworkPort",
        "Contract_Item",
        "Document_Item",
        "KnowbaseItem_Item",
    )
    after_add = (finance.start_financial_information,)
    options = (
        COMPONENTS,
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
        OPERATING_SYSTEM,
        POSITIONED,
        POWER_SUPPLIES,
        RACKED,
        SNMP,
        SOCKETED,
        TRACKED,
        firmware_version(11),
    )

    ram = Number(option=14, label="Memory (Mio)", kind=Kind.UINT, null=True)
    networks_id = Link("Network", option=32)
    networkequipmenttypes_id = Link("NetworkEquipmentType", option=4, label="Type")
    networkequipmentmodels_id = Link("NetworkEquipmentModel", option=40, label="Model")
    template_name = adjust(option=65)
    sysdescr = LongText()
    cpu = Number()
    uptime = Text(null=False, default="0")
    snmpcredentials_id = Link("SNMPCredential", option=73)
