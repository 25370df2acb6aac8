"""Saved searches, their alerts and defaults."""

from __future__ import annotations

from steward.itemtypes.steps import ordering
from steward.itemtypes.traits import active, dated, identified, in_entity, named, recursive, used_by
from steward.vocabulary.columns import NO_DEFAULT
from steward.vocabulary.fields import Flag, ItemtypeName, LongText, Moment, Number, Small, adjust
from steward.vocabulary.notation import ItemType, side
from steward.vocabulary.options import option
from steward.vocabulary.paths import child
from steward.vocabulary.relations import Relation


class SavedSearch(ItemType):
    label = "Saved search", "Saved searches"
    traits = identified, named, in_entity(fixed=None), recursive(search="equals"), used_by(3, extra={})
    right = "bookmark_public"
    features = ("Clonable",)
    no_massive = ("update", "clone")
    visible_if = "saved_searches"
    on_add = (ordering.check_search,)
    options = (
        option(
            11,
            "Default",
            child("SavedSearch_User", named="own", prints={"condition": "AND NEWTABLE.users_id = {current_user_id}"}),
            "users_id",
            fixed=True,
            search=("equals", "notequals"),
            datatype="specific",
            many=False,
        ),
    )

    type = Number(indexed=True)
    itemtype = ItemtypeName(option=8, label="Item type", fixed=True, extra={"types": []}, indexed=True)
    is_private = Flag(option=4, label="Is private", fixed=True, default=1)
    query = LongText()
    last_execution_time = Number(option=9, label="Last duration (ms)", fixed=True, null=True, indexed=True)
    do_count = Flag(
        option=10, label="Count", datatype="specific", fixed=False, search="equals", default=2, indexed=True
    )
    last_execution_date = Moment(option=13, label="Last execution date", fixed=True)
    counter = Number(option=12, label="Counter", fixed=True)
    users_id = adjust(by_class=True)


class SavedSearch_Alert(ItemType):
    label = "Saved search alert", "Saved searches alerts"
    traits = named, dated.unlisted, active.unlisted
    child_of = "SavedSearch"
    unique = ("savedsearches_id", "operator", "value")
    history = True

    operator = Small(default=NO_DEFAULT)
    value = Number(default=NO_DEFAULT)
    frequency = Number()


class SavedSearch_User(ItemType):
    label = "General"
    traits = identified
    relation = Relation(side("SavedSearch", entity=True), side("User"))
    unique = ("users_id", "itemtype")

    itemtype = ItemtypeName()
