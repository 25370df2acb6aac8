"""Bundles and listings against the recorded facts."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from itertools import zip_longest
from typing import Any

import pytest

from facts_model import FACTS, facts_model
from facts_model import _option as fact_option
from steward.itemtypes import bundles, model
from steward.itemtypes.bundles.all_assets import all_assets
from steward.itemtypes.bundles.deprecated import listed_as
from steward.vocabulary.item import Item, Model
from steward.vocabulary.listing import plain, raw
from steward.vocabulary.options import CELL, Bundle, Option
from steward.vocabulary.resolving import Types, grouped, resolve

pytestmark = pytest.mark.skipif(not FACTS.exists(), reason="the shared facts are not here")

# How many of the recorded types have a bundle exactly. A bundle that is changed shows up here.
TYPES_WITH = {
    "AGENT": 2,
    "ANTIVIRUSES": 1,
    "CERTIFIED": 2,
    "COMPONENTS": 3,
    "CONNECTED": 1,
    "CONTRACTED": 38,
    "DOCUMENTED": 71,
    "EXTERNALLY_LINKED": 20,
    "FINANCED": 38,
    "FOLLOWUPS": 3,
    "IN_DOMAIN": 12,
    "IN_PROJECT": 8,
    "ITIL_ATTACHED": 3,
    "LOCATION_DETAILS": 43,
    "NETWORKED": 10,
    "NOTED": 26,
    "OLAS": 1,
    "ON_APPLIANCE": 11,
    "OPERATING_SYSTEM": 2,
    "POSITIONED": 9,
    "POWER_SUPPLIES": 2,
    "PROCESSORS": 1,
    "PROFILE_RIGHTS": 1,
    "RACKED": 7,
    "SATISFACTION": 1,
    "SLAS": 1,
    "SNMP": 2,
    "SOCKETED": 6,
    "SOLUTIONS": 3,
    "TRACKED": 23,
    "VIRTUAL_MACHINES": 1,
    "VOLUMES": 1,
}
FOR_ONE_TYPE = {
    "Ticket": (
        bundles.LOCATION_DETAILS.numbered({91: 84, 92: 85, 93: 86}),
        bundles.actors("Ticket_User", "Group_Ticket", "Supplier_Ticket"),
        bundles.approvals("TicketValidation", "create_ticket_validate", ["validate_request", "validate_incident"]),
        bundles.costs("TicketCost"),
        bundles.itil_items("Item_Ticket"),
        bundles.tasks("TicketTask"),
    ),
    "Change": (
        bundles.actors("Change_User", "Change_Group", "Change_Supplier"),
        bundles.approvals("ChangeValidation", "create_validate", "validate"),
        bundles.itil_items("Change_Item", nosort=False),
    ),
    "CartridgeItem": (bundles.financed_units("Cartridge"),),
    "ConsumableItem": (bundles.financed_units("Consumable"),),
    "NetworkEquipment": (bundles.firmware_version(11),),
    "Phone": (bundles.firmware_version(32),),
}


@cache
def observed() -> Model:
    return facts_model()


def types() -> Types:
    return Types(observed().items, observed().type_of_table)


def seen(option: Option) -> Option:
    """What the recordings know of an option: not how it was declared."""
    return replace(option, path=(), content=CELL)


def brings(bundle: Bundle, item: Item) -> bool:
    """Whether the item has exactly these options, under these headings."""
    resolved = resolve(bundle, item, types())
    headed = not isinstance(bundle.options[0], Option)
    for one in grouped(resolved):
        if not isinstance(one, Option):
            if one not in item.options:
                return False
        elif (there := item.option.get(one.number)) is None or seen(
            one if headed else replace(one, group=there.group)
        ) != there:
            return False
    return True


@pytest.mark.parametrize("name", sorted(TYPES_WITH))
def test_bundle_is_what_was_observed(name: str) -> None:
    bundle = getattr(bundles, name)
    assert sum(brings(bundle, item) for item in observed().items.values()) == TYPES_WITH[name]


@pytest.mark.parametrize("name", sorted(FOR_ONE_TYPE))
def test_bundle_of_one_type_is_what_was_observed(name: str) -> None:
    assert [brings(bundle, observed().items[name]) for bundle in FOR_ONE_TYPE[name]] == [True] * len(FOR_ONE_TYPE[name])


def test_declared_options_are_those_observed() -> None:
    """All of them, with their headings, in order."""
    wrong = {}
    for name, item in model().items.items():
        declared = [seen(o) if isinstance(o, Option) else o for o in item.options]
        if differing := [a for a, b in zip_longest(declared, observed().items[name].options) if a != b]:
            wrong[name] = differing
    assert wrong == {}


RECORDED = sorted(FACTS.glob("listSearchOptions/*.json"))


@pytest.mark.parametrize("path", RECORDED, ids=[p.stem for p in RECORDED])
def test_listing_is_what_was_recorded(path: Any) -> None:
    record = json.loads(path.read_text())
    if record["status"] != 200:
        pytest.skip("refused by the recorded server")
    item = observed().items[record["itemtype"]]
    listed = plain(item)
    assert json.dumps(listed) == json.dumps(record["response"])
    assert without_sql(raw(item)) == without_sql(record["raw_response"])


def test_all_assets_have_the_options_observed() -> None:
    record = json.loads((FACTS / "search_options" / "AllAssets.json").read_text())
    expected = [fact_option(fact) for fact in record["options"]]
    assert [seen(o) if isinstance(o, Option) else o for o in all_assets(types()).options] == expected


@pytest.mark.parametrize("name", ["TicketFollowup", "Computer_SoftwareLicense", "Computer_SoftwareVersion", "Netpoint"])
def test_deprecated_name_lists_what_was_recorded(name: str) -> None:
    record = json.loads((FACTS / "search_options" / f"{name}.json").read_text())
    assert json.dumps(listed_as(name, types())) == json.dumps(record.get("api_listSearchOptions"))


def without_sql(listed: Any) -> Any:
    """SQL texts have blanks of their own, and those of computations are not recorded."""
    if isinstance(listed, dict):
        return {k: "sql" if k == "computation" else without_sql(v) for k, v in listed.items()}
    if isinstance(listed, list):
        return [without_sql(v) for v in listed]
    return re.sub(r"\s+", " ", listed) if isinstance(listed, str) else listed
