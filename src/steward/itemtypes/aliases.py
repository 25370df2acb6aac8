"""Aliases: deprecated names of item types that clients still ask for."""

from __future__ import annotations

from steward.vocabulary.item import Alias

ALIASES = (
    Alias(
        name="TicketFollowup",
        current="ITILFollowup",
        input_rename={"tickets_id": "items_id"},
        input_add={"itemtype": "Ticket"},
        output_rename={"items_id": "tickets_id"},
        output_drop=("itemtype", "sourceitems_id", "sourceof_items_id"),
        criterion={"link": "AND", "field": 6, "searchtype": "equals", "value": "Ticket"},
    ),
    Alias("Netpoint", "Glpi\\Socket"),
    Alias(
        name="Computer_SoftwareLicense",
        current="Item_SoftwareLicense",
        input_rename={"computers_id": "items_id"},
        input_add={"itemtype": "Computer"},
        output_rename={"items_id": "computers_id"},
        output_drop=("itemtype",),
        criterion={"link": "AND", "field": 6, "searchtype": "equals", "value": "Computer"},
    ),
    Alias(
        name="Computer_SoftwareVersion",
        current="Item_SoftwareVersion",
        input_rename={
            "computers_id": "items_id",
            "is_template_computer": "is_template_item",
            "is_deleted_computer": "is_deleted_item",
        },
        input_add={"itemtype": "Computer"},
        output_rename={
            "items_id": "computers_id",
            "is_template_item": "is_template_computer",
            "is_deleted_item": "is_deleted_computer",
        },
        output_drop=("itemtype",),
        criterion={"link": "AND", "field": 5, "searchtype": "equals", "value": "Computer"},
    ),
    # Names that links advertise though the types are called otherwise, and names of later versions.
    Alias("Supplier_Problem", "Problem_Supplier"),
    Alias("Group_Change", "Change_Group"),
    Alias("Supplier_Change", "Change_Supplier"),
    Alias("ItemAntivirus", "ComputerAntivirus"),
    Alias("ItemVirtualMachine", "ComputerVirtualMachine"),
)
