"""Unmanaged devices: seen on the network, of a type that nobody has decided yet."""

from __future__ import annotations

from steward.itemtypes.bundles import IN_DOMAIN, NETWORKED
from steward.itemtypes.families import ASSET
from steward.itemtypes.traits import (
    commented,
    created,
    held,
    identified,
    identified_outside,
    in_charge,
    in_entity,
    inventoried,
    located,
    made,
    modified,
    stateful,
    templated,
    ticketed,
    updated_by,
)
from steward.vocabulary.fields import Flag, ItemtypeName, Link, LongText, Small, Text, adjust
from steward.vocabulary.notation import ItemType


class Unmanaged(ItemType):
    label = "Unmanaged asset", "Unmanaged assets"
    traits = (
        ASSET - templated - identified_outside - ticketed,
        updated_by.unlisted,
        inventoried.unlisted,
        identified(datatype="", fixed=None),
        commented(10),
        modified(14, fixed=None),
        created.unlisted,
        in_entity(8, fixed=None),
        located(shows="name"),
        stateful(condition={"is_visible_unmanaged": 1}),
        made.unlisted,
        held.unlisted,
        in_charge.unlisted,
    )
    right = "unmanaged"
    notepad = False
    features = ("Inventoriable",)
    options = (IN_DOMAIN, NETWORKED)

    serial = adjust(option=4, label="Serial Number", datatype="")
    otherserial = adjust(option=5, datatype="")
    contact = adjust(option=6, label="Contact", datatype="")
    contact_num = adjust(option=None)
    networks_id = Link("Network")
    sysdescr = LongText(option=15, label="Sysdescr")
    agents_id = Link("Agent")
    itemtype = ItemtypeName(option=13, label="Type", datatype="dropdown", null=True)
    accepted = Small()
    hub = Flag(option=7, label="Network hub")
    ip = Text(option=18, label="IP", datatype="")
    snmpcredentials_id = Link("SNMPCredential")
