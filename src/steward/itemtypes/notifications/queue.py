"""Notifications on their way, and alerts already given."""

from __future__ import annotations

from steward.itemtypes.traits import identified, in_entity, trashable
from steward.vocabulary.columns import NO_DEFAULT, Kind
from steward.vocabulary.fields import ItemId, ItemtypeName, Link, LongText, Moment, Number, Text
from steward.vocabulary.notation import ItemType


class QueuedNotification(ItemType):
    label = "Notification queue"
    traits = identified, in_entity, trashable
    right = "queuednotification"
    indexes = {"item": ("itemtype", "items_id", "notificationtemplates_id"), "recipient": ("recipient(255)",)}
    no_massive = ("update",)
    gates = {"create": True}
    roles = ("queued_mail",)
    withholds = "mails"

    itemtype = ItemtypeName(option=20, label="Type", fixed=True, null=True)
    items_id = ItemId(option=21, label="Associated item ID", datatype="integer", fixed=True)
    notificationtemplates_id = Link("NotificationTemplate", option=22, fixed=True, by_class=True)
    sent_try = Number(option=15, label="Number of tries of sent", datatype="integer", fixed=True, indexed=True)
    create_time = Moment(option=16, label="Creation date", fixed=True)
    send_time = Moment(option=3, label="Expected send date", fixed=True)
    sent_time = Moment(option=4, label="Send date", fixed=True)
    name = LongText(option=1, label="Subject", datatype="itemlink", fixed=True, indexed=False)
    sender = LongText(option=5, label="Sender email", fixed=True)
    sendername = LongText(option=6, label="Sender name", datatype="string", fixed=True)
    recipient = LongText(option=7, label="Recipient email", datatype="string", fixed=True)
    recipientname = LongText(option=8, label="Recipient name", datatype="string", fixed=True)
    replyto = LongText(option=9, label="Reply-To email", datatype="string", fixed=True)
    replytoname = LongText(option=10, label="Reply-To name", datatype="string", fixed=True)
    headers = LongText(option=11, label="Additional headers", datatype="specific", fixed=True)
    body_html = LongText(
        kind=Kind.LONGTEXT,
        option=12,
        label="Email HTML body",
        datatype="specific",
        fixed=True,
        nosearch=True,
        additionalfields=("itemtype", "event"),
    )
    body_text = LongText(
        kind=Kind.LONGTEXT,
        option=13,
        label="Email text body",
        datatype="specific",
        fixed=True,
        nosearch=True,
        additionalfields=("itemtype", "event"),
    )
    messageid = LongText(option=14, label="Message ID", datatype="string", fixed=True)
    documents = LongText()
    mode = Text(
        option=23,
        label="Mode",
        datatype="specific",
        fixed=True,
        search=("equals", "notequals"),
        size=20,
        null=False,
        default=NO_DEFAULT,
        indexed=True,
    )
    event = Text()


class Alert(ItemType):
    label = "General"
    unique = ("itemtype", "items_id", "type")

    itemtype = ItemtypeName()
    items_id = ItemId()
    type = Number(indexed=True)
    date = Moment(null=False)
