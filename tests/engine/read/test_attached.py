"""What hangs on a row: each `with_*` member, its shape, its right, and what it costs."""

from __future__ import annotations

from typing import Any

import pytest

from engine.read.conftest import World
from steward.engine.actor import Actor
from steward.engine.query import DENIED, Row, Where
from steward.engine.search.attached import MEMBERS

PORT_KINDS = [
    f"NetworkPort{kind}" for kind in ("Ethernet", "Wifi", "Aggregate", "Alias", "Dialup", "Local", "Fiberchannel")
]


def attached(world: World, kind: str, id: int, *names: str, actor: Actor | None = None, **more: Any) -> dict[str, Any]:
    actor = actor or world.actor()
    row = world.reading.get(actor, kind, id)
    return world.reading.attached(actor, kind, row, {f"with_{n}" for n in names}, **more)


@pytest.fixture
def computer(world: World) -> int:
    return world.add("Computer", name="pc", entities_id=0)


def on(computer: int) -> dict[str, Any]:
    return {"itemtype": "Computer", "items_id": computer}


def test_nothing_attached(world: World, computer: int) -> None:
    assert attached(world, "Computer", computer, *MEMBERS) == {
        "_devices": [],
        "_disks": [],
        "_softwares": [],
        "_connections": [],
        "_networkports": {kind: [] for kind in PORT_KINDS},
        "_infocoms": [],
        "_contracts": [],
        "_documents": [],
        "_tickets": [],
        "_problems": [],
        "_changes": [],
        "_notes": [],
        "_logs": [],
    }
    assert list(attached(world, "Computer", computer, *MEMBERS)) == [f"_{name}" for name in MEMBERS]


def test_members_that_a_type_does_not_have_are_left_out(world: World) -> None:
    place = world.add("Location", name="somewhere", completename="somewhere", entities_id=0)
    found = attached(world, "Location", place, *MEMBERS)
    assert not {"_devices", "_disks", "_softwares", "_connections"} & found.keys()
    assert found["_networkports"] == {kind: [] for kind in PORT_KINDS}
    assert attached(world, "Location", place) == {}


def test_members_without_the_right_say_so(world: World, computer: int) -> None:
    actor = world.actor(rights={"computer": 1})
    found = attached(world, "Computer", computer, *MEMBERS, actor=actor)
    denied = {name for name, value in found.items() if value is DENIED}
    assert denied == {f"_{n}" for n in MEMBERS} - {"_devices", "_disks", "_connections"}


def test_devices_by_class_and_id(world: World, computer: int) -> None:
    processor = world.add("DeviceProcessor", designation="cpu")
    kept, _ = (
        world.add("Item_DeviceProcessor", **on(computer), deviceprocessors_id=processor, frequency=3000, is_deleted=d)
        for d in (0, 1)
    )
    found = attached(world, "Computer", computer, "devices")["_devices"]
    assert list(found) == ["Item_DeviceProcessor"] and list(found["Item_DeviceProcessor"]) == [str(kept)]
    row = found["Item_DeviceProcessor"][str(kept)]
    assert row["frequency"] == 3000 and row["id"] == kept and row["serial"] is None
    assert not {"items_id", "itemtype", "is_deleted"} & row.keys()


def test_disks_are_wrapped(world: World, computer: int) -> None:
    disk = world.add("Item_Disk", **on(computer), name="C:", filesystems_id=1, totalsize=1000, freesize=250)
    world.add("Item_Disk", **on(computer), name="gone", is_deleted=1)
    [found] = attached(world, "Computer", computer, "disks", names=True)["_disks"]
    row = found["name"]
    assert list(row)[:3] == ["fsname", "id", "entities_id"] and row["id"] == disk
    assert row["fsname"] and row.names["filesystems_id"] == row["fsname"]
    assert not {"items_id", "is_deleted"} & row.keys()


