"""Projects: tasks, teams, and how much is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from steward.itemtypes.steps.authorship import ordered, unique
from steward.itemtypes.steps.inputs import truth
from steward.vocabulary.steps import Draft, Reads, Verb

Row = Mapping[str, Any]
_PLAN: Final = "The planned dates are not in order."
_REAL: Final = "The real dates are not in order."
_TEAM: Final = frozenset({"User", "Group", "Supplier", "Contact"})

planned_in_order = ordered("plan_start_date", "plan_end_date", _PLAN)
real_in_order = ordered("real_start_date", "real_end_date", _REAL)
once_in_team = unique("projects_id", "itemtype", "items_id")
once_in_task_team = unique("projecttasks_id", "itemtype", "items_id")


def check_percent(draft: Draft, reads: Reads) -> None:
    percent = draft.values.get("percent_done")
    if isinstance(percent, int):
        draft.values["percent_done"] = min(100, max(0, percent))


def check_member(draft: Draft, reads: Reads) -> None:
    if draft.get("itemtype") not in _TEAM:
        draft.refuse()


def keep_out_of_own_branch(draft: Draft, reads: Reads) -> None:
    """A project or task cannot hang below itself."""
    column = draft.item.foreign_key
    above = draft.values.get(column)
    if draft.before is not None and above and above in _branch(draft.item.name, column, draft.id, reads):
        draft.refuse()


def _branch(item: str, column: str, id: int | None, reads: Reads) -> set[int]:
    found = {id or 0}
    layer: list[int] = [id or 0]
    while layer:
        rows = reads.rows(item, {column: layer}, columns=("id",))
        layer = [row["id"] for row in rows if row["id"] not in found]
        found.update(layer)
    return found


def follow_parent_task(draft: Draft, reads: Reads) -> None:
    """A task below another belongs to the same project."""
    parent = reads.row("ProjectTask", draft.values.get("projecttasks_id") or 0)
    if parent is not None:
        draft.values["projects_id"] = parent["projects_id"]


def need_project(draft: Draft, reads: Reads) -> None:
    if reads.row("Project", draft.get("projects_id", 0)) is None:
        draft.refuse("A task belongs to a project.")


def pass_on_progress(draft: Draft, reads: Reads) -> None:
    """After a task changed: parents that compute their percentage take the mean of what is below them."""
    task = reads.row("ProjectTask", draft.get("projecttasks_id", 0))
    if task is not None and truth(task["auto_percent_done"]):
        below = reads.rows("ProjectTask", {"projecttasks_id": task["id"]}, columns=("percent_done",))
        _then_percent(draft, "ProjectTask", task, below)
    _pass_to_project(draft, reads.row("Project", draft.get("projects_id", 0)), reads)


def pass_on_project_progress(draft: Draft, reads: Reads) -> None:
    _pass_to_project(draft, reads.row("Project", draft.get("projects_id", 0)), reads)


def _pass_to_project(draft: Draft, project: Row | None, reads: Reads) -> None:
    if project is None or not truth(project["auto_percent_done"]):
        return
    tasks = reads.rows("ProjectTask", {"projects_id": project["id"]}, columns=("percent_done", "is_template"))
    below = reads.rows("Project", {"projects_id": project["id"], "is_deleted": 0}, columns=("percent_done",))
    _then_percent(draft, "Project", project, [*(row for row in tasks if not row["is_template"]), *below])


def _then_percent(draft: Draft, item: str, row: Row, below: Sequence[Row]) -> None:
    percent = round(sum(one["percent_done"] for one in below) / len(below)) if below else row["percent_done"]
    if percent != row["percent_done"]:
        draft.then(Verb.UPDATE, item, {"percent_done": percent}, row["id"])
