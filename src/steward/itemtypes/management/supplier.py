"""Suppliers and contacts."""

from __future__ import annotations

from steward.itemtypes.bundles import DOCUMENTED, EXTERNALLY_LINKED, NOTED
from steward.itemtypes.consequences import rule_actions
from steward.itemtypes.families import KIND, OBJECT
from steward.itemtypes.traits import active, identified, located_by_address, named, photographed, trashable
from steward.vocabulary.fields import Link, Text, adjust
from steward.vocabulary.notation import ItemType, family, side
from steward.vocabulary.options import Computed, option
from steward.vocabulary.paths import child, link
from steward.vocabulary.relations import Relation


class Supplier(ItemType):
    label = "Supplier", "Suppliers"
    traits = OBJECT, trashable, active(7), located_by_address, photographed
    right = "contact_enterprise"
    notepad = True
    features = ("AssetImage", "Clonable")
    purges = (*rule_actions("suppliers_id%"),)
    options = (
        DOCUMENTED,
        EXTERNALLY_LINKED,
        NOTED,
        option(
            8,
            "Associated contacts",
            (child("Contact_Supplier"), link("Contact")),
            Computed("full_name"),
            fixed=True,
            computationgroupby=True,
            field="completename",
            datatype="itemlink",
        ),
        option(
            29,
            "Associated contracts",
            (child("Contract_Supplier"), link("Contract")),
            "name",
            fixed=True,
            datatype="itemlink",
        ),
    )

    suppliertypes_id = Link("SupplierType", option=9)
    registration_number = Text(option=70, label="Administrative number", extra={"autocomplete": True})
    address = adjust(option=3, label="Address")
    postcode = adjust(option=14, label="Postal code")
    town = adjust(option=11, label="City")
    state = adjust(option=12, label="State")
    country = adjust(option=13, label="Country")
    website = Text(option=4, label="Website", datatype="weblink")
    phonenumber = Text(option=5, label="Phone")
    fax = Text(option=10, label="Fax")
    email = Text(option=6, label="Email", datatype="email")


KINDS = family(
    KIND,
    ("SupplierType", "Third party type", "Third party types"),
    ("ContactType", "Contact type", "Contact types"),
)


class Contact(ItemType):
    label = "Contact", "Contacts"
    traits = OBJECT, trashable, located_by_address, photographed, named(label="Last name")
    right = "contact_enterprise"
    notepad = True
    features = ("AssetImage", "Clonable")
    options = (
        DOCUMENTED,
        EXTERNALLY_LINKED,
        NOTED,
        option(8, "Associated suppliers", (child("Contact_Supplier"), link("Supplier")), "name", datatype="itemlink"),
    )

    firstname = Text(option=11, label="First name")
    registration_number = Text(option=70, label="Administrative number", extra={"autocomplete": True})
    phone = Text(option=3, label="Phone")
    phone2 = Text(option=4, label="Phone 2")
    mobile = Text(option=10, label="Mobile phone")
    fax = Text(option=5, label="Fax")
    email = Text(option=6, label="Email", datatype="email")
    contacttypes_id = Link("ContactType", option=9, label="Type")
    usertitles_id = Link("UserTitle", option=81, label="Title")
    address = adjust(option=82, label="Address", datatype="")
    postcode = adjust(option=83, label="Postal code")
    town = adjust(option=84, label="City")
    state = adjust(option=85, label="State")
    country = adjust(option=87, label="Country")


class Contact_Supplier(ItemType):
    label = "Link Contact/Supplier", "Links Contact/Supplier"
    traits = identified
    relation = Relation(side("Contact", entity=True), side("Supplier"))
    unique = ("suppliers_id", "contacts_id")
    no_massive = ("clone", "update")