def test_softwares_in_order_of_names(world: World, computer: int) -> None:
    expected = []
    for name, version in (("b", "1"), ("a", "2"), ("a2", "1")):
        software = world.add("Software", name=name, entities_id=0, is_valid=1)
        version_id = world.add("SoftwareVersion", name=version, softwares_id=software, states_id=3)
        world.add("Item_SoftwareVersion", **on(computer), softwareversions_id=version_id)
        expected.append((name, software, version_id))
    found = attached(world, "Computer", computer, "softwares")["_softwares"]
    assert found == [
        {
            "softwarecategories_id": 0,
            "softwares_id": software,
            "softwareversions_id": version,
            "is_dynamic": 0,
            "states_id": 3,
            "is_valid": 1,
        }
        for _, software, version in sorted(expected)
    ]


def test_connections_with_prefixed_columns(world: World, computer: int) -> None:
    monitor = world.add("Monitor", name="screen", entities_id=0, size="21.5")
    link = world.add("Computer_Item", computers_id=computer, itemtype="Monitor", items_id=monitor)
    found = attached(world, "Computer", computer, "connections")["_connections"]
    assert list(found) == ["Monitor"]
    [row] = found["Monitor"]
    assert list(row.items())[:6] == [
        ("assoc_id", link),
        ("assoc_computers_id", computer),
        ("assoc_itemtype", "Monitor"),
        ("assoc_items_id", monitor),
        ("assoc_is_dynamic", 0),
        ("id", monitor),
    ]
    assert row["size"] == "21.50" and row["ticket_tco"] == "0.0000"
    blind = world.actor(rights={"computer": 1})
    assert attached(world, "Computer", computer, "connections", actor=blind)["_connections"] == []


def test_ports_with_kind_name_and_addresses(world: World, computer: int) -> None:
    port = world.add(
        "NetworkPort", **on(computer), name="eth0", logical_number=1, instantiation_type=PORT_KINDS[0], mac="aa:bb"
    )
    wifi = world.add("NetworkPort", **on(computer), name="wlan0", instantiation_type=PORT_KINDS[1])
    world.add("NetworkPort", **on(computer), name="gone", instantiation_type=PORT_KINDS[1], is_deleted=1)
    kind = world.add("NetworkPortEthernet", networkports_id=port, speed=1000)
    domain = world.add("FQDN", name="example", fqdn="example.org", entities_id=0)
    name = world.add("NetworkName", itemtype="NetworkPort", items_id=port, name="host", fqdns_id=domain)
    address = world.add("IPAddress", itemtype="NetworkName", items_id=name, name="10.0.0.5")
    network = world.add("IPNetwork", name="lan", address="10.0.0.0", netmask="255.0.0.0", entities_id=0)
    world.add("IPAddress_IPNetwork", ipaddresses_id=address, ipnetworks_id=network)
    found = attached(world, "Computer", computer, "networkports")["_networkports"]
    assert list(found) == PORT_KINDS
    [ethernet] = found[PORT_KINDS[0]]
    assert list(ethernet)[:10] == [
        *("netport_id", "entities_id", "is_recursive", "logical_number", "name", "mac", "comment", "is_dynamic"),
        *("id", "networkports_id"),
    ]
    assert (ethernet["netport_id"], ethernet["id"], ethernet["speed"]) == (port, kind, 1000)
    [ip] = ethernet["NetworkName"].pop("IPAddress")
    assert ethernet["NetworkName"] == {
        "id": name,
        "name": "host",
        "fqdns_id": domain,
        "FQDN": {"id": domain, "name": "example", "fqdn": "example.org"},
    }
    assert (ip["id"], ip["name"], ip["IPNetwork"][0]["id"]) == (str(address), "10.0.0.5", network)
    [wireless] = found[PORT_KINDS[1]]
    assert (wireless["netport_id"], wireless["id"]) == (wifi, None) and "NetworkName" not in wireless


