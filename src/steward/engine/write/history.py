"""History: the rows that say who changed what, on the item itself, on its parent and on both sides of a relation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from steward.engine.write.admit import Side
from steward.engine.write.plan import TRASHED, Plan
from steward.engine.write.rows import in_reach, labels
from steward.engine.write.work import Row, Work

CHANGE, SIMPLE_MESSAGE, TRASH, RESTORE, CREATE = 0, 12, 13, 14, 20
ADDED, CHANGED, REMOVED = 0, 1, 2
ADD_COMPONENT: Final = 1
NOTHING: Final = "&nbsp;"
_LONGEST_VALUE: Final = 180
_LONGEST_NAME: Final = 255
_OWN_EVENT: Final = "0"


class Change(NamedTuple):
    """A changed column as history shows it."""

    column: str
    option: int
    old: str | None
    new: str | None


def named(label: str, id: object) -> str:
    return f"{label or NOTHING} ({id})"


def note(
    work: Work,
    item: str,
    id: int,
    action: int,
    *,
    link: str = _OWN_EVENT,
    option: int = 0,
    old: str | None = "",
    new: str | None = "",
) -> None:
    """Put one row into the journal; it is stored at the end of the batch."""
    work.journal.append(
        {
            "itemtype": item,
            "items_id": id,
            "itemtype_link": link[:100],
            "linked_action": action,
            "user_name": work.actor.label[:_LONGEST_NAME],
            "date_mod": work.now,
            "id_search_option": option,
            "old_value": old[:_LONGEST_VALUE] if old else old,
            "new_value": new[:_LONGEST_VALUE] if new else new,
        }
    )


def created(work: Work, plan: Plan, id: int) -> None:
    if plan.item.history:
        note(work, plan.item.name, id, CREATE)


def trashed(work: Work, plan: Plan, id: int, *, restored: bool = False) -> None:
    if plan.item.history:
        note(work, plan.item.name, id, RESTORE if restored else TRASH)


def locked(work: Work, plan: Plan, sides: tuple[Side, ...], row: Row, *, unlocked: bool = False) -> None:
    """Rows whose trash is only a lock against inventories: their parent or sides hear of it."""
    for side, other in zip(sides, sides[::-1], strict=True):
        if not _tells(side) or side.plan is None:
            continue
        if len(sides) == 1:
            lock, unlock, link, name = 23, 25, plan.item.name, _child_name(plan, row, ADDED)
        elif other.plan is not None:
            lock, unlock = (8, 9) if sides[0].end.log_actions[ADDED] == ADD_COMPONENT else (22, 24)
            link, name = other.plan.item.name, _side_name(work, other.plan, other)
        else:
            continue
        old, new = ("", name) if unlocked else (name, "")
        note(work, side.plan.item.name, side.id, unlock if unlocked else lock, link=link, old=old, new=new)


def changes_of(work: Work, plan: Plan, before: Mapping[str, Any], changed: Mapping[str, Any]) -> list[Change]:
    """The changed columns that history shows. Names of linked rows are read in one statement a type."""
    shown = [
        (column, option.number)
        for column in changed
        if column not in plan.unlogged and column != TRASHED
        if (option := plan.item.option_of_column.get(column))
    ]
    links = _links(work, plan, [column for column, _ in shown])
    wanted: dict[str, set[int]] = {}
    for column, target in links.items():
        wanted.setdefault(target, set()).update((before.get(column) or 0, changed[column] or 0))
    # Histories are read by many: a name is not written down that its writer could not see.
    names = labels(work, wanted, within_reach=True) if wanted else {}

    def text(column: str, value: Any) -> str | None:
        if column in links:
            return named(names.get((links[column], value or 0), ""), value or 0)
        return None if value is None else str(value)

    return [Change(c, number, text(c, before.get(c)) or "", text(c, changed[c])) for c, number in shown]


def _links(work: Work, plan: Plan, columns: Iterable[str]) -> dict[str, str]:
    found = {}
    for column in columns:
        link = plan.item.link.get(column)
        if link and link.target and work.plan(link.target) and plan.item.column[column].is_integer:
            found[column] = link.target
    return found


def updated(work: Work, plan: Plan, id: int, changes: list[Change]) -> None:
    if plan.item.history:
        for change in changes:
            note(work, plan.item.name, id, CHANGE, link="", option=change.option, old=change.old, new=change.new)


def on_sides(work: Work, plan: Plan, sides: tuple[Side, ...], row: Row, phase: int, option: int = 0) -> None:
    """Tell the parent that a child, or both sides that a relation, was added (phase 0) or removed (2).

    `option` is the search option of the first side that shows the relation, where it is known.
    """
    if len(sides) == 1:
        (parent,) = sides
        if _tells(parent):
            _tell(work, parent, phase, plan.item.name, _child_name(plan, row, parent.end.log_actions[phase]))
        return
    for own, other in (sides, sides[::-1]) if sides else ():
        if _tells(own) and other.plan is not None:
            name = _side_name(work, other.plan, other)
            _tell(work, own, phase, other.plan.item.name, name, option if own is sides[0] else 0)


def _side_name(work: Work, plan: Plan, side: Side) -> str:
    return named(plan.friendly(side.row) if side.row and in_reach(work, plan, side.row) else "", side.id)


def _child_name(plan: Plan, row: Row, action: int) -> str:
    if action == SIMPLE_MESSAGE:
        return f"{plan.item.plural} ({row['id']})"
    return f"{plan.friendly(row)} ({row['id']})".lstrip()


def changed_on_sides(work: Work, plan: Plan, sides: tuple[Side, ...], changes: list[Change]) -> None:
    for side in sides:
        if _tells(side) and side.plan:
            for change in changes:
                note(
                    work,
                    side.plan.item.name,
                    side.id,
                    side.end.log_actions[CHANGED],
                    link=f"{plan.item.name}#{change.column}",
                    old=change.old,
                    new=change.new,
                )


def _tells(side: Side) -> bool:
    return bool(side.end.logs and side.row is not None and side.plan and side.plan.item.history)


def _tell(work: Work, side: Side, phase: int, link: str, name: str, option: int = 0) -> None:
    assert side.plan is not None
    old, new = ("", name) if phase == ADDED else (name, "")
    action = side.end.log_actions[phase]
    note(work, side.plan.item.name, side.id, action, link=link, option=option, old=old, new=new)
