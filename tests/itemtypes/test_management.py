"""Documents, financial information, contracts, software, racks and supplies."""

from __future__ import annotations

import pytest

from itemtypes.conftest import PERMISSION, Desk


def test_a_document_takes_its_file(desk: Desk) -> None:
    made = desk.add(
        "Document", _filename=[desk.services.upload("b.txt")], _prefix_filename=[""], filepath="/etc/passwd"
    )
    row = desk.one("Document", made)
    assert (row["name"], row["filename"], row["filepath"], row["users_id"]) == ("b.txt", "b.txt", "TXT/ab/b.txt", 2)
    assert row["mime"] == "text/plain" and row["sha1sum"] and row["tag"]
    desk.update("Document", made, filepath="/etc/passwd", tag="x", name="other")
    assert desk.one("Document", made)["filepath"] == "TXT/ab/b.txt"


def test_prefixes_are_no_part_of_the_name(desk: Desk) -> None:
    name = desk.services.upload("6b02.note.txt")
    made = desk.add("Document", name="doc", _filename=[name, "another"], _prefix_filename=["6b02."])
    assert (desk.one("Document", made)["filename"], desk.one("Document", made)["name"]) == ("note.txt", "doc")


def test_a_file_that_was_not_let_in(desk: Desk) -> None:
    made = desk.add("Document", name="evil", _filename=["evil.exe"])
    assert desk.one("Document", made)["filename"] is None
    computer = desk.add("Computer", name="pc")
    desk.refusal("add", "Document", itemtype="Computer", items_id=computer, _filename=["evil.exe"])


@pytest.mark.parametrize("link", ["javascript:alert(1)", "x", "http://", "file:///etc/passwd"])
def test_links_are_web_addresses(desk: Desk, link: str) -> None:
    assert desk.refusal("add", "Document", name="d", link=link) == "Invalid link"


def test_a_link_is_enough(desk: Desk) -> None:
    desk.add("Document", name="d", link="http://example.org/x")


def test_a_document_made_for_an_item(desk: Desk) -> None:
    computer = desk.add("Computer", name="pc")
    made = desk.add("Document", itemtype="Computer", items_id=computer, name="ignored")
    assert desk.one("Document", made)["name"] == "Document: Computer - pc"
    (link,) = desk.rows("Document_Item", documents_id=made)
    assert (link["itemtype"], link["items_id"], link["users_id"]) == ("Computer", computer, 2)
    desk.refusal("add", "Document_Item", documents_id=made, itemtype="Computer", items_id=computer)


def test_documents_are_attached_to_what_one_may_change(desk: Desk) -> None:
    computer = desk.add("Computer", name="pc")
    reader = desk.acting(5, 2, rights={"document": 31, "computer": 1})
    assert desk.refusal("add", "Document", by=reader, itemtype="Computer", items_id=computer) == PERMISSION
    writer = desk.acting(5, 2, rights={"document": 31, "computer": 3})
    desk.add("Document", by=writer, itemtype="Computer", items_id=computer)


def test_the_last_document_takes_its_file_along(desk: Desk) -> None:
    one = desk.add("Document", _filename=[desk.services.upload("a.txt")])
    two = desk.add("Document", _filename=[desk.services.upload("a.txt")])
    assert desk.purge("Document", one) == ""
    assert desk.purge("Document", two) == "Successful deletion of the file TXT/ab/a.txt"
    assert [letter["payload"] for letter in desk.letters("document.discard")] == ['{"filepath": "TXT/ab/a.txt"}']


def test_files_of_other_items_become_documents(desk: Desk) -> None:
    ticket = desk.add(
        "Ticket", name="t", _filename=[desk.services.upload("one.txt"), desk.services.upload("two.txt"), "none"]
    )
    links = desk.rows("Document_Item", itemtype="Ticket", items_id=ticket)
    assert [desk.one("Document", link["documents_id"])["filename"] for link in links] == ["one.txt", "two.txt"]
    assert desk.one("Document", links[0]["documents_id"])["tickets_id"] == ticket


