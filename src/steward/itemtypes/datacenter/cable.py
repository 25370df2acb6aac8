"""Cables between two sockets or ports."""

from __future__ import annotations

from steward.itemtypes.bundles import FINANCED, TRACKED
from steward.itemtypes.consequences import rule_actions, rule_criteria
from steward.itemtypes.families import DROPDOWN, OBJECT
from steward.itemtypes.steps import finance
from steward.itemtypes.traits import in_entity, named, recursive, stateful, trashable
from steward.vocabulary.fields import ItemId, ItemtypeName, Link, Text
from steward.vocabulary.notation import ItemType
from steward.vocabulary.options import Virtual, option


class Cable(ItemType):
    label = "Cable", "Cables"
    traits = (
        OBJECT,
        trashable,
        stateful(condition={"is_visible_cable": 1}),
        named(extra={"autocomplete": True}),
        in_entity.unlisted,
        recursive.unlisted,
    )
    right = "cable_management"
    indexes = {
        "item_endpoint_a": ("itemtype_endpoint_a", "items_id_endpoint_a"),
        "item_endpoint_b": ("itemtype_endpoint_b", "items_id_endpoint_b"),
        "complete": ("entities_id", "name"),
    }
    after_add = (finance.start_financial_information,)
    options = (
        FINANCED,
        TRACKED,
        option(
            87,
            "Data center position (Endpoint A)",
            (),
            Virtual("_virtual_datacenter_position"),
            nosearch=True,
            nosort=True,
            fixed=True,
            additionalfields=["items_id_endpoint_a", "itemtype_endpoint_a"],
        ),
        option(
            88,
            "Data center position (Endpoint B)",
            (),
            Virtual("_virtual_datacenter_position"),
            nosearch=True,
            nosort=True,
            fixed=True,
            additionalfields=["items_id_endpoint_b", "itemtype_endpoint_b"],
        ),
    )

    itemtype_endpoint_a = ItemtypeName(
        option=7,
        label="Associated item type (Endpoint A)",
        fixed=True,
        itemtype_list="socket_types",
        forcegroupby=True,
        size=255,
        null=True,
    )
    itemtype_endpoint_b = ItemtypeName(
        option=9,
        label="Associated item type (Endpoint B)",
        fixed=True,
        itemtype_list="socket_types",
        forcegroupby=True,
        size=255,
        null=True,
    )
    items_id_endpoint_a = ItemId(
        option=10,
        label="Associated item (Endpoint A)",
        fixed=True,
        search="equals",
        additionalfields=("itemtype_endpoint_a",),
        indexed=True,
        of="itemtype_endpoint_a",
    )
    items_id_endpoint_b = ItemId(
        option=8,
        label="Associated item (Endpoint B)",
        fixed=True,
        search="equals",
        additionalfields=("itemtype_endpoint_b",),
        indexed=True,
        of="itemtype_endpoint_b",
    )
    socketmodels_id_endpoint_a = Link("Glpi\\SocketModel", option=11, label="Socket model (Endpoint A)", fixed=True)
    socketmodels_id_endpoint_b = Link("Glpi\\SocketModel", option=12, label="Socket model (Endpoint B)", fixed=True)
    sockets_id_endpoint_a = Link("Glpi\\Socket", option=14, label="Socket (Endpoint A)", fixed=True)
    sockets_id_endpoint_b = Link("Glpi\\Socket", option=13, label="Socket (Endpoint B)", fixed=True)
    cablestrands_id = Link("CableStrand", option=5)
    color = Text(option=15, label="Color", datatype="color")
    otherserial = Text(option=6, label="Inventory number", extra={"autocomplete": True})
    users_id_tech = Link("User", option=24, label="Technician in charge")
    cabletypes_id = Link("CableType", option=4)


class CableStrand(ItemType):
    label = "Cable strand", "Cable strands"
    traits = DROPDOWN
    purges = (*rule_criteria("_cablestrands_id%"), *rule_actions("cablestrands_id"))


class CableType(ItemType):
    label = "Cable type", "Cable types"
    traits = DROPDOWN
