"""Certificates, and the items that carry them."""

from __future__ import annotations

from steward.itemtypes.bundles import (
    CONTRACTED,
    DOCUMENTED,
    EXTERNALLY_LINKED,
    FINANCED,
    IN_DOMAIN,
    LOCATION_DETAILS,
    NOTED,
    TRACKED,
)
from steward.itemtypes.families import KIND, MOUNTED
from steward.itemtypes.steps import finance
from steward.itemtypes.traits import commented, contactable, dated, held, identified, in_entity, recursive, stateful
from steward.vocabulary.fields import Date, Flag, Link, LongText, Text
from steward.vocabulary.notation import ItemType, side
from steward.vocabulary.options import Count, option
from steward.vocabulary.paths import child
from steward.vocabulary.relations import Relation


class Certificate(ItemType):
    label = "Certificate", "Certificates"
    traits = (
        MOUNTED,
        held,
        contactable(contact=16, contact_num=17),
        commented(15),
        in_entity(fixed=None),
        recursive,
        stateful(condition={"is_visible_certificate": 1}),
    )
    right = "certificate"
    notepad = True
    features = ("Clonable",)
    clones = ("Infocom", "Contract_Item", "Document_Item", "KnowbaseItem_Item")
    after_add = (finance.start_financial_information,)
    options = (
        CONTRACTED,
        DOCUMENTED,
        EXTERNALLY_LINKED,
        FINANCED,
        IN_DOMAIN,
        LOCATION_DETAILS,
        NOTED,
        TRACKED,
        option(
            14,
            "Associated items",
            child("Certificate_Item"),
            "items_id",
            nosearch=True,
            fixed=True,
            additionalfields=["itemtype"],
            datatype="",
        ),
        option(72, "Number of associated items", child("Certificate_Item"), Count(), fixed=True),
    )

    certificatetypes_id = Link("CertificateType", option=7, label="Type")
    dns_name = Text(option=18, label="DNS name", datatype="")
    dns_suffix = Text(option=8, label="DNS suffix", datatype="")
    is_autosign = Flag(option=9, label="Self-signed", indexed=False)
    date_expiration = Date(option=10, label="Expiration date", maybefuture=True, indexed=False)
    command = LongText(option=11, label="Command used")
    certificate_request = LongText(option=12, label="Certificate request (CSR)")
    certificate_item = LongText(option=13, label="Certificate")


class CertificateType(ItemType):
    label = "Certificate type", "Certificate types"
    traits = KIND, in_entity, recursive


class Certificate_Item(ItemType):
    label = "General"
    traits = identified, dated.unlisted
    relation = Relation(side("Certificate"), side(entity=True, among=("certificate_types",)))
    unique = ("certificates_id", "itemtype", "items_id")
    no_massive = ("clone", "update")
