"""All assets: a union of asset types that can be searched as if it were one, by the options they share."""

from __future__ import annotations

from typing import Final

from steward.itemtypes.bundles.management import CONTRACTED, DOCUMENTED, FINANCED, ON_APPLIANCE
from steward.itemtypes.bundles.placement import LOCATION_DETAILS, NETWORKED
from steward.vocabulary.item import Item
from steward.vocabulary.options import Heading, Option, bundle, option
from steward.vocabulary.paths import link
from steward.vocabulary.resolving import Types, grouped, resolve, search_types

NAME: Final = "AllAssets"
MEMBERS: Final = "asset_types"
"""The named list of the types united. The listing gives it in place of a table, and knows no type for that table."""


def _shared(number: int, label: str, column: str, datatype: str = "", **extra: object) -> Option:
    """A column that the members have in common."""
    return Option(
        number,
        label,
        "common",
        MEMBERS,
        column,
        column,
        datatype,
        f"{NAME}.UNKNOWN.{column}",
        search_types(datatype, column, tree=False, extra=extra),
        extra=extra,
    )


_OPTIONS: Final = (
    bundle(
        Heading("common", "Characteristics"),
        _shared(1, "Name", "name", "itemlink", searchtype="contains"),
        _shared(2, "ID", "id", searchtype="contains"),
        option(31, "Status", link("State"), "completename", datatype=""),
        option(3, "Location", link("Location"), "completename"),
    )
    + LOCATION_DETAILS
    + bundle(
        _shared(5, "Serial number", "serial"),
        _shared(6, "Inventory number", "otherserial"),
        _shared(16, "Comments", "comment", "text"),
        option(70, "User", link("User"), "name", datatype=""),
        _shared(7, "Alternate username", "contact", "string"),
        _shared(8, "Alternate username number", "contact_num", "string"),
        option(71, "Group", link("Group"), "completename", datatype=""),
        _shared(19, "Last update", "date_mod", "datetime", massiveaction=False),
        option(23, "Manufacturer", link("Manufacturer"), "name", datatype=""),
        option(
            24, "Technician in charge", link("User", "users_id_tech"), "name", datatype="", condition={"is_assign": 1}
        ),
        option(49, "Group in charge", link("Group", "groups_id_tech"), "completename", condition={"is_assign": 1}),
        option(80, "Entity", link("Entity"), "completename", datatype=""),
    )
    + NETWORKED
    + CONTRACTED
    + DOCUMENTED
    + FINANCED
    + ON_APPLIANCE
)


def all_assets(types: Types) -> Item:
    """The union as an item type without a table."""
    owner = Item(NAME, None, "Asset", "Assets", "")
    return Item(NAME, None, "Asset", "Assets", "", options=grouped(resolve(_OPTIONS, owner, types)))
