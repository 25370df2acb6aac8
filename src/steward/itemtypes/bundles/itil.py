"""What hangs on tickets, problems and changes alike: actors, followups, tasks, approvals, solutions, costs, items."""

from __future__ import annotations

from typing import Final

from steward.itemtypes.bundles.management import BY_ITEMS_ID, in_project
from steward.vocabulary.options import Bundle, Count, Heading, Max, Option, Sum, bundle, option
from steward.vocabulary.paths import child, link, poly

REQUESTER: Final = 1
ASSIGNEE: Final = 2
OBSERVER: Final = 3

# The session's right to private rows; nothing is printed for who sees them all.
_VISIBLE: Final = {"condition": ""}


def _user(number: int, label: str, users: str, role: int, right: str) -> Option:
    path = (child(users, where={"type": role}), link("User"))
    return option(number, label, path, "name", right=right, use_subquery=True, fixed=True)


def _group(number: int, label: str, groups: str, role: int, picked: str) -> Option:
    path = (child(groups, where={"type": role}), link("Group"))
    return option(number, label, path, "completename", condition={picked: 1}, use_subquery=True, fixed=True)


def actors(users: str, groups: str, suppliers: str) -> Bundle:
    """Who asked, who watches, who works on it, by the relations that hold them."""
    supplier = (child(suppliers, where={"type": ASSIGNEE}), link("Supplier"))
    requester = child(users, where={"type": REQUESTER})
    return bundle(
        Heading("requester", "Requester"),
        _user(4, "Requester", users, REQUESTER, "all"),
        _group(71, "Requester group", groups, REQUESTER, "is_requester"),
        option(22, "Writer", link("User", "users_id_recipient"), "name", right="all"),
        Heading("observer", "Watcher"),
        _user(66, "Watcher", users, OBSERVER, "all"),
        _group(65, "Watcher group", groups, OBSERVER, "is_watcher"),
        Heading("assign", "Assigned to"),
        _user(5, "Technician", users, ASSIGNEE, "own_ticket"),
        option(6, "Assigned to a supplier", supplier, "name", use_subquery=True, fixed=True),
        _group(8, "Technician group", groups, ASSIGNEE, "is_assign"),
        Heading("notification", "Notifications"),
        option(35, "Email followup", requester, "use_notification", many=False, fixed=True),
        option(34, "Email for followup", requester, "alternative_email", datatype="email", many=False, fixed=True),
    )


_DOCUMENT: Final = (poly("Document_Item"), link("Document", prints=BY_ITEMS_ID))
_PENDING: Final = (poly("PendingReason_Item"), link("PendingReason", prints=BY_ITEMS_ID))
ITIL_ATTACHED: Final = bundle(
    option(142, "Documents", _DOCUMENT, "name", nosearch=True, nodisplay=True, having=True, fixed=True),
    option(400, "Pending reason", _PENDING, "name", search=("equals", "notequals"), many=False, fixed=True),
) + in_project("Itil_Project")


def itil_items(relation: str, *, nosort: bool = True) -> Bundle:
    """The items an ITIL object is about."""
    return bundle(
        option(
            13,
            "Associated elements",
            child(relation),
            "items_id",
            datatype="specific",
            comments=True,
            nosearch=True,
            nosort=nosort,
            additionalfields=["itemtype"],
        ),
        option(
            131,
            "Associated item types",
            child(relation),
            "itemtype",
            datatype="itemtypename",
            itemtype_list="ticket_types",
            nosort=True,
            additionalfields=["itemtype"],
        ),
        fixed=True,
    )


_FOLLOWUP: Final = poly("ITILFollowup", named="visible", prints=_VISIBLE)
FOLLOWUPS: Final = bundle(
    Heading("followup", "Followups"),
    option(25, "Description", _FOLLOWUP, "content", htmltext=True, splititems=True),
    option(36, "Date", _FOLLOWUP, "date"),
    option(72, "Latest date", _FOLLOWUP, Max("date")),
    option(27, "Number of followups", _FOLLOWUP, Count()),
    option(29, "Request source", (_FOLLOWUP, link("RequestType")), "name"),
    option(91, "Private followup", _FOLLOWUP, "is_private", splititems=True),
    option(93, "Writer", (_FOLLOWUP, link("User")), "name", datatype="itemlink", right="all"),
    fixed=True,
)


