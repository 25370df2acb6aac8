"""Questions: what a search type and a value ask of a field, worked out before there is any SQL."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from steward.calculations.relative_dates import absolute, relative, shifted, span
from steward.engine.actor import Actor
from steward.engine.search.fields import Family, Field
from steward.engine.store.candidates import NO_USE

_NUMBER: Final = re.compile(r"(<=|>=|<|>)?\s*([+-]?(?:\d{1,30}(?:\.\d{0,20})?|\.\d{1,20}))", re.ASCII)
_MONTHS_FROM_NOW: Final = re.compile(r"([<>])\s*([+-]?\d{1,5})", re.ASCII)
_WHOLE: Final = re.compile(r"[+-]?\d{1,18}", re.ASCII)
_OPERATORS: Final = {"<": "lt", ">": "gt", "<=": "le", ">=": "ge", None: "eq"}
_POSITIVE: Final = {"notcontains": "contains", "notequals": "equals", "notunder": "under"}
_KNOWN: Final = frozenset({"contains", "equals", "under", "lessthan", "morethan", "empty"})
_COMPARED: Final = {"lessthan": "lt", "morethan": "gt"}
_YES_NO: Final = {"yes": 1, "no": 0}
_LARGEST: Final = 2**63 - 1
MYSELF: Final = "myself"
MY_GROUPS: Final = "mygroups"


@dataclass(frozen=True, slots=True)
class Question:
    """One test. `about`: "value" (what is shown) or "id" (of the linked row).

    Tests: always, never, like, eq, lt, le, gt, ge, in (a list), within (a pair: from, before), null, blank (null or empty);
    about ids also unset, under (a tree, from an id) and anywhere (in the tree; negated: unset).
    `strict`: rows without a value answer no, also when negated.
    """

    test: str
    value: Any = None
    negated: bool = False
    strict: bool = False
    about: str = "value"
    index: int = NO_USE
    """How much the store's index of texts helps with it."""

    @property
    def key(self) -> tuple[str, bool, bool, str, int]:
        return (self.test, self.negated, self.strict, self.about, self.index)


ALWAYS: Final = Question("always")
NEVER: Final = Question("never")


def ask(field: Field, searchtype: str, value: str, negated: bool, now: datetime, actor: Actor) -> Question:
    """The question of one criterion; `now` and `actor` give relative dates, "myself" and "mygroups" their meaning."""
    value = value.strip()
    negated ^= searchtype in _POSITIVE
    kind = _POSITIVE.get(searchtype, searchtype)
    if kind not in _KNOWN:
        kind = "contains"
    if value == "":
        return ALWAYS
    if kind == "empty":
        found = _empty(value)
        if found is not None:
            return replace(found, negated=found.negated ^ negated)
        kind = "contains"
    found = _positive(field, kind, value, now, actor)
    if found.test == "always":
        return found
    return replace(found, negated=found.negated ^ negated)


def _empty(value: str) -> Question | None:
    word = value.lower()
    if word == "null":
        return Question("blank")
    return Question("blank", negated=True) if word in {"not-null", "notnull", "not null"} else None


def _positive(field: Field, kind: str, value: str, now: datetime, actor: Actor) -> Question:
    if field.linked and kind in {"equals", "under"}:
        return _about_id(field, kind, value, actor)
    if value.upper() == "NULL" and kind == "contains":
        return Question("blank")
    match field.family:
        case Family.FLAG:
            return _number(field, kind, str(_YES_NO.get(value.lower(), value)))
        case Family.NUMBER:
            return _enumerated(field, value) or _number(field, kind, value)
        case Family.DAY | Family.MOMENT:
            return _date(field, kind, value, now)
    return exact(value) if kind == "equals" else text(value)


def _about_id(field: Field, kind: str, value: str, actor: Actor) -> Question:
    word = value.lower()
    if word == MYSELF and "user" in field.far.roles:
        return Question("eq", actor.user_id, about="id")
    if word == MY_GROUPS and "group" in field.far.roles:
        return Question("in", list(actor.groups), about="id")
    id = whole(value)
    if id is None:
        return replace(NEVER, about="id")
    below = kind == "under" and field.far.tree
    if id == 0 and not field.itself and "entity" not in field.far.roles:
        return Question("anywhere" if below else "unset", about="id")
    return Question("under" if below else "eq", id, about="id")