def test_infocom_contracts_and_documents(world: World, computer: int) -> None:
    infocom = world.add("Infocom", **on(computer), value="123.45", entities_id=0)
    contracts = [world.add("Contract", name=n, entities_id=0) for n in ("zeta", "alpha")]
    links = [world.add("Contract_Item", **on(computer), contracts_id=c) for c in contracts]
    heading = world.add("DocumentCategory", name="bills", completename="papers > bills")
    document = world.add("Document", name="doc", entities_id=0, documentcategories_id=heading)
    pair = world.add("Document_Item", **on(computer), documents_id=document, entities_id=0)
    found = attached(world, "Computer", computer, "infocoms", "contracts", "documents")
    assert (found["_infocoms"]["id"], found["_infocoms"]["value"]) == (infocom, "123.4500")
    assert found["_contracts"] == [
        {"id": link, "contracts_id": contract, **on(computer)}
        for contract, link in zip(contracts[::-1], links[::-1], strict=True)
    ]
    [row] = found["_documents"]
    assert list(row)[:6] == ["assocID", "assocdate", "entityID", "entity", "headings", "id"]
    assert (row["assocID"], row["entity"], row["headings"], row["id"]) == (
        pair,
        "Root entity",
        "papers > bills",
        document,
    )


def test_contracts_and_documents_out_of_reach_stay_away(world: World) -> None:
    one, two = world.entity(), world.entity()
    computer = world.add("Computer", name="pc", entities_id=one)
    contract = world.add("Contract", name="far", entities_id=two)
    document = world.add("Document", name="far", entities_id=two)
    world.add("Contract_Item", **on(computer), contracts_id=contract)
    world.add("Document_Item", **on(computer), documents_id=document)
    actor = world.actor(one, profile=3)
    found = attached(world, "Computer", computer, "contracts", "documents", actor=actor)
    assert found == {"_contracts": [], "_documents": []}


def test_tickets_problems_and_changes_that_may_be_seen(world: World, computer: int) -> None:
    category = world.add("ITILCategory", name="net", completename="it > net", entities_id=0)
    ids: dict[str, list[int]] = {}
    for kind, link in (("Ticket", "Item_Ticket"), ("Problem", "Item_Problem"), ("Change", "Change_Item")):
        for date in ("2026-01-01 00:00:00", "2026-02-01 00:00:00"):
            about = world.add(
                kind, name="x", content="c", entities_id=0, date_mod=date, itilcategories_id=category, status=2
            )
            world.add(link, **on(computer), **{world.model.items[kind].foreign_key: about})
            ids.setdefault(kind, []).append(about)
    world.add("Ticket_User", tickets_id=ids["Ticket"][0], users_id=3, type=1)
    found = attached(world, "Computer", computer, "tickets", "problems", "changes")
    for kind, key in (("Ticket", "_tickets"), ("Problem", "_problems"), ("Change", "_changes")):
        assert [row["id"] for row in found[key]] == ids[kind][::-1]
        assert found[key][0]["catname"] == "it > net" and list(found[key][0])[-1] == "catname"
    asker = world.actor(user=3, rights={"ticket": 1, "computer": 1})
    seen = attached(world, "Computer", computer, "tickets", "problems", actor=asker)
    assert [row["id"] for row in seen["_tickets"]] == [ids["Ticket"][0]]
    assert seen["_problems"] is DENIED


def test_notes_newest_first_with_the_authors_picture(world: World, computer: int) -> None:
    author = world.add("User", name=f"author{computer}", picture="1/2.png")
    old = world.add("Notepad", **on(computer), content="old", users_id=author, date_mod="2026-01-01 00:00:00")
    new = world.add("Notepad", **on(computer), content="new", date_mod="2026-02-01 00:00:00")
    rows = attached(world, "Computer", computer, "notes")["_notes"]
    assert [(row["id"], row["picture"]) for row in rows] == [(new, None), (old, "1/2.png")]
    assert list(rows[0])[:3] == ["id", "itemtype", "items_id"]


