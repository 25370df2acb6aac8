"""Reservations, and the items that can be reserved."""

from __future__ import annotations

from steward.itemtypes.bundles import LOCATION_DETAILS
from steward.itemtypes.consequences import alerts
from steward.itemtypes.gates import CREATE, DELETE, READ, UPDATE, gate
from steward.itemtypes.steps import authorship, planning
from steward.itemtypes.traits import commented, in_entity, recursive, used_by
from steward.vocabulary.fields import Flag, Moment, Number
from steward.vocabulary.notation import ItemType, parent
from steward.vocabulary.options import Option, Virtual, option
from steward.vocabulary.paths import link


class ReservationItem(ItemType):
    label = "Reservable item", "Reservable items"
    traits = commented(4), in_entity, recursive.unlisted
    child_of = parent(rights="view", among=("reservation_types",))
    right = "reservation"
    unique = ("itemtype", "items_id")
    indexes = {"item": ("itemtype", "items_id")}
    right_labels = {
        "central": {1: "Read", 2: "Update", 4: "Create", 16: "Purge", 1024: "Make a reservation"},
        "helpdesk": {1: "Read", 1024: "Make a reservation"},
    }
    visible_if = "own_entity"
    purges = (alerts("ReservationItem"),)
    gates = {"view": gate("reservation", READ, 1024)}
    on_add = (planning.check_reservable, authorship.unique("itemtype", "items_id"))
    options = (
        LOCATION_DETAILS,
        Option(
            number=1,
            label="Name",
            group="common",
            table="reservation_types",
            field="name",
            linkfield="",
            datatype="itemlink",
            uid="ReservationItem..UNKNOWN.name",
            searchtypes=("contains", "notcontains", "equals", "notequals"),
            extra={"massiveaction": False},
        ),
        Option(
            number=2,
            label="ID",
            group="common",
            table="reservation_types",
            field="id",
            linkfield="",
            datatype="number",
            uid="ReservationItem..UNKNOWN.id",
            searchtypes=("contains", "notcontains"),
            extra={"massiveaction": False},
        ),
        option(
            9,
            "Planning",
            (),
            Virtual("_virtual"),
            nosearch=True,
            nosort=True,
            fixed=True,
            additionalfields=["is_active"],
        ),
        option(3, "Location", link("Location"), "completename", fixed=True),
        Option(
            number=6,
            label="Inventory number",
            group="common",
            table="reservation_types",
            field="otherserial",
            linkfield="",
            datatype="string",
            uid="ReservationItem..UNKNOWN.otherserial",
            searchtypes=("contains", "notcontains"),
        ),
        Option(
            number=16,
            label="Comments",
            group="common",
            table="reservation_types",
            field="comment",
            linkfield="",
            datatype="text",
            uid="ReservationItem..UNKNOWN.comment",
            searchtypes=("contains", "notcontains"),
            extra={"massiveaction": False},
        ),
        option(70, "User", link("User"), "name", fixed=True, right="all"),
        option(71, "Group", link("Group"), "completename", fixed=True),
        Option(
            number=19,
            label="Last update",
            group="common",
            table="reservation_types",
            field="date_mod",
            linkfield="",
            datatype="datetime",
            uid="ReservationItem..UNKNOWN.date_mod",
            searchtypes=("equals", "notequals", "lessthan", "morethan", "contains", "notcontains"),
            extra={"massiveaction": False},
        ),
        option(23, "Manufacturer", link("Manufacturer"), "name", fixed=True),
        option(24, "Technician in charge", link("User", "users_id_tech"), "name", fixed=True, right="interface"),
    )

    is_active = Flag(option=5, label="Active", default=1)


class Reservation(ItemType):
    label = "Reservation", "Reservations"
    traits = commented.unlisted, used_by.unlisted
    child_of = parent("ReservationItem", rights="view")
    right = "reservation"
    indexes = {"resagroup": ("reservationitems_id", "group")}
    meta_types = ("Computer", "Monitor", "NetworkEquipment", "Peripheral", "Phone", "Printer", "Software")
    gates = {
        "create": gate("reservation", CREATE, 1024),
        "update": gate("reservation", UPDATE, 1024),
        "delete": gate("reservation", DELETE, 1024),
    }
    on_add = (planning.check_reservation_item, planning.check_span, authorship.signed())
    on_update = (planning.check_span,)

    begin = Moment()
    end = Moment()
    group = Number()
