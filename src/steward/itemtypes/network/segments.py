"""VLANs and Wi-Fi networks."""

from __future__ import annotations

from steward.itemtypes.families import ENTITY_DROPDOWN
from steward.itemtypes.traits import in_entity
from steward.vocabulary.fields import Number, Text
from steward.vocabulary.notation import ItemType


class Vlan(ItemType):
    label = "VLAN", "VLANs"
    traits = ENTITY_DROPDOWN, in_entity
    translatable = False

    tag = Number(option=11, label="ID TAG", min=1, max=4094, indexed=True)


class WifiNetwork(ItemType):
    label = "Wifi network", "Wifi networks"
    traits = ENTITY_DROPDOWN, in_entity
    right = "internet"
    translatable = False

    essid = Text(option=10, label="ESSID", indexed=True)
    mode = Text()