def test_logs_by_id(world: World, computer: int) -> None:
    log = {"itemtype_link": "", "linked_action": 20, "user_name": "glpi (2)", "old_value": "", "new_value": ""}
    ids = [world.add("Log", **on(computer), **log) for _ in range(2)]
    found = attached(world, "Computer", computer, "logs")["_logs"]
    assert list(found) == [str(id) for id in ids] and found[str(ids[0])]["user_name"] == "glpi (2)"


def test_documents_of_a_ticket_and_of_what_is_said_in_it(world: World) -> None:
    entity = world.entity()
    ticket = world.add("Ticket", name="t", content="c", entities_id=entity)
    world.add("Ticket_User", tickets_id=ticket, users_id=3, type=1)
    about = {"itemtype": "Ticket", "items_id": ticket, "content": "c"}
    said, private = (world.add("ITILFollowup", **about, users_id=4, is_private=p) for p in (0, 1))
    places = [("Ticket", ticket, 0), ("ITILFollowup", said, 0), ("ITILFollowup", private, 0), ("Ticket", ticket, -1)]
    links = []
    for kind, id, position in places:
        document = world.add("Document", name="d", entities_id=entity)
        values = {"itemtype": kind, "items_id": id, "documents_id": document, "timeline_position": position}
        links.append(world.add("Document_Item", **values))
    asker = world.actor(entity, profile=1, user=3)
    shown = attached(world, "Ticket", ticket, "documents", actor=asker)["_documents"]
    assert [row["assocID"] for row in shown] == links[:2]
    shown = attached(world, "Ticket", ticket, "documents", actor=world.actor(entity))["_documents"]
    assert [row["assocID"] for row in shown] == links[:3]


def test_nested_rows_get_names_too(world: World, computer: int) -> None:
    world.add("Infocom", **on(computer), entities_id=0)
    software = world.add("Software", name="tool", entities_id=0)
    version = world.add("SoftwareVersion", name="1.0", softwares_id=software)
    world.add("Item_SoftwareVersion", **on(computer), softwareversions_id=version)
    found = attached(world, "Computer", computer, "infocoms", "softwares", names=True)
    assert isinstance(found["_infocoms"], Row)
    assert found["_infocoms"].names == {"items_id": "pc", "entities_id": "Root entity"}
    assert found["_softwares"][0].names == {"softwares_id": "tool", "softwareversions_id": "1.0"}


@pytest.mark.parametrize("member", MEMBERS)
def test_statements_do_not_depend_on_rows(world: World, member: str) -> None:
    costs = []
    for rows in (1, 4):
        id = world.add("Computer", name="pc", entities_id=0)
        for _ in range(rows):
            world.add("Item_Disk", **on(id), name="d")
            world.add("Notepad", **on(id), content="n")
            port = world.add("NetworkPort", **on(id), name="p", instantiation_type=PORT_KINDS[0])
            name = world.add("NetworkName", itemtype="NetworkPort", items_id=port, name="n")
            world.add("IPAddress", itemtype="NetworkName", items_id=name, name="10.0.0.1")
        row = world.reading.get(world.actor(), "Computer", id)
        wanted = {f"with_{member}"}
        costs.append(world.counted(lambda r=row, w=wanted: world.reading.attached(world.actor(), "Computer", r, w)))
    assert costs[0] == costs[1] <= 5


def test_members_of_many_rows_cost_as_much_as_of_one(world: World) -> None:
    computers = [world.add("Computer", name="pc", entities_id=0) for _ in range(5)]
    disks = [world.add("Item_Disk", **on(id), name="d") for id in computers[:4]]
    rows = world.list(world.actor(), "Computer", where=(Where(("id",), "in", tuple(computers)),)).rows
    wanted = {f"with_{name}" for name in MEMBERS}
    found: list[Any] = []

    def read(some: list[Row]) -> None:
        found[:] = world.reading.attached_to_all(world.actor(), "Computer", some, wanted)

    assert world.counted(lambda: read(rows[:1])) == world.counted(lambda: read(rows))
    assert [[one["name"]["id"] for one in members["_disks"]] for members in found] == [*([d] for d in disks), []]
