"""Users: logins, passwords, tokens, addresses, first profiles, and who stands above whom."""

from __future__ import annotations

import pytest

from itemtypes.conftest import NOW, PERMISSION, SYSTEM, Desk

SELF_SERVICE, OBSERVER, ADMIN, SUPER_ADMIN, TECHNICIAN = 1, 2, 3, 4, 6
GLPI, TECH, SYSTEM_USER = 2, 4, 6


def test_a_login_is_needed_once(desk: Desk) -> None:
    assert desk.refusal("add", "User") == "The login is not valid. Unable to add the user."
    assert desk.refusal("add", "User", name=" ") == "The login is not valid. Unable to add the user."
    desk.add("User", name="jane")
    assert desk.refusal("add", "User", name="jane") == "Unable to add. The user already exists."


def test_renaming_to_a_taken_login_keeps_the_rest(desk: Desk) -> None:
    jane = desk.add("User", name="jane")
    message = desk.update("User", jane, name="tech", realname="Doe")
    assert message == "Unable to update login. A user already exists."
    assert (desk.one("User", jane)["name"], desk.one("User", jane)["realname"]) == ("jane", "Doe")
    assert desk.update("User", jane, name="jd") == ""
    assert desk.one("User", jane)["name"] == "jd"


def test_the_message_names_a_user_as_people_do(desk: Desk) -> None:
    outcome = desk.do("add", "User", name="jane", realname="Doe", firstname="Jane")
    assert outcome.message == "Item successfully added: Doe Jane"


def test_passwords_are_hashed_and_asked_twice(desk: Desk) -> None:
    jane = desk.add("User", name="jane", password="one", password2="one")
    assert desk.one("User", jane)["password"] == "hash:one"
    assert desk.refusal("add", "User", name="x", password="a", password2="b").startswith("Error: the two passwords")
    assert desk.refusal("update", "User", jane, password="a", password2="b").startswith("Error")
    desk.update("User", jane, password="alone")
    assert desk.one("User", jane)["password"] == "hash:one"
    desk.update("User", jane, password="two", password2="two")
    assert desk.one("User", jane)["password"] == "hash:two"
    desk.update("User", jane, by=SYSTEM, password="three")
    assert desk.one("User", jane)["password"] == "hash:three"


def test_a_policy_judges_new_passwords(desk: Desk) -> None:
    (policy,) = desk.rows("Config", name="use_password_security")
    desk.update("Config", policy["id"], value="1")
    message = desk.refusal("add", "User", name="jane", password="abc", password2="abc")
    assert "at least 8 characters" in message and "digit" in message
    desk.add("User", name="jane", password="Abcdef1!", password2="Abcdef1!")


def test_no_secret_reaches_history(desk: Desk) -> None:
    jane = desk.add("User", name="jane", password="one", password2="one")
    desk.update("User", jane, password="two", password2="two", api_token="x" * 30)
    assert not any("two" in str(row) or "xxx" in str(row) or "hash" in str(row) for row in desk.rows("Log"))


def test_tokens_are_kept_as_digests(desk: Desk) -> None:
    jane = desk.add("User", name="jane")
    desk.update("User", jane, _reset_api_token=1)
    assert desk.one("User", jane)["api_token"] == "digest:" + "t" * 40
    desk.update("User", jane, api_token="chosen-by-a-careful-admin")
    row = desk.one("User", jane)
    assert (row["api_token"], row["api_token_date"]) == ("digest:chosen-by-a-careful-admin", NOW.isoformat(sep=" "))
    assert "at least" in desk.refusal("update", "User", jane, api_token="short")
    desk.update("User", jane, api_token=None)
    assert desk.one("User", jane)["api_token"] is None


def test_the_first_profile(desk: Desk) -> None:
    jane = desk.add("User", name="jane", _profiles_id=OBSERVER, _entities_id=0, _is_recursive=1)
    (given,) = desk.rows("Profile_User", users_id=jane)
    assert (given["profiles_id"], given["is_recursive"], given["is_default_profile"]) == (OBSERVER, 1, 0)
    (default,) = desk.rows("Profile_User", users_id=desk.add("User", name="joe"))
    assert (default["profiles_id"], default["is_default_profile"]) == (SELF_SERVICE, 1)


def test_nobody_gives_more_than_he_has(desk: Desk) -> None:
    tech, admin = desk.acting(TECH, TECHNICIAN), desk.acting(TECH, ADMIN)
    assert desk.refusal("add", "User", by=tech, name="a", _profiles_id=SUPER_ADMIN) == PERMISSION
    assert desk.refusal("add", "Profile_User", by=tech, users_id=TECH, profiles_id=SUPER_ADMIN) == PERMISSION
    moved = desk.refusal("update", "Profile_User", 4, by=tech, profiles_id=SUPER_ADMIN)
    assert moved.startswith("Cannot update item Profiles #4")
    assert desk.refusal("purge", "Profile_User", 2, by=admin) == PERMISSION
    desk.add("User", by=admin, name="b", _profiles_id=OBSERVER)
    outside = desk.acting(GLPI, SUPER_ADMIN, entities=frozenset({5}), sees_all=False)
    assert desk.refusal("add", "User", by=outside, name="c", _entities_id=0) == PERMISSION


