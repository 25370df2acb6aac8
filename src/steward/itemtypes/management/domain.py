"""Domains, their records and the items in them."""

from __future__ import annotations

from steward.itemtypes.bundles import CONTRACTED, EXTERNALLY_LINKED, FINANCED, TRACKED
from steward.itemtypes.families import ENTITY_DROPDOWN, OBJECT
from steward.itemtypes.steps import authorship, finance
from steward.itemtypes.traits import (
    active,
    commented,
    dated,
    dynamic,
    identified,
    in_charge,
    in_entity,
    modified,
    named,
    recursive,
    templated,
    trashable,
)
from steward.vocabulary.columns import NO_DEFAULT
from steward.vocabulary.fields import Link, LongText, Moment, Number, Shown, adjust
from steward.vocabulary.notation import ItemType, family, parent, side
from steward.vocabulary.options import Heading, option
from steward.vocabulary.paths import child
from steward.vocabulary.relations import Purge, Relation


class Domain(ItemType):
    label = "Domain", "Domains"
    traits = (
        OBJECT,
        trashable,
        templated(template_name=None),
        active(31),
        in_charge,
        identified(1400, fixed=None),
        named(fixed=None, extra={"itemlink_type": "Domain"}),
        commented(7),
        modified(12),
        recursive(18),
    )
    right = "domain"
    notepad = True
    features = ("Clonable",)
    forwards_entity_to = ("DomainRecord",)
    clones = (
        "DomainRecord",
        "Domain_Item",
        "Infocom",
        "Item_Ticket",
        "Item_Problem",
        "Change_Item",
        "Contract_Item",
        "Document_Item",
        "Notepad",
    )
    purges = (Purge("glpi_domains_items", ("domains_id",), item="Domain_Item"),)
    after_add = (finance.start_financial_information,)
    options = (
        Heading("common", "Domains"),
        CONTRACTED,
        EXTERNALLY_LINKED,
        FINANCED,
        TRACKED,
        option(8, "Associated items", child("Domain_Item"), "items_id", nosearch=True, fixed=True, datatype=""),
    )

    entities_id = Link(
        "Entity", option=80, also=(Shown(option=81, label="Entity-ID", datatype="", shows="entities_id"),)
    )
    domaintypes_id = Link("DomainType", option=2, label="Type")
    date_expiration = Moment(option=6, label="Expiration date", datatype="date")
    date_domaincreation = Moment(option=5, label="Registration date", datatype="date")
    users_id_tech = adjust(option=3, extra={})
    groups_id_tech = adjust(option=10, shows="name", condition={"is_assign": 1}, extra={})


class DomainRecord(ItemType):
    label = "Domain record", "Domains records"
    traits = (
        OBJECT,
        trashable,
        in_charge,
        identified.unlisted,
        commented(8),
        modified(10),
        in_entity(fixed=None),
        recursive(search="equals"),
    )
    child_of = parent("Domain", attached=False)
    right = "domain"
    on_add = (authorship.defaults(ttl=3600),)
    options = (TRACKED,)

    data = LongText(option=11, label="Data", datatype="")
    data_obj = LongText()
    domains_id = adjust(option=2)
    domainrecordtypes_id = Link("DomainRecordType", option=3)
    ttl = Number(option=4, label="TTL", datatype="", default=NO_DEFAULT)
    users_id_tech = adjust(option=6, extra={})
    groups_id_tech = adjust(option=9, shows="name", extra={})
    date_creation = adjust(option=7, datatype="date", fixed=None)
    entities_id = adjust(by_class=False)


class DomainRecordType(ItemType):
    label = "Record type", "Records types"
    traits = ENTITY_DROPDOWN - dated, in_entity

    fields = LongText()


ENTITY_DROPDOWNS = family(
    (ENTITY_DROPDOWN - dated, in_entity),
    ("DomainRelation", "Domain relation", "Domains relations"),
    ("DomainType", "Domain type", "Domain types"),
)


class Domain_Item(ItemType):
    label = "Domain item", "Domain items"
    traits = trashable, dynamic
    relation = Relation(side("Domain", entity=True, cascades=False), side(among=("domain_types",)))
    unique = ("domains_id", "itemtype", "items_id")
    locks_deleted = True

    domains_id = adjust(option=None, by_class=True)
    domainrelations_id = Link(
        "DomainRelation",
        option=2,
        label="Domains relations",
        datatype="itemlink",
        extra={"itemlink_type": "Domain_Item"},
    )
