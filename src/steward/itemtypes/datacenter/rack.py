"""Racks, and what is mounted at which height."""

from __future__ import annotations

from steward.itemtypes.bundles import CONTRACTED, DOCUMENTED, FINANCED, LOCATION_DETAILS, NOTED, POSITIONED, TRACKED
from steward.itemtypes.families import KIND, MODEL, MOUNTED
from steward.itemtypes.steps import authorship, datacenters, finance
from steward.itemtypes.traits import identified, in_entity, recursive, stateful
from steward.vocabulary.columns import NO_DEFAULT
from steward.vocabulary.fields import Link, Number, Small, Text, adjust
from steward.vocabulary.notation import ItemType, side
from steward.vocabulary.options import option
from steward.vocabulary.paths import link
from steward.vocabulary.relations import Relation


class Rack(ItemType):
    label = "Rack", "Racks"
    traits = MOUNTED, in_entity(fixed=None), stateful(condition={"is_visible_rack": 1})
    indexes = {"group_id_tech": ("groups_id_tech",)}
    features = ("DCBreadcrumb",)
    on_add = (authorship.defaults(bgcolor="#FEC95C"),)
    after_add = (finance.start_financial_information,)
    options = (
        CONTRACTED,
        DOCUMENTED,
        FINANCED,
        LOCATION_DETAILS,
        NOTED,
        POSITIONED,
        TRACKED,
        option(81, "Data center", (link("DCRoom"), link("Datacenter")), "name"),
    )

    rackmodels_id = Link("RackModel", option=40, label="Model", null=True)
    racktypes_id = Link("RackType", option=4, label="Type")
    width = Number(null=True)
    height = Number(null=True)
    depth = Number(null=True)
    number_units = Number(option=8, label="Number of units", null=True, default=0)
    dcrooms_id = Link("DCRoom", option=7)
    room_orientation = Number()
    position = Text(size=50)
    bgcolor = Text(size=7)
    max_power = Number()
    mesured_power = Number()
    max_weight = Number()


class RackModel(ItemType):
    label = "Rack model", "Rack models"
    traits = MODEL


class RackType(ItemType):
    label = "Rack type", "Rack types"
    traits = KIND, in_entity, recursive


class Item_Rack(ItemType):
    label = "Item", "Items"
    traits = identified
    relation = Relation(
        side("Rack", attached=False, entity=True), side(rights="none", attached=False, among=("rackable_types",))
    )
    unique = {"item": ("itemtype", "items_id", "is_reserved")}
    indexes = {"relation": ("racks_id", "itemtype", "items_id")}
    no_massive = ("clone", "MassiveAction:update", "CommonDBConnexity:affect", "CommonDBConnexity:unaffect")
    on_add = (datacenters.check_place,)
    on_update = (datacenters.check_place,)

    racks_id = adjust(default=NO_DEFAULT)
    itemtype = adjust(size=255)
    items_id = adjust(default=NO_DEFAULT)
    position = Number(default=NO_DEFAULT)
    orientation = Small(null=True)
    bgcolor = Text(size=7)
    hpos = Small()
    is_reserved = Small()
