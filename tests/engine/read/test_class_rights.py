"""Class-level rights of every item type and default profile, against the recorded facts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from facts_model import FACTS, load
from steward.assemble import load_model
from steward.engine.actor import SYSTEM, Actor
from steward.engine.rights import allows

pytestmark = pytest.mark.skipif(not FACTS.exists(), reason="the recorded facts are not here")

LETTERS = {"C": "create", "V": "view", "U": "update", "D": "delete", "P": "purge"}
NOBODY = "900"  # a profile without any right, nor an interface


def profile_actor(facts: Mapping[str, Any], profile: str) -> Actor:
    helpdesk = {str(p["id"]) for p in facts["profiles"] if p["interface"] == "helpdesk"} | {NOBODY}
    rights = {right: values.get(profile) or 0 for right, values in facts["rights_matrix"].items()}
    return Actor(2, "glpi", "glpi (2)", interface="helpdesk" if profile in helpdesk else "central", rights=rights)


def test_class_rights_equal_the_recorded_ones() -> None:
    facts, model = load("rights.json"), load_model()
    actors = {profile: profile_actor(facts, profile) for profile in (*map(str, range(1, 9)), NOBODY)}
    wrong = {}
    for name, by_profile in facts["class_rights_by_profile"].items():
        for profile, recorded in by_profile.items():
            found = [x for x, verb in LETTERS.items() if allows(model, actors[profile], model.items[name], verb)]
            if set(found) != set(recorded) - {"!"}:
                wrong[name, profile] = ("".join(found), recorded)
    assert wrong == {}
    assert len(facts["class_rights_by_profile"]) == len(model.items)


def test_the_system_may_do_everything_and_nobody_else_may_by_default() -> None:
    model = load_model()
    stranger = Actor(0, "", "", rights={})
    assert all(allows(model, SYSTEM, item, verb) for item in model.items.values() for verb in LETTERS.values())
    assert not allows(model, stranger, model.role("user"), "view")
