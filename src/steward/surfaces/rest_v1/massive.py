"""Massive actions: which there are, what they want to know, and running one on many items."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from steward.engine.command import Command, Failure, Outcome
from steward.engine.query import Denied, Missing, Query, Where
from steward.surfaces.rest_v1.actions import action, effect, needed
from steward.surfaces.rest_v1.aliases import Kind, Kinds
from steward.surfaces.rest_v1.call import Answer, Call
from steward.surfaces.rest_v1.data import table
from steward.surfaces.rest_v1.errors import ApiError, refused
from steward.surfaces.rest_v1.path import id_of
from steward.surfaces.rest_v1.text import decode_all
from steward.surfaces.rest_v1.work import Malformed, Plan, Sequel, Work
from steward.vocabulary.item import Item, Model

_MISSING, _NO_RIGHT = "Item not found", "You don't have permission to perform this action."
_ERROR = "Error on executing the action"
_SEE_KEYS = "run 'getMassiveActions' endpoint to see available keys"
_LIVE, _TRASH = 0, 1


class Massive:
    """The three endpoints of massive actions."""

    def __init__(self, model: Model, kinds: Kinds) -> None:
        self._model, self._kinds = model, kinds
        known = table("massive_actions")
        lists = [[tuple(known["actions"][n]) for n in numbers] for numbers in known["lists"]]
        self._offers = {
            name: tuple([] if number is None else lists[number] for number in pair)
            for name, pair in known["types"].items()
        }

    def offer(self, call: Call) -> Answer:
        kind = self._kind(call)
        trash = call.flag("is_deleted")
        if len(call.segments) > 1:
            trash = self._is_deleted(call, kind, call.segments[1])
        actions = self._offered(kind.item, _TRASH if trash else _LIVE)
        return Answer([{"key": key, "label": label} for key, label in actions if _may(call, kind.item, key)])

    def _is_deleted(self, call: Call, kind: Kind, asked: str) -> bool:
        id = id_of(asked)
        try:
            row = call.engine.get(call.actor, kind.item.name, -1 if id is None else id)
        except (Missing, Denied):
            message = f"Failed to load item (itemtype = '{kind.name}', id = '{asked}')"
            raise ApiError("ERROR_ITEM_NOT_FOUND", message, status=400, link=True) from None
        return kind.item.trashable and bool(row.get("is_deleted"))

    def parameters(self, call: Call) -> Answer:
        kind = self._kind(call)
        key = self._key(call, kind)
        return Answer([{"name": name, "type": type} for name, type in table("massive_inputs").get(key, ())])

    def apply(self, call: Call) -> Answer:
        kind = self._kind(call)
        ids = _ids(call)
        key = self._key(call, kind)
        make, data = action(key), effect(key)
        if make is None:
            raise refused(data.get("refused") or f"Steward does not do the massive action {key}.")
        given = call.params.get("input")
        input = decode_all(given) if isinstance(given, dict) else {}
        seen = _seen(call, kind.item, ids)
        processor = key.partition(":")[0]
        work = Work(call.engine, call.actor, kind.item, processor, tuple(id for id in ids if id in seen), input, data)
        return _counted(call, kind.item, ids, _outcomes(call, work, make, ids))

    def _kind(self, call: Call) -> Kind:
        if not call.segments:
            raise ApiError(
                "ERROR_MASSIVEACTION_NOT_FOUND",
                "Unable to get massive actions for itemtype ''. Please check that it is a valid itemtype.",
            )
        return self._kinds.get(call.segments[0])

    def _key(self, call: Call, kind: Kind) -> str:
        if len(call.segments) < 2:
            raise _bad_key("Missing action key")
        key = call.segments[1]
        known = {offered for which in (_LIVE, _TRASH) for offered, _ in self._offered(kind.item, which)}
        if key not in known:
            raise _bad_key("Invalid action key parameter")
        return key

    def _offered(self, item: Item, which: int) -> list[tuple[str, str]]:
        return self._offers.get(item.name, ([], []))[which]


def _may(call: Call, item: Item, key: str) -> bool:
    return call.engine.can(call.actor, item.name, needed(key))


def _bad_key(problem: str) -> ApiError:
    return ApiError("ERROR_MASSIVEACTION_KEY", f"{problem}, {_SEE_KEYS}")


def _ids(call: Call) -> list[int]:
    given = call.params.get("ids")
    if isinstance(given, dict):
        given = list(given.values())
    if not isinstance(given, list) or not given:
        raise ApiError("ERROR_MASSIVEACTION_NO_IDS")
    limit = call.settings.limits.batch
    if len(given) > limit:
        raise refused(f"The request names {len(given)} items, more than the limit of {limit}.")
    return [-1 if (id := id_of(one)) is None else id for one in given]


def _seen(call: Call, item: Item, ids: list[int]) -> set[int]:
    """Those of the ids that the caller may see; all of them where he may see no such item at all and so learns nothing."""
    if item.table is None or not call.engine.can(call.actor, item.name, "view"):
        return set(ids)
    query = Query(item.name, (Where(("id",), "in", tuple(ids)),), trash=None, limit=len(ids), columns=("id",))
    return {row["id"] for row in call.engine.list(call.actor, query).rows}


def _outcomes(call: Call, work: Work, make: Callable[[Work], Plan], ids: list[int]) -> list[Outcome | None]:
    """The outcome for each id, None where there was nothing to do. Ids out of sight end like ids that do not exist."""
    try:
        plan = make(work)
    except Malformed:
        raise _bad_key("Invalid action key parameter") from None
    except Denied:
        done: list[Outcome | None] = [Outcome(id, _NO_RIGHT, Failure.DENIED) for id in work.ids]
    else:
        done = _run(call, plan)
    left = iter(done)
    seen = set(work.ids)
    return [next(left) if id in seen else Outcome(id, _MISSING, Failure.MISSING) for id in ids]


def _run(call: Call, plan: Plan) -> list[Outcome | None]:
    firsts = [_first(part) for part in plan]
    done = _execute(call, firsts)
    rest = [
        part.then if isinstance(part, Sequel) and all(outcome.ok for outcome in outcomes) else []
        for part, outcomes in zip(plan, done, strict=True)
    ]
    return [_worst(one + two) for one, two in zip(done, _execute(call, rest), strict=True)]


def _first(part: Command | list[Command] | Sequel | None) -> list[Command]:
    if isinstance(part, Sequel):
        return part.first
    return part if isinstance(part, list) else [] if part is None else [part]


def _execute(call: Call, parts: list[list[Command]]) -> list[list[Outcome]]:
    commands = [command for part in parts for command in part]
    outcomes = iter(call.engine.execute(call.actor, commands) if commands else ())
    return [[next(outcomes) for _ in part] for part in parts]


def _worst(outcomes: list[Outcome]) -> Outcome | None:
    return next((outcome for outcome in outcomes if not outcome.ok), outcomes[0] if outcomes else None)


def _counted(call: Call, item: Item, ids: list[int], outcomes: list[Outcome | None]) -> Answer:
    counts = {"ok": 0, "noaction": 0, "ko": 0, "noright": 0}
    failed: list[tuple[int, str]] = []
    for id, outcome in zip(ids, outcomes, strict=True):
        if outcome is None:
            counts["noaction"] += 1
        elif outcome.ok:
            counts["ok"] += 1
        else:
            counts["noright" if outcome.failure is Failure.DENIED else "ko"] += 1
            failed.append((id, outcome.message or _ERROR))
    names = _names(call, item, [id for id, _ in failed]) if failed else {}
    messages = [f"{names.get((item.name, id)) or id}: {message}" for id, message in failed]
    status = 422 if not counts["ok"] else 207 if counts["ko"] else 200
    return Answer({**counts, "messages": messages}, status)


def _names(call: Call, item: Item, ids: list[int]) -> Mapping[tuple[str, int], str]:
    """Names of those rows that the caller may read: failing on a row must not tell what it is called."""
    if item.table is None or not call.engine.can(call.actor, item.name, "view"):
        return {}
    query = Query(item.name, (Where(("id",), "in", tuple(ids)),), trash=None, limit=len(ids), columns=("id",))
    seen = [row["id"] for row in call.engine.list(call.actor, query).rows]
    return call.engine.labels(call.actor, [(item.name, id) for id in seen])