def whole(value: str) -> int | None:
    return int(value) if _WHOLE.fullmatch(value) and value.isascii() else None


def _enumerated(field: Field, value: str) -> Question | None:
    """Words and signs that stand for several values of a small enumeration: `notold`, `-3`."""
    if field.path:
        return None
    words = field.owner.words.get(field.option.field)
    if words is not None and value.lower() in {*words, "all"}:
        found = words.get(value.lower())
        return ALWAYS if found is None else Question("in", list(found))
    if field.option.field in field.owner.scales and (level := whole(value)) is not None:
        if level == 0:
            return ALWAYS
        return Question("ge", -level) if level < 0 else Question("eq", level)
    return None


def _number(field: Field, kind: str, value: str) -> Question:
    found = _NUMBER.fullmatch(value)
    if found is None:
        return text(value)
    sign, digits = found[1], found[2]
    if field.option.datatype == "decimal" and kind == "contains" and sign is None and "." not in digits:
        return Question("like", f"{int(digits)}.%") if not field.aggregate else Question("eq", digits)
    test = _COMPARED.get(kind, "eq") if sign is None else _OPERATORS[sign]
    return _compared(field, test, digits)


def _compared(field: Field, test: str, digits: str) -> Question:
    """Whole columns are compared with whole numbers: `> 2.5` is `> 2` there, and no id equals 2.5."""
    if not field.integral:
        return Question(test, digits.rstrip(".") if digits.endswith(".") else digits)
    exactly = float(digits)
    number = int(digits) if _WHOLE.fullmatch(digits) else int(exactly // 1)
    if abs(exactly) >= _LARGEST:
        below = test in {"lt", "le"}
        return ALWAYS if below == (exactly > 0) and test != "eq" else NEVER
    if number != exactly:
        if test == "eq":
            return NEVER
        test = {"lt": "le", "ge": "gt"}.get(test, test)
    return Question(test, number)


def _date(field: Field, kind: str, value: str, now: datetime) -> Question:
    day_only = field.family is Family.DAY
    if kind in _COMPARED or kind == "equals":
        moment = relative(value, now, day_only) or absolute(value, day_only)
        if kind in _COMPARED:
            months = whole(value)
            if moment is None and (begun := span(value)) is not None and months is None:
                moment = begun[0]
            if moment is None and months is not None and abs(months) < 100_000:
                moment = shifted(now, months, "MONTH").isoformat(" ", "seconds")
            return _beside(_COMPARED[kind], moment, day_only)
        return _on(moment or value, day_only)
    found = _MONTHS_FROM_NOW.fullmatch(value)
    if kind == "contains" and found is not None:
        moment = shifted(now, int(found[2]), "MONTH").isoformat(" ", "seconds")
        return _beside(_OPERATORS[found[1]], moment, day_only)
    return text(value)


def _beside(test: str, moment: str | None, day_only: bool) -> Question:
    """Before or after a moment. A day is compared as its beginning; what is no date does not count."""
    if moment is None:
        return ALWAYS
    full = moment if day_only or len(moment) > 10 else f"{moment} 00:00:00"
    return Question(test, full[:10] if day_only else full, strict=True)


def _on(value: str, day_only: bool) -> Question:
    """On a day, in a month, within a minute: all that begins with the value. A full moment is asked for by the minute."""
    if len(value) == 19 and value.endswith(":00"):
        value = value[:16]
    found = span(value)
    if found is None:
        return text(f"^{value}")
    start, end = found
    return Question("within", (start[:10], _next_day(end)) if day_only else found)


def _next_day(end: str) -> str:
    return end[:10]


def exact(value: str) -> Question:
    """The very text, whatever its case; nothing in it is wild."""
    return Question("like", value.replace("!", "!!").replace("%", "!%").replace("_", "!_"), strict=True)


def text(value: str) -> Question:
    """The pattern language: `abc`, `^abc`, `abc$`, `%` as a wildcard, `$` for nothing at all, `^` for anything."""
    if value in {"$", "^$"}:
        return Question("null")
    if value == "^":
        return Question("null", negated=True)
    start, end = value.startswith("^"), value.endswith("$")
    inner = value[1 if start else 0 : len(value) - 1 if end else len(value)]
    escaped = inner.replace("!", "!!").replace("_", "!_")
    return Question("like", f"{'' if start else '%'}{escaped}{'' if end else '%'}")


__all__ = ["ALWAYS", "NEVER", "Question", "ask"]
