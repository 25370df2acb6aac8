"""Power distribution units and their plugs."""

from __future__ import annotations

from steward.itemtypes.bundles import CONTRACTED, FINANCED, LOCATION_DETAILS, NETWORKED, POSITIONED, RACKED, TRACKED
from steward.itemtypes.families import DROPDOWN, KIND, MODEL, MOUNTED
from steward.itemtypes.steps import finance
from steward.itemtypes.traits import dated, identified, in_entity, pictured, recursive, stateful
from steward.vocabulary.columns import NO_DEFAULT
from steward.vocabulary.fields import Flag, Float, Link, Number, Text
from steward.vocabulary.notation import ItemType, side
from steward.vocabulary.relations import Relation


class PDU(ItemType):
    label = "PDU", "PDUs"
    traits = MOUNTED, in_entity(fixed=None), stateful(condition={"is_visible_pdu": 1})
    indexes = {"group_id_tech": ("groups_id_tech",)}
    features = ("Clonable", "DCBreadcrumb")
    clones = ("Pdu_Plug", "Item_Devices", "NetworkPort")
    after_add = (finance.start_financial_information,)
    options = (CONTRACTED, FINANCED, LOCATION_DETAILS, NETWORKED, POSITIONED, RACKED, TRACKED)

    pdumodels_id = Link("PDUModel", option=40, label="Model", null=True)
    pdutypes_id = Link("PDUType", option=4, label="Type")


class PDUModel(ItemType):
    label = "PDU model", "PDU models"
    traits = MODEL, pictured
    ancestors = ("CommonDCModelDropdown", "CommonDropdown", "CommonDBTM", "CommonGLPI")

    weight = Number(option=131, label="Weight", datatype="decimal")
    required_units = Number(option=132, label="Required units", default=1)
    depth = Float(option=133, label="Depth", datatype="", default=1)
    power_connections = Number(option=134, label="Power connections")
    max_power = Number()
    is_half_rack = Flag(option=136, label="Is half rack", indexed=False)
    is_rackable = Flag()


class PDUType(ItemType):
    label = "PDU type", "PDU types"
    traits = KIND, in_entity, recursive


class PDU_Rack(ItemType):
    label = "Item", "Items"
    traits = identified, dated.unlisted
    relation = Relation(side("Rack", rights="none", attached=False, entity=True), side("PDU", attached=False))
    no_massive = ("clone", "MassiveAction:update", "CommonDBConnexity:affect", "CommonDBConnexity:unaffect")

    side = Number(null=True, default=0)
    position = Number(default=NO_DEFAULT)
    bgcolor = Text(size=7)


class Plug(ItemType):
    label = "Plug", "Plugs"
    traits = DROPDOWN


class Pdu_Plug(ItemType):
    label = "PDU plug", "PDU plugs"
    traits = identified, dated.unlisted
    relation = Relation(side("PDU", rights="none", attached=False, entity=True), side("Plug", attached=False))
    no_massive = ("clone", "CommonDBConnexity:affect", "CommonDBConnexity:unaffect")

    number_plugs = Number(null=True, default=0)
