"""Families of the service desk: tickets, problems and changes, what belongs to them, and agreements with escalation."""

from __future__ import annotations

from steward.itemtypes.families import OF_CHILD, OF_DROPDOWN, OF_RELATION
from steward.itemtypes.service_desk.words import SCALES
from steward.itemtypes.steps import (
    actors,
    authorship,
    documents,
    itil,
    pending,
    timeline,
    validations,
)
from steward.itemtypes.traits import (
    active,
    begun,
    commented,
    dated,
    identified,
    in_charge,
    in_entity,
    modified,
    named,
    recursive,
    titled,
    trashable,
)
from steward.vocabulary.columns import NO_DEFAULT, Kind
from steward.vocabulary.fields import (
    Choice,
    Decimal,
    Duration,
    Flag,
    Html,
    Link,
    LongText,
    Moment,
    Number,
    Shown,
    Small,
    Text,
)
from steward.vocabulary.traits import trait

MET_BY_ITIL_OBJECTS = (
    "Computer",
    "Database",
    "Enclosure",
    "Monitor",
    "NetworkEquipment",
    "Peripheral",
    "Phone",
    "Printer",
    "Rack",
    "DCRoom",
    "Software",
)
ITIL_ADD = (
    itil.check_date,
    itil.name_from_content,
    actors.check_actors,
    itil.set_levels,
    itil.sign,
    itil.assign_new,
    itil.date_status_of_new,
)
ITIL_AFTER_ADD = (
    actors.write_actors,
    itil.link_assets,
    itil.start_timeline,
    documents.attach_files,
    itil.name_with_id,
)
ITIL_UPDATE = (
    itil.check_date,
    itil.name_from_content,
    actors.check_actors,
    itil.follow_levels,
    itil.move_status,
)
ITIL_AFTER_UPDATE = (actors.write_actors, documents.attach_files, itil.settle_solution, pending.forget_reason)
ITIL_OBJECT = (
    identified
    + named(label="Title", search="contains", additionalfields=("id", "status"))
    + in_entity
    + trashable
    + modified
    + dated(date_mod=19, date_creation=None)
    + trait(
        date=Moment(option=15, label="Opening date", fixed=True),
        closedate=Moment(option=16, label="Closing date", fixed=True),
        solvedate=Moment(option=17, label="Resolution date", fixed=True),
        time_to_resolve=Moment(
            option=18,
            label="Time to resolve",
            fixed=True,
            maybefuture=True,
            additionalfields=("solvedate", "status"),
            also=(
                Shown(
                    option=151,
                    label="Time to resolve + Progress",
                    datatype="",
                    fixed=True,
                    nosearch=True,
                    additionalfields=("status",),
                ),
            ),
        ),
        begin_waiting_date=Moment(indexed=False),
        users_id_lastupdater=Link("User", option=64, label="Last edit by", fixed=True, right="all"),
        status=Choice(option=12, label="Status", search="equals", default=1, indexed=True),
        urgency=Choice(option=10, label="Urgency", search="equals", default=1, indexed=True),
        impact=Choice(option=11, label="Impact", search="equals", default=1, indexed=True),
        priority=Choice(option=3, label="Priority", search="equals", default=1, indexed=True),
        content=Html(option=21, label="Description", fixed=True),
        itilcategories_id=Link("ITILCategory", option=7, label="Category"),
        actiontime=Duration(option=45, label="Total duration", fixed=True, nosearch=True),
        meta_types=MET_BY_ITIL_OBJECTS,
        scales=SCALES,
        on_add=ITIL_ADD,
        after_add=ITIL_AFTER_ADD,
        on_update=(*ITIL_UPDATE, itil.sign_change),
        after_update=ITIL_AFTER_UPDATE,
        history=True,
        features=("Clonable", "Kanban", "Teamwork", "Timeline"),
        ancestors=("CommonITILObject", "CommonDBTM", "CommonGLPI"),
    )
)
STATISTICS = trait(
    close_delay_stat=Duration(option=152, label="Closing time", fixed=True, forcegroupby=True),
    solve_delay_stat=Duration(option=154, label="Resolution time", fixed=True, forcegroupby=True),
    waiting_duration=Duration(option=153, label="Waiting time", fixed=True, forcegroupby=True),
)
APPROVED = trait(
    global_validation=Choice(option=52, label="Approval", search="equals", default=1, indexed=True),
    validation_percent=Number(option=51, label="Minimum validation required", unit="%", min=0, max=100, step=50),
)
TASK_HAS_CONTENT = authorship.filled("content", message="You can't add a task without description.")
ITIL_TASK = (
    dated.unlisted
    + in_charge.unlisted
    + trait(
        uuid=Text(),
        date=Moment(option=3, label="Date"),
        begin=Moment(),
        end=Moment(),
        actiontime=Duration(option=6, label="Total duration", fixed=True),
        taskcategories_id=Link("TaskCategory", option=2, shows="name", forcegroupby=True),
        tasktemplates_id=Link("TaskTemplate"),
        users_id=Link("User", option=5, label="Technician", right="own_ticket"),
        users_id_editor=Link("User"),
        content=Html(option=1, label="Description"),
        is_private=Flag(option=4, label="Public followup"),
        timeline_position=Small(),
        name_field="id",
        right="task",
        unique={"uuid": ("uuid",)},
        features=("ParentStatus", "PlanningEvent"),
        silent=True,
        roles=("timeline",),
        on_add=(
            TASK_HAS_CONTENT,
            timeline.may_add_task,
            timeline.plan_task,
            timeline.private_by_preference,
            timeline.place,
            authorship.universal(),
            authorship.dated(),
            authorship.signed(),
        ),
        after_add=(timeline.sum_up_tasks, pending.wait_for_reason, documents.attach_files),
        on_update=(timeline.may_move_task, TASK_HAS_CONTENT, timeline.plan_task, authorship.edited()),
        after_update=(timeline.sum_up_tasks, documents.attach_files),
        after_purge=(timeline.sum_up_tasks,),
        ancestors=("CommonITILTask", "CommonDBTM", "CommonGLPI"),
    )
)
COST_DATES = authorship.ordered("begin_date", "end_date", "The end date is before the begin date.")
COST = (
    identified
    + titled
    + commented
    + in_entity
    + begun(
        begin_date={"option": 12, "label": "Begin date", "datatype": "datetime"},
        end_date={"option": 10, "label": "End date", "datatype": "datetime"},
    )
    + trait(
        budgets_id=Link("Budget", option=18),
        history=True,
        on_add=(COST_DATES,),
        on_update=(COST_DATES,),
    )
)
ITIL_COST = COST + trait(
    actiontime=Duration(option=11, label="Duration"),
    cost_time=Decimal(option=14, label="Time cost"),
    cost_fixed=Decimal(option=15, label="Fixed cost"),
    cost_material=Decimal(option=19, label="Material cost"),
    ancestors=("CommonITILCost", *OF_CHILD),
)
ACTOR = identified + trait(
    type=Number(default=1),
    silent=True,
    on_add=(actors.check_actor,),
    after_add=(actors.assign_parent,),
    on_update=(actors.check_actor,),
    after_update=(actors.assign_parent,),
    after_purge=(actors.release_parent,),
    ancestors=("CommonITILActor", *OF_RELATION),
)
NOTIFIED = trait(use_notification=Flag(), alternative_email=Text())
ITIL_ITEM = trait(no_massive=("clone", "update"), ancestors=("CommonItilObject_Item", *OF_RELATION))
VALIDATION = in_entity.unlisted + trait(
    users_id=Link(
        "User",
        option=6,
        label="Approval requester",
        datatype="itemlink",
        right=("create_incident_validation", "create_request_validation"),
    ),
    users_id_validate=Link(
        "User", option=7, label="Approver", datatype="itemlink", right=("validate_request", "validate_incident")
    ),
    comment_submission=LongText(option=1, label="Request comments", extra={"htmltext": True}),
    comment_validation=LongText(option=2, label="Approval comments", extra={"htmltext": True}),
    status=Choice(option=3, label="Status", search="equals", default=2, indexed=True),
    submission_date=Moment(option=4, label="Request date"),
    validation_date=Moment(option=5, label="Approval date"),
    timeline_position=Small(),
    no_massive=("update",),
    silent=True,
    roles=("timeline",),
    on_add=(validations.check_request, validations.may_ask, validations.ask, timeline.place),
    after_add=(timeline.work_on_parent, validations.sum_up),
    on_update=(validations.answer,),
    after_update=(validations.sum_up,),
    after_purge=(validations.sum_up,),
    ancestors=("CommonITILValidation", *OF_CHILD),
)
ITIL_TEMPLATE = (
    identified
    + named
    + commented
    + in_entity
    + recursive
    + trait(
        right="itiltemplate",
        history=True,
        features=("AssetImage", "Clonable"),
        no_massive=("merge",),
        ancestors=("ITILTemplate", *OF_DROPDOWN),
    )
)
TEMPLATE_FIELD = trait(num=Number(), history=True, no_massive=("clone", "update"))
HIDDEN_FIELD = TEMPLATE_FIELD + trait(ancestors=("ITILTemplateHiddenField", "ITILTemplateField", *OF_CHILD))
MANDATORY_FIELD = TEMPLATE_FIELD + trait(ancestors=("ITILTemplateMandatoryField", "ITILTemplateField", *OF_CHILD))
PREDEFINED_FIELD = TEMPLATE_FIELD + trait(
    value=LongText(), ancestors=("ITILTemplatePredefinedField", "ITILTemplateField", *OF_CHILD)
)
RECURRENT = (
    identified
    + named
    + commented
    + in_entity
    + recursive
    + active(11)
    + trait(
        begin_date=Moment(option=13, label="Start date", indexed=False),
        end_date=Moment(option=17, label="End date", indexed=False),
        periodicity=Text(option=15, label="Periodicity", datatype="specific"),
        create_before=Duration(option=14, label="Preliminary creation"),
        next_creation_date=Moment(),
        calendars_id=Link("Calendar", option=18, datatype="itemlink"),
        history=True,
        features=("AssetImage", "Clonable"),
        ancestors=("CommonITILRecurrent", *OF_DROPDOWN),
    )
)

