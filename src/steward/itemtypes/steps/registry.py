"""Registry: the steps of every item type that has some, until the declarations name them themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from steward.itemtypes.steps import (
    actors,
    agreements,
    calendars,
    clients,
    configuration,
    connections,
    datacenters,
    documents,
    dropdowns,
    emails,
    entities,
    finance,
    itil,
    knowledge,
    networks,
    ordering,
    planning,
    profiles,
    projects,
    secrets,
    software,
    supplies,
    timeline,
    unicity,
    users,
    validations,
)
from steward.itemtypes.steps.authorship import dated, defaults, edited, fixed, signed, unique, universal
from steward.vocabulary.item import Item, Model
from steward.vocabulary.steps import Step

Steps = Mapping[str, tuple[Step, ...]]
Lists = Mapping[str, tuple[str, ...]]

_USER: Final[Steps] = {
    "on_add": (
        users.check_login, users.check_profile, users.keep_server_columns, users.hash_password, users.digest_tokens,
        users.take_picture,
    ),
    "after_add": (users.give_profile, users.write_addresses),
    "on_update": (
        users.spare_higher_ranks, users.keep_an_administrator, users.keep_login_unless_free, users.keep_server_columns,
        users.hash_password, users.digest_tokens, users.take_picture,
    ),
    "after_update": (users.write_addresses, users.discard_old_picture),
    "on_delete": (users.protect,),
    "on_purge": (users.protect,),
    "after_purge": (users.discard_old_picture,),
}  # fmt: skip

_DOCUMENT: Final[Steps] = {
    "on_add": (
        documents.keep_file_columns, documents.sign, documents.check_link, documents.take_file, documents.name_after_file,
        documents.attach,
    ),
    "on_update": (documents.keep_file_columns, documents.check_link, documents.take_file),
    "after_update": (documents.discard_replaced_file,),
    "after_purge": (documents.say_file_is_gone,),
}  # fmt: skip

_ITIL_ADD: Final = (
    itil.check_date, itil.name_from_content, actors.check_actors, itil.set_levels, itil.sign, itil.assign_new,
    itil.date_status_of_new,
)  # fmt: skip
_ITIL_AFTER_ADD: Final = (
    actors.write_actors, itil.link_assets, itil.start_timeline, documents.attach_files, itil.name_with_id,
)  # fmt: skip
_ITIL_UPDATE: Final = (
    itil.check_date, itil.name_from_content, actors.check_actors, itil.follow_levels, itil.move_status,
)  # fmt: skip
_ITIL_AFTER_UPDATE: Final = (actors.write_actors, documents.attach_files, itil.settle_solution)
_ITIL: Final[Steps] = {
    "on_add": _ITIL_ADD,
    "after_add": _ITIL_AFTER_ADD,
    "on_update": (*_ITIL_UPDATE, itil.sign_change),
    "after_update": _ITIL_AFTER_UPDATE,
}
_TICKET: Final[Steps] = {
    "on_add": (*_ITIL_ADD, itil.set_type, itil.set_source, itil.drop_early_due_date, agreements.set_due_dates),
    "after_add": (*_ITIL_AFTER_ADD, itil.link_tickets),
    "on_update": (itil.restrict, *_ITIL_UPDATE, agreements.set_due_dates, itil.sign_change),
    "after_update": (*_ITIL_AFTER_UPDATE, itil.link_tickets),
}
_ACTOR: Final[Steps] = {
    "on_add": (actors.check_actor,),
    "after_add": (actors.assign_parent,),
    "on_update": (actors.check_actor,),
    "after_update": (actors.assign_parent,),
    "after_purge": (actors.release_parent,),
}
_ACTORS: Final = (
    "Ticket_User", "Problem_User", "Change_User", "Group_Ticket", "Group_Problem", "Change_Group",
    "Supplier_Ticket", "Problem_Supplier", "Change_Supplier",
)  # fmt: skip
_TASK: Final[Steps] = {
    "on_add": (
        timeline.task_has_content, timeline.may_add_task, timeline.plan_task, timeline.private_by_preference, timeline.place,
        universal(), dated(), signed(),
    ),
    "after_add": (timeline.sum_up_tasks, documents.attach_files),
    "on_update": (timeline.task_has_content, timeline.plan_task, edited()),
    "after_update": (timeline.sum_up_tasks, documents.attach_files),
    "after_purge": (timeline.sum_up_tasks,),
}  # fmt: skip
_VALIDATION: Final[Steps] = {
    "on_add": (validations.check_request, validations.may_ask, validations.ask, timeline.place),
    "after_add": (timeline.work_on_parent, validations.sum_up),
    "on_update": (validations.answer,),
    "after_update": (validations.sum_up,),
    "after_purge": (validations.sum_up,),
}


def _asset_link(once: Step) -> Steps:
    return {
        "on_add": (once,),
        "after_add": (timeline.name_by_asset, timeline.touch_parent),
        "after_purge": (timeline.touch_parent,),
    }


STEPS: Final[Mapping[str, Steps]] = {
    # People and what they may do
    "User": _USER,
    "UserEmail": {
        "on_add": (emails.check_rank, emails.check_address, emails.default_if_first),
        "after_add": (emails.be_the_only_default,),
        "on_update": (emails.check_rank, emails.check_address),
        "after_update": (emails.be_the_only_default,),
        "on_purge": (emails.check_rank,),
        "after_purge": (emails.hand_on_default,),
    },
    "Profile": {
        "after_add": (profiles.create_rights, profiles.be_the_only_default),
        "after_update": (profiles.change_rights, profiles.be_the_only_default),
        "on_purge": (profiles.keep_configuring_profile,),
    },
    "ProfileRight": {
        "on_update": (fixed("profiles_id", "name"), profiles.keep_configuring_right),
        "on_purge": (profiles.keep_configuring_right,),
    },
    "Profile_User": {
        "on_add": (profiles.check_assignment,),
        "on_update": (profiles.check_moved_assignment, profiles.keep_administrator_assigned),
        "on_purge": (profiles.check_assignment, profiles.keep_last_administrator),
    },
    "Entity": {
        "on_add": (entities.check_name, entities.hang_below_active),
        "on_update": (entities.check_name, entities.keep_root_on_top),
        "on_purge": (entities.keep_if_needed,),
    },
    # Administration
    "APIClient": {
        "on_add": (clients.read_ranges, clients.read_ipv6, clients.digest_app_token),
        "on_update": (clients.read_ranges, clients.read_ipv6, clients.digest_app_token),
    },
    "Config": {
        "on_update": (configuration.keep_key, configuration.check_value),
        "after_update": (configuration.change_named_values,),
    },
    "FieldUnicity": {"on_add": (unicity.join_fields,), "on_update": (unicity.join_fields,)},
    "AuthLDAP": {
        "on_add": (secrets.keep("rootdn_passwd"),),
        "on_update": (secrets.keep("rootdn_passwd"),),
        "after_add": (secrets.be_the_only_default,),
        "after_update": (secrets.be_the_only_default,),
    },
    "MailCollector": {"on_add": (secrets.keep("passwd"),), "on_update": (secrets.keep("passwd"),)},
    # Dropdowns
    "State": {"on_add": (dropdowns.unique_state,), "on_update": (dropdowns.unique_state,)},
    "DropdownTranslation": {
        "on_add": (dropdowns.check_translation, dropdowns.unique_translation),
        "on_update": (dropdowns.check_translation, dropdowns.unique_translation),
    },
    "DocumentType": {
        "on_add": (dropdowns.check_extension, dropdowns.unique_extension),
        "on_update": (dropdowns.check_extension, dropdowns.unique_extension),
    },
    "RequestType": {
        "after_add": (dropdowns.drop_default_flag_of_others,),
        "after_update": (dropdowns.drop_default_flag_of_others,),
    },
    # Management
    "Document": _DOCUMENT,
    "Document_Item": {
        "on_add": (documents.check_attachment, documents.date_attachment, documents.stay_in_entity),
        "after_add": (timeline.touch_parent,),
    },
    "Infocom": {
        "on_add": (finance.check_financed, finance.one_per_item, finance.alert_as_entity_says, finance.fill_dates),
        "on_update": (fixed("itemtype", "items_id"),),
    },
    "Contract": {"on_add": (finance.alert_of_contract,)},
    "Contract_Item": {"on_add": (finance.one_link, finance.keep_within_links)},
    "Budget": {"on_add": (finance.budget_dates,), "on_update": (finance.budget_dates,)},
    # Assets and what is in them
    "Computer": {"after_update": (connections.lead_devices,)},
    **{name: {"on_add": (connections.manage_as_configured,)} for name in connections.RESTRICTED},
    "Computer_Item": {"on_add": (connections.connect_once,), "after_add": (connections.follow_computer,)},
    "Software": {"on_add": (software.visible_by_default,)},
    "Item_SoftwareVersion": {"on_add": (software.copy_item_flags,)},
    "SoftwareLicense": {
        "on_add": (software.need_software, software.judge_licence),
        "after_add": (software.judge_software,),
        "on_update": (software.judge_licence,),
        "after_update": (software.judge_software,),
        "after_purge": (software.judge_software,),
    },
    "Item_SoftwareLicense": {
        "after_add": (software.judge_assigned_licence,),
        "after_purge": (software.judge_assigned_licence,),
    },
    "Cartridge": {"on_add": (supplies.belong_to_cartridge, supplies.enter_stock)},
    "Consumable": {"on_add": (supplies.belong_to_consumable, supplies.enter_stock)},
    "Item_Rack": {"on_add": (datacenters.check_place,), "on_update": (datacenters.check_place,)},
    # Networks
    "NetworkPort": {
        "after_add": (networks.name_port, networks.create_children),
        "on_update": (networks.name_port,),
    },
    "NetworkName": {
        "on_add": (networks.check_label,),
        "after_add": (networks.write_addresses,),
        "on_update": (networks.check_label,),
        "after_update": (networks.write_addresses,),
    },
    "IPAddress": {
        "on_add": (networks.read_address, networks.find_main_item),
        "after_add": (networks.join_networks,),
        "on_update": (networks.read_address, networks.find_main_item),
        "after_update": (networks.join_networks,),
    },
    "IPNetwork": {
        "on_add": (networks.read_network,),
        "after_add": (networks.gather_contents,),
        "on_update": (networks.read_network, networks.take_parent),
        "after_update": (networks.gather_contents,),
    },
    "NetworkPort_NetworkPort": {"on_add": (networks.check_connection,)},
    # Assistance
    "Ticket": _TICKET,
    "Problem": _ITIL,
    "Change": _ITIL,
    "ITILFollowup": {
        "on_add": (
            timeline.followup_has_content, timeline.may_follow_up, timeline.private_by_preference, timeline.place,
            dated(), signed(),
        ),
        "after_add": (timeline.answer_parent, documents.attach_files),
        "on_update": (timeline.followup_has_content, edited()),
        "after_update": (timeline.touch_parent, documents.attach_files),
        "after_purge": (timeline.touch_parent,),
    },
    "ITILSolution": {
        "on_add": (timeline.may_solve, timeline.check_open, timeline.start_solution),
        "after_add": (timeline.solve_parent, documents.attach_files, timeline.name_by_id),
        "on_update": (timeline.answer_solution,),
        "after_update": (timeline.follow_answer, documents.attach_files),
    },
    "TicketTask": _TASK,
    "ProblemTask": _TASK,
    "ChangeTask": _TASK,
    "TicketValidation": _VALIDATION,
    "ChangeValidation": _VALIDATION,
    "Item_Ticket": {
        **_asset_link(timeline.asset_once),
        "after_purge": (timeline.touch_parent, timeline.trash_with_last_asset),
    },
    "Item_Problem": _asset_link(timeline.asset_once_in_problem),
    "Change_Item": _asset_link(timeline.asset_once_in_change),
    "Ticket_Ticket": {"on_add": (timeline.check_ticket_link,)},
    "Problem_Ticket": {"on_add": (unique("problems_id", "tickets_id"),)},
    "Change_Ticket": {"on_add": (unique("changes_id", "tickets_id"),)},
    "Change_Problem": {"on_add": (unique("changes_id", "problems_id"),)},
    **dict.fromkeys(_ACTORS, _ACTOR),
    "SLA": {"on_add": (agreements.take_from_management,)},
    "OLA": {"on_add": (agreements.take_from_management,)},
    "SLM": {"after_update": (agreements.pass_on_calendar,)},
    # Tools
    "ReservationItem": {"on_add": (planning.check_reservable, planning.reservable_once)},
    "Reservation": {
        "on_add": (planning.check_reservation_item, planning.check_span, signed()),
        "on_update": (planning.check_span,),
    },
    "Reminder": {
        "on_add": (universal(), dated(), signed(), planning.plan, planning.check_view_dates),
        "on_update": (planning.plan, planning.check_view_dates, fixed("users_id")),
        "after_add": (documents.attach_files,),
    },
    "PlanningExternalEvent": {
        "on_add": (universal(), dated(), signed(), planning.check_event),
        "on_update": (planning.check_event,),
    },
    "RSSFeed": {"on_add": (signed(), planning.check_feed), "on_update": (planning.check_feed, fixed("users_id"))},
    "KnowbaseItem": {
        "on_add": (knowledge.check_view_dates,),
        "after_add": (knowledge.show_to, knowledge.file_under, knowledge.belong_to, documents.attach_files),
        "on_update": (knowledge.check_view_dates,),
        "after_update": (knowledge.show_to, knowledge.file_under, documents.attach_files),
    },
    "Project": {
        "on_add": (projects.check_percent, projects.planned_in_order, projects.real_in_order),
        "on_update": (
            projects.keep_out_of_own_branch, projects.check_percent, projects.planned_in_order, projects.real_in_order,
        ),
        "after_update": (projects.pass_on_project_progress,),
    },
    "ProjectTask": {
        "on_add": (
            projects.follow_parent_task, projects.need_project, projects.check_percent, projects.planned_in_order,
            projects.real_in_order, universal(), signed(),
        ),
        "after_add": (projects.pass_on_progress,),
        "on_update": (
            projects.keep_out_of_own_branch, projects.check_percent, projects.planned_in_order, projects.real_in_order,
        ),
        "after_update": (projects.pass_on_progress,),
    },
    "ProjectTeam": {"on_add": (projects.check_member, projects.once_in_team)},
    "ProjectTaskTeam": {"on_add": (projects.check_member, projects.once_in_task_team)},
    "SavedSearch": {"on_add": (ordering.check_search,)},
    # Setup
    "CalendarSegment": {
        "on_add": (calendars.check_segment,),
        "after_add": (calendars.note_lengths,),
        "on_update": (calendars.check_segment,),
        "after_update": (calendars.note_lengths,),
        "after_purge": (calendars.note_lengths,),
    },
    "Holiday": {"on_add": (calendars.holidays_in_order,), "on_update": (calendars.holidays_in_order,)},
    "DisplayPreference": {"on_add": (ordering.column_comes_last,)},
    "DomainRecord": {"on_add": (defaults(ttl=3600),)},
    "Rack": {"on_add": (defaults(bgcolor="#FEC95C"),)},
}  # fmt: skip
"""By item type, then by moment: on_add, on_update, on_delete, on_purge before the write, after_… once it is done."""

TIMELINE: Final = frozenset(
    "ITILFollowup TicketTask ProblemTask ChangeTask ITILSolution TicketValidation ChangeValidation".split()
)
"""Types whose steps say who may add one, instead of the right to change the parent."""

SILENT: Final = frozenset(
    {"UserEmail", "Profile_User", "ProfileRight", "Infocom", "Notepad", "DisplayPreference", *_ACTORS}
) | TIMELINE - {"ITILSolution"}
"""Types whose writes are not announced by a message."""

_NO_STEPS: Final[Steps] = {}


def with_steps(model: Model) -> Model:
    """The same model, its types with their steps."""
    lists = model.type_lists
    return replace(model, items={name: _with_steps(item, lists) for name, item in model.items.items()})


def _with_steps(item: Item, lists: Lists) -> Item:
    changes: dict[str, Any] = dict(steps_of(item, lists))
    if item.name in SILENT:
        changes["silent"] = True
    if item.name in TIMELINE:
        changes["roles"] = item.roles | {"timeline"}
    return replace(item, **changes) if changes else item


def steps_of(item: Item, lists: Lists) -> dict[str, tuple[Step, ...]]:
    """Own steps of a type, and those of its family: rules, built-in components, branches of trees."""
    found = {moment: tuple(steps) for moment, steps in STEPS.get(item.name, _NO_STEPS).items()}

    def add(moment: str, *steps: Step) -> None:
        found[moment] = (*found.get(moment, ()), *steps)

    if item.table == "glpi_rules":
        add("on_add", ordering.name_kind_of_rule, ordering.check_match, ordering.rule_comes_last, universal())
        add("on_update", ordering.check_match, fixed("sub_type", "uuid"))
        add("after_purge", ordering.close_gap)
    if item.name.startswith("Item_Device"):
        add("on_add", connections.fill_from_component)
    if item.tree and item.name != "Entity" and any("name" in columns for columns in item.unique.values()):
        add("on_add", dropdowns.name_even_if_empty)
    if item.name.endswith("Cost") and item.has("begin_date"):
        add("on_add", finance.cost_dates)
        add("on_update", finance.cost_dates)
    if item.name in lists.get("infocom_types", ()):
        add("after_add", finance.start_financial_information)
    if item.has("no_entity_restriction"):
        add("on_add", knowledge.reach_anywhere)
        add("on_update", knowledge.reach_anywhere)
    return found
