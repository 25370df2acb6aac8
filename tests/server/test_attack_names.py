"""Names, counts and texts of hidden rows come out nowhere: not in lists of any type, not in errors, paths or history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import httpx
import pytest

from server.attackers import PASSWORD, SECRET, Town, hides, town
from steward.engine.write.plan import Plan
from steward.vocabulary.item import Item
from steward.vocabulary.relations import End

CURIOUS = ["self", "observer", "tech", "admin"]
WRITERS = ["tech", "admin"]
_WITH = "&".join(
    f"with_{name}=1"
    for name in ("logs", "notes", "documents", "tickets", "infocoms", "contracts", "networkports", "softwares",
                 "connections", "devices", "disks", "changes", "problems")
)  # fmt: skip


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with town(tmp_path_factory.mktemp("names") / "data") as made:
        yield made


class Planter:
    """Puts a row of every type away: in that entity, or hung on rows that are there. Types outside entities are left out."""

    def __init__(self, place: Town) -> None:
        self.place, self.model = place, place.app.model
        self.planted: dict[str, int] = {"Entity": place.away}

    def all(self) -> dict[str, int]:
        for name, item in self.model.items.items():
            if item.table is not None and self.hidden(item):
                self.row(name)
        return {name: id for name, id in self.planted.items() if self.hidden(self.model.items[name])}

    def hidden(self, item: Item) -> bool:
        """Whether a place of its own, or what it hangs on, puts it out of sight."""
        if item.entity_assigned or item.name in {"TicketSatisfaction", "TicketTask", "ProblemTask", "ChangeTask"}:
            return True
        return any(self.hidden(self.model.items[end.item]) if end.item else True for end in _asked(item))

    def row(self, name: str, depth: int = 0) -> int:
        if name in self.planted:
            return self.planted[name]
        if depth > 4:
            return 0
        item = self.model.items[name]
        plan = Plan(item, self.model)
        values = plan.row(plan.coerce(self._values(item, depth)).values, "2026-01-01 00:00:00")
        if item.discriminator:
            values[item.discriminator[0]] = item.discriminator[1]
        table = item.table
        assert table is not None
        self.planted[name] = self.place.app.store.write(lambda tx: tx.insert(table, values))
        return self.planted[name]

    def _values(self, item: Item, depth: int) -> dict[str, Any]:
        texts = [
            c.name for c in item.columns if c.is_text and not c.name.startswith("itemtype") and (c.size or 99) > 20
        ]
        values: dict[str, Any] = dict.fromkeys(texts, SECRET)
        values |= {"entities_id": self.place.away, "is_recursive": 0}
        for end in _ends(item):
            if end.itemtype_column:
                values |= {end.itemtype_column: "Computer", end.id_column: self.row("Computer", depth + 1)}
            elif end.item:
                values[end.id_column] = self.row(end.item, depth + 1)
        for link in item.links:
            if link.target in {"Ticket", "Problem", "Change"} and not _ends(item):
                values[link.column] = self.row(link.target, depth + 1)
        return values


def _ends(item: Item) -> list[End]:
    if item.relation:
        return [item.relation.first, item.relation.second]
    return [item.parent] if item.parent else []


def _asked(item: Item) -> list[End]:
    return [end for end in _ends(item) if end.rights != "none" or end.itemtype_column]


def questions(planted: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    for name, id in planted.items():
        yield name, f"/{name}?range=0-9999&expand_dropdowns=1&add_keys_names[]=id&add_keys_names[]=items_id"
        yield name, f"/{name}?range=0-9999&is_deleted=1"
        yield name, f"/{name}?range=0-9999&searchText[all]={SECRET}"
        yield name, f"/{name}/{id}?expand_dropdowns=1&{_WITH}"
        yield name, f"/getMultipleItems?items[0][itemtype]={name}&items[0][items_id]={id}"


def test_no_list_of_any_type_shows_hidden_rows(place: Town) -> None:
    planted = Planter(place).all()
    assert len(planted) > 200
    told = [
        (who, address)
        for who in CURIOUS
        for name, address in questions(planted)
        if not hides(place.people[who].get(address), f'"{SECRET}', f"{SECRET} away")
    ]
    assert told == []


@pytest.fixture(scope="module")
def rows(place: Town) -> dict[str, int]:
    """Rows away that somebody may try to reach, and one ticket at home that is not his."""
    away = {"entities_id": place.away}
    made = {
        kind: place.add(kind, {"name": f"{SECRET} {kind}", "content": SECRET, **away})
        for kind in (
            "Computer",
            "Monitor",
            "Location",
            "Group",
            "Contract",
            "Document",
            "Supplier",
            "Ticket",
            "State",
            "Software",
        )
    }
    made["User"] = place.add(
        "User", {"name": f"{SECRET}user", "realname": SECRET, "_profiles_id": 1, "_entities_id": place.away, **away}
    )
    return made


ACTIONS = ["delete", "purge", "restore", "update", "clone", "add_note", "amend_comment"]


@pytest.mark.parametrize("who", CURIOUS)
def test_errors_on_hidden_rows_do_not_name_them(place: Town, rows: Mapping[str, int], who: str) -> None:
    person = place.people[who]
    for kind, id in rows.items():
        given = {"search_options": {kind: 1}, "field": "name", "name": "z", "add_note": "n", "amendment": "m"}
        tries: list[httpx.Response] = [
            person.put(f"/{kind}/{id}", json={"input": {"comment": "x"}}),
            person.put(f"/{kind}", json={"input": [{"id": id, "entities_id": place.home}, {"id": 99999}]}),
            person.delete(f"/{kind}/{id}", params={"force_purge": "1"}),
            person.get(f"/{kind}/{id}", params={"get_sha1": "1"}),
            person.get(f"/getMassiveActions/{kind}/{id}"),
            person.post(f"/{kind}", json={"input": {"id": id}}),
            *(
                person.post(f"/applyMassiveAction/{kind}/MassiveAction:{a}", json={"ids": [id], "input": given})
                for a in ACTIONS
            ),
            *(
                person.get(f"/{kind}/{id}/{sub}")
                for sub in ("Log", "Document_Item", "Infocom", "Item_Ticket", "Notepad")
            ),
        ]
        for answer in tries:
            assert hides(answer), (kind, answer.request.url, answer.text)
            assert answer.status_code != 207, (kind, answer.request.url)


@pytest.mark.parametrize("who", WRITERS)
def test_links_to_hidden_rows_show_no_names_in_rows_or_history(place: Town, rows: Mapping[str, int], who: str) -> None:
    person = place.people[who]
    computer = place.add("Computer", {"name": f"links-{who}", "entities_id": place.home}, person)
    links = {"locations_id": "Location", "groups_id": "Group", "states_id": "State", "groups_id_tech": "Group"}
    sent = {column: rows[kind] for column, kind in links.items()}
    assert person.put(f"/Computer/{computer}", json={"input": sent}).status_code == 200
    names = "&".join(f"add_keys_names[]={column}" for column in links)
    assert hides(person.get(f"/Computer/{computer}?expand_dropdowns=1&with_logs=1&{names}"))
    assert hides(person.get(f"/Computer?range=0-999&expand_dropdowns=1&{names}"))
    assert hides(person.get(f"/Computer/{computer}/Log?range=0-999"))
    assert hides(person.put(f"/Computer/{computer}", json={"input": dict.fromkeys(sent, 0)}))
    assert hides(person.get(f"/Computer/{computer}?with_logs=1"))


@pytest.mark.parametrize("who", WRITERS)
def test_paths_of_trees_do_not_tell_the_names_above(place: Town, rows: Mapping[str, int], who: str) -> None:
    answer = place.people[who].post("/Location", json={"input": {"name": "spy", "locations_id": rows["Location"]}})
    assert hides(answer)
    assert hides(place.people[who].get("/Location?range=0-999&expand_dropdowns=1"))


def test_tasks_do_not_move_to_hidden_tickets(place: Town, rows: Mapping[str, int]) -> None:
    person = place.people["tech"]
    ticket = place.add("Ticket", {"name": "mine", "content": "x"}, person)
    task = place.add("TicketTask", {"tickets_id": ticket, "content": "x"}, person)
    assert person.put(f"/TicketTask/{task}", json={"input": {"tickets_id": rows["Ticket"]}}).status_code == 400
    assert place.root.get(f"/TicketTask/{task}").json()["tickets_id"] == ticket


@pytest.mark.parametrize("who", WRITERS)
@pytest.mark.parametrize("kind", ["Location", "Group", "User"])
def test_no_dialect_tells_a_hidden_row_from_none(place: Town, rows: Mapping[str, int], who: str, kind: str) -> None:
    """Where links are checked, one to a hidden row is answered in the words of one to nowhere."""
    column = place.app.model.items[kind].foreign_key
    nowhere = 99_999
    told = [
        place.people[who]
        .post("/Computer", json={"input": {"name": "x", column: id}}, headers={"Steward-Dialect": "itsm-ng"})
        .text
        for id in (rows[kind], nowhere)
    ]
    said = ["does not exist" in text for text in told]
    assert said[0] == said[1], told


def test_a_replacement_out_of_sight_leaves_no_name_in_history(place: Town, rows: Mapping[str, int]) -> None:
    person = place.people["admin"]
    old = place.add("Location", {"name": "old", "entities_id": place.home}, person)
    computer = place.add("Computer", {"name": "moves", "locations_id": old, "entities_id": place.home}, person)
    values = {"input": {"_replace_by": rows["Location"]}, "force_purge": True}
    assert hides(person.request("DELETE", f"/Location/{old}", json=values))
    assert hides(person.get(f"/Computer/{computer}?with_logs=1&expand_dropdowns=1"))


def test_a_refusal_for_unicity_does_not_name_the_hidden_twin(place: Town) -> None:
    rule = {"name": "serials", "itemtype": "Computer", "_fields": ["serial"], "is_active": 1, "action_refuse": 1}
    place.add("FieldUnicity", {**rule, "entities_id": 0, "is_recursive": 1})
    twin = place.add("Computer", {"name": f"{SECRET} twin", "serial": "S-1", "entities_id": place.away})
    answer = place.people["tech"].post("/Computer", json={"input": {"name": "mine", "serial": "S-1"}})
    assert answer.status_code == 400
    assert hides(answer)
    assert f"ID: {twin}" not in answer.text


RELATIONS: list[tuple[str, dict[str, Any]]] = [
    ("Contract_Item", {"contracts_id": "Contract", "itemtype": "Computer", "items_id": "mine"}),
    ("Contract_Item", {"contracts_id": "Contract", "itemtype": "Computer", "items_id": "Computer"}),
    ("Document_Item", {"documents_id": "Document", "itemtype": "Computer", "items_id": "mine"}),
    ("Computer_Item", {"computers_id": "mine", "itemtype": "Monitor", "items_id": "Monitor"}),
    ("Item_Ticket", {"tickets_id": "Ticket", "itemtype": "Computer", "items_id": "mine"}),
    ("Group_User", {"groups_id": "Group", "users_id": 2}),
    ("Contract_Supplier", {"contracts_id": "Contract", "suppliers_id": "Supplier"}),
    ("Infocom", {"itemtype": "Computer", "items_id": "Computer"}),
    ("Notepad", {"itemtype": "Computer", "items_id": "Computer", "content": "x"}),
    ("NetworkPort", {"itemtype": "Computer", "items_id": "Computer", "name": "x"}),
    ("Item_Disk", {"itemtype": "Computer", "items_id": "Computer"}),
    ("ITILFollowup", {"itemtype": "Ticket", "items_id": "Ticket", "content": "x"}),
    ("TicketTask", {"tickets_id": "Ticket", "content": "x"}),
    ("Ticket_User", {"tickets_id": "Ticket", "users_id": 2, "type": 1}),
    ("UserEmail", {"users_id": "User", "email": "a@b.example"}),
]


@pytest.mark.parametrize("who", CURIOUS)
@pytest.mark.parametrize(("kind", "values"), RELATIONS, ids=lambda value: value if isinstance(value, str) else "")
def test_nothing_can_be_hung_on_hidden_rows(
    place: Town, rows: Mapping[str, int], who: str, kind: str, values: dict[str, Any]
) -> None:
    mine = place.add("Computer", {"name": "mine", "entities_id": place.home})
    known = {**rows, "mine": mine}
    sent = {
        key: known[value] if key.endswith("_id") and isinstance(value, str) else value for key, value in values.items()
    }
    answer = place.people[who].post(f"/{kind}", json={"input": sent})
    assert answer.status_code == 400
    assert hides(answer)


def test_assets_carry_nothing_hidden_with_them(place: Town, rows: Mapping[str, int]) -> None:
    """What an administrator of everything has attached across entities stays out of what others get with the asset."""
    mine = place.add("Computer", {"name": "carrier", "entities_id": place.home})
    here = {"itemtype": "Computer", "items_id": mine}
    version = place.add("SoftwareVersion", {"name": SECRET, "softwares_id": rows["Software"]})
    for kind, values in (
        ("Document_Item", {"documents_id": rows["Document"], **here}),
        ("Contract_Item", {"contracts_id": rows["Contract"], **here}),
        ("Computer_Item", {"computers_id": mine, "itemtype": "Monitor", "items_id": rows["Monitor"]}),
        ("Item_Ticket", {"tickets_id": rows["Ticket"], **here}),
        ("Item_SoftwareVersion", {"softwareversions_id": version, **here}),
    ):
        table = place.app.model.items[kind].table
        assert table is not None
        row = Plan(place.app.model.items[kind], place.app.model).row(values, "2026-01-01 00:00:00")
        place.app.store.write(lambda tx, table=table, row=row: tx.insert(table, row))  # type: ignore[misc]
    for who in ("observer", "tech", "admin"):
        person = place.people[who]
        found = person.get(f"/Computer/{mine}?{_WITH}&expand_dropdowns=1")
        assert found.status_code == 200
        assert hides(found), who
        for sub in ("Document_Item", "Contract_Item", "Computer_Item", "Item_Ticket", "Item_SoftwareVersion"):
            answer = person.get(f"/Computer/{mine}/{sub}")
            assert answer.status_code == 403 or answer.json() == [], (who, sub, answer.text)


def test_links_do_not_name_people_of_hidden_entities(place: Town, rows: Mapping[str, int]) -> None:
    person = place.people["tech"]
    computer = place.add("Computer", {"name": "whose", "users_id": rows["User"], "entities_id": place.home}, person)
    assert hides(person.get(f"/Computer/{computer}?expand_dropdowns=1&add_keys_names[]=users_id"))


def test_passwords_of_people_never_leave(place: Town) -> None:
    """Hashes and tokens can be neither read, nor sorted by, nor searched for."""
    person = place.root
    everything = person.get("/User?range=0-99").text
    assert "argon2" not in everything
    for column in ("password", "api_token", "personal_token", "cookie_token", "password_forget_token"):
        assert f'"{column}"' not in everything
        assert person.get(f"/User?sort={column}").status_code == 400
        every, some = (
            person.get("/User", params={"range": "0-99", **more}).json()
            for more in ({}, {f"searchText[{column}]": "zzz"})
        )
        assert [row["id"] for row in every] == [row["id"] for row in some]
    assert PASSWORD not in everything
