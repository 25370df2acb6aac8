"""Locations and statuses, the dropdowns that most assets have."""

from __future__ import annotations

from steward.itemtypes.consequences import rule_actions, rule_criteria
from steward.itemtypes.families import ENTITY_TREE, father
from steward.itemtypes.steps import authorship, dropdowns
from steward.itemtypes.traits import located, located_by_address, stateful
from steward.vocabulary.fields import Flag, LongText, Shown, Text, adjust
from steward.vocabulary.notation import ItemType


class Location(ItemType):
    label = "Location", "Locations"
    traits = ENTITY_TREE, located.unlisted, located_by_address
    right = "location"
    unique = ("entities_id", "locations_id", "name")
    purges = (*rule_criteria("_locations_id%"), *rule_actions("locations_id"))
    on_add = (dropdowns.name_even_if_empty,)
    options = (father("Location"),)

    address = LongText(
        option=15,
        label="Address",
        datatype="string",
        fixed=True,
        also=(Shown(option=101, label="Address", datatype="string"),),
    )
    postcode = Text(option=17, label="Postal code", fixed=False, also=(Shown(option=102, label="Postal code"),))
    town = Text(option=18, label="Town", fixed=False, also=(Shown(option=103, label="Town"),))
    state = adjust(option=104, label="State")
    country = adjust(option=105, label="Country")
    building = Text(option=11, label="Building number", datatype="text")
    room = Text(option=12, label="Room number", datatype="text")
    latitude = Text(option=21, label="Latitude", fixed=True)
    longitude = Text(option=20, label="Longitude", fixed=True)
    altitude = Text(option=22, label="Altitude", fixed=True)


class State(ItemType):
    label = "Status of items", "Statuses of items"
    traits = ENTITY_TREE, stateful.unlisted
    right = "state"
    unique = ("states_id", "name")
    purges = (*rule_criteria("states_id", "_states_id%"),)
    on_add = (
        authorship.unique("states_id", "name", message="Status of items must be unique!"),
        dropdowns.name_even_if_empty,
    )
    on_update = (authorship.unique("states_id", "name", message="Status of items must be unique!"),)
    options = (father("State"),)

    is_visible_computer = Flag(option=21, label="Visibility - Computers", default=1)
    is_visible_monitor = Flag(option=23, label="Visibility - Monitors", default=1)
    is_visible_networkequipment = Flag(option=27, label="Visibility - Network devices", default=1)
    is_visible_peripheral = Flag(option=25, label="Visibility - Peripherals", default=1)
    is_visible_phone = Flag(option=26, label="Visibility - Phones", default=1)
    is_visible_printer = Flag(option=24, label="Visibility - Printers", default=1)
    is_visible_softwareversion = Flag(option=22, label="Visibility - Versions", default=1)
    is_visible_softwarelicense = Flag(option=28, label="Visibility - Licenses", default=1)
    is_visible_line = Flag(option=31, label="Visibility - Lines", default=1)
    is_visible_certificate = Flag(option=29, label="Visibility - Certificates", default=1)
    is_visible_rack = Flag(option=30, label="Visibility - Racks", default=1)
    is_visible_passivedcequipment = Flag(option=35, label="Visibility - Passive devices", default=1)
    is_visible_enclosure = Flag(option=32, label="Visibility - Enclosures", default=1)
    is_visible_pdu = Flag(option=33, label="Visibility - PDUs", default=1)
    is_visible_cluster = Flag(option=34, label="Visibility - Clusters", default=1)
    is_visible_contract = Flag(option=36, label="Visibility - Contracts", default=1)
    is_visible_appliance = Flag(option=37, label="Visibility - Appliances", default=1)
    is_visible_databaseinstance = Flag(option=39, label="Visibility - Database instances", default=1)
    is_visible_cable = Flag(option=38, label="Visibility - Cables", default=1)
    is_visible_unmanaged = Flag(default=1)
