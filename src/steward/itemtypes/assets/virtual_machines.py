"""States, systems and types of virtual machines."""

from __future__ import annotations

from steward.itemtypes.families import DROPDOWN
from steward.itemtypes.traits import named, named_always
from steward.vocabulary.notation import ItemType, family


class VirtualMachineState(ItemType):
    label = "State of the virtual machine", "States of the virtual machine"
    traits = DROPDOWN - named, named_always


DROPDOWNS = family(
    (DROPDOWN - named, named_always),
    ("VirtualMachineSystem", "Virtualization model", "Virtualization models"),
    ("VirtualMachineType", "Virtualization system", "Virtualization systems"),
    translatable=False,
)
