"""Network ports: of assets, connected to one another and to VLANs."""

from __future__ import annotations

from steward.itemtypes.families import ENTITY_DROPDOWN, OBJECT
from steward.itemtypes.steps import networks
from steward.itemtypes.traits import dated, dynamic, identified, in_entity, named, recursive, trashable
from steward.vocabulary.columns import NO_DEFAULT, Kind
from steward.vocabulary.fields import Date, Flag, Link, Moment, Number, Small, Text, adjust
from steward.vocabulary.notation import ItemType, parent, side
from steward.vocabulary.options import Virtual, option
from steward.vocabulary.paths import Not, child, link, main, poly
from steward.vocabulary.relations import Relation


class NetworkPort(ItemType):
    label = "Network port", "Network ports"
    traits = (
        OBJECT,
        trashable,
        dynamic,
        named(extra={"type": "text"}),
        dated.unlisted,
        in_entity.unlisted,
        recursive.unlisted,
    )
    child_of = parent(among=("networkport_types",))
    right = "networking"
    forwards_entity_to = ("NetworkName",)
    no_massive = ("update",)
    roles = ("port",)
    after_add = (networks.name_port, networks.create_children)
    on_update = (networks.name_port,)
    options = (
        option(
            38,
            "VLAN",
            (poly("NetworkPort", listed=True), child("NetworkPort_Vlan", listed=True), link("Vlan")),
            "name",
            fixed=True,
        ),
        option(39, "Connected to", (), Virtual("_virtual_connected_to"), nosearch=True, fixed=True, datatype=""),
        option(
            126,
            "IP",
            main("IPAddress", where={"is_deleted": 0, "name": Not("")}),
            "name",
            fixed=True,
            searchequalsonfield=True,
            datatype="",
        ),
        option(
            127,
            "Network names",
            (poly("NetworkPort"), poly("NetworkName", where={"is_deleted": 0})),
            "name",
            fixed=True,
            datatype="",
        ),
        option(
            128,
            "Network aliases",
            (poly("NetworkPort"), poly("NetworkName", where={"is_deleted": 0}), child("NetworkAlias")),
            "name",
            fixed=True,
            datatype="",
        ),
    )

    items_id = adjust(option=21, label="ID", datatype="integer", fixed=True)
    itemtype = adjust(option=20, label="Type", fixed=True, itemtype_list="networkport_types")
    logical_number = Number(option=3, label="Port number", datatype="integer")
    instantiation_type = Text(
        option=5,
        label="Network port type",
        datatype="itemtypename",
        fixed=True,
        itemtype_list="networkport_instantiations",
    )
    mac = Text(option=4, label="MAC address", datatype="mac", indexed=True)
    is_deleted = adjust(option=6, label="Deleted", fixed=True)
    ifmtu = Number(option=30, label="MTU", datatype="")
    ifspeed = Number(option=31, label="Speed", datatype="", kind=Kind.BIGINT)
    ifinternalstatus = Text(option=32, label="Internal status", datatype="")
    ifconnectionstatus = Number(option=40, label="Connection", datatype="")
    iflastchange = Text(option=33, label="Last change", datatype="")
    ifinbytes = Number(option=34, label="Number of I/O bytes", datatype="", kind=Kind.BIGINT)
    ifinerrors = Number(option=35, label="Number of I/O errors", datatype="", kind=Kind.BIGINT)
    ifoutbytes = Number(kind=Kind.BIGINT)
    ifouterrors = Number(kind=Kind.BIGINT)
    ifstatus = Text()
    ifdescr = Text()
    ifalias = Text(option=42, label="Alias", datatype="")
    portduplex = Text(option=36, label="Duplex", datatype="")
    trunk = Small()
    lastup = Moment(option=41, label="Last connection", indexed=False)


class NetworkPort_NetworkPort(ItemType):
    label = "General"
    traits = identified
    relation = Relation(
        side("NetworkPort", "networkports_id_1", entity=True, actions=(7, 21, 6)),
        side("NetworkPort", "networkports_id_2", actions=(7, 21, 6)),
    )
    unique = ("networkports_id_1", "networkports_id_2")
    on_add = (networks.check_connection,)


class NetworkPort_Vlan(ItemType):
    label = "General"
    traits = identified
    relation = Relation(side("NetworkPort", entity=True), side("Vlan", rights="view"))
    unique = ("networkports_id", "vlans_id")
    no_massive = ("clone", "update")

    tagged = Small()


class NetworkPortConnectionLog(ItemType):
    label = "Port connection history"
    child_of = parent("NetworkPort", cascades=False)

    date = Moment()
    connected = Small()
    networkports_id_source = Link("NetworkPort")
    networkports_id_destination = Link("NetworkPort")
    networkports_id = None


class NetworkPortMetrics(ItemType):
    label = "Network port metrics"
    traits = dated.unlisted
    child_of = "NetworkPort"
    unique = ("networkports_id", "date")

    date = Date()
    ifinbytes = Number(kind=Kind.BIGINT)
    ifinerrors = Number(kind=Kind.BIGINT)
    ifoutbytes = Number(kind=Kind.BIGINT)
    ifouterrors = Number(kind=Kind.BIGINT)


class NetworkPortType(ItemType):
    label = "Network port type", "Network port types"
    traits = ENTITY_DROPDOWN, in_entity

    value_decimal = Number(option=10, label="Decimal", datatype="integer", default=NO_DEFAULT, indexed=True)
    is_importable = Flag(option=11, label="Import")
    instantiation_type = Text(
        option=12, label="Instanciation type", datatype="itemtypename", itemtype_list="networkport_instantiations"
    )


class NetworkPortMigration(ItemType):
    label = "Network port migration"
    child_of = parent()
    table = None
    right = "networking"
    gates = {"create": False}
    options = (
        option(10, "Undefined interface", (), "unknown_interface_type", datatype="bool"),
        option(
            11, "Invalid network (already defined or with invalid addresses)", (), "invalid_network", datatype="bool"
        ),
        option(12, "Gateway not include inside the network", (), "invalid_gateway", datatype="bool"),
        option(13, "Invalid IP address", (), "invalid_address", datatype="bool"),
        option(20, "IP address", (), "ip", datatype="ip"),
        option(21, "Subnet mask", (), "netmask"),
        option(22, "Network address", (), "subnet"),
        option(23, "IP address", (), "gateway"),
        option(24, "Network interface", link("NetworkInterface"), "name"),
    )
