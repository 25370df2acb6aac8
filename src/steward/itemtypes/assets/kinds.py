"""Types and models of assets, and other dropdowns about them."""

from __future__ import annotations

from steward.itemtypes.consequences import rule_actions
from steward.itemtypes.families import DROPDOWN, KIND, MODEL, RACKABLE_MODEL
from steward.itemtypes.traits import pictured
from steward.vocabulary.notation import ItemType, family

KINDS = family(
    KIND,
    ("ComputerType", "Computer type", "Computer types"),
    ("ConsumableItemType", "Consumable type", "Consumable types"),
    ("CartridgeItemType", "Cartridge type", "Cartridge types"),
    ("MonitorType", "Monitor type", "Monitor types"),
    ("PeripheralType", "Devices type", "Devices types"),
    ("PhoneType", "Phone type", "Phone types"),
    ("PrinterType", "Printer type", "Printer types"),
)


DROPDOWNS = family(
    DROPDOWN,
    ("NetworkEquipmentType", "Networking equipment type", "Networking equipment types"),
    ("Network", "Network", "Networks"),
)


RACKABLE_MODELS = family(
    RACKABLE_MODEL,
    ("ComputerModel", "Computer model", "Computer models"),
    ("MonitorModel", "Monitor model", "Monitor models"),
    ("NetworkEquipmentModel", "Networking equipment model", "Networking equipment models"),
    ("PeripheralModel", "Peripheral model", "Peripheral models"),
)


MODELS = family(
    (MODEL, pictured),
    ("PhoneModel", "Phone model", "Phone models"),
    ("PrinterModel", "Printer model", "Printer models"),
)


UNTRANSLATED_DROPDOWNS = family(
    DROPDOWN,
    ("PhonePowerSupply", "Phone power supply type", "Phone power supply types"),
    ("Filesystem", "File system", "File systems"),
    ("InterfaceType", "Interface type (Hard drive...)", "Interface types (Hard drive...)"),
    translatable=False,
)


class Manufacturer(ItemType):
    label = "Manufacturer", "Manufacturers"
    traits = DROPDOWN
    translatable = False
    purges = (*rule_actions("manufacturer"),)
