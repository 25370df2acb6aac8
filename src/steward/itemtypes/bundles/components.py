"""What is built into an item or runs on it: components, operating system, volumes, virtual machines, antivirus, agent."""

from __future__ import annotations

from typing import Final

from steward.vocabulary.options import Bundle, Computed, Count, Heading, Option, Sum, bundle, option
from steward.vocabulary.paths import OWN, Hop, child, link, poly


def _attached(component: str) -> Hop:
    return poly(f"Item_{component}", prints={"specific_itemtype": OWN})


def _designation(number: int, label: str, component: str, having: bool | None = True) -> Option:
    return option(number, label, (_attached(component), link(component)), "designation", having=having)


_HEADING: Final = Heading("devices", "Components")
_FIRMWARE: Final = _attached("DeviceFirmware")
_FIRMWARE_KIND: Final = (poly("Item_DeviceFirmware"), link("DeviceFirmware"))
COMPONENTS: Final = bundle(
    _HEADING,
    _designation(1313, "Firmware", "DeviceFirmware"),
    option(1314, "Firmware: Version", (_FIRMWARE, link("DeviceFirmware")), "version", having=True),
    option(1315, "Firmware: Type", (*_FIRMWARE_KIND, link("DeviceFirmwareType")), "name", many=False),
    option(1316, "Firmware: Model", (*_FIRMWARE_KIND, link("DeviceFirmwareModel")), "name", many=False),
    option(1317, "Firmware: Manufacturer", (*_FIRMWARE_KIND, link("Manufacturer")), "name", many=False),
    option(1318, "Firmware: Serial Number", _FIRMWARE, "serial", having=True),
    option(1319, "Firmware: Inventory number", _FIRMWARE, "otherserial", having=True),
    _designation(110, "Memory type", "DeviceMemory"),
    option(111, "Memory", _attached("DeviceMemory"), Sum("size"), datatype="mio", unit="auto", width=100),
    _designation(114, "Hard drive type", "DeviceHardDrive"),
    option(
        115,
        "Hard drive size",
        _attached("DeviceHardDrive"),
        Sum("capacity"),
        datatype="number",
        unit="auto",
        width=1000,
    ),
    _designation(112, "Network interface", "DeviceNetworkCard", having=None),
    option(113, "MAC address", _attached("DeviceNetworkCard"), "mac"),
    fixed=True,
)

POWER_SUPPLIES: Final = bundle(_HEADING, _designation(39, "Power supply", "DevicePowerSupply"), fixed=True)

_PROCESSOR: Final = _attached("DeviceProcessor")
PROCESSORS: Final = bundle(
    _HEADING,
    _designation(14, "System board", "DeviceMotherboard", having=None),
    _designation(17, "Processor", "DeviceProcessor"),
    option(18, "processor: number of cores", _PROCESSOR, Sum("nbcores"), datatype="number"),
    option(34, "processor: number of threads", _PROCESSOR, Sum("nbthreads"), datatype="number"),
    option(35, "Processors number", _PROCESSOR, Count(), datatype="number", computation=True, nometa=True),
    option(
        36,
        "Processor frequency (MHz)",
        _PROCESSOR,
        Computed("mean_frequency"),
        field="frequency",
        having=True,
        nometa=True,
        unit="MHz",
        width=100,
    ),
    _designation(13, "Graphics card", "DeviceGraphicCard", having=None),
    _designation(12, "Soundcard", "DeviceSoundCard", having=None),
    fixed=True,
)


def firmware_version(number: int) -> Bundle:
    """The version of an item's firmware, where it stands among the item's own characteristics."""
    path = (_FIRMWARE, link("DeviceFirmware"))
    return bundle(option(number, "Firmware", path, "version", datatype="dropdown", having=True, fixed=True))


_SYSTEM: Final = poly("Item_OperatingSystem", prints={"specific_itemtype": OWN})
_KERNEL: Final = link("OperatingSystemKernelVersion")
OPERATING_SYSTEM: Final = bundle(
    Heading("operatingsystem", "Operating System"),
    option(45, "Name", (_SYSTEM, link("OperatingSystem")), "name"),
    option(46, "Version", (_SYSTEM, link("OperatingSystemVersion")), "name"),
    option(41, "Service pack", (_SYSTEM, link("OperatingSystemServicePack")), "name"),
    option(43, "Serial number", _SYSTEM, "license_number"),
    option(44, "Product ID", _SYSTEM, "licenseid"),
    option(66, "Installation date", _SYSTEM, "install_date", datatype="datetime"),
    option(61, "Architecture", (_SYSTEM, link("OperatingSystemArchitecture")), "name"),
    option(64, "Kernel", (_SYSTEM, _KERNEL, link("OperatingSystemKernel")), "name"),
    option(48, "Kernel version", (_SYSTEM, _KERNEL), "name"),
    option(63, "Edition", (_SYSTEM, link("OperatingSystemEdition")), "name"),
    fixed=True,
)

