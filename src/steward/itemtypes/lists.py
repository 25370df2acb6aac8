"""Lists: which item types take part in what, in the order clients know; and what follows for their links and searches."""

from __future__ import annotations

import json
from importlib.resources import files

from steward.vocabulary.lists import Lists

LISTS = Lists(
    types={
        name: tuple(members)
        for name, members in json.loads((files(__package__) / "orders/lists.json").read_text()).items()
    },
    children={
        "ReservationItem": "reservation_types",
        "Document_Item": "document_types",
        "Contract_Item": "contract_types",
        "Infocom": "infocom_types",
        "Item_Ticket": "ticket_types",
        "Item_Project": "project_asset_types",
        "NetworkPort": "networkport_types",
    },
    components="itemdevices",
    component_holders="itemdevices_types",
    limited={
        "Item_DeviceMemory": "itemdevicememory_types",
        "Item_DeviceNetworkCard": "itemdevicenetworkcard_types",
        "Item_DevicePowerSupply": "itemdevicepowersupply_types",
    },
    met=(
        ("state_types", ("State",)),
        ("project_asset_types", ("Project",)),
        ("document_types", ("Document",)),
        ("directconnect_types", ("Computer",)),
        ("infocom_types", ("Budget", "Infocom")),
        ("linkuser_types", ("User",)),
        ("linkgroup_types", ("Group",)),
        ("location_types", ("Location",)),
        ("ticket_types", ("Change", "Problem", "Ticket")),
        ("networkport_types", ("NetworkPort",)),
        ("socket_types", ("Glpi\\Socket",)),
        ("contract_types", ("Contract",)),
        ("certificate_types", ("Certificate",)),
        ("rackable_types", ("Enclosure",)),
        ("rackable_types", ("Rack",)),
        ("cluster_types", ("Cluster",)),
        ("operatingsystem_types", ("OperatingSystem",)),
        ("software_types", ("Software",)),
        ("domain_types", ("Domain",)),
        ("appliance_types", ("Appliance",)),
        ("databaseinstance_types", ("DatabaseInstance",)),
        ("agent_types", ("Agent",)),
    ),
    one_way=("ticket_types",),
)
RIGHTS_WITHOUT_TYPE = (
    "backup",
    "devicesimcard_pinpuk",
    "global_validation",
    "password_update",
    "personalization",
    "planning",
    "reports",
    "show_group_hardware",
    "statistic",
)
