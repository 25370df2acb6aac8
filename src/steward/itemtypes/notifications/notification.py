"""Notifications: on which event, by which template."""

from __future__ import annotations

from steward.itemtypes.families import OBJECT
from steward.itemtypes.gates import BY_CONFIGURATION
from steward.itemtypes.traits import active, commented, dated, identified, named
from steward.vocabulary.columns import NO_DEFAULT
from steward.vocabulary.fields import Flag, ItemtypeName, LongText, Text
from steward.vocabulary.notation import ItemType, side
from steward.vocabulary.options import option
from steward.vocabulary.paths import child, link
from steward.vocabulary.relations import Purge, Relation


class Notification(ItemType):
    label = "Notification", "Notifications"
    traits = OBJECT, active(6), identified.unlisted, dated.unlisted
    right = "notification"
    visible_if = "notifications"
    purges = (Purge("glpi_notificationtargets", ("notifications_id",), item="NotificationTarget"),)
    options = (
        option(
            3,
            "Notification method",
            child("Notification_NotificationTemplate"),
            "mode",
            fixed=True,
            search=("equals", "notequals"),
            searchequalsonfield=True,
            datatype="specific",
            many=False,
        ),
        option(
            4,
            "Notification templates",
            (child("Notification_NotificationTemplate"), link("NotificationTemplate")),
            "name",
            fixed=True,
            datatype="itemlink",
        ),
    )

    itemtype = ItemtypeName(
        option=5, label="Type", fixed=True, itemtype_list="notificationtemplates_types", indexed=True
    )
    event = Text(
        option=2,
        label="Event",
        datatype="specific",
        fixed=True,
        search=("equals", "notequals"),
        additionalfields=("itemtype",),
        null=False,
        default=NO_DEFAULT,
    )
    allow_response = Flag(option=87, label="Allow response", default=1)


class Notification_NotificationTemplate(ItemType):
    label = "Template", "Templates"
    traits = identified
    relation = Relation(side("Notification", entity=True), side("NotificationTemplate", attached=False))
    unique = ("notifications_id", "mode", "notificationtemplates_id")
    no_form = False

    mode = Text(size=20, null=False, default=NO_DEFAULT, indexed=True)


class NotificationTemplate(ItemType):
    label = "Notification template", "Notification templates"
    traits = named, commented, dated.unlisted
    right = "config"
    history = True
    features = ("Clonable",)
    clones = ("NotificationTemplateTranslation",)
    purges = (Purge("glpi_queuednotifications", ("notificationtemplates_id",), item="QueuedNotification"),)
    gates = BY_CONFIGURATION

    itemtype = ItemtypeName(
        option=4, label="Type", fixed=True, itemtype_list="notificationtemplates_types", indexed=True
    )
    css = LongText()


class NotificationTemplateTranslation(ItemType):
    label = "Template translation", "Template translations"
    child_of = "NotificationTemplate"
    name_field = "id"
    history = True
    no_massive = ("update",)

    language = Text(option=1, label="Language", datatype="language", fixed=True, size=10, null=False)
    subject = Text(option=2, label="Subject", fixed=True, null=False, default=NO_DEFAULT)
    content_text = LongText(option=4, label="Email text body", fixed=True)
    content_html = LongText(option=3, label="Email HTML body", fixed=True, extra={"htmltext": "true"})


class NotificationEvent(ItemType):
    label = "Event", "Events"
    table = None
    foreign_key = ""
