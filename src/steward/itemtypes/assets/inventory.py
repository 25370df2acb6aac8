"""What inventories leave behind: locked fields, locked rows, refused equipment, matched rules, SNMP credentials."""

from __future__ import annotations

from steward.itemtypes.gates import UPDATE, gate
from steward.itemtypes.traits import created, dated, in_entity, modified, named, shared, trashable, updated_by
from steward.vocabulary.columns import NO_DEFAULT
from steward.vocabulary.fields import ItemId, ItemtypeName, Link, LongText, Moment, Secret, Text, adjust
from steward.vocabulary.notation import ItemType
from steward.vocabulary.options import option
from steward.vocabulary.relations import Purge


class Lockedfield(ItemType):
    label = "Locked field", "Locked fields"
    traits = dated, shared, modified.unlisted
    right = "locked_field"
    unique = ("itemtype", "items_id", "field")
    no_massive = ("update", "clone")
    gates = {"view": gate("locked_field", UPDATE), "purge": gate("locked_field", UPDATE)}
    roles = ("lock",)
    options = (
        option(
            13,
            "Associated element",
            (),
            "items_id",
            nosearch=True,
            nosort=True,
            additionalfields=["itemtype"],
            comments=True,
            linkfield="lockedfields_id",
            datatype="specific",
            join={"jointype": "child"},
            many=True,
        ),
    )

    itemtype = ItemtypeName(option=3, label="Item type", datatype="dropdown", null=True)
    items_id = ItemId()
    field = Text(option=1, label="Field name", datatype="", size=50, null=False, default=NO_DEFAULT)
    value = Text(option=6, label="Last inventoried value", datatype="", nosearch=True, nosort=True)
    date_creation = adjust(option=5, datatype="date", fixed=None)
    is_global = adjust(option=7, label="Global", fixed=True)


class ObjectLock(ItemType):
    label = "Object Lock", "Object Locks"
    unique = {"item": ("itemtype", "items_id")}

    itemtype = ItemtypeName()
    items_id = ItemId(default=NO_DEFAULT)
    users_id = Link("User", default=NO_DEFAULT, by_class=True)
    date = Moment(null=False)


class RefusedEquipment(ItemType):
    label = "Equipment refused by rules log", "Equipments refused by rules log"
    traits = named, dated, in_entity(5), updated_by.unlisted, modified.unlisted, created(3, label="Date")
    right = "refusedequipment"
    history = True
    features = ("Inventoriable",)
    purges = (
        Purge("glpi_lockedfields", ("items_id",), "delete", item="Lockedfield", where={"itemtype": "RefusedEquipment"}),
    )

    itemtype = ItemtypeName(option=4, label="Item type", fixed=True, null=True)
    ip = LongText(option=8, label="IP", fixed=True)
    mac = LongText(option=9, label="MAC", fixed=True)
    rules_id = Link(
        "Rule", option=2, datatype="specific", fixed=True, shows="id", extra={"real_type": "RuleImportAsset"}
    )
    method = Text(option=10, label="Method", fixed=True)
    serial = Text(option=6, label="Serial number", fixed=True)
    uuid = Text(option=7, label="UUID", fixed=True)
    agents_id = Link("Agent", option=11, datatype="itemlink", fixed=True, extra={"itemlink_type": "Agent"})


class RuleMatchedLog(ItemType):
    label = "Matched rules"
    right = "inventory"
    visible_if = "history"

    date = Moment(indexed=False)
    items_id = ItemId()
    itemtype = ItemtypeName(null=True)
    rules_id = Link("Rule", null=True)
    agents_id = Link("Agent")
    method = Text()


class SNMPCredential(ItemType):
    label = "SNMP credential", "SNMP credentials"
    traits = trashable
    right = "snmpcredential"
    history = True

    name = Text(option=1, label="Name", datatype="itemlink", fixed=True, size=64)
    snmpversion = Text(size=8, null=False, default="1", indexed=True)
    community = Text(option=2, label="Community", fixed=True)
    username = Text()
    authentication = Text()
    auth_passphrase = Secret()
    encryption = Text()
    priv_passphrase = Secret()
