"""Enclosures, and what is in which slot."""

from __future__ import annotations

from steward.itemtypes.bundles import (
    CONTRACTED,
    FINANCED,
    LOCATION_DETAILS,
    NETWORKED,
    NOTED,
    POSITIONED,
    RACKED,
    TRACKED,
)
from steward.itemtypes.families import MOUNTED, RACKABLE_MODEL
from steward.itemtypes.steps import finance
from steward.itemtypes.traits import identified, in_entity, stateful
from steward.vocabulary.columns import NO_DEFAULT
from steward.vocabulary.fields import Link, Number, Small, adjust
from steward.vocabulary.notation import ItemType, side
from steward.vocabulary.relations import Relation


class Enclosure(ItemType):
    label = "Enclosure", "Enclosures"
    traits = MOUNTED, in_entity(fixed=None), stateful(condition={"is_visible_enclosure": 1})
    indexes = {"group_id_tech": ("groups_id_tech",)}
    features = ("Clonable", "DCBreadcrumb")
    clones = ("Item_Enclosure", "Item_Devices", "NetworkPort")
    after_add = (finance.start_financial_information,)
    options = (CONTRACTED, FINANCED, LOCATION_DETAILS, NETWORKED, NOTED, POSITIONED, RACKED, TRACKED)

    enclosuremodels_id = Link("EnclosureModel", option=40, label="Model", null=True)
    orientation = Small(null=True)
    power_supplies = Small()


class EnclosureModel(ItemType):
    label = "Enclosure model", "Enclosure models"
    traits = RACKABLE_MODEL


class Item_Enclosure(ItemType):
    label = "Item", "Items"
    traits = identified
    relation = Relation(
        side("Enclosure", rights="none", attached=False, entity=True), side(attached=False, among=("rackable_types",))
    )
    unique = {"item": ("itemtype", "items_id")}
    indexes = {"relation": ("enclosures_id", "itemtype", "items_id")}

    enclosures_id = adjust(default=NO_DEFAULT)
    itemtype = adjust(size=255)
    items_id = adjust(default=NO_DEFAULT)
    position = Number(default=NO_DEFAULT)
