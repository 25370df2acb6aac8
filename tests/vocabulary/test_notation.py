"""How declarations are read: class bodies, traits, families, variants, and what linking works out."""

from __future__ import annotations

from typing import Any

import pytest

from steward.vocabulary.columns import Kind
from steward.vocabulary.fields import Flag, Link, Number, Text, adjust
from steward.vocabulary.item import Item, Model
from steward.vocabulary.linking import Orders, link
from steward.vocabulary.lists import Lists
from steward.vocabulary.notation import ItemType, declare, family, parent, side, variant
from steward.vocabulary.relations import Purge, Reference, Relation
from steward.vocabulary.traits import trait

named = trait(name=Text(option=1, label="Name", datatype="itemlink"))
placed = trait(places_id=Link("Place", option=3))
OWNED = named + placed + trait(history=True)


class Place(ItemType):
    """Somewhere."""

    label = "Place", "Places"
    traits = named
    is_open = Flag(default=1)


class Drone(ItemType):
    label = "Drone", "Drones"
    traits = OWNED, placed(13)
    right = "drone"

    serial = Text(option=5, label="Serial number")
    flight_hours = Number(option=1001, label="Flight hours")


class Flight(ItemType):
    label = "Flight", "Flights"
    child_of = "Drone"
    from_ = Text()


class Stay(ItemType, name="Drone_Place"):
    label = "Stay", "Stays"
    relation = Relation(side("Drone", entity=True), side(among=("landing_types",)))


def value(declared: Any) -> Item:
    assert isinstance(declared, Item)
    return declared


@pytest.fixture(scope="module")
def model() -> Model:
    items = (value(Drone), value(Place), value(Flight), value(Stay))
    return link(items, orders=Orders(), lists=Lists({"landing_types": ("Place",)}))


def test_class_becomes_a_value() -> None:
    drone = value(Drone)
    assert (drone.name, drone.table, drone.foreign_key) == ("Drone", "glpi_drones", "drones_id")
    assert list(drone.column) == ["id", "name", "places_id", "serial", "flight_hours"]
    assert drone.column["flight_hours"].kind is Kind.INT
    assert drone.history
    assert drone.indexes == {"name": ("name",), "places_id": ("places_id",)}
    assert drone.source.startswith(f"{__file__}:")


def test_trait_takes_another_number() -> None:
    assert sorted(value(Drone).option) == [1, 5, 13, 1001]


def test_traits_are_added_taken_away_adjusted_and_dropped() -> None:
    item = declare(
        "Kite", label="Kite", traits=(OWNED - placed, placed.unlisted), name=adjust(label="Title"), places_id=None
    )
    assert list(item.column) == ["id", "name"]
    assert {n: o.label for n, o in item.option.items()} == {1: "Title"}
    assert item.history


def test_keyword_columns_end_in_an_underscore() -> None:
    assert "from" in value(Flight).column


def test_child_has_its_parents_column() -> None:
    assert value(Flight).parent == parent("Drone")
    assert "drones_id" in value(Flight).column


def test_relation_has_its_sides_columns_and_options(model: Model) -> None:
    stay = model.items["Drone_Place"]
    assert list(stay.column) == ["id", "drones_id", "itemtype", "items_id"]
    assert stay.indexes["item"] == ("itemtype", "items_id")
    assert stay.option[3].label == "Drones"
    assert stay.option[3].field == "id"


def test_family_and_variant() -> None:
    kinds = family(named, ("KiteType", "Kite type", "Kite types"), ("BoatType", "Boat type", "Boat types"), right="x")
    assert [(k.name, k.plural, k.right) for k in kinds] == [
        ("KiteType", "Kite types", "x"),
        ("BoatType", "Boat types", "x"),
    ]
    other = variant(Place, "Site", ("Site", "Sites"))
    assert (other.table, other.columns, other.singular) == ("glpi_places", (), "Site")


def test_link_shows_its_targets_name(model: Model) -> None:
    option = model.items["Drone"].option[13]
    assert (option.label, option.table, option.field, option.linkfield) == ("Place", "glpi_places", "name", "places_id")
    assert option.uid == "Drone.Place.name"
    assert option.searchtypes == ("contains", "notcontains", "equals", "notequals")


def test_purges_and_references_follow(model: Model) -> None:
    where = {"itemtype": "Drone"}
    assert model.purges["Drone"] == (
        Purge("glpi_flights", ("drones_id",), item="Flight"),
        Purge("glpi_drones_places", ("drones_id", "items_id"), item="Drone_Place", where=where),
    )
    assert model.purges["Place"] == (
        Purge("glpi_drones_places", ("items_id",), item="Drone_Place", where={"itemtype": "Place"}),
    )
    assert model.references["glpi_places"] == (
        Reference("glpi_drones", "places_id"),
        Reference("glpi_drones_places", "items_id", "itemtype", by_class=True),
    )


def test_columns_and_options_take_recorded_orders_and_new_ones_come_last() -> None:
    orders = Orders({"glpi_places": ("is_open", "id")}, {"Place": ("main", 1)}, {"main": "Characteristics"})
    place = link((value(Place),), orders=orders, lists=Lists({})).items["Place"]
    assert list(place.column) == ["is_open", "id", "name"]
    assert [getattr(o, "key", None) or o.number for o in place.options] == ["main", 1]  # type: ignore[union-attr]


def test_unknown_target_is_an_error() -> None:
    with pytest.raises(KeyError, match="Place"):
        link((value(Drone),), orders=Orders(), lists=Lists({}))


def test_misspelt_words_and_numbers_used_twice_are_errors() -> None:
    with pytest.raises(TypeError, match=r"Kite: .*: histroy"):
        declare("Kite", label="Kite", histroy=True)
    with pytest.raises(ValueError, match=r"twice: \[4\]"):
        declare("Kite", label="Kite", tail=Text(option=4, label="Tail"), cord=Text(option=4, label="Cord"))
