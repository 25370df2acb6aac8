"""Operating systems: what is installed where, and the dropdowns that describe it."""

from __future__ import annotations

from steward.itemtypes.families import DROPDOWN
from steward.itemtypes.traits import dated, dynamic, in_entity, recursive, trashable
from steward.vocabulary.fields import Date, Link, Text, adjust
from steward.vocabulary.notation import ItemType, family, side
from steward.vocabulary.relations import Relation


class Item_OperatingSystem(ItemType):
    label = "Item operating system", "Item operating systems"
    traits = dated.unlisted, in_entity.unlisted, recursive.unlisted, trashable, dynamic
    relation = Relation(
        side("OperatingSystem", rights="none", attached=False, entity=True, cascades=False),
        side(among=("operatingsystem_types",)),
    )
    unique = ("items_id", "itemtype", "operatingsystems_id", "operatingsystemarchitectures_id")
    locks_deleted = True

    itemtype = adjust(size=255, null=True)
    operatingsystems_id = adjust(option=None)
    operatingsystemversions_id = Link("OperatingSystemVersion")
    operatingsystemservicepacks_id = Link("OperatingSystemServicePack")
    operatingsystemarchitectures_id = Link("OperatingSystemArchitecture")
    operatingsystemkernelversions_id = Link("OperatingSystemKernelVersion")
    license_number = Text(option=2, label="Serial number", fixed=True)
    licenseid = Text(option=3, label="Product ID", fixed=True)
    company = Text()
    owner = Text()
    hostid = Text()
    operatingsystemeditions_id = Link("OperatingSystemEdition")
    install_date = Date(indexed=False)


DROPDOWNS = family(
    DROPDOWN,
    ("OperatingSystem", "Operating system", "Operating systems"),
    ("OperatingSystemArchitecture", "Operating system architecture", "Operating system architectures"),
    ("OperatingSystemKernel", "Kernel", "Kernels"),
    ("OperatingSystemServicePack", "Service pack", "Service packs"),
    ("OperatingSystemVersion", "Version of the operating system", "Versions of the operating systems"),
    translatable=False,
)


class OperatingSystemEdition(ItemType):
    label = "Edition", "Editions"
    traits = DROPDOWN


class OperatingSystemKernelVersion(ItemType):
    label = "Kernel version", "Kernel versions"
    traits = DROPDOWN
    translatable = False

    operatingsystemkernels_id = Link("OperatingSystemKernel")


class AutoUpdateSystem(ItemType):
    label = "Update Source", "Update Sources"
    traits = DROPDOWN - dated
