"""Tickets: incidents and requests."""

from __future__ import annotations

from steward.itemtypes.bundles import (
    DOCUMENTED,
    FOLLOWUPS,
    ITIL_ATTACHED,
    LOCATION_DETAILS,
    OLAS,
    SATISFACTION,
    SLAS,
    SOLUTIONS,
    approvals,
    costs,
    itil_items,
    tasks,
)
from steward.itemtypes.bundles import actors as shown_actors
from steward.itemtypes.gates import CREATE, DELETE, READ, UPDATE, gate
from steward.itemtypes.service_desk.words import itil_words
from steward.itemtypes.service_families import APPROVED, ITIL_OBJECT, STATISTICS
from steward.itemtypes.steps import actors, agreements, documents, itil, pending
from steward.itemtypes.traits import located
from steward.vocabulary.fields import Choice, Duration, Link, Moment, Number, Shown
from steward.vocabulary.notation import ItemType
from steward.vocabulary.options import Computed, Count, option
from steward.vocabulary.paths import child, either, link
from steward.vocabulary.relations import Purge


class Ticket(ItemType):
    label = "Ticket", "Tickets"
    traits = ITIL_OBJECT, located(83), STATISTICS, APPROVED
    right = "ticket"
    indexes = {"request_type": ("requesttypes_id",)}
    forwards_entity_to = ("TicketValidation", "TicketCost")
    clones = ("Ticket_User", "Group_Ticket", "Supplier_Ticket")
    right_labels = {
        "central": {
            1: "See my ticket",
            2: "Update",
            4: "Create",
            8: "Delete",
            16: "Purge",
            1024: "See all tickets",
            2048: "See group ticket",
            4096: "See assigned",
            8192: "Assign",
            16384: "Steal",
            32768: "Beeing in charge",
            65536: "Change the priority",
            131072: "Approve solution/Reply survey (my ticket)",
        },
        "helpdesk": {1: "See my ticket", 4: "Create", 2048: "See group ticket"},
    }
    child_links = (
        "TicketTask",
        "TicketValidation",
        "TicketCost",
        "Problem_Ticket",
        "Change_Ticket",
        "Item_Ticket",
        "ITILSolution",
        "ITILFollowup",
        "Ticket_User",
        "Group_Ticket",
        "Supplier_Ticket",
    )
    visible_if = "ticket_actors"
    purges = (
        Purge("glpi_olalevels_tickets", ("tickets_id",), item="OlaLevel_Ticket"),
        Purge("glpi_slalevels_tickets", ("tickets_id",), item="SlaLevel_Ticket"),
        Purge("glpi_ticketsatisfactions", ("tickets_id",), item="TicketSatisfaction"),
        Purge("glpi_tickettasks", ("tickets_id",), item="TicketTask"),
    )
    gates = {
        "view": gate("ticket", READ, 1024, 2048, 4096, 32768),
        "update": gate("central:ticket", UPDATE, 8192, 16384, 32768, 65536) + gate("helpdesk:ticket", CREATE),
        "delete": gate("central:ticket", DELETE) + gate("helpdesk:ticket", CREATE),
    }
    on_add = (
        itil.check_date,
        itil.name_from_content,
        actors.check_actors,
        itil.set_levels,
        itil.sign,
        itil.assign_new,
        itil.date_status_of_new,
        itil.set_type,
        itil.set_source,
        itil.drop_early_due_date,
        agreements.set_due_dates,
    )
    after_add = (
        actors.write_actors,
        itil.link_assets,
        itil.start_timeline,
        documents.attach_files,
        itil.name_with_id,
        itil.link_tickets,
    )
    on_update = (
        itil.restrict,
        itil.check_date,
        itil.name_from_content,
        actors.check_actors,
        itil.follow_levels,
        itil.move_status,
        agreements.set_due_dates,
        itil.sign_change,
    )
    after_update = (
        actors.write_actors,
        documents.attach_files,
        itil.settle_solution,
        pending.forget_reason,
        itil.link_tickets,
        itil.end_duplicates,
    )
    words = itil_words(open=(1, 2, 3, 4), process=(2, 3), solved=(5,), closed=(6,))
    options = (
        LOCATION_DETAILS.numbered({91: 84, 92: 85, 93: 86}),
        DOCUMENTED,
        FOLLOWUPS,
        ITIL_ATTACHED,
        OLAS,
        SATISFACTION,
        SLAS,
        SOLUTIONS,
        shown_actors("Ticket_User", "Group_Ticket", "Supplier_Ticket"),
        itil_items("Item_Ticket"),
        tasks("TicketTask"),
        costs("TicketCost"),
        approvals("TicketValidation", "create_ticket_validate", ["validate_request", "validate_incident"]),
        option(
            82,
            "Time to resolve exceeded",
            (),
            Computed("late_to_resolve"),
            fixed=True,
            field="is_late",
            datatype="bool",
        ),
        option(159, "Time to own exceeded", (), Computed("late_to_own"), fixed=True, field="is_late", datatype="bool"),
        option(
            182,
            "Internal time to resolve exceeded",
            (),
            Computed("late_to_resolve_internally"),
            fixed=True,
            field="is_late",
            datatype="bool",
        ),
        option(
            187,
            "Internal time to own exceeded",
            (),
            Computed("late_to_own_internally"),
            fixed=True,
            field="is_late",
            datatype="bool",
        ),
        option(
            188,
            "Next escalation level",
            (),
            Computed("next_escalation"),
            fixed=True,
            maybefuture=True,
            field="next_escalation_level",
            datatype="datetime",
            having=True,
        ),
        option(
            40,
            "All linked tickets",
            either("Ticket_Ticket"),
            "tickets_id_1",
            fixed=True,
            search="equals",
            additionalfields=["tickets_id_2"],
            datatype="",
            many=True,
        ),
        option(
            47,
            "Duplicated tickets",
            either("Ticket_Ticket", where={"link": 2}),
            "tickets_id_1",
            fixed=True,
            search="equals",
            additionalfields=["tickets_id_2"],
            datatype="",
            many=True,
        ),
        option(41, "Number of all linked tickets", either("Ticket_Ticket"), Count(), fixed=True),
        option(46, "Number of duplicated tickets", either("Ticket_Ticket", where={"link": 2}), Count(), fixed=True),
        option(
            50,
            "Parent tickets",
            (child("Ticket_Ticket", "tickets_id_1", where={"link": 3}), link("Ticket", "tickets_id_2")),
            "id",
            fixed=True,
            search="equals",
            datatype="itemlink",
            having=True,
        ),
        option(
            67,
            "Child tickets",
            (child("Ticket_Ticket", "tickets_id_2", where={"link": 3}), link("Ticket", "tickets_id_1")),
            "id",
            fixed=True,
            search="equals",
            datatype="itemlink",
            having=True,
        ),
        option(
            68, "Number of sons tickets", child("Ticket_Ticket", "tickets_id_2", where={"link": 3}), Count(), fixed=True
        ),
        option(
            69,
            "Number of parent tickets",
            child("Ticket_Ticket", "tickets_id_1", where={"link": 3}),
            Count(),
            fixed=True,
            additionalfields=["tickets_id_2"],
            many=False,
        ),
        option(200, "Number of problems", child("Problem_Ticket"), Count(), fixed=True),
        option(201, "Problem", (child("Problem_Ticket"), link("Problem")), "name", fixed=True),
        option(
            202,
            "Status",
            (child("Problem_Ticket"), link("Problem")),
            "status",
            fixed=True,
            search="equals",
            searchequalsonfield=True,
            datatype="specific",
        ),
        option(203, "Resolution date", (child("Problem_Ticket"), link("Problem")), "solvedate", fixed=True),
        option(204, "Opening date", (child("Problem_Ticket"), link("Problem")), "date", fixed=True),
        option(210, "Number of changes", child("Change_Ticket"), Count(), fixed=True),
        option(
            193,
            "Contract",
            (child("Ticket_Contract", "tickets_id"), link("Contract")),
            "name",
            fixed=True,
            search=("equals", "contains"),
            many=False,
        ),
        option(
            194,
            "Contract type",
            (
                child("Ticket_Contract", "tickets_id"),
                link("Contract", prints={"jointype": "empty", "linkfield": "contracts_id"}),
                link("ContractType"),
            ),
            "name",
            fixed=True,
            search=("equals", "contains"),
            many=False,
        ),
    )

    takeintoaccountdate = Moment()
    users_id_recipient = Link("User")
    requesttypes_id = Link("RequestType", option=9)
    type = Choice(option=14, label="Type", search="equals", default=1, indexed=True)
    slas_id_ttr = Link("SLA")
    slas_id_tto = Link("SLA")
    slalevels_id_ttr = Link("SlaLevel")
    time_to_own = Moment(
        option=155,
        label="Time to own",
        fixed=True,
        maybefuture=True,
        additionalfields=("date", "status", "takeintoaccount_delay_stat", "takeintoaccountdate"),
        also=(
            Shown(
                option=158,
                label="Time to own + Progress",
                datatype="",
                fixed=True,
                nosearch=True,
                additionalfields=("status",),
            ),
        ),
    )
    sla_waiting_duration = Number()
    ola_waiting_duration = Number(indexed=True)
    olas_id_tto = Link("OLA")
    olas_id_ttr = Link("OLA")
    olalevels_id_ttr = Link("OlaLevel")
    ola_tto_begin_date = Moment(indexed=False)
    ola_ttr_begin_date = Moment(indexed=False)
    internal_time_to_resolve = Moment(
        option=180,
        label="Internal time to resolve",
        fixed=True,
        maybefuture=True,
        additionalfields=("solvedate", "status"),
        also=(
            Shown(
                option=181,
                label="Internal time to resolve + Progress",
                datatype="",
                fixed=True,
                nosearch=True,
                additionalfields=("status",),
            ),
        ),
    )
    internal_time_to_own = Moment(
        option=185,
        label="Internal time to own",
        fixed=True,
        maybefuture=True,
        additionalfields=("date", "status", "takeintoaccount_delay_stat", "takeintoaccountdate"),
        also=(
            Shown(
                option=186,
                label="Internal time to own + Progress",
                datatype="",
                fixed=True,
                nosearch=True,
                additionalfields=("status",),
            ),
        ),
    )
    takeintoaccount_delay_stat = Duration(option=150, label="Take into account time", fixed=True, forcegroupby=True)
