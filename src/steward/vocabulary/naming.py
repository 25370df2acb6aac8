"""Naming: table and foreign key names that follow from an item type's name, as clients of GLPI know them."""

from __future__ import annotations

import re
from typing import Final

_LINK: Final = re.compile(r"_id(_.*)?$")


def plural(word: str) -> str:
    if word.endswith(("ch", "x", "ss", "ias", "us")):
        return word + "es"
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word if word.endswith("s") else word + "s"


def foreign_key(item_name: str) -> str:
    """`ComputerType` → `computertypes_id`, `Glpi\\Socket` → `sockets_id`, `Item_Disk` → `items_disks_id`."""
    return "_".join(plural(part.lower()) for part in item_name.rpartition("\\")[2].split("_")) + "_id"


def table(item_name: str) -> str:
    return "glpi_" + foreign_key(item_name).removesuffix("_id")


def plain_link(column: str) -> str:
    """The foreign key that a column's name is made of: `users_id_tech` → `users_id`."""
    return _LINK.sub("_id", column)


def is_link(column: str) -> bool:
    return _LINK.search(column) is not None
