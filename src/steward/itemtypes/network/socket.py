"""Sockets: the ends of cables, in a place or on an asset. Formerly known as Netpoint."""

from __future__ import annotations

from steward.itemtypes.bundles import LOCATION_DETAILS
from steward.itemtypes.families import DROPDOWN, OF_CHILD
from steward.itemtypes.traits import commented, dated, located, named
from steward.vocabulary.fields import Flag, ItemId, Link, Number, adjust
from steward.vocabulary.notation import ItemType, parent, variant
from steward.vocabulary.options import option


class Socket(ItemType, name="Glpi\\Socket"):
    label = "Socket", "Sockets"
    traits = named, commented.unlisted, dated.unlisted, located(datatype="itemlink")
    child_of = parent(rights="none", among=("socket_types",))
    right = "cable_management"
    indexes = {"location_name": ("locations_id", "name")}
    history = True
    roles = ("socket",)
    options = (
        LOCATION_DETAILS,
        option(
            7,
            "Associated item types",
            (),
            "itemtype",
            fixed=True,
            additionalfields=["itemtype"],
            itemtype_list="socket_types",
            linkfield="sockets_id",
            datatype="itemtypename",
            join={"jointype": "child"},
            many=True,
        ),
    )

    position = Number(option=5, label="Position", datatype="text")
    socketmodels_id = Link("Glpi\\SocketModel", option=6)
    wiring_side = Flag(
        option=9, label="Wiring side", datatype="specific", search="equals", null=True, default=1, indexed=True
    )
    itemtype = adjust(size=255, null=True)
    items_id = ItemId(
        option=8,
        label="Associated item ID",
        fixed=True,
        search="equals",
        additionalfields=("itemtype",),
        among=("socket_types",),
    )
    networkports_id = Link("NetworkPort")


class SocketModel(ItemType, name="Glpi\\SocketModel"):
    label = "Socket model", "Socket models"
    traits = DROPDOWN


Netpoint = variant(Socket, "Netpoint", roles=(), alias_of="Glpi\\Socket", ancestors=("Glpi\\Socket", *OF_CHILD))
