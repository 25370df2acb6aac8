"""Pages: patterns, conditions, order, ranges, trash, columns, sub-items, names, and what each costs."""

from __future__ import annotations

import pytest

from engine.read.conftest import World
from steward.engine.query import Denied, Missing, Where
from steward.engine.search.patterns import Pattern, parse


def text(column: str, value: str) -> Where:
    return Where((column,), "text", value)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("abc", Pattern("like", "%abc%")),
        ("^abc", Pattern("like", "abc%")),
        ("abc$", Pattern("like", "%abc")),
        ("^abc$", Pattern("like", "abc")),
        (" abc ", Pattern("like", "%abc%")),
        ("a_b!", Pattern("like", "%a!_b!!%")),
        ("a%b", Pattern("like", "%a%b%")),
        ("null", Pattern("null")),
        ("$", Pattern("null")),
        ("^$", Pattern("null")),
        ("^", Pattern("set")),
        ("^NULL", Pattern("like", "NULL%")),
        ("  ", None),
    ],
)
def test_patterns(asked: str, expected: Pattern | None) -> None:
    assert parse(asked) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("PC", {"Büro-PC", "pc 10%", "pc_1"}),
        ("^pc", {"pc 10%", "pc_1"}),
        ("büro", {"Büro-PC"}),
        ("buro", {"Büro-PC"}),
        ("c_1", {"pc_1"}),
        ("p%1", {"pc 10%", "pc_1"}),
        ("<b>", {"<b> & co"}),
        ("NULL", {None}),
        ("^", {"Büro-PC", "pc 10%", "pc_1", "<b> & co"}),
    ],
)
def test_text_conditions(world: World, asked: str, expected: set[str | None]) -> None:
    entity = world.entity()
    for name in ("Büro-PC", "pc 10%", "pc_1", "<b> & co", None):
        world.add("Computer", name=name, entities_id=entity)
    page = world.list(world.actor(entity), "Computer", where=(text("name", asked),))
    assert {row["name"] for row in page.rows} == expected
    assert page.total == len(expected)


def test_conditions_on_numbers_several_columns_and_all_texts(world: World) -> None:
    entity = world.entity()
    one = world.add("Computer", name="alpha", serial="x1", entities_id=entity, states_id=17)
    two = world.add("Computer", name="x1", entities_id=entity)
    actor = world.actor(entity)
    assert world.ids(actor, "Computer", where=(text("states_id", "17"),)) == [one]
    assert world.ids(actor, "Computer", where=(Where(("name", "serial"), "text", "x1"),)) == [one, two]
    assert world.ids(actor, "Computer", where=(Where(("all",), "text", "alph"),)) == [one]
    assert world.ids(
        actor, "Computer", where=(Where(("id",), "in", (one, 5)), Where(("name",), "equals", "alpha"))
    ) == [one]
    assert world.ids(actor, "Computer", where=(Where(("serial",), "equals", None),)) == [two]


def test_undisclosed_columns_neither_show_nor_answer(world: World) -> None:
    user = world.add("User", name="hider", password="hash-of-it")
    page = world.list(world.actor(), "User", where=(text("name", "^hider$"), text("password", "nothing like it")))
    assert [row["id"] for row in page.rows] == [user]
    assert not {"password", "api_token", "personal_token", "password_forget_token"} & page.rows[0].keys()
    assert world.ids(world.actor(), "User", sort="password") == world.ids(world.actor(), "User")


def test_secret_settings_do_not_answer_either(world: World) -> None:
    secret = world.run(lambda tx: tx.insert("glpi_configs", {"context": "core", "name": "x_unused", "value": "a"}))
    rows = world.list(world.actor(), "Config", where=(text("name", "^smtp_passwd$"),)).rows
    assert rows and all("value" not in row and row["name"] == "smtp_passwd" for row in rows)
    world.run(lambda tx: tx.update("glpi_configs", rows[0]["id"], {"value": "swordfish"}))
    assert world.ids(world.actor(), "Config", where=(text("value", "swordf"),)) == []
    assert "value" not in world.list(world.actor(), "Config", columns=("value",), limit=1).rows[0]
    assert world.reading.get(world.actor(), "Config", secret)["value"] == "a"


