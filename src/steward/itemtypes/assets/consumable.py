"""Consumables: models and the single pieces, in stock until they are given away."""

from __future__ import annotations

from steward.itemtypes.bundles import DOCUMENTED, EXTERNALLY_LINKED, FINANCED, LOCATION_DETAILS, NOTED, financed_units
from steward.itemtypes.consequences import alerts
from steward.itemtypes.families import MOUNTED
from steward.itemtypes.steps import finance, supplies
from steward.itemtypes.traits import created, dated, in_entity, photographed, serialised, stateful, templated
from steward.vocabulary.fields import Date, ItemId, ItemtypeName, Link, Number, Text
from steward.vocabulary.notation import ItemType
from steward.vocabulary.options import Count, Virtual, option
from steward.vocabulary.paths import Not, child


class ConsumableItem(ItemType):
    label = "Consumable model", "Consumable models"
    traits = MOUNTED - templated - stateful - serialised, photographed, created.unlisted
    right = "consumable"
    notepad = True
    features = ("AssetImage", "Clonable")
    forwards_entity_to = ("Consumable", "Infocom")
    purges = (alerts("ConsumableItem"),)
    after_add = (finance.start_financial_information,)
    options = (
        DOCUMENTED,
        EXTERNALLY_LINKED,
        LOCATION_DETAILS,
        NOTED,
        financed_units("Consumable"),
        option(
            9,
            "Consumables",
            (),
            Virtual("_virtual"),
            nosearch=True,
            nosort=True,
            fixed=True,
            additionalfields=["alarm_threshold"],
        ),
        option(
            17, "Number of used consumables", child("Consumable", where={"date_out": Not(None)}), Count(), fixed=True
        ),
        option(19, "Number of new consumables", child("Consumable", where={"date_out": None}), Count(), fixed=True),
    )

    ref = Text(option=34, label="Reference")
    consumableitemtypes_id = Link("ConsumableItemType", option=4, label="Type")
    alarm_threshold = Number(option=8, label="Alert threshold", toadd={"-1": "Never"}, default=10, indexed=True)
    stock_target = Number()
    otherserial = Text(option=6, label="Inventory number", indexed=True)


class Consumable(ItemType):
    label = "Consumable", "Consumables"
    traits = dated.unlisted, in_entity.unlisted
    child_of = "ConsumableItem"
    right = "consumable"
    name_field = "id"
    no_form = True
    forwards_entity_to = ("Infocom",)
    clones = ("Infocom",)
    no_massive = ("update",)
    right_labels = {
        "central": {1: "Read", 2: "Update", 4: "Create", 8: "Delete", 16: "Purge", 32: "Read notes", 64: "Update notes"}
    }
    on_add = (supplies.belong_to_consumable, supplies.enter_stock)
    after_add = (finance.start_financial_information,)
    options = (FINANCED,)

    date_in = Date()
    date_out = Date()
    itemtype = ItemtypeName(null=True)
    items_id = ItemId(among=("consumables_types",))
