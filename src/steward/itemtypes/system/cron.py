"""Automatic actions and their log."""

from __future__ import annotations

from steward.itemtypes.traits import commented, dated, identified
from steward.vocabulary.columns import NO_DEFAULT
from steward.vocabulary.fields import Choice, Duration, Float, ItemtypeName, Link, Moment, Number, Text
from steward.vocabulary.notation import ItemType
from steward.vocabulary.options import Computed, option
from steward.vocabulary.relations import Purge


class CronTask(ItemType):
    label = "Automatic action", "Automatic actions"
    traits = identified, commented, dated(date_mod=20)
    right = "config"
    unique = ("itemtype", "name")
    history = True
    no_massive = ("delete", "purge", "restore")
    purges = (Purge("glpi_crontasklogs", ("crontasks_id",), item="CronTaskLog"),)
    options = (
        option(
            3,
            "Description",
            (),
            Computed("task_description"),
            nosearch=True,
            nosort=True,
            fixed=True,
            field="description",
            datatype="text",
        ),
    )

    itemtype = ItemtypeName(
        option=8,
        label="Item type",
        fixed=True,
        extra={
            "types": [
                "Agent",
                "CartridgeItem",
                "Certificate",
                "CleanSoftwareCron",
                "CommonITILRecurrentCron",
                "Computer",
                "ConsumableItem",
                "Contract",
                "CronTask",
                "DBconnection",
                "Document",
                "Domain",
                "Glpi\\Inventory\\Inventory",
                "Glpi\\Marketplace\\Controller",
                "Infocom",
                "MailCollector",
                "ObjectLock",
                "OlaLevel_Ticket",
                "PendingReasonCron",
                "PlanningRecall",
                "PurgeLogs",
                "QueuedNotification",
                "ReservationItem",
                "SavedSearch",
                "SavedSearch_Alert",
                "SlaLevel_Ticket",
                "SoftwareLicense",
                "Telemetry",
                "Ticket",
                "User",
            ]
        },
    )
    name = Text(option=1, label="Name", datatype="itemlink", fixed=True, size=150, null=False, default=NO_DEFAULT)
    frequency = Duration(option=6, label="Run frequency", fixed=True, default=NO_DEFAULT)
    param = Number(null=True)
    state = Choice(option=4, label="Status", search=("equals", "notequals"), default=1)
    mode = Choice(option=5, label="Run mode", search=("equals", "notequals"), default=1, indexed=True)
    allowmode = Number(default=3)
    hourmin = Number(option=17, label="Begin hour of run period", datatype="integer", min=0, max=24)
    hourmax = Number(option=18, label="End hour of run period", datatype="integer", min=0, max=24, default=24)
    logs_lifetime = Number(
        option=19,
        label="Number of days this action logs are stored",
        datatype="integer",
        min=10,
        max=360,
        step=10,
        toadd=("Infinite",),
        default=30,
    )
    lastrun = Moment(option=7, label="Last run", fixed=True, indexed=False)
    lastcode = Number(null=True)


class CronTaskLog(ItemType):
    label = "General"
    right = "config"
    indexes = {"crontasklogs_id_state": ("crontasklogs_id", "state")}

    crontasks_id = Link("CronTask", default=NO_DEFAULT, by_class=True)
    crontasklogs_id = Link("CronTaskLog", default=NO_DEFAULT, by_class=True)
    date = Moment(null=False)
    state = Number(default=NO_DEFAULT)
    elapsed = Float(default=NO_DEFAULT)
    volume = Number(default=NO_DEFAULT)
    content = Text()
