"""Cartridges: models, the single cartridges in stock or in a printer, and which printers take them."""

from __future__ import annotations

from steward.itemtypes.bundles import DOCUMENTED, EXTERNALLY_LINKED, FINANCED, LOCATION_DETAILS, NOTED, financed_units
from steward.itemtypes.consequences import alerts
from steward.itemtypes.families import MOUNTED
from steward.itemtypes.steps import finance, supplies
from steward.itemtypes.traits import (
    created,
    dated,
    identified,
    in_entity,
    photographed,
    serialised,
    stateful,
    templated,
)
from steward.vocabulary.fields import Date, Link, Number, Text, adjust
from steward.vocabulary.notation import ItemType, side
from steward.vocabulary.options import Count, Virtual, option
from steward.vocabulary.paths import Not, child, link
from steward.vocabulary.relations import Relation


class CartridgeItem(ItemType):
    label = "Cartridge model", "Cartridge models"
    traits = MOUNTED - templated - stateful - serialised, photographed, created.unlisted
    right = "cartridge"
    notepad = True
    features = ("AssetImage",)
    forwards_entity_to = ("Cartridge", "Infocom")
    purges = (alerts("CartridgeItem"),)
    after_add = (finance.start_financial_information,)
    options = (
        DOCUMENTED,
        EXTERNALLY_LINKED,
        LOCATION_DETAILS,
        NOTED,
        financed_units("Cartridge"),
        option(
            9,
            "Cartridges",
            (),
            Virtual("_virtual"),
            nosearch=True,
            nosort=True,
            fixed=True,
            additionalfields=["alarm_threshold"],
        ),
        option(
            17,
            "Number of used cartridges",
            child("Cartridge", where={"date_use": Not(None), "date_out": None}),
            Count(),
            fixed=True,
        ),
        option(18, "Number of worn cartridges", child("Cartridge", where={"date_out": Not(None)}), Count(), fixed=True),
        option(
            19,
            "Number of new cartridges",
            child("Cartridge", where={"date_use": None, "date_out": None}),
            Count(),
            fixed=True,
        ),
        option(40, "Printer models", (child("CartridgeItem_PrinterModel"), link("PrinterModel")), "name", fixed=True),
    )

    ref = Text(option=34, label="Reference")
    cartridgeitemtypes_id = Link("CartridgeItemType", option=4, label="Type")
    alarm_threshold = Number(option=8, label="Alert threshold", toadd={"-1": "Never"}, default=10, indexed=True)
    stock_target = Number()


class Cartridge(ItemType):
    label = "Cartridge", "Cartridges"
    traits = identified, dated.unlisted, in_entity.unlisted
    relation = Relation(side("CartridgeItem", entity=True), side("Printer", attached=False, cascades=False))
    right = "cartridge"
    name_field = "id"
    history = True
    forwards_entity_to = ("Infocom",)
    clones = ("Infocom",)
    no_massive = ("clone", "update")
    right_labels = {
        "central": {1: "Read", 2: "Update", 4: "Create", 8: "Delete", 16: "Purge", 32: "Read notes", 64: "Update notes"}
    }
    on_add = (supplies.belong_to_cartridge, supplies.enter_stock)
    after_add = (finance.start_financial_information,)
    options = (FINANCED,)

    date_in = Date(indexed=False)
    date_use = Date(indexed=False)
    date_out = Date(indexed=False)
    pages = Number()
    printers_id = adjust(by_class=True)


class CartridgeItem_PrinterModel(ItemType):
    label = "General"
    traits = identified
    relation = Relation(side("CartridgeItem", entity=True), side("PrinterModel", rights="none"))
    unique = ("printermodels_id", "cartridgeitems_id")
    no_massive = ("clone", "update")
