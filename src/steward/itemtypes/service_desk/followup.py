"""Followups of tickets, problems and changes, and their templates."""

from __future__ import annotations

from steward.itemtypes.bundles import DOCUMENTED
from steward.itemtypes.families import RULED_TEMPLATE
from steward.itemtypes.steps import authorship, documents, pending, timeline
from steward.itemtypes.traits import dated, used_by
from steward.vocabulary.fields import Flag, Html, ItemId, Link, Moment, Small, adjust
from steward.vocabulary.notation import ItemType, parent


class ITILFollowup(ItemType):
    label = "Followup", "Followups"
    traits = dated.unlisted, used_by
    child_of = parent(actions=(12, 12, 12), among=("Change", "Problem", "Ticket"))
    right = "followup"
    name_field = "id"
    features = ("Clonable", "ParentStatus")
    right_labels = {
        "central": {
            1: "See public ones",
            2: "Update followups (author)",
            4: "Add followup (requester)",
            16: "Purge",
            1024: "Update all",
            2048: "Add followup (associated groups)",
            4096: "Add to all tickets",
            8192: "See private ones",
            16384: "Add followup (watcher)",
        },
        "helpdesk": {
            1: "See public ones",
            2: "Update followups (author)",
            4: "Add followup (requester)",
            2048: "Add followup (associated groups)",
            16384: "Add followup (watcher)",
        },
    }
    visible_if = "timeline"
    roles = ("timeline",)
    on_add = (
        authorship.filled("content", message="You can't add a followup without description"),
        timeline.may_follow_up,
        timeline.private_by_preference,
        timeline.place,
        authorship.dated(),
        authorship.signed(),
    )
    after_add = (timeline.answer_parent, pending.wait_for_reason, documents.attach_files)
    on_update = (
        authorship.filled("content", message="You can't add a followup without description"),
        authorship.edited(),
    )
    after_update = (timeline.touch_parent, documents.attach_files)
    after_purge = (timeline.touch_parent,)
    silent = True
    options = (DOCUMENTED,)

    itemtype = adjust(option=6, label="Request source", datatype="dropdown")
    date = Moment(option=3, label="Date")
    users_id = adjust(option=5, right="all", extra={})
    users_id_editor = Link("User")
    content = Html(option=1, label="Description")
    is_private = Flag(option=4, label="Private")
    requesttypes_id = Link("RequestType", option=2, forcegroupby=True)
    timeline_position = Small()
    sourceitems_id = ItemId(indexed=True, of="")
    sourceof_items_id = ItemId(indexed=True, of="")


class ITILFollowupTemplate(ItemType):
    label = "Followup template", "Followup templates"
    traits = RULED_TEMPLATE
    right = "itilfollowuptemplate"
    private = False

    requesttypes_id = Link("RequestType", option=5, label="Source of followup")
    is_private = Flag(option=6, label="Private")
