"""Configuration rows: a value by its context and name. Both stay; values change one by one or several at once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from steward.itemtypes.steps.inputs import text
from steward.vocabulary.steps import Draft, Reads, Verb

_COLUMNS: Final = frozenset({"id", "context", "name", "value", "config_context"})
_CORE: Final = "core"


def keep_key(draft: Draft, reads: Reads) -> None:
    draft.values.pop("context", None)
    draft.values.pop("name", None)


def check_value(draft: Draft, reads: Reads) -> None:
    assert draft.before is not None
    if draft.before["context"] == _CORE and "value" in draft.values:
        check = _CHECKS.get(draft.before["name"])
        if check is not None and not check(draft.values["value"]):
            draft.refuse(f"This is no value for {draft.before['name']}.")


def change_named_values(draft: Draft, reads: Reads) -> None:
    """Input keys that name rows of the same context change those rows: PUT Config/1 {"enable_api": 1}."""
    assert draft.before is not None
    named = {name: value for name, value in draft.input.items() if name not in _COLUMNS and not name.startswith("_")}
    if not named:
        return
    context = text(draft.input.get("config_context")) or draft.before["context"]
    for row in reads.rows("Config", {"context": context, "name": list(named)}):
        stored = _stored(named[row["name"]])
        if row["id"] != draft.id and stored != row["value"]:
            draft.then(Verb.UPDATE, "Config", {"value": stored}, row["id"])
        elif row["id"] == draft.id and stored != row["value"]:
            draft.values["value"] = stored


def _stored(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return str(int(value))
    return json.dumps(value) if isinstance(value, Mapping | list) else str(value)


def _is_switch(value: Any) -> bool:
    return value in {"0", "1"}


def _is_matrix(value: Any) -> bool:
    try:
        return isinstance(json.loads(value or ""), dict)
    except ValueError:
        return False


def _is_count(value: Any) -> bool:
    return isinstance(value, str) and value.isascii() and value.isdigit()


_CHECKS: Final = {
    "enable_api": _is_switch,
    "enable_api_login_credentials": _is_switch,
    "enable_api_login_external_token": _is_switch,
    "use_notifications": _is_switch,
    "use_password_security": _is_switch,
    "password_min_length": _is_count,
    "priority_matrix": _is_matrix,
}
"""Values that would break something if they were anything else."""
