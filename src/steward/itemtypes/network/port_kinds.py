"""What a network port is made as: Ethernet, Wi-Fi, aggregate, alias, dial-up, local loop, fibre channel."""

from __future__ import annotations

from steward.itemtypes.families import DROPDOWN, PORT_KIND
from steward.itemtypes.traits import dated
from steward.vocabulary.columns import Kind
from steward.vocabulary.fields import Choice, Link, Text
from steward.vocabulary.notation import ItemType, parent
from steward.vocabulary.options import option
from steward.vocabulary.paths import link


class NetworkPortInstantiation(ItemType):
    label = "General"
    child_of = parent("NetworkPort", cascades=False)
    table = None


class NetworkPortAggregate(ItemType):
    label = "Aggregation port"
    traits = PORT_KIND
    child_of = "NetworkPort"

    networkports_id_list = Link("NetworkPort", kind=Kind.TEXT, null=True, indexed=False, follows=False)


class NetworkPortAlias(ItemType):
    label = "Alias port"
    traits = PORT_KIND
    child_of = "NetworkPort"

    networkports_id_alias = Link("NetworkPort")


class NetworkPortDialup(ItemType):
    label = "Connection by dial line - Dialup Port"
    traits = PORT_KIND
    child_of = "NetworkPort"


class NetworkPortEthernet(ItemType):
    label = "Ethernet port"
    traits = PORT_KIND
    child_of = "NetworkPort"
    indexes = {"card": ("items_devicenetworkcards_id",)}
    options = (option(10, "MAC", link("NetworkPort", prints={"jointype": "empty"}), "mac", fixed=True, datatype="mac"),)

    items_devicenetworkcards_id = Link("Item_DeviceNetworkCard")
    type = Text(
        option=11, label="Ethernet port type", datatype="specific", fixed=True, size=10, default="", indexed=True
    )
    speed = Choice(option=12, label="Ethernet port speed", fixed=True, default=10, indexed=True)


class NetworkPortFiberchannel(ItemType):
    label = "Fiber channel port"
    traits = PORT_KIND
    child_of = "NetworkPort"
    indexes = {"card": ("items_devicenetworkcards_id",), "type": ("networkportfiberchanneltypes_id",)}
    options = (option(10, "MAC", link("NetworkPort", prints={"jointype": "empty"}), "mac", fixed=True, datatype="mac"),)

    items_devicenetworkcards_id = Link("Item_DeviceNetworkCard")
    networkportfiberchanneltypes_id = Link("NetworkPortFiberchannelType", option=13, label="Fiber port type")
    wwn = Text(option=11, label="World Wide Name", datatype="", fixed=True, size=50, default="", indexed=True)
    speed = Choice(option=12, label="Fiber channel port speed", fixed=True, default=10, indexed=True)


class NetworkPortLocal(ItemType):
    label = "Local loop port"
    traits = PORT_KIND
    child_of = "NetworkPort"


class NetworkPortWifi(ItemType):
    label = "Wifi port"
    traits = PORT_KIND
    child_of = "NetworkPort"
    indexes = {"card": ("items_devicenetworkcards_id",), "essid": ("wifinetworks_id",)}
    options = (option(10, "MAC", link("NetworkPort", prints={"jointype": "empty"}), "mac", fixed=True, datatype="mac"),)

    items_devicenetworkcards_id = Link("Item_DeviceNetworkCard")
    wifinetworks_id = Link("WifiNetwork", option=13, fixed=True)
    networkportwifis_id = Link("NetworkPortWifi")
    version = Text(option=12, label="Wifi protocol version", datatype="", fixed=True, size=20, indexed=True)
    mode = Text(option=11, label="Wifi mode", datatype="specific", fixed=True, size=20, indexed=True)


class NetworkPortFiberchannelType(ItemType):
    label = "Fiber type", "Fiber types"
    traits = DROPDOWN


class NetworkInterface(ItemType):
    label = "Network interface", "Network interfaces"
    traits = DROPDOWN - dated
    translatable = False
