"""Mail that comes in: collectors, refused messages, blacklisted content."""

from __future__ import annotations

from steward.itemtypes.consequences import rule_criteria
from steward.itemtypes.families import DROPDOWN
from steward.itemtypes.gates import BY_CONFIGURATION
from steward.itemtypes.steps import secrets
from steward.itemtypes.traits import commented, dated, named, used_by
from steward.vocabulary.columns import NO_DEFAULT
from steward.vocabulary.fields import Choice, Flag, Link, LongText, Moment, Number, Secret, Small, Text, adjust
from steward.vocabulary.notation import ItemType


class MailCollector(ItemType):
    label = "Receiver", "Receivers"
    traits = named, commented, dated(date_creation=None)
    right = "config"
    history = True
    not_logged = ("errors", "last_collect_date")
    purges = (*rule_criteria("mailcollector", "_mailgate"),)
    gates = BY_CONFIGURATION
    on_add = (secrets.keep("passwd"),)
    on_update = (secrets.keep("passwd"),)

    host = Text(option=3, label="Connection string", fixed=True)
    login = Text(option=4, label="Login", fixed=True)
    filesize_max = Number(
        option=5, label="Maximum size of each file imported by the mails receiver", datatype="integer", default=2097152
    )
    is_active = Flag(option=2, label="Active", default=1)
    passwd = Secret()
    accepted = Text(option=20, label="Accepted mail archive folder (optional)")
    refused = Text(option=21, label="Refused mail archive folder (optional)")
    errors = Number(option=22, label="Connection errors", datatype="integer")
    use_mail_date = Flag()
    requester_field = Number()
    add_cc_to_observer = Small()
    collect_only_unread = Small()
    last_collect_date = Moment(option=23, label="Date of last collection", fixed=True)


class NotImportedEmail(ItemType):
    label = "Refused email", "Refused emails"
    traits = used_by
    right = "config"
    no_massive = ("delete", "purge", "restore")

    from_ = Text(option=1, label="From email header", fixed=True, null=False, default=NO_DEFAULT)
    to = Text(option=2, label="To email header", fixed=True, null=False, default=NO_DEFAULT)
    mailcollectors_id = Link("MailCollector", option=4, label="Mails receiver", datatype="itemlink")
    date = Moment(option=19, label="Date", fixed=True, null=False, indexed=False)
    subject = LongText(option=3, label="Subject email header", datatype="string", fixed=True)
    messageid = Text(option=5, label="Message-ID email header", fixed=True, null=False, default=NO_DEFAULT)
    reason = Choice(option=16, label="Reason of rejection", fixed=True)
    users_id = adjust(option=6, label="Requester", right="all", extra={})


class BlacklistedMailContent(ItemType):
    label = "Blacklisted mail content"
    traits = DROPDOWN
    right = "config"
    history = False
    translatable = False
    gates = BY_CONFIGURATION

    content = LongText(option=11, label="Content", fixed=True)