def test_financial_information_once_an_item(desk: Desk) -> None:
    computer = desk.add("Computer", name="pc")
    made = desk.do("add", "Infocom", itemtype="Computer", items_id=computer, value="1")
    assert (made.message, desk.one("Infocom", made.id or 0)["alert"]) == ("", 0)
    assert desk.refusal("add", "Infocom", itemtype="Computer", items_id=computer) == ""
    location = desk.add("Location", name="l")
    desk.refusal("add", "Infocom", itemtype="Location", items_id=location)


def test_dates_that_the_entity_fills_in(desk: Desk) -> None:
    desk.update("Entity", 0, autofill_buy_date="1", autofill_use_date="buy_date", default_infocom_alert=4)
    below = desk.add("Entity", name="below")
    computer = desk.add("Computer", name="pc", entities_id=below)
    row = desk.one("Infocom", desk.add("Infocom", itemtype="Computer", items_id=computer))
    assert (str(row["buy_date"]), str(row["use_date"]), row["alert"]) == ("2026-11-25", "2026-11-25", 4)


def test_a_contract_may_limit_its_items(desk: Desk) -> None:
    contract = desk.add("Contract", name="c", max_links_allowed=1)
    one, two = desk.add("Computer", name="1"), desk.add("Computer", name="2")
    desk.add("Contract_Item", contracts_id=contract, itemtype="Computer", items_id=one)
    desk.refusal("add", "Contract_Item", contracts_id=contract, itemtype="Computer", items_id=one)
    assert "as many items" in desk.refusal(
        "add", "Contract_Item", contracts_id=contract, itemtype="Computer", items_id=two
    )


def test_a_device_hangs_on_one_computer(desk: Desk) -> None:
    location = desk.add("Location", name="here")
    one, two = desk.add("Computer", name="1", locations_id=location, contact="bob"), desk.add("Computer", name="2")
    monitor, shared = desk.add("Monitor", name="m"), desk.add("Monitor", name="s", is_global=1)
    desk.add("Computer_Item", computers_id=one, itemtype="Monitor", items_id=monitor)
    assert (desk.one("Monitor", monitor)["locations_id"], desk.one("Monitor", monitor)["contact"]) == (location, "bob")
    assert desk.refusal("add", "Computer_Item", computers_id=two, itemtype="Monitor", items_id=monitor) == ""
    for computer in (one, two):
        desk.add("Computer_Item", computers_id=computer, itemtype="Monitor", items_id=shared)
    assert desk.refusal("add", "Computer_Item", computers_id=two, itemtype="Monitor", items_id=shared) == ""


def test_a_component_starts_with_the_values_of_its_model(desk: Desk) -> None:
    computer, memory = desk.add("Computer", name="pc"), desk.add("DeviceMemory", designation="DDR9", size_default=512)
    link = {"itemtype": "Computer", "items_id": computer, "devicememories_id": memory}
    assert desk.one("Item_DeviceMemory", desk.add("Item_DeviceMemory", **link))["size"] == 512
    assert desk.one("Item_DeviceMemory", desk.add("Item_DeviceMemory", **link, size=4))["size"] == 4


def test_devices_follow_their_computer(desk: Desk) -> None:
    computer, monitor = desk.add("Computer", name="1"), desk.add("Monitor", name="m")
    desk.add("Computer_Item", computers_id=computer, itemtype="Monitor", items_id=monitor)
    location = desk.add("Location", name="there")
    desk.update("Computer", computer, locations_id=location, users_id=4)
    assert (desk.one("Monitor", monitor)["locations_id"], desk.one("Monitor", monitor)["users_id"]) == (location, 4)


def test_what_the_configuration_settles_for_assets(desk: Desk) -> None:
    desk.update("Config", 1, monitors_management_restrict=1, auto_create_infocoms=1)
    monitor = desk.add("Monitor", name="m", is_global=0)
    assert desk.one("Monitor", monitor)["is_global"] == 1
    assert len(desk.rows("Infocom", itemtype="Monitor", items_id=monitor)) == 1


