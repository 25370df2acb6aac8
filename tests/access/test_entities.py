"""Which entities a session works in, at login and after switching."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from access.conftest import HOME, Place
from steward.access import Session
from steward.access.entities import (
    Assignment,
    Choice,
    EntityTree,
    HeldProfile,
    active_entities,
    choice_at_login,
    entities_above,
    is_allowed,
)

TECHNICIAN, OBSERVER = 6, 2


def enter(place: Place, login: str) -> tuple[str, Session]:
    return place.access.login(login=login, password="secret", ip=HOME)


@pytest.fixture
def three(place: Place) -> tuple[int, int, int]:
    """Root > a > b, and c beside a."""
    a = place.entity("a", 0)
    return a, place.entity("b", a), place.entity("c", 0)


def test_an_administrator_starts_with_everything(place: Place, three: tuple[int, ...]) -> None:
    token, session = place.access.login(login="glpi", password="glpi", ip=HOME)
    actor = session.actor
    assert (actor.active_entity, actor.recursive, actor.sees_all) == (0, True, True)
    assert actor.entities == {0, *three} and actor.ancestors == frozenset()
    assert not session.is_switched
    new = place.entity("new", three[1])
    assert new in place.enter(token).actor.entities and place.enter(token).actor.sees_all


def test_one_entity_without_those_below(place: Place, three: tuple[int, int, int]) -> None:
    a, b, _ = three
    place.user("jo", (TECHNICIAN, a, False))
    token, session = enter(place, "jo")
    assert (session.actor.entities, session.actor.ancestors, session.actor.sees_all) == ({a}, {0}, False)
    assert place.access.change_entities(session, a, False)
    assert not place.access.change_entities(session, a, True)
    assert not place.access.change_entities(session, b, False)
    assert not place.access.change_entities(session, 0, False)
    assert place.enter(token).actor.entities == {a}


def test_several_entities_are_all_active_at_first(place: Place, three: tuple[int, int, int]) -> None:
    a, b, c = three
    place.user("jo", (TECHNICIAN, c, False), (TECHNICIAN, a, True), entities_id=None)
    token, session = enter(place, "jo")
    assert session.actor.entities == {a, b, c}
    assert (session.actor.active_entity, session.actor.recursive) == (c, True)
    assert place.access.change_entities(session, b, True)
    changed = place.enter(token)
    assert (changed.actor.entities, changed.actor.ancestors) == ({b}, {a, 0})
    assert (changed.actor.active_entity, changed.actor.recursive, changed.is_switched) == (b, True, True)
    assert place.access.change_entities(changed, "all", False)
    assert (place.enter(token).actor.entities, place.enter(token).actor.recursive) == ({a, b, c}, True)


def test_the_default_entity_is_where_one_starts(place: Place, three: tuple[int, int, int]) -> None:
    a, b, c = three
    place.user("held", (TECHNICIAN, c, False), (TECHNICIAN, a, True), entities_id=a)
    place.user("below", (TECHNICIAN, c, False), (TECHNICIAN, a, True), entities_id=b)
    place.user("out of reach", (TECHNICIAN, a, False), entities_id=c)
    assert enter(place, "held")[1].actor.entities == {a, b}
    assert enter(place, "below")[1].actor.entities == {b}
    assert enter(place, "out of reach")[1].actor.entities == {a}


def test_an_unknown_entity_is_refused(place: Place) -> None:
    session = place.access.login(login="tech", password="tech", ip=HOME)[1]
    for entity in (-1, 99_999_999, 10**30):
        assert not place.access.change_entities(session, entity, False)


def test_the_same_entity_assigned_twice_counts_once(place: Place, three: tuple[int, int, int]) -> None:
    a, b, _ = three
    place.user("jo", (TECHNICIAN, a, False), (TECHNICIAN, a, True))
    session = enter(place, "jo")[1]
    assert session.profile.assignments == (Assignment(a, True),)
    assert session.actor.entities == {a, b}


def test_an_assignment_taken_away_moves_the_session(place: Place, three: tuple[int, int, int]) -> None:
    a, b, c = three
    user = place.user("jo", (TECHNICIAN, c, False))
    assignment = place.assign(user, TECHNICIAN, a, True)
    token, session = enter(place, "jo")
    assert place.access.change_entities(session, b, False)
    place.delete("profile_user", assignment)
    assert place.enter(token).actor.entities == {c}


def test_switching_profiles(place: Place, three: tuple[int, int, int]) -> None:
    a, b, c = three
    place.user("jo", (TECHNICIAN, a, True), (OBSERVER, c, False))
    token, session = enter(place, "jo")
    assert [profile.name for profile in session.profiles] == ["Observer", "Technician"]
    assert (session.profile.id, session.actor.entities) == (OBSERVER, {c})
    assert place.access.change_profile(session, TECHNICIAN)
    changed = place.enter(token)
    assert (changed.actor.profile_id, changed.actor.entities) == (TECHNICIAN, {a, b})
    assert changed.actor.may("computer", 2) and not session.actor.may("computer", 2)
    assert not place.access.change_entities(changed, c, False)
    for profile in (4, 0, -1, 99_999_999):
        assert not place.access.change_profile(changed, profile)


def test_switching_the_profile_resets_the_entities(place: Place) -> None:
    token, session = place.access.login(login="glpi", password="glpi", ip=HOME)
    assert place.access.change_entities(session, 0, False)
    assert place.enter(token).is_switched
    assert place.access.change_profile(session, 4)
    assert not place.enter(token).is_switched and place.enter(token).actor.recursive


def test_the_default_profile_is_taken_if_it_is_held(place: Place) -> None:
    place.user("jo", (TECHNICIAN, 0, True), (OBSERVER, 0, True), profiles_id=TECHNICIAN)
    place.user("al", (TECHNICIAN, 0, True), (OBSERVER, 0, True), profiles_id=4)
    assert enter(place, "jo")[1].profile.id == TECHNICIAN
    assert enter(place, "al")[1].profile.id == OBSERVER


def test_switching_one_session_leaves_the_others(place: Place) -> None:
    token, session = place.access.login(login="glpi", password="glpi", ip=HOME)
    other, _ = place.access.login(login="glpi", password="glpi", ip=HOME)
    place.access.change_entities(session, 0, False)
    assert (place.enter(token).actor.recursive, place.enter(other).actor.recursive) == (False, True)


@st.composite
def trees(draw: st.DrawFn) -> EntityTree:
    size = draw(st.integers(1, 12))
    parents = {0: None, **{n: draw(st.integers(0, n - 1)) for n in range(1, size)}}
    return EntityTree(parents, {n: str(n) for n in parents})


@st.composite
def reaches(draw: st.DrawFn) -> tuple[EntityTree, HeldProfile, Choice]:
    tree = draw(trees())
    entity = st.integers(0, len(tree.parents) - 1)
    assignments = draw(st.lists(st.builds(Assignment, entity, st.booleans()), min_size=1, max_size=3))
    choice = draw(st.builds(Choice, st.none() | st.integers(-1, len(tree.parents)), st.booleans()))
    return tree, HeldProfile(1, "p", "central", tuple(assignments)), choice


@given(reaches())
def test_no_choice_reaches_further_than_the_assignments(world: tuple[EntityTree, HeldProfile, Choice]) -> None:
    tree, profile, choice = world
    everything = active_entities(profile, tree, Choice(None, True))
    if is_allowed(profile, tree, choice):
        assert active_entities(profile, tree, choice) <= everything


@given(reaches(), st.none() | st.integers(-1, 12))
def test_what_login_chooses_is_allowed(world: tuple[EntityTree, HeldProfile, Choice], default: int | None) -> None:
    tree, profile, _ = world
    assert is_allowed(profile, tree, choice_at_login(profile, tree, default))


@given(reaches())
def test_ancestors_are_above_and_not_active(world: tuple[EntityTree, HeldProfile, Choice]) -> None:
    tree, profile, _ = world
    active = active_entities(profile, tree, Choice(None, True))
    above = entities_above(tree, active)
    assert above == {a for entity in active for a in tree.ancestors(entity)} - active


@given(trees())
def test_descendants_and_ancestors_are_each_others_mirror(tree: EntityTree) -> None:
    pairs = {(e, d) for e in tree.parents for d in tree.descendants(e)}
    assert pairs == {(a, e) for e in tree.parents for a in tree.ancestors(e)}


def test_a_broken_tree_ends() -> None:
    tree = EntityTree({0: None, 1: 2, 2: 1, 3: 3}, {})
    assert tree.descendants(1) == [2] and tree.ancestors(1) == [2] and tree.descendants(3) == []
