"""Every bundle: well-formed by itself, and the same options on whatever type it is attached to."""

from __future__ import annotations

from itertools import pairwise

import pytest

from steward.itemtypes import bundles
from steward.vocabulary.expressions import EXPRESSIONS
from steward.vocabulary.item import Item
from steward.vocabulary.options import Bundle, Computed, Heading, Option
from steward.vocabulary.paths import PREDICATES
from steward.vocabulary.resolving import Types, grouped, resolve

ITIL_PARTS = {
    "actors": bundles.actors("Ticket_User", "Group_Ticket", "Supplier_Ticket"),
    "approvals": bundles.approvals("TicketValidation", "create", "validate"),
    "costs": bundles.costs("TicketCost"),
    "financed_units": bundles.financed_units("Cartridge"),
    "firmware_version": bundles.firmware_version(11),
    "itil_items": bundles.itil_items("Item_Ticket"),
    "tasks": bundles.tasks("TicketTask"),
}
BUNDLES = ITIL_PARTS | {name: getattr(bundles, name) for name in bundles.__all__ if name.isupper()}
DRONE = Item("Drone", "glpi_drones", "Drone", "Drones", "drones_id")
NO_TYPES = Types({}, {})


def _options(bundle: Bundle) -> list[Option]:
    return [one for one in bundle.options if isinstance(one, Option)]


@pytest.mark.parametrize("name", sorted(BUNDLES))
class TestEveryBundle:
    def test_has_each_number_once(self, name: str) -> None:
        numbers = BUNDLES[name].numbers
        assert len(set(numbers)) == len(numbers)

    def test_has_no_empty_heading(self, name: str) -> None:
        options = BUNDLES[name].options
        assert isinstance(options[-1], Option)
        assert not any(isinstance(a, Heading) and isinstance(b, Heading) for a, b in pairwise(options))

    def test_names_only_known_expressions_and_predicates(self, name: str) -> None:
        for option in _options(BUNDLES[name]):
            assert not isinstance(option.content, Computed) or option.content.name in EXPRESSIONS
            assert {p for hop in option.path for p in hop.named} <= PREDICATES.keys()

    def test_resolves_for_any_owner(self, name: str) -> None:
        for option in grouped(resolve(BUNDLES[name], DRONE, NO_TYPES)):
            if isinstance(option, Option):
                assert option.table and option.uid.startswith("Drone.") and option.searchtypes


class TestChanges:
    def test_members_can_be_left_out_with_their_heading(self) -> None:
        assert bundles.RACKED.without(1450).numbers == (180, 181, 1451)
        assert [h.key for h in bundles.RACKED.without(1450).options if isinstance(h, Heading)] == ["rack", "datacenter"]
        assert bundles.RACKED.only(1450).options[0] == Heading("dcroom", "Server room")

    def test_members_can_have_other_numbers(self) -> None:
        assert bundles.LOCATION_DETAILS.numbered({91: 84}).numbers[5:7] == (84, 92)

    def test_bundles_add_up(self) -> None:
        assert (bundles.NOTED + bundles.DOCUMENTED).numbers == (200, 201, 202, 203, 204, 119)


def test_an_attached_row_is_reached_by_type_and_id() -> None:
    (option,) = resolve(bundles.FINANCED.only(37), DRONE, NO_TYPES)[1:]
    assert isinstance(option, Option)
    assert (option.table, option.linkfield, option.uid) == ("glpi_infocoms", "infocoms_id", "Drone.Infocom.buy_date")
    assert option.join == {"jointype": "itemtype_item", "specific_itemtype": ""}
    assert option.extra == {"forcegroupby": True}


def test_a_role_is_a_condition_on_the_relation() -> None:
    option = resolve(ITIL_PARTS["actors"].only(5), DRONE, NO_TYPES)[1]
    assert isinstance(option, Option)
    users = {"jointype": "child", "condition": {"NEWTABLE.type": 2}}
    assert option.join == {"beforejoin": {"table": "glpi_tickets_users", "joinparams": users}}
    assert option.uid == "Drone.Ticket_User.User.name"
