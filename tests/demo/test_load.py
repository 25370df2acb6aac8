"""The sample data: the same for the same seed, sound, and as a person would expect it."""

from __future__ import annotations

import hashlib
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from demo.conftest import SMALL
from engine.store.stores import DIALECTS, fresh_address
from steward.__main__ import main
from steward.assemble import App, load_model
from steward.demo.load import AlreadyThere, load
from steward.engine.actor import SYSTEM
from steward.engine.query import Query, Where
from steward.engine.schema.tables import all_tables
from steward.engine.store.check import check
from steward.engine.store.first import default_rows
from steward.engine.store.open import OpenStore, open_tables
from steward.engine.store.port import Store

FILLED = """glpi_computers glpi_computers_items glpi_computermodels glpi_computertypes glpi_contracts glpi_contracts_items
    glpi_contracts_suppliers glpi_contracttypes glpi_documents glpi_documents_items glpi_entities glpi_groups glpi_groups_tickets
    glpi_groups_users glpi_infocoms glpi_ipaddresses glpi_itilcategories glpi_itilfollowups glpi_itilsolutions
    glpi_items_operatingsystems glpi_items_softwareversions glpi_items_tickets glpi_locations glpi_logs glpi_manufacturers
    glpi_monitormodels glpi_monitors glpi_monitortypes glpi_networknames glpi_networkportethernets glpi_networkports glpi_networks
    glpi_operatingsystems glpi_profiles_users glpi_softwares glpi_softwareversions glpi_solutiontypes glpi_states glpi_suppliers
    glpi_suppliers_tickets glpi_tickets glpi_tickets_users glpi_tickettasks glpi_useremails glpi_users""".split()


def small_store(address: sa.URL) -> OpenStore:
    """Only the tables that the data is in: a whole schema takes a server many seconds."""
    tables = {n: t for n, t in all_tables(load_model()).items() if n in FILLED or n.startswith("steward_")}
    store = open_tables(address, tables)
    for table, rows in default_rows("2026-01-01 00:00:00"):
        if table in tables:
            store.write(lambda tx, t=table, r=rows: tx.insert_many(t, r))
    return store


def digest(store: Store) -> str:
    found = hashlib.sha256()
    with store.read() as reader:
        for name in FILLED:
            table = store.tables[name]
            rows = reader.all(("digest", name), lambda t=table: sa.select(*t.c).order_by(t.c.id))
            assert rows, f"{name} is empty"
            found.update(repr(rows).encode())
    return found.hexdigest()


def test_the_same_seed_makes_the_same_rows_and_another_one_others(tmp_path: Path) -> None:
    digests = []
    for place, seed in enumerate((7, 7, 8)):
        (tmp_path / str(place)).mkdir()
        with fresh_address("sqlite", tmp_path / str(place)) as address, closing(small_store(address)) as store:
            load(store, replace(SMALL, seed=seed))
            digests.append(digest(store))
    assert digests[0] == digests[1] != digests[2]


@pytest.mark.parametrize("dialect", DIALECTS[1:])
def test_every_store_gets_the_same_rows(dialect: str, tmp_path: Path) -> None:
    digests = []
    for one in ("sqlite", dialect):
        with fresh_address(one, tmp_path) as address, closing(small_store(address)) as store:
            load(store, SMALL)
            digests.append(digest(store))
    assert digests[0] == digests[1]


def test_seeds_share_a_store_but_each_goes_in_once(tmp_path: Path) -> None:
    with fresh_address("sqlite", tmp_path) as address, closing(small_store(address)) as store:
        first = load(store, SMALL)
        second = load(store, replace(SMALL, seed=8))
        assert first.company != second.company
        with pytest.raises(AlreadyThere):
            load(store, SMALL)
        with store.read() as reader:
            states = reader.all("states", lambda: sa.select(store.tables["glpi_states"].c.name))
        assert len(states) == len(set(states))


def test_the_store_passes_its_check(company: App) -> None:
    assert check(company.store, company.model) == []


def test_computers_look_right(company: App) -> None:
    page = company.engine.list(SYSTEM, Query("Computer", limit=500), names=True)
    assert page.total == SMALL.computers
    for row in page.rows:
        shown = {**row, **row.names}
        assert shown["entities_id"].startswith("Root entity > Northwind 7 > ")
        assert shown["locations_id"].count(" > ") == 3
        assert shown["states_id"] and shown["computertypes_id"] and shown["manufacturers_id"] and shown["users_id"]
        assert row["date_creation"] <= row["date_mod"] <= "2026-11-01 23:59:59"


def test_places_and_people_are_of_the_entity_of_the_thing(company: App) -> None:
    locations = entities(company, "Location")
    users = entities(company, "User")
    technicians = {row["users_id"] for row in rows(company, "Profile_User") if row["profiles_id"] == 6}
    for row in rows(company, "Computer"):
        assert locations[row["locations_id"]] == row["entities_id"]
        assert users[row["users_id"]] == row["entities_id"] or row["users_id"] in technicians
    computers, tickets = entities(company, "Computer"), entities(company, "Ticket")
    for row in rows(company, "Item_Ticket"):
        assert computers[row["items_id"]] == tickets[row["tickets_id"]]


def test_tickets_go_forward_in_time(company: App) -> None:
    tickets = {row["id"]: row for row in rows(company, "Ticket")}
    assert len({row["status"] for row in tickets.values()}) >= 4
    for row in tickets.values():
        moments = [row[c] for c in ("date", "takeintoaccountdate", "solvedate", "closedate") if row[c]]
        assert moments == sorted(moments) and moments[-1] <= "2026-11-02"
        assert (row["closedate"] is not None) == (row["status"] == 6)
        assert (row["solvedate"] is not None) == (row["status"] >= 5)
    for row in rows(company, "ITILFollowup"):
        assert tickets[row["items_id"]]["date"] <= row["date"]
    roles = {row["type"] for row in rows(company, "Ticket_User")}
    assert roles == {1, 2, 3}


def test_an_address_hangs_on_its_computer(company: App) -> None:
    computer = company.engine.list(SYSTEM, Query("Computer", limit=1)).rows[0]
    found = company.engine.attached(SYSTEM, "Computer", computer, {"with_networkports"})
    port = found["_networkports"]["NetworkPortEthernet"][0]
    assert port["NetworkName"]["IPAddress"][0]["name"].startswith("10.")


def test_history_begins_with_the_creation(company: App) -> None:
    query = Query("Log", where=(Where(("linked_action",), "equals", 20),), limit=1_000)
    made = {(row["itemtype"], row["items_id"]) for row in company.engine.list(SYSTEM, query).rows}
    assert len(made) == SMALL.computers + SMALL.tickets


def test_the_command_loads_and_refuses_a_second_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    order = ["demo", "load", "--computers", "5", "--tickets", "5", "--seed", "3", "--data", str(tmp_path)]
    assert main(order) == 0
    assert "rows in" in capsys.readouterr().out
    assert main(order) == 1
    assert "choose another --seed" in capsys.readouterr().err
    assert main(["check", "--data", str(tmp_path)]) == 0


def rows(company: App, name: str) -> list[dict[str, object]]:
    return list(company.engine.list(SYSTEM, Query(name, limit=10_000)).rows)  # type: ignore[arg-type]


def entities(company: App, name: str) -> dict[object, object]:
    return {row["id"]: row["entities_id"] for row in rows(company, name)}
