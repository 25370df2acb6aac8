"""Where an item is: more about its location, its rack and room, its sockets, its network ports."""

from __future__ import annotations

from typing import Final

from steward.vocabulary.options import Heading, Virtual, bundle, option
from steward.vocabulary.paths import OWN, Not, child, link, main, poly

_LOCATION: Final = link("Location")
LOCATION_DETAILS: Final = bundle(
    option(101, "Address", _LOCATION, "address", datatype="string"),
    option(102, "Postal code", _LOCATION, "postcode"),
    option(103, "Town", _LOCATION, "town"),
    option(104, "State", _LOCATION, "state"),
    option(105, "Country", _LOCATION, "country"),
    option(91, "Building number", _LOCATION, "building"),
    option(92, "Room number", _LOCATION, "room"),
    option(93, "Location comments", _LOCATION, "comment"),
    option(998, "Latitude", _LOCATION, "latitude", datatype="text"),
    option(999, "Longitude", _LOCATION, "longitude", datatype="text"),
    fixed=True,
)
"""Not the location itself, which comes with the item's column."""

POSITIONED: Final = bundle(
    option(
        178,
        "Data center position",
        (),
        Virtual("_virtual_datacenter_position"),
        nosearch=True,
        nosort=True,
        fixed=True,
        additionalfields=["id", "name"],
    )
)

_RACK: Final = poly("Item_Rack", prints={"specific_itemtype": OWN})
_ROOM: Final = (poly("Item_Rack"), link("Rack", "racks_id"))
RACKED: Final = bundle(
    Heading("rack", "Racks"),
    option(180, "Name", (_RACK, link("Rack")), "name", many=False),
    option(181, "Position", _RACK, "position", many=False),
    Heading("dcroom", "Server room"),
    option(1450, "Server room", (*_ROOM, link("DCRoom")), "name", datatype="itemlink", many=False),
    Heading("datacenter", "Data centers"),
    option(1451, "Data center", (*_ROOM, link("DCRoom", "dcrooms_id"), link("Datacenter")), "name", many=False),
    fixed=True,
)

_SOCKET: Final = poly("Glpi\\Socket")
SOCKETED: Final = bundle(
    Heading("socket", "Sockets"),
    option(1310, "Sockets", _SOCKET, "name", datatype="itemlink", search="equals", many=False),
    option(1311, "Socket models", (_SOCKET, link("Glpi\\SocketModel")), "name", search="equals", fixed=True),
    option(1312, "Wiring side", _SOCKET, "wiring_side", datatype="specific", search="equals", many=False),
)

_PORT: Final = poly("NetworkPort")
_NAME: Final = poly("NetworkName", where={"is_deleted": 0})
# Sockets hang on the port itself, not on the row that describes its kind.
_PORT_SOCKET: Final = child("Glpi\\Socket", "networkports_id", near="networkports_id")
_WIFI: Final = (_PORT, child("NetworkPortWifi"), link("WifiNetwork", prints={"jointype": "standard"}))
_VLAN: Final = (poly("NetworkPort", listed=True), child("NetworkPort_Vlan", listed=True), link("Vlan"))
NETWORKED: Final = bundle(
    Heading("network", "Networking"),
    option(21, "MAC address", _PORT, "mac", datatype="mac"),
    option(
        87,
        "Network port type",
        _PORT,
        "instantiation_type",
        datatype="itemtypename",
        itemtype_list="networkport_instantiations",
        many=False,
    ),
    option(
        126,
        "IP",
        main("IPAddress", where={"is_deleted": 0, "name": Not("")}),
        "name",
        datatype="",
        searchequalsonfield=True,
    ),
    option(127, "Network names", (_PORT, _NAME), "name", datatype=""),
    option(128, "Network aliases", (_PORT, _NAME, child("NetworkAlias")), "name", datatype=""),
    option(22, "Ethernet socket", (_PORT, child("NetworkPortEthernet"), _PORT_SOCKET), "name"),
    option(157, "Wifi network", _WIFI, "name", datatype=""),
    option(158, "ESSID", _WIFI, "essid", datatype=""),
    option(62, "Network fiber socket", (_PORT, child("NetworkPortFiberchannel"), _PORT_SOCKET), "name"),
    option(88, "VLAN", _VLAN, "name"),
    fixed=True,
)
