"""What clients see of an option follows from its path, content and datatype."""

from __future__ import annotations

import pytest

from steward.vocabulary.columns import Column, Kind
from steward.vocabulary.item import Item
from steward.vocabulary.options import Content, Count, Delay, Heading, Max, Option, Virtual, option
from steward.vocabulary.paths import Not, Path, child, either, link, poly
from steward.vocabulary.resolving import Types, grouped, resolve_option, search_types

DRONE = Item("Drone", "glpi_drones", "Drone", "Drones", "drones_id", (Column("weight", Kind.INT),))
PLACE = Item("Place", "glpi_places", "Place", "Places", "places_id", (Column("since", Kind.DATE),), tree=True)
FLIGHT = Item(
    "Flight",
    "glpi_flights",
    "Flight",
    "Flights",
    "flights_id",
    (Column("start", Kind.MOMENT), Column("is_long", Kind.TINYINT), Column("note", Kind.TEXT)),
)
TYPES = Types({i.name: i for i in (DRONE, PLACE, FLIGHT)}, {i.table: i.name for i in (DRONE, PLACE, FLIGHT) if i.table})
FLIGHTS: Path = (child("Flight"),)


def shown(path: Path, what: str | Content, **more: object) -> Option:
    return resolve_option(option(7, "Seven", path, what, **more), DRONE, TYPES)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("path", "what", "uid", "linkfield"),
    [
        ((), "weight", "Drone.weight", "weight"),
        ((link("Place"),), "completename", "Drone.Place.completename", "places_id"),
        ((link("Place", "places_id_home"),), "name", "Drone.places_id_home.Place.name", "places_id_home"),
        (FLIGHTS, "start", "Drone.Flight.start", "flights_id"),
        ((*FLIGHTS, link("Place")), "name", "Drone.Flight.Place.name", "places_id"),
        ((child("Flight", listed=True), link("Place")), "name", "Drone.Place.name", "places_id"),
        ((link("Drone", "drones_id_lead"),), "name", "Drone.drones_id_lead.name", "drones_id_lead"),
    ],
)
def test_uid_and_linkfield_follow_from_the_path(path: Path, what: str, uid: str, linkfield: str) -> None:
    found = shown(path, what)
    assert (found.uid, found.linkfield) == (uid, linkfield)


@pytest.mark.parametrize(
    ("path", "what", "datatype"),
    [
        ((link("Place"),), "completename", "dropdown"),
        ((link("Place"),), "since", "date"),
        (FLIGHTS, "start", "datetime"),
        (FLIGHTS, "is_long", "bool"),
        (FLIGHTS, "note", "text"),
        (FLIGHTS, Count(), "count"),
        (FLIGHTS, Delay("start", "months"), "date_delay"),
        (FLIGHTS, Virtual("_virtual"), "specific"),
        (FLIGHTS, Max("start"), "datetime"),
        ((), "weight", "number"),
    ],
)
def test_datatype_follows_from_content_and_column(path: Path, what: str | Content, datatype: str) -> None:
    assert shown(path, what).datatype == datatype


def test_several_rows_are_grouped_unless_said_otherwise() -> None:
    assert shown(FLIGHTS, "start").extra == {"forcegroupby": True}
    assert shown(FLIGHTS, "start", many=False).extra == {}
    assert shown((link("Place"),), "since").extra == {}
    assert shown(FLIGHTS, Count()).extra == {"forcegroupby": True, "usehaving": True}
    assert shown((either("Drone_Drone"),), "id").extra == {}


def test_the_join_is_spelled_from_the_inside_out() -> None:
    path = (poly("Flight", where={"is_long": 1, "note": Not(None)}), link("Place", "places_id_to"), child("Drone"))
    assert shown(path, "name").join == {
        "jointype": "child",
        "beforejoin": {
            "table": "glpi_places",
            "linkfield": "places_id_to",
            "joinparams": {
                "beforejoin": {
                    "table": "glpi_flights",
                    "joinparams": {
                        "jointype": "itemtype_item",
                        "condition": {"NEWTABLE.is_long": 1, "NOT": {"NEWTABLE.note": None}},
                    },
                }
            },
        },
    }


def test_a_plain_link_has_no_join() -> None:
    assert shown((link("Place", "places_id_home"),), "name").join == {}


@pytest.mark.parametrize(
    ("datatype", "column", "tree", "extra", "expected"),
    [
        ("string", "serial", False, {}, "contains notcontains"),
        ("itemlink", "name", False, {}, "contains notcontains equals notequals"),
        ("dropdown", "completename", True, {}, "contains notcontains equals notequals under notunder"),
        ("dropdown", "designation", False, {}, "contains notcontains"),
        ("text", "id", False, {}, "equals notequals"),
        ("number", "id", False, {}, "contains notcontains"),
        ("number", "size", False, {"max": "9"}, "contains notcontains equals notequals"),
        ("number", "size", False, {"toadd": {"-1": "Never"}}, "contains notcontains"),
        ("bool", "is_active", False, {}, "equals notequals contains notcontains"),
        ("bool", "is_active", False, {"searchtype": "equals"}, "equals"),
        ("date", "begin", False, {}, "equals notequals lessthan morethan contains notcontains"),
        ("dropdown", "name", False, {"searchtype": ["equals", "contains"]}, "equals contains notcontains"),
        ("itemtypename", "itemtype", False, {}, "equals notequals"),
    ],
)
def test_search_types(datatype: str, column: str, tree: bool, extra: dict[str, object], expected: str) -> None:
    assert search_types(datatype, column, tree=tree, extra=extra) == tuple(expected.split())


def test_options_belong_to_the_heading_before_them() -> None:
    one, two = shown((), "weight"), shown(FLIGHTS, Count())
    found = grouped([one, Heading("flights", "Flights"), two])
    assert [o.group for o in found if isinstance(o, Option)] == [None, "flights"]
