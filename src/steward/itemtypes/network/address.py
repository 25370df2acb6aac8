"""IP addresses and IP networks, both held in four words so that they sort and compare as numbers."""

from __future__ import annotations

from steward.itemtypes.families import ENTITY_TREE, father
from steward.itemtypes.steps import networks
from steward.itemtypes.traits import dynamic, identified, in_entity, named, trashable
from steward.vocabulary.columns import Kind
from steward.vocabulary.fields import Flag, ItemId, ItemtypeName, Link, Number, Text, adjust
from steward.vocabulary.notation import ItemType, parent, side
from steward.vocabulary.options import option
from steward.vocabulary.relations import Relation


class IPAddress(ItemType):
    label = "IP address", "IP addresses"
    traits = named, in_entity.unlisted, trashable, dynamic
    child_of = parent(among=("NetworkName",))
    right = "internet"
    indexes = {
        "binary": ("binary_0", "binary_1", "binary_2", "binary_3"),
        "item": ("itemtype", "items_id", "is_deleted"),
        "mainitem": ("mainitemtype", "mainitems_id", "is_deleted"),
    }
    locks_deleted = True
    not_logged = ("binary_0", "binary_1", "binary_2", "binary_3")
    roles = ("address",)
    on_add = (networks.read_address, networks.find_main_item)
    after_add = (networks.join_networks,)
    on_update = (networks.read_address, networks.find_main_item)
    after_update = (networks.join_networks,)

    version = Number(kind=Kind.UTINYINT, null=True, default=0)
    binary_0 = Number(kind=Kind.UINT)
    binary_1 = Number(kind=Kind.UINT)
    binary_2 = Number(kind=Kind.UINT)
    binary_3 = Number(kind=Kind.UINT)
    mainitems_id = ItemId(of="mainitemtype", among=("networkport_types",), by_class=False)
    mainitemtype = ItemtypeName(size=255, null=True)
    items_id = adjust(among=())
    entities_id = adjust(by_class=False)


class IPNetwork(ItemType):
    label = "IP network", "IP networks"
    traits = ENTITY_TREE
    right = "internet"
    indexes = {
        "network_definition": ("entities_id", "address", "netmask"),
        "address": ("address_0", "address_1", "address_2", "address_3"),
        "netmask": ("netmask_0", "netmask_1", "netmask_2", "netmask_3"),
        "gateway": ("gateway_0", "gateway_1", "gateway_2", "gateway_3"),
    }
    ancestors = ("CommonImplicitTreeDropdown", "CommonTreeDropdown", "CommonDropdown", "CommonDBTM", "CommonGLPI")
    no_massive = ("CommonTreeDropdown:move_under",)
    on_add = (networks.read_network,)
    after_add = (networks.gather_contents,)
    on_update = (networks.read_network, networks.take_parent)
    after_update = (networks.gather_contents,)
    options = (father("IPNetwork"),)

    ipnetworks_id = Link("IPNetwork")
    addressable = Flag(option=18, label="Addressable network")
    version = Number(option=10, label="IP version", fixed=True, kind=Kind.UTINYINT, null=True, default=0)
    address = Text(option=11, label="IP address", fixed=True, size=40)
    address_0 = Number(kind=Kind.UINT)
    address_1 = Number(kind=Kind.UINT)
    address_2 = Number(kind=Kind.UINT)
    address_3 = Number(kind=Kind.UINT)
    netmask = Text(option=12, label="Subnet mask", fixed=True, size=40)
    netmask_0 = Number(kind=Kind.UINT)
    netmask_1 = Number(kind=Kind.UINT)
    netmask_2 = Number(kind=Kind.UINT)
    netmask_3 = Number(kind=Kind.UINT)
    gateway = Text(option=17, label="Gateway", fixed=True, size=40)
    gateway_0 = Number(kind=Kind.UINT)
    gateway_1 = Number(kind=Kind.UINT)
    gateway_2 = Number(kind=Kind.UINT)
    gateway_3 = Number(kind=Kind.UINT)


class IPNetmask(ItemType):
    label = "Subnet mask", "Subnet masks"
    child_of = parent()
    table = None
    right = "internet"
    foreign_key = ""
    ancestors = ("IPAddress", "CommonDBChild", "CommonDBConnexity", "CommonDBTM", "CommonGLPI")
    not_logged = ("binary_0", "binary_1", "binary_2", "binary_3")


class IPAddress_IPNetwork(ItemType):
    label = "General"
    traits = identified
    relation = Relation(side("IPAddress", entity=True), side("IPNetwork"))
    unique = ("ipaddresses_id", "ipnetworks_id")
    roles = ("address_network",)


class IPNetwork_Vlan(ItemType):
    label = "General"
    traits = identified
    relation = Relation(side("IPNetwork", entity=True), side("Vlan", rights="view"))
    unique = {"link": ("ipnetworks_id", "vlans_id")}
    no_massive = ("clone", "update")


class CommonImplicitTreeDropdown(ItemType):
    label = "Dropdown", "Dropdowns"
    table = None
    right = "dropdown"
    tree = True
    history = True
    translatable = True
    features = ("AssetImage",)
    ancestors = ("CommonTreeDropdown", "CommonDropdown", "CommonDBTM", "CommonGLPI")
    no_massive = ("CommonTreeDropdown:move_under",)
    options = (
        option(1, "Complete name", (), "completename", fixed=True, datatype="itemlink"),
        option(2, "ID", (), "id", fixed=True, datatype="number"),
        option(14, "Name", (), "name", datatype="itemlink"),
        father("CommonImplicitTreeDropdown"),
        option(16, "Comments", (), "comment", datatype="text"),
    )