def tasks(item: str) -> Bundle:
    """The tasks of an ITIL object."""
    task = child(item, named="visible", prints=_VISIBLE)
    technician, group = link("User", "users_id_tech"), link("Group", "groups_id_tech")
    return bundle(
        Heading("task", "Tasks"),
        option(26, "Description", task, "content", htmltext=True, splititems=True),
        option(28, "Number of tasks", task, Count()),
        option(20, "Category", (task, link("TaskCategory")), "name", splititems=True),
        option(92, "Private task", task, "is_private", splititems=True),
        option(94, "Writer", (task, link("User")), "name", datatype="itemlink", right="all"),
        option(95, "Technician in charge", (task, technician), "name", datatype="itemlink", right="own_ticket"),
        option(112, "Group in charge", (task, group), "completename", datatype="itemlink", condition={"is_task": 1}),
        option(96, "Duration", task, "actiontime", datatype="timestamp"),
        option(97, "Date", task, "date"),
        option(73, "Latest date", task, Max("date"), having=False),
        option(33, "Status", task, "state", datatype="specific", search="equals", searchequalsonfield=True),
        option(173, "Begin date", task, "begin", maybefuture=True),
        option(174, "End date", task, "end", maybefuture=True),
        option(175, "Task template", (task, link("TaskTemplate")), "name", many=False),
        fixed=True,
    )


def approvals(item: str, ask: str, answer: str | list[str]) -> Bundle:
    """The approvals of an ITIL object; `ask` and `answer` are the rights by which pickers offer users."""
    approval = child(item)
    approver = (approval, link("User", "users_id_validate"))
    return bundle(
        Heading("validation", "Approval"),
        option(53, "Request comments", approval, "comment_submission", htmltext=True),
        option(54, "Approval comments", approval, "comment_validation", htmltext=True),
        option(55, "Approval status", approval, "status", datatype="specific", search="equals"),
        option(56, "Request date", approval, "submission_date"),
        option(57, "Approval date", approval, "validation_date"),
        option(58, "Requester", (approval, link("User")), "name", datatype="itemlink", right=ask),
        option(59, "Approver", approver, "name", datatype="itemlink", right=answer),
        fixed=True,
    )


_SOLUTION: Final = poly("ITILSolution")
_EQUALITY: Final = ("equals", "notequals")
SOLUTIONS: Final = bundle(
    Heading("solution", "Solution"),
    option(23, "Solution type", (_SOLUTION, link("SolutionType")), "name"),
    option(24, "Solution", _SOLUTION, "content", htmltext=True),
    option(
        38,
        "Any solution status",
        _SOLUTION,
        "status",
        datatype="specific",
        search=_EQUALITY,
        searchequalsonfield=True,
    ),
    option(
        39,
        "Last solution status",
        poly("ITILSolution", latest=True),
        "status",
        datatype="specific",
        search=_EQUALITY,
        searchequalsonfield=True,
    ),
    option(74, "Latest date", _SOLUTION, Max("date_creation"), having=False),
    fixed=True,
)


def costs(item: str) -> Bundle:
    """The costs of an ITIL object."""
    cost = child(item)
    return bundle(
        Heading("cost", "Cost"),
        option(48, "Total cost", cost, Sum("total_cost"), field="totalcost"),
        option(42, "Time cost", cost, Sum("time_cost"), field="cost_time"),
        option(49, "Cost - Duration", cost, "actiontime", datatype="timestamp", having=True),
        option(43, "Fixed cost", cost, Sum("cost_fixed")),
        option(44, "Material cost", cost, Sum("cost_material")),
        fixed=True,
    )


_SATISFACTION: Final = child("TicketSatisfaction")
SATISFACTION: Final = bundle(
    Heading("satisfaction", "Satisfaction survey"),
    option(
        31,
        "Type",
        _SATISFACTION,
        "type",
        datatype="specific",
        search=_EQUALITY,
        searchequalsonfield=True,
        many=False,
    ),
    option(60, "Creation date", _SATISFACTION, "date_begin", many=False),
    option(61, "Response date", _SATISFACTION, "date_answered", many=False),
    option(62, "Satisfaction", _SATISFACTION, "satisfaction", many=False),
    option(63, "Comments", _SATISFACTION, "comment", many=False),
    fixed=True,
)


def _limit(number: int, label: str, agreement: str, column: str, kind: int) -> Option:
    # One table holds both kinds: 1 is the time to own, 0 the time to resolve.
    condition = {f"glpi_{agreement.lower()}s.type": kind}
    return option(number, label, link(agreement, column, where={"type": kind}), "name", condition=condition)


SLAS: Final = bundle(
    Heading("sla", "SLA"),
    _limit(37, "SLA Time to own", "SLA", "slas_id_tto", 1),
    _limit(30, "SLA Time to resolve", "SLA", "slas_id_ttr", 0),
    option(32, "SLA Escalation level", (child("SlaLevel_Ticket"), link("SlaLevel")), "name"),
    fixed=True,
)
OLAS: Final = bundle(
    Heading("ola", "OLA"),
    _limit(190, "OLA Internal time to own", "OLA", "olas_id_tto", 1),
    _limit(191, "OLA Internal time to resolve", "OLA", "olas_id_ttr", 0),
    option(192, "OLA Escalation level", (child("OlaLevel_Ticket"), link("OlaLevel")), "name"),
    fixed=True,
)
