"""Approvals of tickets and changes."""

from __future__ import annotations

from steward.itemtypes.gates import CREATE, PURGE, UPDATE, gate
from steward.itemtypes.service_families import VALIDATION
from steward.itemtypes.traits import recursive
from steward.vocabulary.notation import ItemType, parent
from steward.vocabulary.options import Heading


class TicketValidation(ItemType):
    label = "Approval", "Approvals"
    traits = VALIDATION
    child_of = parent("Ticket", actions=(12, 12, 12))
    right = "ticketvalidation"
    right_labels = {
        "central": {
            16: "Purge",
            1024: "Create for request",
            2048: "Create for incident",
            4096: "Validate a request",
            8192: "Validate an incident",
        },
        "helpdesk": {
            1024: "Create for request",
            2048: "Create for incident",
            4096: "Validate a request",
            8192: "Validate an incident",
        },
    }
    gates = {
        "view": gate("ticketvalidation", 1024, 2048, 4096, 8192),
        "create": gate("ticketvalidation", 1024, 2048),
        "update": gate("ticketvalidation", 1024, 2048, 4096, 8192),
    }
    options = (Heading("common", "Approval"),)


class ChangeValidation(ItemType):
    label = "Approval", "Approvals"
    traits = VALIDATION, recursive.unlisted
    child_of = parent("Change", actions=(12, 12, 12))
    right = "changevalidation"
    right_labels = {"central": {4: "Create", 16: "Purge", 1024: "Validate"}}
    gates = {
        "view": gate("changevalidation", CREATE, PURGE, 1024),
        "update": gate("changevalidation", CREATE, PURGE, 1024),
        "purge": gate("change", UPDATE),
    }
    options = (Heading("common", "Approval"),)
