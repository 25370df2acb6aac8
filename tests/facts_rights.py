"""What the facts imply about rights but do not state: gates of types, and which rule their rows follow."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from steward.vocabulary.item import Gate, Model

READ, UPDATE, CREATE, DELETE, PURGE = 1, 2, 4, 8, 16
_ADMIN: Final[dict[str, Gate]] = {"create": (("config", UPDATE),), "purge": (("config", UPDATE),)}


def _ruled_by_config(*names: str) -> dict[str, dict[str, Gate]]:
    return dict.fromkeys(names, _ADMIN)


def _gate(right: str, *bits: int) -> Gate:
    return tuple((right, bit) for bit in bits)


_PENDING: Final[Gate] = (("followup", UPDATE), ("task", 1024), ("ticket", 32768))

GATES: Final[dict[str, dict[str, Gate]]] = {
    **_ruled_by_config(
        "APIClient", "AuthLDAP", "AuthLdapReplicate", "AuthMail", "Blacklist", "BlacklistedMailContent", "FieldUnicity",
        "Fieldblacklist", "MailCollector", "NotificationTemplate", "Rule", "SsoVariable",
    ),
    "Change": {"view": _gate("change", READ, 1024)},
    "ChangeTask": {
        "view": _gate("change", READ, 1024),
        "create": (("change", UPDATE), ("task", 4096)),
        "update": (("change", UPDATE), ("task", 1024)),
    },
    "ChangeValidation": {
        "view": _gate("changevalidation", CREATE, PURGE, 1024),
        "update": _gate("changevalidation", CREATE, PURGE, 1024),
        "purge": _gate("change", UPDATE),
    },
    "Document": {"create": (("document", CREATE), ("ticket", CREATE), ("followup", CREATE))},
    "ITILSolution": {"view": (*_gate("ticket", READ, 1024), *_gate("problem", READ, 1024), *_gate("change", READ, 1024))},
    "Item_Devices": dict.fromkeys(("view", "create", "update", "delete", "purge"), False),
    "KnowbaseItem": {"view": _gate("knowbase", READ, 2048)},
    "KnowbaseItemCategory": {"view": (("knowbasecategory", READ), ("helpdesk:", 0))},
    "Lockedfield": {"view": _gate("locked_field", UPDATE), "purge": _gate("locked_field", UPDATE)},
    "NetworkPortMigration": {"create": False},
    "PendingReason_Item": {
        "view": (*_gate("followup", READ, 8192), *_gate("task", READ, 8192)),
        "create": _PENDING, "update": _PENDING, "delete": _PENDING, "purge": _PENDING,
    },
    "Problem": {"view": _gate("problem", READ, 1024)},
    "ProblemTask": {
        "view": _gate("problem", READ, 1024),
        "create": (("problem", UPDATE), ("task", 4096)),
        "update": (("problem", UPDATE), ("task", 1024)),
        "purge": _gate("problem", PURGE),
    },
    "ProjectTask": {
        "view": (*_gate("project", READ, 1024), ("projecttask", READ)),
        "create": _gate("project", UPDATE),
        "update": _gate("projecttask", 1024),
        "purge": _gate("project", UPDATE),
    },
    "QueuedNotification": {"create": True},
    **{
        name: {
            "view": _gate(right, READ, 128),
            "create": _gate(right, CREATE, 128),
            "update": _gate(right, UPDATE, 128),
            "purge": _gate(right, PURGE, 128),
        }
        for name, right in (("RSSFeed", "rssfeed_public"), ("Reminder", "reminder_public"))
    },
    "Reservation": {
        "create": _gate("reservation", CREATE, 1024),
        "update": _gate("reservation", UPDATE, 1024),
        "delete": _gate("reservation", DELETE, 1024),
    },
    "ReservationItem": {"view": _gate("reservation", READ, 1024)},
    "Ticket": {
        "view": _gate("ticket", READ, 1024, 2048, 4096, 32768),
        "update": (*_gate("central:ticket", UPDATE, 8192, 16384, 32768, 65536), ("helpdesk:ticket", CREATE)),
        "delete": (("central:ticket", DELETE), ("helpdesk:ticket", CREATE)),
    },
    "TicketSatisfaction": {"update": _gate("ticket", READ)},
    "TicketTask": {
        "create": (("task", 4096), ("ticket", 32768)),
        "update": (("task", 1024), ("ticket", 32768)),
    },
    "TicketValidation": {
        "view": _gate("ticketvalidation", 1024, 2048, 4096, 8192),
        "create": _gate("ticketvalidation", 1024, 2048),
        "update": _gate("ticketvalidation", 1024, 2048, 4096, 8192),
    },
}  # fmt: skip

VISIBLE_IF: Final = {
    "Ticket": "ticket_actors",
    "Problem": "itil_actors",
    "Change": "itil_actors",
    "ITILFollowup": "timeline",
    "TicketTask": "timeline",
    "ProblemTask": "timeline",
    "ChangeTask": "timeline",
    "User": "assigned_users",
    "Entity": "active_entities",
    "Reminder": "shared",
    "RSSFeed": "shared",
    "KnowbaseItem": "knowledge",
    "SavedSearch": "saved_searches",
    "PlanningExternalEvent": "planned_events",
    "Project": "project_members",
    "ProjectTask": "project_task_members",
    "Config": "plain_configuration",
    "Notification": "notifications",
    "ReservationItem": "own_entity",
    "Notepad": "notes",
    "Log": "history",
}


ROLES: Final = {
    "Item_Devices": "component_link",
    "Item_Disk": "disk",
    "Item_SoftwareVersion": "installation",
    "Computer_Item": "connection",
    "NetworkPort": "port",
    "NetworkName": "port_name",
    "IPAddress": "address",
    "IPAddress_IPNetwork": "address_network",
    "Infocom": "infocom",
    "Contract_Item": "contract_link",
    "Document_Item": "document_link",
    "Item_Ticket": "ticket_item",
    "Item_Problem": "problem_item",
    "Change_Item": "change_item",
    "Item_DeviceSimcard": "simcard",
    "QueuedNotification": "queued_mail",
    "Glpi\\Socket": "socket",
}
"""Types that reading needs by what they are, besides those of the facts model."""

HIDDEN: Final = {
    "User": ("password_forget_token",),
    "SNMPCredential": ("auth_passphrase", "priv_passphrase"),
}
"""Secrets that the recorded server shows and we do not."""

WITHHOLDS: Final = {"glpi_configs": "settings", "glpi_queuednotifications": "mails"}


def with_rights(model: Model) -> Model:
    items = {
        name: replace(
            item,
            gates=GATES.get(name, {}),
            visible_if=VISIBLE_IF.get(name),
            roles=item.roles | ({ROLES[name]} if name in ROLES else frozenset()),
            undisclosed=item.undisclosed | frozenset(HIDDEN.get(name, ())),
            withholds=WITHHOLDS.get(item.table or "", ""),
        )
        for name, item in model.items.items()
    }
    return replace(model, items=items)
