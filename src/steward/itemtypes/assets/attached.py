"""What belongs to an asset: connections, volumes, virtual machines, antiviruses, remote access, manual links."""

from __future__ import annotations

from steward.itemtypes.steps import connections
from steward.itemtypes.traits import (
    active,
    commented,
    dated,
    dynamic,
    identified,
    in_entity,
    made,
    named,
    named_always,
    trashable,
)
from steward.vocabulary.columns import NO_DEFAULT, Kind
from steward.vocabulary.fields import Flag, ItemtypeName, Link, Moment, Number, Small, Text, adjust
from steward.vocabulary.notation import ItemType, parent, side
from steward.vocabulary.options import option
from steward.vocabulary.paths import link
from steward.vocabulary.relations import Relation


class Computer_Item(ItemType):
    label = "General"
    traits = identified, trashable, dynamic
    relation = Relation(side("Computer", entity=True), side(rights="view", among=("directconnect_types",)))
    locks_deleted = True
    no_massive = ("clone", "update")
    roles = ("connection",)
    on_add = (connections.connect_once,)
    after_add = (connections.follow_computer,)


class ComputerAntivirus(ItemType):
    label = "Antivirus", "Antiviruses"
    traits = named, dated.unlisted, trashable, dynamic, active.unlisted, made.unlisted
    child_of = "Computer"
    history = True
    locks_deleted = True

    antivirus_version = Text(option=2, label="Version", fixed=True, indexed=True)
    signature_version = Text(option=3, label="Signature database version", fixed=True, indexed=True)
    is_uptodate = Flag()
    date_expiration = Moment()


class ComputerVirtualMachine(ItemType):
    label = "Virtualization"
    traits = named_always, commented.unlisted, dated.unlisted, in_entity.unlisted, trashable, dynamic
    child_of = "Computer"
    history = True
    options = (
        option(
            5,
            "Computer UUID",
            (link("ComputerVirtualMachine", "id", prints={"jointype": "child"}), link("Computer")),
            "uuid",
            fixed=True,
            many=True,
        ),
    )

    virtualmachinestates_id = Link("VirtualMachineState")
    virtualmachinesystems_id = Link("VirtualMachineSystem")
    virtualmachinetypes_id = Link("VirtualMachineType")
    uuid = Text(option=2, label="UUID", fixed=True, null=False, indexed=True)
    vcpu = Number(option=4, label="processor number", datatype="string", fixed=True, indexed=True)
    ram = Number(option=3, label="Memory", datatype="string", fixed=True, kind=Kind.UINT, null=True, indexed=True)


class Item_Disk(ItemType):
    label = "Volume", "Volumes"
    traits = named, dated.unlisted, in_entity.unlisted, trashable, dynamic
    child_of = parent(among=("disk_types",))
    history = True
    roles = ("disk",)

    itemtype = adjust(size=255, null=True)
    device = Text(option=2, label="Partition", fixed=True, indexed=True)
    mountpoint = Text(option=3, label="Mount point", fixed=True, indexed=True)
    filesystems_id = Link("Filesystem")
    totalsize = Number(
        option=4, label="Global size", fixed=True, unit="auto", extra={"width": 1000}, kind=Kind.BIGINT, indexed=True
    )
    freesize = Number(
        option=5, label="Free size", fixed=True, unit="auto", extra={"width": 1000}, kind=Kind.BIGINT, indexed=True
    )
    encryption_status = Number()
    encryption_tool = Text()
    encryption_algorithm = Text()
    encryption_type = Text()


class Item_RemoteManagement(ItemType):
    label = "Remote management"
    traits = trashable, dynamic
    child_of = parent()
    history = True
    locks_deleted = True
    no_massive = ("update",)

    itemtype = adjust(null=True)
    remoteid = Text(option=1, label="ID", datatype="itemlink", fixed=True)
    type = Text(option=2, label="Type", fixed=True)


class RegisteredID(ItemType):
    label = "Registered ID (issued by PCI-SIG)", "Registered IDs (issued by PCI-SIG)"
    traits = named
    child_of = parent()
    history = True

    device_type = ItemtypeName(indexed=True)


class ManualLink(ItemType):
    label = "Manual link", "Manual links"
    traits = named, commented.unlisted, dated.unlisted
    child_of = parent()
    indexes = {"item": ("itemtype", "items_id")}

    url = Text(size=8096, null=False, default=NO_DEFAULT)
    open_window = Small(default=1)
    icon = Text()
    items_id = adjust(indexed=True)
    itemtype = adjust(size=255, null=True)
