"""Computers: the assets with most around them: system, components, volumes, software, connections."""

from __future__ import annotations

from steward.itemtypes.bundles import (
    AGENT,
    ANTIVIRUSES,
    COMPONENTS,
    CONNECTED,
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
    PROCESSORS,
    RACKED,
    SOCKETED,
    TRACKED,
    VIRTUAL_MACHINES,
    VOLUMES,
)
from steward.itemtypes.consequences import attached_rows
from steward.itemtypes.families import ASSET
from steward.itemtypes.steps import connections, finance
from steward.itemtypes.traits import identified_outside, inventoried, stateful, updated_by
from steward.vocabulary.fields import Link, Moment, adjust
from steward.vocabulary.notation import ItemType


class Computer(ItemType):
    label = "Computer", "Computers"
    traits = (
        ASSET,
        updated_by(42),
        inventoried(9, fixed=None),
        stateful(condition={"is_visible_computer": 1}),
        identified_outside,
    )
    right = "computer"
    features = ("Clonable", "DCBreadcrumb", "Inventoriable")
    forwards_entity_to = (
        "Item_Disk",
        "ComputerVirtualMachine",
        "Item_SoftwareVersion",
        "Infocom",
        "NetworkPort",
        "ReservationItem",
        "Item_OperatingSystem",
    )
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
        "Notepad",
        "KnowbaseItem_Item",
        "Item_RemoteManagement",
        "ComputerAntivirus",
    )
    purges = (
        attached_rows("glpi_agents", "Agent", "Computer"),
        attached_rows("glpi_databaseinstances", "DatabaseInstance", "Computer"),
    )
    after_add = (finance.start_financial_information,)
    after_update = (connections.lead_devices,)
    options = (
        AGENT,
        ANTIVIRUSES,
        COMPONENTS,
        CONNECTED,
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
        PROCESSORS,
        RACKED,
        SOCKETED,
        TRACKED,
        VIRTUAL_MACHINES,
        VOLUMES,
    )

    networks_id = Link("Network", option=32)
    computermodels_id = Link("ComputerModel", option=40, label="Model")
    computertypes_id = Link("ComputerType", option=4, label="Type")
    template_name = adjust(option=65)
    last_boot = Moment(option=10, label="Last boot date", indexed=False)
