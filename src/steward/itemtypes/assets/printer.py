"""Printers, and what inventories learn about them: page counts and cartridge levels."""

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
    SNMP,
    SOCKETED,
    TRACKED,
)
from steward.itemtypes.families import ASSET
from steward.itemtypes.steps import connections, finance
from steward.itemtypes.traits import dated, identified_outside, in_entity, inventoried, shared, stateful, updated_by
from steward.vocabulary.columns import NO_DEFAULT
from steward.vocabulary.fields import Date, Flag, Link, LongText, Number, Text, adjust
from steward.vocabulary.notation import ItemType
from steward.vocabulary.options import Count, Virtual, option
from steward.vocabulary.paths import Not, child
from steward.vocabulary.relations import Purge


class Printer(ItemType):
    label = "Printer", "Printers"
    traits = (
        ASSET,
        shared,
        updated_by,
        inventoried,
        in_entity,
        stateful(condition={"is_visible_printer": 1}),
        identified_outside,
    )
    right = "printer"
    features = ("Clonable", "Inventoriable")
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
        "Computer_Item",
        "KnowbaseItem_Item",
    )
    purges = (Purge("glpi_cartridges", ("printers_id",), "update", item="Cartridge", set={"printers_id": None}),)
    on_add = (connections.manage_as_configured,)
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
        SNMP,
        SOCKETED,
        TRACKED,
        option(9, "Cartridges", (), Virtual("_virtual"), nosearch=True, nosort=True, fixed=True),
        option(
            17,
            "Number of used cartridges",
            child("Cartridge", where={"date_use": Not(None), "date_out": None}),
            Count(),
            fixed=True,
        ),
        option(18, "Number of worn cartridges", child("Cartridge", where={"date_out": Not(None)}), Count(), fixed=True),
    )

    have_serial = Flag(option=42, label="Serial")
    have_parallel = Flag(option=43, label="Parallel")
    have_usb = Flag(option=44, label="USB")
    have_wifi = Flag(option=46, label="Wifi")
    have_ethernet = Flag(option=45, label="Ethernet")
    memory_size = Text(option=13, label="Memory", datatype="integer")
    networks_id = Link("Network", option=32)
    printertypes_id = Link("PrinterType", option=4, label="Type")
    printermodels_id = Link("PrinterModel", option=40, label="Model")
    is_global = adjust(option=82, label="Global management", fixed=True)
    init_pages_counter = Number(option=11, label="Initial page counter", nosearch=True)
    last_pages_counter = Number(option=12, label="Current counter of pages", indexed=True)
    sysdescr = LongText()
    snmpcredentials_id = Link("SNMPCredential", option=73)


class PrinterLog(ItemType):
    label = "Page counters"
    traits = dated.unlisted
    child_of = "Printer"
    unique = ("printers_id", "date")

    printers_id = adjust(default=NO_DEFAULT)
    total_pages = Number()
    bw_pages = Number()
    color_pages = Number()
    rv_pages = Number()
    prints = Number()
    bw_prints = Number()
    color_prints = Number()
    copies = Number()
    bw_copies = Number()
    color_copies = Number()
    scanned = Number()
    date = Date()
    faxed = Number()


class Printer_CartridgeInfo(ItemType):
    label = "Cartridge inventoried information"
    traits = dated.unlisted
    child_of = "Printer"
    history = True

    printers_id = adjust(default=NO_DEFAULT)
    property = Text(null=False, default=NO_DEFAULT)
    value = Text(null=False, default=NO_DEFAULT)
