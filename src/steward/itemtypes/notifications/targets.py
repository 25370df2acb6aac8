"""Recipients of notifications: one table, a type for each kind of item that notifications are about."""

from __future__ import annotations

from steward.itemtypes.families import OF_CHILD
from steward.vocabulary.fields import ItemId, Number
from steward.vocabulary.notation import ItemType, variant

OF_TARGET = ("NotificationTarget", *OF_CHILD)
ABOUT = (
    "CartridgeItem",
    "Certificate",
    "ConsumableItem",
    "Contract",
    "CronTask",
    "DBConnection",
    "Domain",
    "FieldUnicity",
    "Infocom",
    "MailCollector",
    "ObjectLock",
    "PlanningRecall",
    "Project",
    "ProjectTask",
    "Reservation",
    "SavedSearch_Alert",
    "SoftwareLicense",
    "User",
)
ABOUT_ITIL = ("Change", "Problem", "Ticket")


class NotificationTarget(ItemType):
    label = "Recipient", "Recipients"
    child_of = "Notification"
    indexes = {"items": ("type", "items_id")}
    history = True

    items_id = ItemId(of="")
    type = Number()


TARGETS = (
    *(variant(NotificationTarget, f"NotificationTarget{name}", ancestors=OF_TARGET) for name in ABOUT),
    *(
        variant(
            NotificationTarget,
            f"NotificationTarget{name}",
            ancestors=("NotificationTargetCommonITILObject", *OF_TARGET),
        )
        for name in ABOUT_ITIL
    ),
    variant(NotificationTarget, "Glpi\\Marketplace\\NotificationTargetController", ancestors=OF_TARGET),
)
