"""Nobody gets more rights, or more entities, than somebody who has them gave him."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from server.attackers import PASSWORD, PROFILES, Town, connect, town

SUPER_ADMIN, SUPER_USER = 4, 2
WRITERS = sorted(PROFILES)
DENIED = "You don't have permission to perform this action."


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with town(tmp_path_factory.mktemp("ranks") / "data") as made:
        yield made


@pytest.mark.parametrize("who", WRITERS)
@pytest.mark.parametrize("key", ["id", "_oldID"])
def test_a_copy_of_a_user_has_no_profile_that_the_copier_could_not_give(place: Town, who: str, key: str) -> None:
    values = {key: SUPER_USER, "name": f"copy-{who}-{key}", "password": PASSWORD, "password2": PASSWORD}
    answer = place.people[who].post("/User", json={"input": values})
    if answer.status_code == 201:
        assert SUPER_ADMIN not in {profile for profile, _, _ in place.assignments(answer.json()["id"])}
        entities = {entity for _, entity, _ in place.assignments(answer.json()["id"])}
        assert entities <= {place.home, place.below}


def test_a_super_administrator_copies_users_whole(place: Town) -> None:
    copy = place.add("User", {"id": SUPER_USER, "name": "whole", "password": PASSWORD, "password2": PASSWORD})
    assert (SUPER_ADMIN, 0, 1) in place.assignments(copy)


@pytest.mark.parametrize("who", WRITERS)
@pytest.mark.parametrize("change", [{"entities_id": 0}, {"entities_id": "away"}, {"profiles_id": SUPER_ADMIN}])
def test_assignments_move_nowhere_that_their_owner_does_not_reach(
    place: Town, who: str, change: dict[str, Any]
) -> None:
    before = place.assignments(place.users[who])
    sent = {key: place.away if value == "away" else value for key, value in change.items()}
    row = place.root.get(f"/User/{place.users[who]}/Profile_User").json()[0]["id"]
    answer = place.people[who].put(f"/Profile_User/{row}", json={"input": {**sent, "is_recursive": 1}})
    assert answer.status_code == 400
    assert place.assignments(place.users[who]) == before


@pytest.mark.parametrize("who", ["tech", "admin", "supervisor"])
def test_nobody_makes_an_assignment_cover_entities_below_that_he_does_not_reach(place: Town, who: str) -> None:
    """He works at home only: neither he nor a user that he creates gets what lies below."""
    login = f"flat-{who}"
    where = {"_profiles_id": PROFILES[who], "_entities_id": place.home, "_is_recursive": 0}
    user = place.add("User", {"name": login, "password": PASSWORD, "password2": PASSWORD, **where})
    with closing(connect(place.app, login, PASSWORD)) as flat:
        rows = place.root.get(f"/User/{user}/Profile_User").json()
        row = next(r["id"] for r in rows if r["profiles_id"] == PROFILES[who])
        assert flat.put(f"/Profile_User/{row}", json={"input": {"is_recursive": 1}}).status_code == 400
        made = {"name": f"friend-{who}", "_profiles_id": PROFILES[who], "_entities_id": place.home, "_is_recursive": 1}
        assert flat.post("/User", json={"input": made}).status_code == 400
        assert flat.get("/getActiveEntities").json()["active_entity"]["active_entities"] == [{"id": place.home}]


@pytest.mark.parametrize("who", WRITERS)
def test_the_doors_to_more_rights_are_shut(place: Town, who: str) -> None:
    me, person = place.users[who], place.people[who]
    everything = {"profiles_id": SUPER_ADMIN, "users_id": me, "entities_id": 0, "is_recursive": 1}
    tries: list[tuple[str, str, dict[str, Any]]] = [
        ("POST", "/Profile_User", everything),
        ("POST", "/User", {"name": f"new-{who}", "_profiles_id": SUPER_ADMIN}),
        ("POST", "/UserEmail", {"users_id": SUPER_USER, "email": f"{who}@evil.example"}),
        ("PUT", "/Profile/1", {"_config": 3}),
        ("POST", "/Profile", {"name": f"mine-{who}", "interface": "central", "_config": 3}),
        ("POST", "/ProfileRight", {"profiles_id": 6, "name": "config", "rights": 3}),
        ("PUT", "/Config/1", {"enable_api_login_credentials": "0"}),
        ("POST", "/APIClient", {"name": f"mine-{who}", "is_active": 1}),
        ("POST", "/RuleRight", {"name": f"mine-{who}", "is_active": 1}),
        ("POST", "/Entity", {"name": f"mine-{who}", "entities_id": place.away}),
        ("PUT", f"/Entity/{place.home}", {"entities_id": place.away}),
        ("PUT", f"/Entity/{place.below}", {"entities_id": place.away}),
    ]
    for method, address, values in tries:
        answer = person.request(method, address, json={"input": values})
        assert answer.status_code == 400, (address, answer.text)
        assert DENIED in answer.text, (address, answer.text)


@pytest.mark.parametrize("who", WRITERS)
def test_nobody_takes_over_an_account_of_higher_rank(place: Town, who: str) -> None:
    token = "t" * 40
    values = {"api_token": token, "password": PASSWORD, "password2": PASSWORD, "is_active": 0, "authtype": 3,
              "_useremails": {"-1": f"{who}@evil.example"}}  # fmt: skip
    place.people[who].put(f"/User/{SUPER_USER}", json={"input": values})
    row = place.root.get(f"/User/{SUPER_USER}").json()
    assert (row["is_active"], row["authtype"]) == (1, 1)
    assert place.root.get(f"/User/{SUPER_USER}/UserEmail").json() == []
    with closing(connect(place.app)) as stranger:
        assert stranger.get("/initSession", params={"user_token": token}).status_code == 401
        assert stranger.get("/initSession", auth=("glpi", "glpi")).status_code == 200


@pytest.mark.parametrize("who", WRITERS)
def test_sessions_stay_in_their_entities_and_profiles(place: Town, who: str) -> None:
    person = place.people[who]
    for entity in (0, place.away, 99999, -1):
        answer = person.post("/changeActiveEntities", json={"entities_id": entity, "is_recursive": True})
        assert answer.json() is False
    assert person.post("/changeActiveProfile", json={"profiles_id": SUPER_ADMIN}).status_code == 404
    active = person.get("/getActiveEntities").json()["active_entity"]["active_entities"]
    assert {one["id"] for one in active} <= {place.home, place.below}


@pytest.mark.parametrize("who", ["self", "tech", "admin"])
def test_files_are_named_by_the_server_only(place: Town, who: str) -> None:
    path = "PDF/ab/" + "0" * 38 + ".PDF"
    values = {"name": "d", "filepath": path, "filename": "../x.pdf", "sha1sum": "0" * 40, "mime": "text/html"}
    document = place.people[who].post("/Document", json={"input": values})
    if document.status_code == 201:
        row = place.root.get(f"/Document/{document.json()['id']}").json()
        assert [row[column] for column in ("filepath", "filename", "sha1sum", "mime")] == [None] * 4
    place.people[who].put(
        f"/User/{place.users[who]}", json={"input": {"picture": path, "_picture": "../../etc/passwd"}}
    )
    assert place.root.get(f"/User/{place.users[who]}").json()["picture"] is None
