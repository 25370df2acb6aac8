"""No answer of v1 tells a user anything about a row that their rights hide.

Random entity trees, users with random profiles in random entities, items in random places. Every name carries a marker that
says where the row is; a plain rule says which markers a user may see; every answer is searched for the others.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.attackers import PASSWORD, connect
from steward.assemble import App, build
from steward.vocabulary.settings import Settings

TYPES = ("Computer", "Monitor", "Location", "State", "Group", "Contract", "Software", "Supplier", "NetworkEquipment")
CHILDREN = ("NetworkPort", "Infocom", "Item_Disk")
PROFILES = {"Observer": 2, "Admin": 3, "Technician": 6, "Read-Only": 8}
_batches = itertools.count()


@dataclass(frozen=True)
class Place:
    """Where an item is: index into the world's entities, and whether those below may read it."""

    entity: int
    recursive: bool


@dataclass(frozen=True)
class World:
    """`parents[i]` is the index of entity i's parent, -1 for the root entity; `assigned`: (profile, entity, recursive) a user."""

    parents: tuple[int, ...]
    items: tuple[tuple[str, Place], ...]
    assigned: tuple[tuple[str, int, bool], ...]

    def above(self, entity: int) -> set[int]:
        found = set()
        while entity >= 0:
            entity = self.parents[entity]
            found.add(entity)
        return found

    def active(self, entity: int, recursive: bool) -> set[int]:
        inside = {entity}
        if recursive:
            inside |= {e for e in range(len(self.parents)) if entity in self.above(e)}
        return inside

    def reaches(self, active: set[int], place: Place) -> bool:
        return place.entity in active or (place.recursive and any(place.entity in self.above(e) for e in active))


@st.composite
def worlds(draw: st.DrawFn) -> World:
    count = draw(st.integers(2, 5))
    parents = tuple(draw(st.integers(-1, n - 1)) for n in range(count))
    places = st.builds(Place, st.integers(0, count - 1), st.booleans())
    items = tuple(draw(st.lists(st.tuples(st.sampled_from(TYPES), places), min_size=4, max_size=12)))
    assignment = st.tuples(st.sampled_from(sorted(PROFILES)), st.integers(0, count - 1), st.booleans())
    return World(parents, items, tuple(draw(st.lists(assignment, min_size=1, max_size=3))))


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    built = build(Settings(data=tmp_path_factory.mktemp("isolation"), demo=True, access_log=False))
    yield built
    built.close()


@dataclass
class Planted:
    """The world in the store: entity ids, and for each item its id, marker and children."""

    entities: list[int]
    items: list[tuple[str, Place, int, str]]
    users: list[tuple[str, str, int, bool]]


def add(admin: httpx.Client, kind: str, values: dict[str, object]) -> int:
    answer = admin.post(f"/{kind}", json={"input": values})
    assert answer.status_code == 201, (kind, values, answer.text)
    return int(answer.json()["id"])


def plant(admin: httpx.Client, world: World, batch: int) -> Planted:
    entities: list[int] = []
    for number, parent in enumerate(world.parents):
        above = entities[parent] if parent >= 0 else 0
        entities.append(add(admin, "Entity", {"name": f"entity-{batch}-{number}", "entities_id": above}))
    admin.post("/changeActiveEntities", json={"entities_id": "all"})
    planted = Planted(entities, [], [])
    linked: dict[str, int] = {}
    for number, (kind, place) in enumerate(world.items):
        marker = f"marker-{batch}-{number}-x"
        values: dict[str, object] = {
            "name": marker,
            "comment": marker,
            "entities_id": entities[place.entity],
            "is_recursive": int(place.recursive),
        }
        if kind in {"Computer", "Monitor", "NetworkEquipment"}:
            values |= linked
        id = add(admin, kind, values)
        if kind in {"Location", "State", "Group"}:
            linked[{"Location": "locations_id", "State": "states_id", "Group": "groups_id"}[kind]] = id
        if kind == "Computer":
            for child in CHILDREN:
                named = {"name": f"{marker}-{child}", "comment": marker}
                add(admin, child, {"itemtype": kind, "items_id": id, **named})
        planted.items.append((kind, place, id, marker))
    for number, (profile, entity, recursive) in enumerate(world.assigned):
        login = f"user-{batch}-{number}"
        where = {"_profiles_id": PROFILES[profile], "_entities_id": entities[entity], "_is_recursive": int(recursive)}
        add(admin, "User", {"name": login, "password": PASSWORD, "password2": PASSWORD, **where})
        planted.users.append((login, profile, entity, recursive))
    return planted


