"""Ports, names, addresses and networks."""

from __future__ import annotations

import json

import pytest

from itemtypes.conftest import Desk

PORT = "NetworkPort"


def port(desk: Desk, asset: int, **values: object) -> int:
    return desk.add(PORT, itemtype="Computer", items_id=asset, name="eth0", **values)


def test_a_port_is_announced_under_its_asset(desk: Desk) -> None:
    asset = desk.add("Computer", name="pc")
    outcome = desk.do("add", PORT, itemtype="Computer", items_id=asset, name="eth0", mac="AA:BB:CC:DD:EE:FF")
    assert outcome.message == "Item successfully added: pc >  eth0"
    assert desk.one(PORT, outcome.id or 0)["mac"] == "aa:bb:cc:dd:ee:ff"


def test_children_of_a_port_come_only_on_demand(desk: Desk) -> None:
    asset = desk.add("Computer", name="pc")
    values = {
        "instantiation_type": "NetworkPortEthernet",
        "NetworkName_name": "host",
        "NetworkName__ipaddresses": {"-1": "10.1.2.3", "-2": ""},
        "speed": 1000,
    }
    plain = port(desk, asset, **values)
    assert desk.rows("NetworkName", itemtype=PORT, items_id=plain) == []
    made = port(desk, asset, **values, _create_children=1)
    (ethernet,) = desk.rows("NetworkPortEthernet", networkports_id=made)
    assert ethernet["speed"] == 1000
    (name,) = desk.rows("NetworkName", itemtype=PORT, items_id=made)
    (address,) = desk.rows("IPAddress", itemtype="NetworkName", items_id=name["id"])
    assert (address["name"], address["version"], address["mainitemtype"], address["mainitems_id"]) == (
        "10.1.2.3", 4, "Computer", asset,
    )  # fmt: skip
    assert [address[f"binary_{n}"] for n in range(4)] == [0, 0, 0xFFFF, 0x0A010203]
    desk.update("NetworkName", name["id"], _ipaddresses={str(address["id"]): "10.1.2.4", "-1": "2001:db8::0001"})
    assert [row["name"] for row in desk.rows("IPAddress", items_id=name["id"])] == ["10.1.2.4", "2001:db8::1"]
    desk.update("NetworkName", name["id"], _ipaddresses={str(address["id"]): ""})
    assert [row["version"] for row in desk.rows("IPAddress", items_id=name["id"])] == [6]
    desk.purge("Computer", asset)
    assert desk.rows("IPAddress") == []


def test_what_is_no_address_or_name(desk: Desk) -> None:
    made = port(desk, desk.add("Computer", name="pc"))
    name = desk.add("NetworkName", itemtype=PORT, items_id=made, name="host")
    refused = desk.refusal("add", "IPAddress", itemtype="NetworkName", items_id=name, name="bogus")
    assert refused == "Invalid IP address: bogus"
    assert "Invalid internet name" in desk.refusal("update", "NetworkName", name, name="a b")


def network(desk: Desk, text: str, **values: object) -> int:
    return desk.add("IPNetwork", name=text, network=text, **values)


def test_networks_find_their_place(desk: Desk) -> None:
    wide, narrow = network(desk, "10.0.0.0/8"), network(desk, "10.5.7.0/24")
    row = desk.one("IPNetwork", narrow)
    assert (row["version"], row["address"], row["netmask"], row["ipnetworks_id"]) == (
        4,
        "10.5.7.0",
        "255.255.255.0",
        wide,
    )
    between = network(desk, "10.5.0.0 / 255.255.0.0", gateway="10.5.0.1")
    assert desk.one("IPNetwork", between)["ipnetworks_id"] == wide
    assert desk.one("IPNetwork", between)["gateway_3"] == 0x0A050001
    assert desk.one("IPNetwork", narrow)["ipnetworks_id"] == between
    assert desk.one("IPNetwork", narrow)["completename"] == "10.0.0.0/8 > 10.5.0.0 / 255.255.0.0 > 10.5.7.0/24"
    assert "already" in desk.refusal("add", "IPNetwork", name="again", network="10.5.0.9/16")
    desk.update("IPNetwork", narrow, name="renamed", ipnetworks_id=wide)
    assert desk.one("IPNetwork", narrow)["ipnetworks_id"] == between
    desk.update("IPNetwork", narrow, network="11.0.0.0/8")
    assert (desk.one("IPNetwork", narrow)["ipnetworks_id"], desk.one("IPNetwork", narrow)["level"]) == (0, 1)


@pytest.mark.parametrize(
    "sent", [{}, {"network": "x"}, {"network": "10.0.0.0"}, {"address": "10.0.0.0", "netmask": "x"}]
)
def test_what_is_no_network(desk: Desk, sent: dict[str, str]) -> None:
    desk.refusal("add", "IPNetwork", name="n", **sent)


def test_networks_know_their_addresses(desk: Desk) -> None:
    inside = network(desk, "10.1.0.0/16")
    made = port(desk, desk.add("Computer", name="pc"), NetworkName__ipaddresses=["10.1.2.3"], _create_children=1)
    later = network(desk, "10.1.2.0/24")
    network(desk, "10.9.0.0/16")
    (address,) = desk.rows("IPAddress")
    joined = [row["ipnetworks_id"] for row in desk.rows("IPAddress_IPNetwork", ipaddresses_id=address["id"])]
    assert joined == [inside, later] and made
    desk.update("IPAddress", address["id"], name="10.9.1.1")
    assert len(desk.rows("IPAddress_IPNetwork", ipaddresses_id=address["id"])) == 1


def test_a_port_is_connected_once(desk: Desk) -> None:
    one, two, three = (port(desk, desk.add("Computer", name=str(n))) for n in range(3))
    link = "NetworkPort_NetworkPort"
    assert desk.refusal("add", link, networkports_id_1=one, networkports_id_2=one) == ""
    desk.add(link, networkports_id_1=one, networkports_id_2=two)
    assert desk.refusal("add", link, networkports_id_1=three, networkports_id_2=one) == ""


def test_calendars_know_their_week(desk: Desk) -> None:
    calendar = desk.add("Calendar", name="c")
    segment = {"calendars_id": calendar, "day": 1}
    made = desk.add("CalendarSegment", **segment, begin="08:00", end="12:00:00")
    assert json.loads(desk.one("Calendar", calendar)["cache_duration"]) == [0, 4 * 3600, 0, 0, 0, 0, 0]
    desk.refusal("add", "CalendarSegment", **segment, begin="11:00:00", end="13:00:00")
    desk.refusal("add", "CalendarSegment", **segment, begin="14:00:00", end="13:00:00")
    desk.purge("CalendarSegment", made)
    assert json.loads(desk.one("Calendar", calendar)["cache_duration"]) == [0] * 7
