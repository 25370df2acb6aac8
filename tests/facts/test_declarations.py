"""The declared model against the recorded facts: no difference but the decisions listed here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

import pytest

from facts_model import FACTS, facts_model, load
from steward.engine.actor import Actor
from steward.engine.rights import allows
from steward.itemtypes import model
from steward.vocabulary.item import Item, Model
from steward.vocabulary.options import Heading, Option
from steward.vocabulary.relations import Purge

pytestmark = pytest.mark.skipif(not FACTS.exists(), reason="the recorded facts are not here")

ATTRIBUTES = (
    *("table", "columns", "unique", "indexes", "links", "foreign_key", "name_field", "right", "right_labels"),
    *("entity_assigned", "recursive", "trashable", "templated", "dynamic", "private", "located", "activatable", "tree"),
    *("history", "notepad", "no_form", "locks_deleted", "translatable", "features", "ancestors", "parent", "relation"),
    *("forwards_entity_to", "clones", "child_links", "not_logged", "no_massive", "gates"),
)
DECISIONS = {
    ("Item_Devices", "relation"): "its second side is a different component type in each of the family",
    ("Item_Devices", "singular"): "a text, not null",
    ("Item_Devices", "plural"): "a text, not null",
}
MORE_ALIASES = {"ItemAntivirus", "ItemVirtualMachine", "Supplier_Problem", "Group_Change", "Supplier_Change"}
"""Names that links advertise or later versions use; we answer to them."""
Differences = dict[tuple[str, str], tuple[Any, Any]]


@pytest.fixture(scope="module")
def ours() -> Model:
    return model()


@pytest.fixture(scope="module")
def theirs() -> Model:
    return facts_model()


def differing(ours: Item, theirs: Item, names: Iterable[str]) -> Differences:
    pairs = {name: (getattr(ours, name), getattr(theirs, name)) for name in names}
    return {
        (theirs.name, name): pair
        for name, pair in pairs.items()
        if pair[0] != pair[1] and (theirs.name, name) not in DECISIONS
    }


def test_same_types(ours: Model, theirs: Model) -> None:
    assert ours.items.keys() == theirs.items.keys()
    assert ours.type_of_table == theirs.type_of_table
    assert ours.type_lists == theirs.type_lists
    assert ours.rights == theirs.rights


def test_types_are_the_recorded_ones(ours: Model, theirs: Model) -> None:
    wrong: Differences = {}
    for name, item in theirs.items.items():
        wrong |= differing(ours.items[name], item, (*ATTRIBUTES, "singular", "plural"))
    assert wrong == {}


def test_rows_are_at_least_as_hidden(ours: Model, theirs: Model) -> None:
    """Recordings show which rows are kept from whom; we may keep more (surveys, matched rules, configuration by other names)."""
    kept = {name: item.visible_if for name, item in theirs.items.items() if item.visible_if}
    assert {name: ours.items[name].visible_if for name in kept} == kept


def test_nothing_is_disclosed_that_was_not(ours: Model, theirs: Model) -> None:
    assert {n: i.undisclosed for n, i in ours.items.items()} == {n: i.undisclosed for n, i in theirs.items.items()}


def test_tables_are_the_recorded_ones(ours: Model, theirs: Model) -> None:
    assert ours.tables.keys() == theirs.tables.keys()
    for name, table in theirs.tables.items():
        assert ours.tables[name] == table
        assert [repr(c) for c in ours.tables[name].columns] == [repr(c) for c in table.columns]


def test_options_are_the_recorded_ones_in_their_order(ours: Model, theirs: Model) -> None:
    printed = [f.name for f in fields(Option) if f.name not in {"path", "content", "place"}]
    wrong = []
    for name, item in theirs.items.items():
        for mine, recorded in zip(ours.items[name].options, item.options, strict=True):
            if isinstance(recorded, Heading):
                wrong += [(name, recorded.key)] if mine != recorded else []
            else:
                wrong += [(name, recorded.number, p) for p in printed if getattr(mine, p) != getattr(recorded, p)]
    assert wrong == []


def test_searches_may_be_joined_with_the_recorded_types(ours: Model, theirs: Model) -> None:
    """As sets: no answer tells their order."""
    for name, item in theirs.items.items():
        assert set(ours.items[name].meta_types) == set(item.meta_types), name


def plain(purges: Iterable[Purge]) -> Iterator[tuple[Any, ...]]:
    for p in purges:
        where = {k: v for k, v in p.where.items() if k != "type"}
        yield p.table, frozenset(p.match), p.op, p.item, str(sorted(where.items())), str(sorted(p.set.items()))


def test_purges_take_along_what_they_did(ours: Model, theirs: Model) -> None:
    """But for rows of escalation levels: the recorded condition on `type` is the agreement's, which the row does not hold."""
    for name in ours.purges.keys() | theirs.purges.keys():
        assert set(plain(ours.purges.get(name, ()))) == set(plain(theirs.purges.get(name, ()))), name


def test_references_are_the_recorded_ones(ours: Model, theirs: Model) -> None:
    for table in ours.references.keys() | theirs.references.keys():
        assert set(ours.references.get(table, ())) == set(theirs.references.get(table, ())), table


def test_aliases_are_the_recorded_ones(ours: Model, theirs: Model) -> None:
    assert ours.aliases.keys() - theirs.aliases.keys() == MORE_ALIASES
    assert all(replace(ours.aliases[name], options=None) == alias for name, alias in theirs.aliases.items())


LETTERS = {"C": "create", "V": "view", "U": "update", "D": "delete", "P": "purge"}
NOBODY = "900"


def holder(facts: Mapping[str, Any], profile: str) -> Actor:
    helpdesk = {str(p["id"]) for p in facts["profiles"] if p["interface"] == "helpdesk"} | {NOBODY}
    rights = {right: values.get(profile) or 0 for right, values in facts["rights_matrix"].items()}
    return Actor(2, "glpi", "glpi (2)", interface="helpdesk" if profile in helpdesk else "central", rights=rights)


def test_profiles_have_the_recorded_rights_on_types(ours: Model) -> None:
    facts = load("rights.json")
    actors = {profile: holder(facts, profile) for profile in (*map(str, range(1, 9)), NOBODY)}
    wrong = {}
    for name, by_profile in facts["class_rights_by_profile"].items():
        for profile, recorded in by_profile.items():
            found = {x for x, verb in LETTERS.items() if allows(ours, actors[profile], ours.items[name], verb)}
            if found != set(recorded) - {"!"}:
                wrong[name, profile] = (sorted(found), recorded)
    assert wrong == {}
