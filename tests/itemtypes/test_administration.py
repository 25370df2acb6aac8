"""Entities, API clients, configuration, unique fields and dropdowns."""

from __future__ import annotations

import pytest

from itemtypes.conftest import NOW, SYSTEM, Desk


def test_entities_are_a_tree_with_a_fixed_root(desk: Desk) -> None:
    assert desk.refusal("add", "Entity", name="").startswith("You can't add an entity without")
    assert desk.refusal("purge", "Entity", 0) == ""
    top = desk.add("Entity", name="top")
    below = desk.add("Entity", name="below", entities_id=top)
    assert (desk.one("Entity", below)["completename"], desk.one("Entity", below)["level"]) == (
        "Root entity > top > below",
        3,
    )
    assert desk.refusal("delete", "Entity", top) == "You cannot delete an entity which contains sub-entities."
    assert desk.update("Entity", 0, entities_id=below, comment="root") == ""
    assert desk.one("Entity", 0)["completename"] == "Root entity"
    desk.purge("Entity", below)
    desk.purge("Entity", top)


def test_a_client_keeps_addresses_as_numbers(desk: Desk) -> None:
    made = desk.add("APIClient", name="c", ipv4_range_start="10.9.8.9", ipv4_range_end="10.9.8.1", ipv6="::0:1")
    row = desk.one("APIClient", made)
    assert (row["ipv4_range_start"], row["ipv4_range_end"], row["ipv6"]) == (168364033, 168364041, "::1")
    desk.update("APIClient", made, ipv4_range_start=None, ipv4_range_end="", ipv6="")
    row = desk.one("APIClient", made)
    assert (row["ipv4_range_start"], row["ipv4_range_end"], row["ipv6"]) == (None, None, None)
    desk.update("APIClient", made, ipv4_range_start="10.0.0.1")
    assert desk.one("APIClient", made)["ipv4_range_end"] == 167772161
    assert desk.refusal("update", "APIClient", made, ipv4_range_end="bogus") == "Invalid IP address: bogus"


def test_an_app_token_is_told_once(desk: Desk) -> None:
    outcome = desk.do("add", "APIClient", name="c", _reset_app_token=1)
    assert outcome.message == f"Item successfully added: c App-Token, shown only this once: {'t' * 40}"
    row = desk.one("APIClient", outcome.id or 0)
    assert (row["app_token"], row["app_token_date"]) == ("digest:" + "t" * 40, NOW.isoformat(sep=" "))
    assert desk.update("APIClient", row["id"], _reset_app_token=1) == ""
    desk.update("APIClient", row["id"], app_token="a token that I have chosen")
    assert desk.one("APIClient", row["id"])["app_token"] == "digest:a token that I have chosen"
    assert "at least" in desk.refusal("update", "APIClient", row["id"], app_token="short")
    desk.update("APIClient", row["id"], app_token="")
    assert desk.one("APIClient", row["id"])["app_token"] is None


def test_configuration_changes_by_row_and_by_name(desk: Desk) -> None:
    (api,) = desk.rows("Config", name="enable_api")
    desk.update("Config", api["id"], value="1", name="x", context="y")
    assert desk.one("Config", api["id"]) == {**api, "value": "1"}
    desk.update("Config", 1, enable_api=0, url_base="http://example.org", no_such=1)
    assert desk.one("Config", api["id"])["value"] == "0"
    assert desk.rows("Config", name="url_base")[0]["value"] == "http://example.org"
    assert "no value" in desk.refusal("update", "Config", api["id"], value="maybe")
    assert "no value" in desk.refusal("update", "Config", 1, enable_api="maybe")


def test_unique_fields_need_a_type_and_fields(desk: Desk) -> None:
    incomplete = "It's mandatory to select a type and at least one field"
    assert desk.refusal("add", "FieldUnicity", name="f") == incomplete
    assert desk.refusal("add", "FieldUnicity", name="f", itemtype="Computer") == incomplete
    assert desk.refusal("add", "FieldUnicity", name="f", itemtype="Nothing", _fields=["serial"]) == incomplete
    assert "no such field" in desk.refusal("add", "FieldUnicity", name="f", itemtype="Computer", _fields=["nothing"])
    made = desk.add("FieldUnicity", name="f", itemtype="Computer", _fields=["serial", "serial", "uuid"], is_active=1)
    assert desk.one("FieldUnicity", made)["fields"] == "serial,uuid"
    desk.update("FieldUnicity", made, comment="kept")
    assert desk.one("FieldUnicity", made)["fields"] == "serial,uuid"


def test_states_do_not_repeat(desk: Desk) -> None:
    one, two = desk.add("State", name="one"), desk.add("State", name="two")
    assert desk.refusal("add", "State", name="one") == "Status of items must be unique!"
    assert desk.refusal("update", "State", two, name="one") == "Status of items must be unique!"
    desk.update("State", one, name="one", comment="same name is no change")
    desk.add("State", name="one", states_id=two)


def test_a_tree_has_room_for_one_nameless_branch(desk: Desk) -> None:
    desk.add("Location", name="")
    desk.refusal("add", "Location", comment="no name either")


def test_one_request_type_is_the_default(desk: Desk) -> None:
    made = desk.add("RequestType", name="door", is_helpdesk_default=1)
    assert [row["id"] for row in desk.rows("RequestType", is_helpdesk_default=1)] == [made]


def test_document_types_do_not_repeat(desk: Desk) -> None:
    assert "already" in desk.refusal("add", "DocumentType", name="Text", ext=".TXT")
    made = desk.add("DocumentType", name="Thing", ext=".Thing")
    assert desk.one("DocumentType", made)["ext"] == "thing"


def test_rules_come_last_and_close_gaps(desk: Desk) -> None:
    before = max(row["ranking"] for row in desk.rows("Rule", sub_type="RuleTicket"))
    one, two = desk.add("RuleTicket", name="one"), desk.add("RuleTicket", name="two")
    assert [desk.one("RuleTicket", id)["ranking"] for id in (one, two)] == [before + 1, before + 2]
    assert desk.one("RuleTicket", one)["match"] == "AND" and desk.one("RuleTicket", one)["uuid"]
    assert desk.refusal("update", "RuleTicket", one, match="XOR") == ""
    desk.purge("RuleTicket", one)
    assert desk.one("RuleTicket", two)["ranking"] == before + 1


def test_list_columns_come_last(desk: Desk) -> None:
    shown = desk.rows("DisplayPreference", itemtype="Computer", users_id=0)
    made = desk.add("DisplayPreference", by=SYSTEM, itemtype="Computer", num=70, users_id=0)
    assert desk.one("DisplayPreference", made)["rank"] == 1 + max(row["rank"] for row in shown)


@pytest.mark.parametrize(
    "values", [{"language": "fr_FR"}, {"field": "name"}, {"field": "nothing", "language": "fr_FR"}]
)
def test_incomplete_translations(desk: Desk, values: dict[str, str]) -> None:
    location = desk.add("Location", name="here")
    desk.refusal("add", "DropdownTranslation", itemtype="Location", items_id=location, value="ici", **values)


def test_a_translation_once(desk: Desk) -> None:
    values = {
        "itemtype": "Location",
        "items_id": desk.add("Location", name="here"),
        "field": "name",
        "language": "fr_FR",
    }
    desk.add("DropdownTranslation", **values, value="ici")
    assert "already" in desk.refusal("add", "DropdownTranslation", **values, value="la")
