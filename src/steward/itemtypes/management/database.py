"""Database instances and the databases on them."""

from __future__ import annotations

from steward.itemtypes.bundles import (
    CONTRACTED,
    DOCUMENTED,
    EXTERNALLY_LINKED,
    FINANCED,
    IN_DOMAIN,
    LOCATION_DETAILS,
    NOTED,
    ON_APPLIANCE,
    TRACKED,
)
from steward.itemtypes.families import DROPDOWN, MOUNTED
from steward.itemtypes.steps import finance
from steward.itemtypes.traits import (
    active,
    dated,
    dynamic,
    in_entity,
    named,
    named_always,
    recursive,
    serialised,
    templated,
    trashable,
    updated_by,
)
from steward.vocabulary.fields import Flag, ItemId, ItemtypeName, Link, Moment, Number, Small, Text, adjust
from steward.vocabulary.notation import ItemType, family, parent
from steward.vocabulary.options import Heading, option
from steward.vocabulary.paths import child, link, polylink


class DatabaseInstance(ItemType):
    label = "Database instance", "Database instances"
    traits = (
        MOUNTED - named - templated - serialised,
        named_always,
        dynamic,
        active,
        updated_by.unlisted,
        in_entity.unlisted,
    )
    right = "database"
    notepad = True
    features = ("Clonable", "Inventoriable")
    forwards_entity_to = ("Database",)
    clones = (
        "Appliance_Item",
        "Contract_Item",
        "Document_Item",
        "Infocom",
        "Notepad",
        "KnowbaseItem_Item",
        "Certificate_Item",
        "Domain_Item",
        "Database",
    )
    after_add = (finance.start_financial_information,)
    options = (
        CONTRACTED,
        DOCUMENTED,
        EXTERNALLY_LINKED,
        FINANCED,
        IN_DOMAIN,
        LOCATION_DETAILS,
        NOTED,
        ON_APPLIANCE,
        TRACKED,
        option(
            168,
            "Port",
            (),
            "port",
            fixed=True,
            linkfield="databaseinstances_id",
            datatype="integer",
            join={"jointype": "child"},
            many=True,
        ),
        option(
            5,
            "Item",
            (),
            "items_id",
            nosearch=True,
            fixed=True,
            search="equals",
            additionalfields=["itemtype"],
            linkfield="databaseinstances_id",
            datatype="specific",
            join={"jointype": "child"},
            many=True,
        ),
        option(167, "Name", child("Database"), "name", fixed=True),
        option(166, "Size (Mio)", child("Database"), "size", fixed=True, datatype="integer"),
        option(169, "Active", child("Database"), "is_active", fixed=True, search=("equals",)),
        option(170, "Is on backup", child("Database"), "is_onbackup", fixed=True, search=("equals",)),
        option(172, "Last backup date", child("Database"), "date_lastbackup", fixed=True, datatype="date"),
        option(174, "Dynamic", child("Database"), "is_dynamic", fixed=True, search=("equals",)),
    )

    version = Text(option=6, label="Version", datatype="text", null=False)
    port = Text(size=10, null=False)
    path = Text(option=253, label="Path", datatype="text", null=False)
    size = Number()
    databaseinstancetypes_id = Link("DatabaseInstanceType", option=4, label="Type")
    databaseinstancecategories_id = Link("DatabaseInstanceCategory", option=40, label="Category")
    states_id = adjust(option=41, label="State", shows="name")
    itemtype = ItemtypeName(option=8, label="Item type", fixed=True, extra={"types": ["Computer"]}, default="")
    items_id = ItemId(among=("databaseinstance_types",))
    is_onbackup = Small()
    is_active = adjust(option=7, label="Is active", fixed=True)
    is_helpdesk_visible = Flag(default=1)
    date_lastboot = Moment(option=171, label="Last boot date", datatype="date", fixed=True, indexed=False)
    date_lastbackup = Moment(indexed=False)


class Database(ItemType):
    label = "Database", "Databases"
    traits = (
        named_always,
        dated(date_mod=4, date_creation=5),
        in_entity(7),
        recursive(8),
        trashable,
        dynamic(13, label="Dynamic"),
        active(3),
    )
    child_of = parent("DatabaseInstance", attached=False)
    right = "database"
    options = (
        Heading("common", "Database"),
        IN_DOMAIN,
        ON_APPLIANCE,
        TRACKED,
        option(
            12,
            "Computers",
            (link("DatabaseInstance"), polylink("Computer")),
            "name",
            fixed=True,
            linkfield="items_id",
            datatype="itemlink",
            join={
                "beforejoin": {
                    "table": "glpi_databaseinstances",
                    "joinparams": {"jointype": "item_itemtype", "specific_itemtype": "Computer"},
                }
            },
            many=True,
            having=True,
        ),
    )

    size = Number(option=6, label="Global size", fixed=True, unit="auto", extra={"width": 1000})
    databaseinstances_id = adjust(option=11, fixed=True, by_class=False)
    is_onbackup = Flag(option=9, label="Is on backup", indexed=False)
    date_update = Moment(indexed=False)
    date_lastbackup = Moment(option=10, label="Last backup date", datatype="date", indexed=False)


DROPDOWNS = family(
    DROPDOWN,
    ("DatabaseInstanceCategory", "Database instance category", "Database instance categories"),
    ("DatabaseInstanceType", "Database instance type", "Database instance types"),
)