def test_pins_need_their_own_right(world: World) -> None:
    card = world.add("DeviceSimcard", designation="sim")
    id = world.add("Item_DeviceSimcard", devicesimcards_id=card, itemtype="", items_id=0, pin="1234")
    rights = {**world.profiles[4]}
    assert world.reading.get(world.actor(rights=rights), "Item_DeviceSimcard", id)["pin"] == "1234"
    assert "pin" not in world.reading.get(
        world.actor(rights={**rights, "devicesimcard_pinpuk": 0}), "Item_DeviceSimcard", id
    )


def test_order_and_ranges(world: World) -> None:
    entity = world.entity()
    ids = [world.add("Printer", name=n, serial=s, entities_id=entity) for n, s in zip("bca", "112", strict=True)]
    actor = world.actor(entity)
    assert world.ids(actor, "Printer") == ids
    assert world.ids(actor, "Printer", descending=True) == ids[::-1]
    assert world.ids(actor, "Printer", sort="name") == [ids[2], ids[0], ids[1]]
    assert world.ids(actor, "Printer", sort="serial", descending=True) == [ids[2], ids[0], ids[1]]
    pages = [world.list(actor, "Printer", offset=o, limit=2) for o in (0, 2, 3, 9)]
    assert [[row["id"] for row in page.rows] for page in pages] == [ids[:2], ids[2:], [], []]
    assert [page.total for page in pages] == [3, 3, 3, 3]


def test_trash_and_templates(world: World) -> None:
    entity = world.entity()
    kept, binned, template = (
        world.add("Printer", name="p", entities_id=entity, is_deleted=d, is_template=t)
        for d, t in ((0, 0), (1, 0), (0, 1))
    )
    actor = world.actor(entity)
    assert world.ids(actor, "Printer") == [kept, template]
    assert world.ids(actor, "Printer", trash=True) == [binned]
    assert world.ids(actor, "Printer", trash=None) == [kept, binned, template]


def test_asked_columns_only(world: World) -> None:
    id = world.add("Printer", name="p", entities_id=world.entity())
    where = (Where(("id",), "equals", id),)
    assert world.list(world.actor(), "Printer", columns=("id",), where=where).rows == [{"id": id}]
    row = world.reading.get(world.actor(), "Printer", id)
    assert list(row) == [c.name for c in world.model.items["Printer"].columns]


# Sub-items


def test_the_five_ways_to_hang_under_a_parent(world: World) -> None:
    actor = world.actor()
    place = world.add("Location", name="l", completename="l", entities_id=0)
    computer = world.add("Computer", name="c", entities_id=0, locations_id=place)
    world.add("Computer", name="elsewhere", entities_id=0)
    disk = world.add("Item_Disk", itemtype="Computer", items_id=computer, name="d", entities_id=0)
    world.add("Item_Disk", itemtype="Printer", items_id=computer, name="of a printer", entities_id=0)
    assert world.ids(actor, "Computer", under=("Location", place)) == [computer]
    assert world.ids(actor, "Item_Disk", under=("Computer", computer)) == [disk]
    assert world.ids(actor, "Location", under=("Computer", computer)) == [place]
    assert world.ids(actor, "Computer", under=("Item_Disk", disk)) == [computer]
    assert world.ids(actor, "Printer", under=("Item_Disk", disk)) == []
    assert world.ids(actor, "Budget", under=("Computer", computer)) == []


def test_checks_of_sub_items_come_in_order(world: World) -> None:
    one, two = world.entity(), world.entity()
    hidden = world.add("Computer", name="c", entities_id=two)
    actor = world.actor(one, profile=6)
    with pytest.raises(Denied):
        world.list(actor, "Log", under=("Computer", 999_999))
    with pytest.raises(Missing):
        world.list(actor, "Item_Disk", under=("Computer", 999_999))
    with pytest.raises(Denied):
        world.list(actor, "Item_Disk", under=("Computer", hidden))