def questions(planted: Planted) -> Iterator[str]:
    """Everything a curious user would ask."""
    for kind in (*TYPES, *CHILDREN, "Log", "Entity", "Document", "Item_Ticket"):
        yield f"/{kind}?range=0-9999&expand_dropdowns=true"
        yield f"/{kind}?range=0-9999&searchText[id]=&add_keys_names[]=locations_id&add_keys_names[]=id&is_deleted=0"
        yield f"/{kind}?searchText[name]=marker&sort=name&order=DESC&range=0-9999"
    for kind, _, id, _ in planted.items:
        yield f"/{kind}/{id}?expand_dropdowns=true&with_logs=true&with_infocoms=true&with_networkports=true&with_disks=true"
        yield f"/{kind}/{id}?get_sha1=true"
        yield f"/getMultipleItems?items[0][itemtype]={kind}&items[0][items_id]={id}&add_keys_names[]=id"
        for sub in (*CHILDREN, "Log", "Computer"):
            yield f"/{kind}/{id}/{sub}?expand_dropdowns=true"
    yield "/getFullSession"
    yield "/getMyEntities?is_recursive=true"
    yield "/getActiveProfile"


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(world=worlds())
def test_nothing_tells_of_hidden_rows(app: App, world: World) -> None:
    batch = next(_batches)
    with closing(connect(app, "glpi", "glpi")) as admin:
        planted = plant(admin, world, batch)
    for login, _, entity, recursive in planted.users:
        active = world.active(entity, recursive)
        hidden = [marker for _, place, _, marker in planted.items if not world.reaches(active, place)]
        with closing(connect(app, login, PASSWORD)) as user:
            for question in questions(planted):
                answer = user.get(question)
                assert answer.status_code < 500, (question, answer.text)
                told = answer.text + str(answer.headers)
                assert [m for m in hidden if m in told] == [], (login, question)
            _counts_agree(user, world, planted, active)
            _writes_do_nothing(user, world, planted, active)


def _counts_agree(user: httpx.Client, world: World, planted: Planted, active: set[int]) -> None:
    """The total in Content-Range is that of the rows one may see."""
    for kind in TYPES:
        answer = user.get(f"/{kind}?searchText[name]=^marker&range=0-9999&get_hateoas=false")
        if answer.status_code == 403:
            continue
        assert answer.status_code == 200, answer.text
        rows = answer.json()
        ids = {row["id"] for row in rows}
        expected = {i for k, place, i, _ in planted.items if k == kind and world.reaches(active, place)}
        mine = {i for k, _, i, _ in planted.items if k == kind}
        assert ids & mine == expected, kind
        total = answer.headers.get("Content-Range", "0-0/0").split("/")[1]
        assert int(total) == len(rows), kind


def _writes_do_nothing(user: httpx.Client, world: World, planted: Planted, active: set[int]) -> None:
    for kind, place, id, marker in planted.items:
        if place.entity in active:
            continue
        put = user.put(f"/{kind}/{id}", json={"input": {"comment": "changed"}})
        assert put.status_code in {400, 401, 403, 404}, put.text
        assert marker not in put.text or world.reaches(active, place)
        deleted = user.delete(f"/{kind}/{id}", params={"force_purge": "true"})
        assert deleted.status_code in {400, 401, 403, 404}, deleted.text
