"""Rows with a rule of their own: shared things, knowledge, searches, configuration, notifications, reservations."""

from __future__ import annotations

from engine.read.conftest import World
from steward.engine.actor import Actor

ME, OTHER, GROUP, PROFILE = 3, 5, 77, 2


def seen(world: World, actor: Actor, kind: str, rows: dict[str, int]) -> set[str]:
    alone = {name for name, id in rows.items() if world.sees(actor, kind, id)}
    assert set(world.ids(actor, kind)) & set(rows.values()) == {rows[name] for name in alone}
    return alone


def shared(world: World, kind: str, entity: int, elsewhere: int, **values: int) -> dict[str, int]:
    """Rows of somebody else, one shared in each way, one with nobody."""
    key = world.model.items[kind].foreign_key
    links = {"user": f"{kind}_User", "group": f"Group_{kind}", "profile": f"{kind}_Profile", "entity": f"Entity_{kind}"}
    links = {
        role: name if name in world.model.items else "_".join(name.split("_")[::-1]) for role, name in links.items()
    }
    targets = {
        "user": ("user", {"users_id": ME}),
        "group": ("group", {"groups_id": GROUP, "no_entity_restriction": 1}),
        "group elsewhere": ("group", {"groups_id": GROUP, "entities_id": elsewhere, "no_entity_restriction": 0}),
        "profile": (
            "profile",
            {"profiles_id": PROFILE, "entities_id": 0, "is_recursive": 1, "no_entity_restriction": 0},
        ),
        "entity": ("entity", {"entities_id": entity}),
        "entity above": ("entity", {"entities_id": 0, "is_recursive": 1}),
        "entity elsewhere": ("entity", {"entities_id": elsewhere}),
    }
    rows = {name: world.add(kind, name="x", users_id=OTHER, **values) for name in (*targets, "nobody")}
    rows["own"] = world.add(kind, name="x", users_id=ME, **values)
    for name, (role, target) in targets.items():
        world.add(links[role], **{key: rows[name]}, **target)
    return rows


REACHED = {"own", "user", "group", "profile", "entity", "entity above"}


def test_reminders_and_feeds_are_own_or_shared(world: World) -> None:
    one, two = world.entity(), world.entity()
    for kind, right in (("Reminder", "reminder_public"), ("RSSFeed", "rssfeed_public")):
        rows = shared(world, kind, one, two)
        someone = {"user": ME, "groups": (GROUP,), "above": (0,), "profile": PROFILE}
        assert seen(world, world.actor(one, **someone, rights={right: 1}), kind, rows) == REACHED
        assert seen(world, world.actor(one, **someone, rights={right: 128}), kind, rows) == {"own"}


def test_knowledge_is_published_or_own_and_the_faq_is_all_that_the_helpdesk_gets(world: World) -> None:
    one, two = world.entity(), world.entity()
    plain, faq = (shared(world, "KnowbaseItem", one, two, is_faq=f) for f in (0, 1))
    someone = {"user": ME, "groups": (GROUP,), "above": (0,), "profile": PROFILE}
    central = world.actor(one, **someone, rights={"knowbase": 1})
    assert seen(world, central, "KnowbaseItem", plain) == REACHED
    for asker in (
        world.actor(one, **someone, interface="helpdesk", rights={"knowbase": 2048}),
        world.actor(one, **someone, rights={"knowbase": 2048}),
    ):
        assert seen(world, asker, "KnowbaseItem", plain) == set()
        assert seen(world, asker, "KnowbaseItem", faq) == REACHED
    assert seen(world, world.actor(one, rights={"knowbase": 1 | 1024}), "KnowbaseItem", plain) == set(plain)


def test_saved_searches(world: World) -> None:
    one, two = world.entity(), world.entity()
    rows = {
        "own private": world.add(
            "SavedSearch", name="s", itemtype="Computer", query="", users_id=ME, is_private=1, entities_id=one
        ),
        "other's private": world.add(
            "SavedSearch", name="s", itemtype="Computer", query="", users_id=OTHER, is_private=1, entities_id=one
        ),
        "public": world.add(
            "SavedSearch", name="s", itemtype="Computer", query="", users_id=OTHER, is_private=0, entities_id=one
        ),
        "public elsewhere": world.add(
            "SavedSearch", name="s", itemtype="Computer", query="", users_id=OTHER, is_private=0, entities_id=two
        ),
    }
    reader = world.actor(one, user=ME, rights={"bookmark_public": 1})
    assert seen(world, reader, "SavedSearch", rows) == {"own private", "public"}


def test_only_plain_configuration_is_shown(world: World) -> None:
    rows = {c: world.add("Config", context=c, name=f"probe-{c}", value="1") for c in ("core", "inventory", "plugin:x")}
    assert seen(world, world.actor(), "Config", rows) == {"core", "inventory"}


def test_notifications_about_the_installation_need_the_configuration(world: World) -> None:
    rows = {
        kind: world.add("Notification", name="n", itemtype=kind, event="e", entities_id=0)
        for kind in ("Ticket", "CronTask")
    }
    assert seen(world, world.actor(rights={"notification": 1}), "Notification", rows) == {"Ticket"}
    assert seen(world, world.actor(rights={"notification": 1, "config": 1}), "Notification", rows) == set(rows)


def test_reservations_follow_the_entity_of_what_is_reserved(world: World) -> None:
    one, two = world.entity(), world.entity()
    asker = world.actor(one, profile=1, user=ME)
    items, bookings = {}, {}
    for name, entity in (("here", one), ("there", two)):
        computer = world.add("Computer", name="c", entities_id=entity)
        items[name] = world.add("ReservationItem", itemtype="Computer", items_id=computer, entities_id=entity)
        bookings[name] = world.add("Reservation", reservationitems_id=items[name], users_id=OTHER)
    assert seen(world, asker, "ReservationItem", items) == {"here"}
    assert seen(world, world.actor(one, rights={"reservation": 1}), "Reservation", bookings) == {"here"}
