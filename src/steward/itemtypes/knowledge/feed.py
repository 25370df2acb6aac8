"""RSS feeds and their readers."""

from __future__ import annotations

from steward.itemtypes.families import ENTITY_READERS, SHARED
from steward.itemtypes.gates import public_or_personal
from steward.itemtypes.steps import authorship, planning
from steward.itemtypes.traits import active, commented, identified, named, recursive, used_by
from steward.vocabulary.fields import Duration, Flag, Link, LongText, Number, adjust
from steward.vocabulary.notation import ItemType, side
from steward.vocabulary.relations import Relation


class RSSFeed(ItemType):
    label = "RSS feed"
    traits = SHARED, named(forcegroupby=True), commented, active(4, fixed=False), used_by
    right = "rssfeed_public"
    right_labels = {
        "central": {1: "Read", 2: "Update", 4: "Create", 16: "Purge", 128: "Manage personal"},
        "helpdesk": {1: "Read"},
    }
    visible_if = "shared"
    gates = public_or_personal("rssfeed_public")
    on_add = (authorship.signed(), planning.check_feed)
    on_update = (planning.check_feed, authorship.fixed("users_id"))

    users_id = Link("User", option=2, label="Creator", fixed=True, right="all")
    url = LongText(option=3, label="URL", datatype="string", fixed=True)
    refresh_rate = Duration(
        option=5,
        label="Refresh rate",
        fixed=False,
        search="equals",
        min=3600,
        max=86400,
        step=3600,
        toadd=(300, 900, 1800, 2700),
        extra={"display_emptychoice": False},
        default=86400,
    )
    max_items = Number(
        option=7, label="Number of items displayed", fixed=False, min=5, max=100, step=5, toadd=(1,), default=20
    )
    have_error = Flag(option=6, label="Error", fixed=False, indexed=True)


class RSSFeed_User(ItemType):
    label = "General"
    traits = identified
    relation = Relation(side("RSSFeed", entity=True), side("User", rights="none", logs=False))


class Group_RSSFeed(ItemType):
    label = "General"
    traits = ENTITY_READERS
    relation = Relation(side("RSSFeed", entity=True), side("Group", rights="none", logs=False))


class Profile_RSSFeed(ItemType):
    label = "General"
    traits = ENTITY_READERS
    relation = Relation(side("RSSFeed", entity=True), side("Profile", rights="none", logs=False))


class Entity_RSSFeed(ItemType):
    label = "General"
    traits = identified, recursive.unlisted
    relation = Relation(side("RSSFeed", entity=True), side("Entity", rights="none", logs=False))

    entities_id = adjust(by_class=True)
