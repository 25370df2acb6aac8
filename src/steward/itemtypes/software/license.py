"""Licences of software, a tree, and the items they are assigned to."""

from __future__ import annotations

from steward.itemtypes.bundles import CONTRACTED, DOCUMENTED, FINANCED, LOCATION_DETAILS, NOTED, TRACKED
from steward.itemtypes.consequences import alerts
from steward.itemtypes.families import ENTITY_TREE, father
from steward.itemtypes.steps import finance, software
from steward.itemtypes.traits import (
    contactable,
    dynamic,
    held,
    identified,
    in_charge,
    in_entity,
    located,
    made,
    modified,
    named,
    photographed,
    serialised,
    stateful,
    templated,
    trashable,
)
from steward.vocabulary.fields import Date, Flag, ItemId, Link, Number, adjust
from steward.vocabulary.notation import ItemType, side
from steward.vocabulary.options import Count, option
from steward.vocabulary.paths import child, link
from steward.vocabulary.relations import Relation


class SoftwareLicense(ItemType):
    label = "License", "Licenses"
    traits = (
        ENTITY_TREE,
        trashable,
        templated,
        located,
        stateful(condition={"is_visible_softwarelicense": 1}),
        made.unlisted,
        serialised,
        held,
        in_charge,
        contactable.unlisted,
        photographed,
        identified(forcegroupby=True),
        named(forcegroupby=True),
        modified.unlisted,
        in_entity(fixed=None),
    )
    right = "license"
    shown_as_text = ("number",)
    indexes = {"softwares_id_expire_number": ("softwares_id", "expire", "number")}
    notepad = True
    translatable = False
    features = ("AssetImage", "Clonable")
    forwards_entity_to = ("Infocom",)
    clones = ("Infocom", "Contract_Item", "Document_Item", "KnowbaseItem_Item", "Notepad")
    purges = (alerts("SoftwareLicense"),)
    on_add = (software.need_software, software.judge_licence)
    after_add = (software.judge_software, finance.start_financial_information)
    on_update = (software.judge_licence,)
    after_update = (software.judge_software,)
    after_purge = (software.judge_software,)
    options = (
        CONTRACTED,
        DOCUMENTED,
        FINANCED,
        LOCATION_DETAILS,
        NOTED,
        TRACKED,
        option(
            13,
            "Father",
            link("SoftwareLicense", named="visible", prints={"condition": [{"_expr": "1=1"}]}),
            "completename",
            datatype="itemlink",
            many=True,
        ),
        option(
            163,
            "Number of installations",
            (
                link("SoftwareLicense", "id", prints={"jointype": "child"}),
                child("Item_SoftwareLicense", where={"is_deleted": 0}),
            ),
            Count(),
            fixed=True,
        ),
    )

    softwares_id = Link("Software", option=10, datatype="itemlink", by_class=True)
    softwarelicenses_id = Link("SoftwareLicense", by_class=True)
    completename = adjust(option=None)
    number = Number(option=4, label="Number", max=100, toadd={"-1": "Unlimited"})
    softwarelicensetypes_id = Link("SoftwareLicenseType", option=5, label="Type", shows="name")
    serial = adjust(option=11)
    otherserial = adjust(option=162, fixed=True)
    softwareversions_id_buy = Link(
        "SoftwareVersion", option=6, label="Purchase version", extra={"displaywith": ["states_id"]}
    )
    softwareversions_id_use = Link(
        "SoftwareVersion", option=7, label="Version in use", extra={"displaywith": ["states_id"]}
    )
    expire = Date(option=8, label="Expiration")
    is_valid = Flag(option=9, label="Valid", default=1, indexed=False)
    users_id_tech = adjust(label="Technician in charge of the license", right="own_ticket", extra={})
    groups_id_tech = adjust(label="Group in charge of the license", condition={"is_assign": 1}, extra={})
    is_helpdesk_visible = Flag()
    allow_overquota = Flag(option=168, label="Allow Over-Quota", indexed=True)


class SoftwareLicenseType(ItemType):
    label = "License type", "License types"
    traits = ENTITY_TREE
    options = (father("SoftwareLicenseType"),)

    softwarelicensetypes_id = Link("SoftwareLicenseType", by_class=True)


class Item_SoftwareLicense(ItemType):
    label = "General"
    traits = identified, trashable, dynamic
    relation = Relation(side(entity=True, among=("software_types",)), side("SoftwareLicense"))
    locks_deleted = True
    after_add = (software.judge_assigned_licence,)
    after_purge = (software.judge_assigned_licence,)

    items_id = ItemId(
        option=5,
        label="Associated elements",
        fixed=True,
        nosort=True,
        additionalfields=("itemtype",),
        extra={"comments": True},
        among=("software_types",),
    )
    itemtype = adjust(option=6, label="Request source", datatype="dropdown")
    softwarelicenses_id = adjust(label="", datatype=None, shows="name")
