"""Passive devices of data centres: patch panels and the like."""

from __future__ import annotations

from steward.itemtypes.bundles import CONTRACTED, FINANCED, LOCATION_DETAILS, POSITIONED, RACKED, SOCKETED, TRACKED
from steward.itemtypes.families import KIND, MOUNTED, RACKABLE_MODEL
from steward.itemtypes.steps import finance
from steward.itemtypes.traits import commented, in_entity, recursive, stateful
from steward.vocabulary.fields import Link
from steward.vocabulary.notation import ItemType


class PassiveDCEquipment(ItemType):
    label = "Passive device", "Passive devices"
    traits = (
        MOUNTED,
        commented.unlisted,
        in_entity(fixed=None),
        recursive.unlisted,
        stateful(condition={"is_visible_passivedcequipment": 1}),
    )
    indexes = {"group_id_tech": ("groups_id_tech",)}
    features = ("Clonable", "DCBreadcrumb")
    clones = ("Contract_Item", "Document_Item", "Infocom")
    after_add = (finance.start_financial_information,)
    options = (CONTRACTED, FINANCED, LOCATION_DETAILS, POSITIONED, RACKED, SOCKETED, TRACKED)

    passivedcequipmentmodels_id = Link("PassiveDCEquipmentModel", option=40, label="Model", null=True)
    passivedcequipmenttypes_id = Link("PassiveDCEquipmentType", option=4, label="Type")


class PassiveDCEquipmentModel(ItemType):
    label = "Passive device model", "Passive device models"
    traits = RACKABLE_MODEL


class PassiveDCEquipmentType(ItemType):
    label = "Passive device type", "Passive device types"
    traits = KIND