def test_what_a_lower_rank_sends_about_secrets_is_dropped(desk: Desk) -> None:
    tech = desk.acting(TECH, TECHNICIAN)
    before = desk.one("User", GLPI)
    assert desk.update("User", GLPI, by=tech, password="x", password2="x", is_active=0, api_token="y" * 30) == ""
    assert desk.update("User", GLPI, by=tech, _useremails={"-1": "mine@example.org"}, phone="5") == ""
    after = desk.one("User", GLPI)
    assert {c: after[c] for c in ("password", "is_active", "api_token")} == {
        c: before[c] for c in ("password", "is_active", "api_token")
    }
    assert after["phone"] == "5" and desk.rows("UserEmail", users_id=GLPI) == []
    assert desk.refusal("add", "UserEmail", by=tech, users_id=GLPI, email="mine@example.org") == PERMISSION


def test_who_cannot_go(desk: Desk) -> None:
    assert desk.refusal("delete", "User", GLPI) == PERMISSION
    assert desk.refusal("purge", "User", GLPI) == PERMISSION
    assert desk.refusal("update", "User", GLPI, is_active=0) == PERMISSION
    assert desk.refusal("purge", "Profile_User", 2) == PERMISSION
    assert desk.refusal("delete", "User", SYSTEM_USER) == PERMISSION
    second = desk.add("User", name="second", _profiles_id=SUPER_ADMIN, _is_recursive=1)
    assert desk.refusal("delete", "User", second, by=desk.acting(TECH, TECHNICIAN)) == PERMISSION
    assert desk.do("delete", "User", GLPI).ok
    assert desk.refusal("delete", "User", second) == PERMISSION


def test_the_right_to_configure_stays_with_somebody(desk: Desk) -> None:
    (config,) = desk.rows("ProfileRight", profiles_id=SUPER_ADMIN, name="config")
    assert "must keep" in desk.refusal("update", "ProfileRight", config["id"], rights=1)
    assert "must keep" in desk.refusal("update", "Profile", SUPER_ADMIN, _config=1)
    assert "must keep" in desk.refusal("purge", "Profile", SUPER_ADMIN)
    desk.update("Profile", SUPER_ADMIN, _config=2)


def test_addresses(desk: Desk) -> None:
    jane = desk.add("User", name="jane", _useremails={"-1": "a@example.org", "-2": "b@example.org"})
    (a, b) = desk.rows("UserEmail", users_id=jane)
    assert (a["email"], a["is_default"], b["is_default"]) == ("a@example.org", 1, 0)
    desk.add("UserEmail", users_id=jane, email="c@example.org", is_default=1)
    assert [row["is_default"] for row in desk.rows("UserEmail", users_id=jane)] == [0, 0, 1]
    desk.update("User", jane, _useremails={str(a["id"]): "", str(b["id"]): "bb@example.org"})
    assert [row["email"] for row in desk.rows("UserEmail", users_id=jane)] == ["bb@example.org", "c@example.org"]
    desk.purge("UserEmail", desk.rows("UserEmail", users_id=jane)[1]["id"])
    assert [row["is_default"] for row in desk.rows("UserEmail", users_id=jane)] == [1]
    assert desk.do("add", "UserEmail", users_id=jane, email="d@example.org").message == ""


@pytest.mark.parametrize("address", ["not an email", "", "a@b@c", "a@", "@b", "a@-b", "a..b@example.org"])
def test_what_is_no_address(desk: Desk, address: str) -> None:
    assert desk.refusal("add", "UserEmail", users_id=GLPI, email=address) == ""


def test_a_picture_comes_and_goes(desk: Desk) -> None:
    desk.update("User", GLPI, _picture=desk.services.upload("me.png", "image/png"))
    assert desk.one("User", GLPI)["picture"] == "PNG/ab/me.png"
    assert "not an image" in desk.update("User", GLPI, _picture=desk.services.upload("me.txt"))
    assert desk.one("User", GLPI)["picture"] == "PNG/ab/me.png"
    desk.update("User", GLPI, _blank_picture=True)
    assert desk.one("User", GLPI)["picture"] is None
    assert "me.png" in desk.letters("picture.discard")[0]["payload"]


def test_profiles_have_a_row_for_every_right(desk: Desk) -> None:
    made = desk.add("Profile", name="p", _computer={"1_0": 1, "2_0": 1, "4_0": 0}, ticket=5)
    rights = {row["name"]: row["rights"] for row in desk.rows("ProfileRight", profiles_id=made)}
    assert set(rights) == set(desk.model.rights)
    assert (rights["computer"], rights["ticket"]) == (3, 0)
    desk.update("Profile", made, _ticket=5, _computer={"1_0": 1})
    rights = {row["name"]: row["rights"] for row in desk.rows("ProfileRight", profiles_id=made)}
    assert (rights["computer"], rights["ticket"]) == (1, 5)


def test_one_profile_is_the_default(desk: Desk) -> None:
    made = desk.add("Profile", name="p", is_default=1)
    assert [row["id"] for row in desk.rows("Profile", is_default=1)] == [made]