def test_secrets_stay_until_they_are_taken_away(desk: Desk) -> None:
    made = desk.add("AuthLDAP", name="ldap", rootdn_passwd="secret", is_default=1)
    desk.update("AuthLDAP", made, rootdn_passwd="", host="example.org")
    assert desk.one("AuthLDAP", made)["rootdn_passwd"] == "sealed:1:secret"
    desk.update("AuthLDAP", made, _blank_rootdn_passwd=1)
    assert desk.one("AuthLDAP", made)["rootdn_passwd"] is None
    assert [
        row["is_default"]
        for row in (desk.one("AuthLDAP", desk.add("AuthLDAP", name="x", is_default=1)), desk.one("AuthLDAP", made))
    ] == [1, 0]


def test_installations_know_the_state_of_their_asset(desk: Desk) -> None:
    version = desk.add("SoftwareVersion", name="1", softwares_id=desk.add("Software", name="s"))
    template = desk.add("Computer", name="t", is_template=1)
    made = desk.add("Item_SoftwareVersion", itemtype="Computer", items_id=template, softwareversions_id=version)
    row = desk.one("Item_SoftwareVersion", made)
    assert (row["is_template_item"], row["is_deleted_item"], row["entities_id"]) == (1, 0, 0)


def test_licences_are_valid_while_they_suffice(desk: Desk) -> None:
    software = desk.add("Software", name="s")
    desk.refusal("add", "SoftwareLicense", name="homeless")
    licence = desk.add("SoftwareLicense", name="l", softwares_id=software, number=1)
    links = [
        desk.add(
            "Item_SoftwareLicense",
            itemtype="Computer",
            items_id=desk.add("Computer", name=str(n)),
            softwarelicenses_id=licence,
        )
        for n in range(2)
    ]
    assert (desk.one("SoftwareLicense", licence)["is_valid"], desk.one("Software", software)["is_valid"]) == (0, 0)
    desk.purge("Item_SoftwareLicense", links[0])
    assert (desk.one("SoftwareLicense", licence)["is_valid"], desk.one("Software", software)["is_valid"]) == (1, 1)
    desk.update("SoftwareLicense", licence, number=0)
    assert desk.one("SoftwareLicense", licence)["is_valid"] == 0
    desk.update("SoftwareLicense", licence, allow_overquota=1)
    assert desk.one("SoftwareLicense", licence)["is_valid"] == 1
    child = desk.add("SoftwareLicense", name="below", softwarelicenses_id=licence)
    assert desk.one("SoftwareLicense", child)["softwares_id"] == software


def test_racks_have_room_for_what_fits(desk: Desk) -> None:
    rack = desk.add("Rack", name="r", number_units=4)
    tall = desk.add("ComputerModel", name="tall", required_units=2)
    one, two = desk.add("Computer", name="1", computermodels_id=tall), desk.add("Computer", name="2")
    place = {"racks_id": rack, "itemtype": "Computer"}
    desk.refusal("add", "Item_Rack", **place, items_id=one, position=4)
    desk.refusal("add", "Item_Rack", **place, items_id=one)
    made = desk.add("Item_Rack", **place, items_id=one, position=1, orientation=0)
    assert "no room" in desk.refusal("add", "Item_Rack", **place, items_id=two, position=2)
    desk.add("Item_Rack", **place, items_id=two, position=3)
    assert "no room" in desk.refusal("update", "Item_Rack", made, position=2)


def test_supplies_came_in_today(desk: Desk) -> None:
    made = desk.add("Cartridge", cartridgeitems_id=desk.add("CartridgeItem", name="c"))
    assert str(desk.one("Cartridge", made)["date_in"]) == "2026-11-25"
    desk.refusal("add", "Consumable", consumableitems_id=99)