# Agreements
AGREEMENT = (
    identified
    + named
    + commented
    + dated.unlisted
    + in_entity.unlisted
    + recursive.unlisted
    + trait(
        type=Choice(option=7, label="Type"),
        number_time=Choice(
            option=5, label="Time", fixed=True, nosearch=True, additionalfields=("definition_time",), default=NO_DEFAULT
        ),
        use_ticket_calendar=Flag(),
        calendars_id=Link("Calendar"),
        definition_time=Text(),
        end_of_working_day=Flag(option=6, label="End of working day", fixed=True),
        right="slm",
        history=True,
        ancestors=("LevelAgreement", *OF_CHILD),
    )
)
ESCALATION = (
    in_entity
    + recursive(fixed=True)
    + trait(
        name=Text(
            option=1,
            label="Name",
            datatype="itemlink",
            fixed=True,
            also=(Shown(option=3, label="Escalation levels", datatype="itemlink", fixed=True),),
        ),
        execution_time=Choice(option=4, label="Execution", fixed=True, search="equals", default=NO_DEFAULT),
        is_active=Flag(option=8, label="Active", default=1),
        match=Text(
            option=5,
            label="Logical operator",
            datatype="specific",
            fixed=True,
            search="equals",
            kind=Kind.CHAR,
            size=10,
        ),
        uuid=Text(),
        right="slm",
        history=True,
        features=("Clonable",),
        right_labels={"central": {1: "Read", 2: "Update", 4: "Create", 16: "Purge", 1024: "Parent business"}},
        ancestors=("LevelAgreementLevel", "RuleTicket", "Rule", "CommonDBTM", "CommonGLPI"),
    )
)
ACTION = trait(action_type=Text(), field=Text(), history=True, no_massive=("update",))
CRITERIA = trait(criteria=Text(), condition=Number(indexed=True), history=True, no_massive=("update",))

LEVEL_ACTION = ACTION + trait(ancestors=("RuleAction", *OF_CHILD))
LEVEL_CRITERIA = CRITERIA + trait(ancestors=("RuleCriteria", *OF_CHILD))