# Names


def test_names_stand_beside_the_ids(world: World) -> None:
    one = world.entity(name="North")
    root = world.add("Location", name="site", completename="site", entities_id=one)
    room = world.add("Location", name="room", completename="site > room", locations_id=root, level=2, entities_id=one)
    computer = world.add("Computer", name="c", entities_id=one, locations_id=room, users_id=2, states_id=999_999)
    row = world.reading.get(world.actor(), "Computer", computer, names=True)
    assert (row["locations_id"], row["users_id"], row["networks_id"]) == (room, 2, 0)
    assert row.names == {
        "entities_id": "Root entity > North",
        "locations_id": "site > room",
        "users_id": "glpi",
        "states_id": "",
    }
    page = world.list(world.actor(one), "Computer", names=True, sort="name")
    assert [(r["id"], r.names) for r in page.rows] == [(computer, row.names)]


def test_names_of_rows_out_of_reach_do_not_leak(world: World) -> None:
    one, two = world.entity(), world.entity()
    foreign = world.add("Location", name="secret", completename="secret", entities_id=two)
    computer = world.add("Computer", name="c", entities_id=one, locations_id=foreign)
    assert world.reading.get(world.actor(one, profile=3), "Computer", computer, names=True).names["locations_id"] == ""
    assert world.reading.labels(world.actor(one, profile=3), [("Location", foreign)]) == {("Location", foreign): ""}


def test_names_of_polymorphic_ids_contacts_sockets_and_nameless_rows(world: World) -> None:
    computer, nameless = (world.add("Computer", name=n, entities_id=0) for n in ("pc", None))
    disks = [world.add("Item_Disk", itemtype="Computer", items_id=i, name="d") for i in (computer, nameless, 999_999)]
    rows = [world.reading.get(world.actor(), "Item_Disk", d, names=True) for d in disks[:2]]
    assert [row.names["items_id"] for row in rows] == ["pc", f"({nameless})"]
    place = world.add("Location", name="rack", completename="rack", entities_id=0)
    socket = world.add("Glpi\\Socket", name="A1", locations_id=place)
    contact = world.add("Contact", name="Doe", firstname="Jane", entities_id=0)
    labels = world.reading.labels(world.actor(), [("Glpi\\Socket", socket), ("Contact", contact), ("Nothing", 1)])
    assert list(labels.values()) == ["A1 (rack)", "Doe Jane", ""]


def test_friendly_names_of_people(world: World) -> None:
    full, bare = world.add("User", name="jd", realname="Doe", firstname="Jane"), world.add("User", name="bare")
    wanted = [("User", full), ("User", bare), ("User", 999_999), ("Entity", 0)]
    assert list(world.reading.labels(world.actor(), wanted).values()) == ["Doe Jane", "bare", "", "Root entity"]


# Cost


def test_statements_per_read(world: World) -> None:
    entity = world.entity()
    ids = [world.add("Computer", name=f"c{i}", entities_id=entity, users_id=2, locations_id=1) for i in range(60)]
    disk = world.add("Item_Disk", itemtype="Computer", items_id=ids[0], name="d", entities_id=entity)
    actor = world.actor(entity, profile=3)
    read = world.reading
    assert world.counted(lambda: read.get(actor, "Computer", ids[0])) == 1
    assert world.counted(lambda: read.get(actor, "Computer", ids[0], names=True)) == 1
    assert world.counted(lambda: read.get(actor, "Item_Disk", disk, names=True)) == 2
    assert world.counted(lambda: world.list(actor, "Computer", limit=50)) == 2
    assert world.counted(lambda: world.list(actor, "Computer", limit=50, names=True)) == 2
    assert world.counted(lambda: world.list(actor, "Computer", limit=1000, names=True)) == 1
    assert world.counted(lambda: world.list(actor, "Item_Disk", limit=1, under=("Computer", ids[0]))) == 3
    wanted = [("User", 2), ("User", 3), ("Entity", 0), ("Computer", ids[1])]
    assert world.counted(lambda: read.labels(actor, wanted)) == 3
