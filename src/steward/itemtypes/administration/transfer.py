"""Transfers: what moves along when items change entity."""

from __future__ import annotations

from steward.itemtypes.traits import commented, dated, named
from steward.vocabulary.fields import Number
from steward.vocabulary.notation import ItemType


class Transfer(ItemType):
    label = "General"
    traits = named, commented, dated
    right = "transfer"

    keep_ticket = Number()
    keep_networklink = Number()
    keep_reservation = Number()
    keep_history = Number()
    keep_device = Number()
    keep_infocom = Number()
    keep_dc_monitor = Number()
    clean_dc_monitor = Number()
    keep_dc_phone = Number()
    clean_dc_phone = Number()
    keep_dc_peripheral = Number()
    clean_dc_peripheral = Number()
    keep_dc_printer = Number()
    clean_dc_printer = Number()
    keep_supplier = Number()
    clean_supplier = Number()
    keep_contact = Number()
    clean_contact = Number()
    keep_contract = Number()
    clean_contract = Number()
    keep_software = Number()
    clean_software = Number()
    keep_document = Number()
    clean_document = Number()
    keep_cartridgeitem = Number()
    clean_cartridgeitem = Number()
    keep_cartridge = Number()
    keep_consumable = Number()
    keep_disk = Number()
    keep_certificate = Number()
    clean_certificate = Number()
    lock_updated_fields = Number()
    keep_location = Number(default=1)