_VOLUME: Final = poly("Item_Disk")
VOLUMES: Final = bundle(
    Heading("disk", "Volumes"),
    option(156, "Name", _VOLUME, "name"),
    option(150, "Global size", _VOLUME, "totalsize", having=True, unit="auto", width=1000),
    option(151, "Free size", _VOLUME, "freesize", unit="auto", width=1000),
    option(
        152,
        "Free percentage",
        _VOLUME,
        Computed("free_share"),
        field="freepercent",
        datatype="progressbar",
        computationgroupby=True,
        unit="%",
        width=2,
    ),
    option(153, "Mount point", _VOLUME, "mountpoint"),
    option(154, "Partition", _VOLUME, "device"),
    option(155, "File system", (_VOLUME, link("Filesystem")), "name"),
    option(
        174,
        "Encryption status",
        _VOLUME,
        "encryption_status",
        datatype="specific",
        search="equals",
        searchequalsonfield=True,
    ),
    option(175, "Encryption tool", _VOLUME, "encryption_tool"),
    option(176, "Encryption algorithm", _VOLUME, "encryption_algorithm"),
    option(177, "Encryption type", _VOLUME, "encryption_type"),
    fixed=True,
)

_MACHINE: Final = child("ComputerVirtualMachine")
VIRTUAL_MACHINES: Final = bundle(
    Heading("virtualmachine", "Virtual machines"),
    option(160, "Name", _MACHINE, "name"),
    option(161, "State", (_MACHINE, link("VirtualMachineState")), "name"),
    option(162, "Virtualization model", (_MACHINE, link("VirtualMachineSystem")), "name"),
    option(163, "Virtualization system", (_MACHINE, link("VirtualMachineType")), "name"),
    option(164, "processor number", _MACHINE, "vcpu"),
    option(165, "Memory", _MACHINE, "ram", datatype="string", unit="auto"),
    option(166, "UUID", _MACHINE, "uuid", datatype=""),
    option(179, "Virtual machine Comment", _MACHINE, "comment", datatype="string"),
    fixed=True,
)

_ANTIVIRUS: Final = child("ComputerAntivirus")
ANTIVIRUSES: Final = bundle(
    Heading("antivirus", "Antiviruses"),
    option(167, "Name", _ANTIVIRUS, "name", search=("contains",), having=True),
    option(168, "Version", _ANTIVIRUS, "antivirus_version", datatype="text", having=True),
    option(169, "Active", _ANTIVIRUS, "is_active", search=("equals",), having=True),
    option(170, "Is up to date", _ANTIVIRUS, "is_uptodate", search=("equals",), having=True),
    option(171, "Signature database version", _ANTIVIRUS, "signature_version", datatype="text", having=True),
    option(172, "Expiration date", _ANTIVIRUS, "date_expiration", datatype="date", having=True),
    fixed=True,
)


def _connected(number: int, label: str, item: str) -> Option:
    return option(number, label, child("Computer_Item", where={"itemtype": item}), Count(), fixed=True)


CONNECTED: Final = bundle(
    Heading("monitor", "Monitors"),
    _connected(1429, "Number of monitors", "Monitor"),
    Heading("peripheral", "Peripherals"),
    _connected(1430, "Number of peripherals", "Peripheral"),
    Heading("printer", "Printers"),
    _connected(1431, "Number of printers", "Printer"),
    Heading("phone", "Phones"),
    _connected(1432, "Number of phones", "Phone"),
)

_AGENT: Final = poly("Agent")
AGENT: Final = bundle(
    Heading("agent", "Agent"),
    option(900, "Name", _AGENT, "name", datatype="itemlink", many=False),
    option(901, "Tag", _AGENT, "tag", datatype="text", many=False),
    option(902, "Last contact", _AGENT, "last_contact", many=False),
    option(903, "Version", _AGENT, "version", datatype="text", many=False),
    option(904, "Device id", _AGENT, "deviceid", datatype="text", many=False),
    option(905, "Public contact address", _AGENT, "remote_addr", datatype="text", many=False),
    option(906, "Useragent", _AGENT, "useragent", datatype="text", many=False),
)

_SNMP: Final = link("SNMPCredential")
SNMP: Final = bundle(
    Heading("snmpcredential", "SNMP credentials"),
    option(108, "Name", _SNMP, "name"),
    option(109, "Community", _SNMP, "community"),
    fixed=True,
)
"""Not the credential's link itself, which comes with the item's column."""
