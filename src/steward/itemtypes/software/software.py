"""Software and its categories."""

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
    NOTED,
    ON_APPLIANCE,
    TRACKED,
)
from steward.itemtypes.consequences import rule_actions
from steward.itemtypes.families import MOUNTED, TREE, father
from steward.itemtypes.steps import finance, software
from steward.itemtypes.traits import dated, held, made, photographed, serialised, stateful, ticketed
from steward.vocabulary.fields import Flag, Link, adjust
from steward.vocabulary.notation import ItemType
from steward.vocabulary.options import Count, option
from steward.vocabulary.paths import child, link
from steward.vocabulary.relations import Purge


class Software(ItemType):
    label = "Software"
    traits = MOUNTED - stateful - serialised, held, ticketed, photographed, made(label="Publisher")
    right = "software"
    notepad = True
    features = ("AssetImage", "Clonable", "TreeBrowse")
    forwards_entity_to = ("Infocom", "ReservationItem", "SoftwareVersion")
    clones = ("Infocom", "Contract_Item", "Document_Item", "KnowbaseItem_Item")
    meta_types = ("Reservation",)
    purges = (Purge("glpi_softwarelicenses", ("softwares_id",), item="SoftwareLicense"),)
    on_add = (software.visible_by_default,)
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
        NOTED,
        ON_APPLIANCE,
        TRACKED,
        option(
            72,
            "Number of installations",
            (
                child("SoftwareVersion"),
                child(
                    "Item_SoftwareVersion",
                    where={"is_deleted_item": 0, "is_deleted": 0, "is_template_item": 0},
                    named="in_reach",
                ),
            ),
            Count(),
            fixed=True,
        ),
        option(
            73,
            "Installation date",
            (
                child("SoftwareVersion"),
                child(
                    "Item_SoftwareVersion",
                    where={"is_deleted_item": 0, "is_deleted": 0, "is_template_item": 0},
                    prints={
                        "condition": (
                            "AND NEWTABLE.`is_deleted_item` = 0 "
                            "AND NEWTABLE.`is_deleted` = 0 AND NEWTABLE.`is_template_item` = 0"
                        )
                    },
                ),
            ),
            "date_install",
            fixed=True,
            many=False,
        ),
        option(
            160,
            "Name",
            child("SoftwareLicense", where={"is_template": 0}, named=("in_reach", "in_force")),
            "name",
            fixed=True,
        ),
        option(
            161,
            "Serial number",
            child("SoftwareLicense", where={"is_template": 0}, named=("in_reach", "in_force")),
            "serial",
            fixed=True,
        ),
        option(
            162,
            "Inventory number",
            child("SoftwareLicense", where={"is_template": 0}, named=("in_reach", "in_force")),
            "otherserial",
            fixed=True,
        ),
        option(
            163,
            "Number of licenses",
            child("SoftwareLicense", where={"is_template": 0}, named=("in_reach", "in_force")),
            "number",
            fixed=True,
            having=True,
        ),
        option(
            164,
            "Type",
            (
                child("SoftwareLicense", where={"is_template": 0}, named=("in_reach", "in_force")),
                link("SoftwareLicenseType"),
            ),
            "name",
            fixed=True,
        ),
        option(
            165,
            "Comments",
            child("SoftwareLicense", where={"is_template": 0}, named=("in_reach", "in_force")),
            "comment",
            fixed=True,
        ),
        option(
            166,
            "Expiration",
            child("SoftwareLicense", where={"is_template": 0}, named=("in_reach", "in_force")),
            "expire",
            fixed=True,
            emptylabel="Never expire",
        ),
        option(
            167,
            "Valid",
            child("SoftwareLicense", where={"is_template": 0}, named=("in_reach", "in_force")),
            "is_valid",
            fixed=True,
        ),
        option(5, "Name", child("SoftwareVersion"), "name", fixed=True, displaywith=["softwares_id"]),
        option(
            6,
            "Architecture",
            child("SoftwareVersion"),
            "arch",
            fixed=True,
            displaywith=["softwares_id"],
            datatype="dropdown",
        ),
        option(31, "Status", (child("SoftwareVersion"), link("State")), "completename", fixed=True),
        option(170, "Comments", child("SoftwareVersion"), "comment", fixed=True),
        option(4, "Operating system", (child("SoftwareVersion"), link("OperatingSystem")), "name"),
    )

    users_id_tech = adjust(label="Technician in charge of the software", right="own_ticket", extra={})
    groups_id_tech = adjust(label="Group in charge of the software", condition={"is_assign": 1}, extra={})
    is_update = Flag()
    softwares_id = Link("Software")
    template_name = adjust(option=64)
    is_helpdesk_visible = Flag(option=61, label="Associable to a ticket", default=1)
    softwarecategories_id = Link("SoftwareCategory", option=62, label="Category")
    is_valid = Flag(option=63, label="Valid licenses", default=1, indexed=False)


class SoftwareCategory(ItemType):
    label = "Software category", "Software categories"
    traits = TREE - dated
    purges = (*rule_actions("softwarecategories_id"),)
    options = (father("SoftwareCategory"),)

    softwarecategories_id = Link("SoftwareCategory", by_class=True)
