"""Writing: POST, PUT and DELETE on item types, one object or many, and the shapes of their results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from steward.engine.command import Command, Failure, Outcome, Verb
from steward.surfaces.rest_v1 import checks
from steward.surfaces.rest_v1.aliases import Kind
from steward.surfaces.rest_v1.call import NOTHING, Answer, Call, filtered
from steward.surfaces.rest_v1.errors import ApiError, refused
from steward.surfaces.rest_v1.path import id_of
from steward.surfaces.rest_v1.render import texts_only
from steward.surfaces.rest_v1.text import decode_all
from steward.surfaces.rest_v1.uploads import place_uploads, upload_result

_DENIED = "You don't have permission to perform this action."
_MISSING = "Item not found"
_REPEATED = "password2"
_NO_OBJECT = "input parameter must be an array of objects"


@dataclass(slots=True)
class Part:
    """One object of the input: what it asks for, or why it cannot be asked. `key` names it in the results.

    A part with neither command nor outcome has no id: it is passed over.
    """

    command: Command | None = None
    outcome: Outcome | None = None
    key: str = ""


@dataclass(slots=True)
class Input:
    """The `input` parameter: its objects, and whether it was one object or an array."""

    objects: list[Any]
    many: bool


def add(call: Call, kind: Kind, parent: tuple[Kind, int] | None = None) -> Answer:
    """POST: 201 with the new id, or with the list of ids."""
    given = _input(call)
    place_uploads(call.uploads, given.objects)
    implied = _parent_values(kind, parent) if parent else {}
    parts = []
    for element in given.objects:
        if not isinstance(element, (dict, list)):
            parts.append(Part(outcome=Outcome(None, _NO_OBJECT, Failure.REFUSED)))
            continue
        values = _plain(kind, element) if isinstance(element, dict) else {}
        source = id_of(values.pop("id", None))
        values = {**implied, **kind.values(values, new=True)}
        parts.append(Part(Command(Verb.ADD, kind.item.name, source, values)))
    outcomes = _execute(call, kind, parts)
    results = [_added(call, outcome) for outcome in outcomes]
    if not given.many:
        return _single_add(call, kind, outcomes[0], results[0])
    failed = sum(not outcome.ok for outcome in outcomes)
    answer = _bulk(call, "ADD", results, failed, 201)
    created = [f"{call.base}/{kind.name}/{outcome.id}" for outcome in outcomes if outcome.ok]
    if created:
        answer.headers["Link"] = ",".join(created)
    if answer.status == 207:
        answer.status = call.dialect.partial_add_status
    if call.uploads and isinstance(answer.body, list):
        _attach_uploads(call, results)
    return answer


def _single_add(call: Call, kind: Kind, outcome: Outcome, result: dict[str, Any]) -> Answer:
    if not outcome.ok:
        raise _failed(call, "ERROR_GLPI_ADD", outcome)
    if call.uploads:
        result["upload_result"] = upload_result(call.uploads, plain=call.dialect.plain_upload)
    if not call.dialect.messages:
        result["id"] = outcome.id
    return Answer(result, 201, {"location": f"{call.base}/{kind.name}/{outcome.id}"})


def _attach_uploads(call: Call, results: list[dict[str, Any]]) -> None:
    """File i belongs to object i."""
    for upload, result in zip(call.uploads, results, strict=False):
        result["upload_result"] = upload_result([upload], plain=call.dialect.plain_upload)


def _added(call: Call, outcome: Outcome) -> dict[str, Any]:
    id = outcome.id if outcome.ok else False
    if not call.dialect.messages:
        # A failed part is false here, not "false": the one boolean that the document sends as such.
        return {"id": str(id) if outcome.ok else False}
    return {"id": id, "message": outcome.message}


def _parent_values(kind: Kind, parent: tuple[Kind, int]) -> dict[str, Any]:
    """What the parent in the address says about a new row, for keys that the input leaves out."""
    owner, id = parent
    if kind.item.has(owner.item.foreign_key):
        return {owner.item.foreign_key: id}
    if kind.item.has("itemtype") and kind.item.has("items_id"):
        return {"itemtype": owner.item.name, "items_id": id}
    return {}


def update(call: Call, kind: Kind, id: int | None, parent: tuple[Kind, int] | None = None) -> Answer:
    """PUT and PATCH: 200 with one result for each object."""
    given = _input(call)
    if id is not None and given.many and not given.objects:
        given = Input([{}], False)
    if len(given.objects) == 1:
        place_uploads(call.uploads, given.objects)
    implied = _parent_values(kind, parent) if parent else {}
    parts = _named_parts(kind, Verb.UPDATE, given, id, implied)
    outcomes = _execute(call, kind, parts)
    if not given.many:
        outcome = outcomes[0] if outcomes else Outcome(None, _MISSING, Failure.REFUSED)
        if outcome.failure is Failure.MISSING:
            code, text, status = call.dialect.missing_update
            error = ApiError(code, text, status=status, link=False)
            error.detail = text
            raise error
        if not outcome.ok:
            raise _failed(call, "ERROR_GLPI_UPDATE", outcome)
    if call.dialect.ids_required:
        for part in parts:
            part.outcome = part.outcome or Outcome(None, _MISSING, Failure.MISSING)
            part.key = part.key or "id"
    failed = sum(part.outcome is not None and not part.outcome.ok for part in parts)
    return _bulk(call, "UPDATE", [_result(call, part) for part in parts], failed, 200)


def delete(call: Call, kind: Kind, id: int | None) -> Answer:
    """DELETE: to the trash, or for good with force_purge or where there is no trash."""
    if id is not None:
        input = call.params.get("input")
        objects = [input] if isinstance(input, dict) else [{}]
        given = Input(objects, False)
    else:
        given = _input(call)
    force = filtered(call.params.get("force_purge", False))
    history = filtered(call.params.get("history", True))
    parts = [
        part
        for part in _named_parts(kind, Verb.DELETE, given, id, {}, force=force, history=history)
        if part.command is not None or part.outcome is not None
    ]
    outcomes = _execute(call, kind, parts)
    if not given.many and outcomes and not outcomes[0].ok:
        raise _failed(call, "ERROR_GLPI_DELETE", outcomes[0])
    if id is not None and call.dialect.empty_delete:
        return Answer(NOTHING, 204)
    if given.many and given.objects and not parts:
        return Answer([])
    failed = sum(not outcome.ok for outcome in outcomes)
    if not given.many and not parts:
        return Answer([])
    return _bulk(call, "DELETE", [_result(call, part) for part in parts], failed, 200)


def _input(call: Call) -> Input:
    given = call.params.get("input")
    if isinstance(given, dict):
        return Input([given], False)
    if not isinstance(given, list):
        raise ApiError("ERROR_BAD_ARRAY")
    limit = call.settings.limits.batch
    if len(given) > limit:
        raise refused(f"The input holds {len(given)} objects, more than the limit of {limit}.")
    return Input(given, True)


def _named_parts(
    kind: Kind,
    verb: Verb,
    given: Input,
    id: int | None,
    implied: Mapping[str, Any],
    *,
    force: bool = False,
    history: bool = True,
) -> list[Part]:
    """Parts of a write on existing items. The id in the address wins over that of a single object.

    For several objects it stands for the only one without an id, if there is exactly one.
    """
    unnamed = [e for e in given.objects if isinstance(e, dict) and e.get("id") is None]
    stands_in = id is not None and (not given.many or len(unnamed) == 1)
    parts = []
    for element in given.objects:
        if not isinstance(element, dict):
            parts.append(Part(outcome=Outcome(None, _NO_OBJECT, Failure.REFUSED), key="id"))
            continue
        values = _plain(kind, element)
        named = values.pop("id", None)
        if stands_in and (not given.many or named is None):
            named = id
        if named is None:
            parts.append(Part())
            continue
        number = id_of(named)
        values = {**implied, **kind.values(values, new=False)}
        if number is None or isinstance(named, bool):
            parts.append(Part(outcome=Outcome(None, _MISSING, Failure.MISSING), key=_key(named)))
            continue
        command = Command(verb, kind.item.name, number, values, force=force, history=history)
        parts.append(Part(command, key=str(number) if number >= 0 else _key(named)))
    return parts


def _plain(kind: Kind, element: Mapping[str, Any]) -> dict[str, Any]:
    """The values with encoded texts decoded; secrets are what they are."""
    return {
        name: value if name in kind.item.undisclosed or name == _REPEATED else decode_all(value)
        for name, value in element.items()
    }


def _key(named: object) -> str:
    return str(named)[:100] if isinstance(named, (str, int, float)) else "id"


def _execute(call: Call, kind: Kind, parts: list[Part]) -> list[Outcome]:
    """Run the commands as one batch and give each part its outcome. Returns the outcomes of parts that have one."""
    if call.dialect.checks_input:
        _refuse_unsound(call, kind, parts)
    waiting = [part for part in parts if part.command is not None and part.outcome is None]
    outcomes = call.engine.execute(call.actor, [part.command for part in waiting if part.command]) if waiting else []
    for part, outcome in zip(waiting, outcomes, strict=True):
        part.outcome = outcome
    for part in parts:
        if part.outcome is not None and not part.outcome.message:
            part.outcome.message = {Failure.DENIED: _DENIED, Failure.MISSING: _MISSING}.get(part.outcome.failure, "")  # type: ignore[arg-type]
    return [part.outcome for part in parts if part.outcome is not None]


def _refuse_unsound(call: Call, kind: Kind, parts: list[Part]) -> None:
    commands = [part.command for part in parts if part.command is not None]
    reasons = checks.reasons(call.engine, call.actor, kind.item, commands)
    for part in parts:
        reason = reasons.get(id(part.command))
        if reason is not None:
            part.outcome = Outcome(None, reason, Failure.REFUSED)


def _failed(call: Call, code: str, outcome: Outcome) -> ApiError:
    return ApiError(code, outcome.message)


def _result(call: Call, part: Part) -> Any:
    if part.outcome is None:
        return []
    result: dict[str, Any] = {part.key: part.outcome.ok}
    if call.dialect.messages:
        result["message"] = part.outcome.message
    return texts_only(result) if call.dialect.texts_only else result


def _bulk(call: Call, verb: str, results: list[Any], failed: int, status: int) -> Answer:
    """All went well, some did, or none."""
    if results and failed == 0:
        return Answer(results, status)
    if failed == len(results):
        return Answer([f"ERROR_GLPI_{verb}", results], 400)
    return Answer([f"ERROR_GLPI_PARTIAL_{verb}", results] if call.dialect.wrapped_partial else results, 207)
