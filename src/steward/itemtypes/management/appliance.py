"""Appliances: what several items do together."""

from __future__ import annotations

from steward.itemtypes.bundles import (
    CERTIFIED,
    CONTRACTED,
    DOCUMENTED,
    EXTERNALLY_LINKED,
    FINANCED,
    IN_DOMAIN,
    IN_PROJECT,
    LOCATION_DETAILS,
    ON_APPLIANCE,
    TRACKED,
)
from steward.itemtypes.families import DROPDOWN, ENTITY_DROPDOWN, MOUNTED
from steward.itemtypes.steps import finance
from steward.itemtypes.traits import (
    commented,
    contactable,
    dated,
    held,
    identified,
    in_entity,
    named,
    named_always,
    photographed,
    serialised,
    stateful,
    templated,
    used_by,
)
from steward.vocabulary.fields import Flag, Link, Shown, Text, adjust
from steward.vocabulary.notation import ItemType, side
from steward.vocabulary.options import option
from steward.vocabulary.paths import child, link
from steward.vocabulary.relations import Relation


class Appliance(ItemType):
    label = "Appliance", "Appliances"
    traits = (
        MOUNTED - named - templated - serialised,
        named_always,
        serialised,
        held,
        contactable(contact=14, contact_num=15),
        photographed,
        identified(31),
        commented(4),
        dated(date_mod=9, date_creation=None),
        in_entity(fixed=None),
        stateful(32, condition={"is_visible_appliance": 1}),
        used_by(6, extra={}),
    )
    right = "appliance"
    unique = ("externalidentifier",)
    notepad = True
    features = ("AssetImage", "Clonable")
    clones = ("Appliance_Item", "Contract_Item", "Document_Item", "Infocom", "Notepad", "KnowbaseItem_Item")
    after_add = (finance.start_financial_information,)
    options = (
        CERTIFIED,
        CONTRACTED,
        DOCUMENTED,
        EXTERNALLY_LINKED,
        FINANCED,
        IN_DOMAIN,
        IN_PROJECT,
        LOCATION_DETAILS,
        ON_APPLIANCE,
        TRACKED,
        option(
            5,
            "Associated items",
            child("Appliance_Item"),
            "items_id",
            nosearch=True,
            fixed=True,
            additionalfields=["itemtype"],
            datatype="",
        ),
        option(81, "Entity-ID", link("Entity"), "entities_id", datatype=""),
    )

    is_recursive = Flag(
        option=86, label="Child entities", search="equals", also=(Shown(option=7, label="Child entities", fixed=True),)
    )
    appliancetypes_id = Link("ApplianceType", option=11, label="Type")
    applianceenvironments_id = Link("ApplianceEnvironment", option=10, label="Environment")
    groups_id = adjust(option=8, condition={"is_itemgroup": 1}, extra={})
    externalidentifier = Text()
    serial = adjust(option=12, datatype="")
    otherserial = adjust(option=13, datatype="")
    is_helpdesk_visible = Flag(option=61, label="Associable to a ticket", default=1)


class ApplianceEnvironment(ItemType):
    label = "Appliance environment", "Appliance environments"
    traits = DROPDOWN - dated


class ApplianceType(ItemType):
    label = "Appliance type", "Appliance types"
    traits = ENTITY_DROPDOWN - named - dated, named_always, in_entity
    unique = {"externalidentifier": ("externalidentifier",)}

    externalidentifier = Text()


class Appliance_Item(ItemType):
    label = "Item", "Items"
    traits = identified
    relation = Relation(side("Appliance"), side(entity=True, among=("appliance_types",)))
    unique = ("appliances_id", "items_id", "itemtype")
    clones = ("Appliance_Item_Relation",)
    no_massive = ("clone", "update", "CommonDBConnexity:unaffect", "CommonDBConnexity:affect")

    itemtype = adjust(default="")


class Appliance_Item_Relation(ItemType):
    label = "Relation", "Relations"
    traits = identified
    relation = Relation(side("Appliance_Item", entity=True), side(among=("appliance_relation_types",)))
