"""Random nested criteria over random rows, compared with a plain filter in Python: same rows, same order, same total."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from steward.engine.search.criteria import Criterion, Element, Group

from .conftest import World

WORDS = ("alpha", "Beta", "gamma", "DELTA", "épsilon", "a_b", "50%", "x!y", "")
DATES = ("2020-01-01 00:00:00", "2026-11-25 12:30:00", "2026-11-20 10:15:30", None)
ROWS = 60


@dataclass
class Data:
    """The rows as Python has them; columns under the numbers of their options."""

    computers: dict[int, dict[str, Any]] = field(default_factory=dict)
    places: dict[int, int] = field(default_factory=dict)
    texts: dict[str, dict[int, str]] = field(default_factory=dict)

    def below(self, place: int) -> set[int]:
        found = {place}
        while more := {child for child, parent in self.places.items() if parent in found} - found:
            found |= more
        return found


@pytest.fixture(scope="module")
def data(world: World) -> Data:
    chance, made = random.Random(7), Data(texts={"3": {}, "31": {}})
    for number in range(6):
        parent = chance.choice([0, *made.places])
        id = world.add("Location", name=f"place {number}", completename=f"place {number}", locations_id=parent, level=1)
        made.places[id] = parent
        made.texts["3"][id] = f"place {number}"
    for word in ("used", "Spare"):
        made.texts["31"][world.add("State", name=word, completename=word)] = word
    for _ in range(ROWS):
        values = {
            "name": chance.choice(WORDS),
            "serial": chance.choice([None, *WORDS]),
            "comment": chance.choice([None, *WORDS]),
            "locations_id": chance.choice([0, *made.places]),
            "states_id": chance.choice([0, *made.texts["31"]]),
            "is_recursive": chance.choice([0, 1]),
            "date_mod": chance.choice(DATES),
        }
        id = world.add("Computer", **values)
        mails = [chance.choice(WORDS) or "none" for _ in range(chance.randrange(3))]
        for mail in mails:
            world.add("Item_Disk", itemtype="Computer", items_id=id, name=mail)
        made.computers[id] = {**values, "id": id, "disks": mails}
    return made


def folded(text: str) -> str:
    return text.lower().replace("é", "e")


def matches(value: str | None, pattern: str) -> bool:
    """The pattern language of texts, on a value."""
    if pattern.upper() == "NULL":
        return not value
    if value is None or pattern == "^$":
        return value is None and pattern == "^$"
    start, end = pattern.startswith("^"), pattern.endswith("$")
    inner = folded(pattern[start : len(pattern) - end])
    parts = inner.split("%")
    return like(folded(value), parts, start, end)


def like(value: str, parts: Sequence[str], start: bool, end: bool) -> bool:
    if len(parts) == 1:
        word = parts[0]
        return (
            (value.startswith(word) or not start)
            and (value.endswith(word) or not end)
            and word in value
            and (not (start and end) or value == word)
        )
    at = 0
    for place, part in enumerate(parts):
        found = value.find(part, at)
        if found < 0 or (place == 0 and start and found):
            return False
        at = found + len(part)
    return not end or not parts[-1] or value.endswith(parts[-1])


Answer = Callable[[Data, dict[str, Any], str, str], bool]


def text(column: str) -> Answer:
    def answer(data: Data, row: dict[str, Any], kind: str, value: str) -> bool:
        held = row[column]
        if kind in {"equals", "notequals"}:
            same = held is not None and folded(held) == folded(value)
            return same if kind == "equals" else held is not None and not same
        return matches(held, value) == (kind == "contains")

    return answer


def link(number: str, column: str) -> Answer:
    def answer(data: Data, row: dict[str, Any], kind: str, value: str) -> bool:
        id = row[column]
        if kind in {"contains", "notcontains"}:
            return matches(data.texts[number].get(id), value) == (kind == "contains")
        if kind == "under":
            return value == "0" or id in data.below(int(value))
        if kind == "notunder":
            return id == 0 if value == "0" else id != 0 and id not in data.below(int(value))
        return (id == int(value)) == (kind == "equals")

    return answer


def number(column: str) -> Answer:
    def answer(data: Data, row: dict[str, Any], kind: str, value: str) -> bool:
        sign = value[0] if value[0] in "<>" else ""
        held, asked = row[column], int(value.lstrip("<>"))
        yes = {"": held == asked, "<": held < asked, ">": held > asked}[sign]
        return yes == (kind in {"contains", "equals"})

    return answer


def moment(column: str) -> Answer:
    def answer(data: Data, row: dict[str, Any], kind: str, value: str) -> bool:
        held = row[column]
        if kind in {"lessthan", "morethan"}:
            full = value + "0000-01-01 00:00:00"[len(value) :]
            return held is not None and (held < full if kind == "lessthan" else held > full)
        if kind in {"equals", "notequals"}:
            prefix = value[:16] if len(value) == 19 and value.endswith(":00") else value
            return (held is not None and held.startswith(prefix)) == (kind == "equals")
        return matches(held, value) == (kind == "contains")

    return answer


def several(column: str) -> Answer:
    def answer(data: Data, row: dict[str, Any], kind: str, value: str) -> bool:
        held = row[column]
        yes = not held if value.upper() == "NULL" else any(matches(one, value) for one in held)
        return yes == (kind == "contains")

    return answer


PATTERNS = st.sampled_from(
    ["a", "^a", "a$", "^alpha$", "NULL", "EPS", "é", "_", "%", "a%a", "!", "0%", "^$", "place 1"]
)
MOMENTS = st.sampled_from(
    ["2026-11-25 12:30:00", "2026-11-20", "2026-11", "2020-01-01 00:00:00", "2026-11-20 10:15:30"]
)
TEXTS = ("contains", "notcontains")
EQUAL = ("equals", "notequals")
FIELDS: dict[int, tuple[Answer, tuple[tuple[tuple[str, ...], Any], ...]]] = {
    1: (text("name"), ((TEXTS, PATTERNS),)),
    5: (text("serial"), ((TEXTS, PATTERNS), (EQUAL, st.sampled_from(WORDS[:-1])))),
    16: (text("comment"), ((TEXTS, PATTERNS),)),
    2: (number("id"), ((TEXTS + EQUAL, st.integers(0, ROWS).map(str)), (TEXTS, st.sampled_from([">10", "<30"])))),
    86: (number("is_recursive"), ((TEXTS + EQUAL, st.sampled_from("01")),)),
    3: (
        link("3", "locations_id"),
        ((TEXTS, PATTERNS), ((*EQUAL, "under", "notunder"), st.integers(0, 6).map(str))),
    ),
    31: (link("31", "states_id"), ((TEXTS, PATTERNS), (EQUAL, st.integers(0, 3).map(str)))),
    19: (moment("date_mod"), (((*EQUAL, "lessthan", "morethan"), MOMENTS), (TEXTS, st.sampled_from(["2026", "10:15", "NULL"])))),
    156: (several("disks"), ((TEXTS, PATTERNS.filter(lambda p: p != "^$")),)),
}  # fmt: skip


@st.composite
def criterion(draw: Any) -> Criterion:
    number = draw(st.sampled_from(sorted(FIELDS)))
    kinds, values = draw(st.sampled_from(FIELDS[number][1]))
    joins, negated = draw(st.sampled_from(["AND", "OR"])), draw(st.booleans())
    return Criterion(number, draw(st.sampled_from(kinds)), draw(values), joins, negated)


def group(inner: Any) -> Any:
    return st.builds(
        Group, st.lists(inner, min_size=1, max_size=3).map(tuple), st.sampled_from(["AND", "OR"]), st.booleans()
    )


ELEMENTS = st.lists(st.recursive(criterion(), group, max_leaves=6), min_size=1, max_size=4).map(tuple)
OPPOSITE = {
    "contains": "notcontains", "notcontains": "contains", "equals": "notequals", "notequals": "equals",
    "under": "notunder", "notunder": "under",
}  # fmt: skip


def holds(data: Data, row: dict[str, Any], elements: Sequence[Element]) -> bool:
    """AND binds tighter than OR; what stands first is joined to nothing."""
    runs: list[list[bool]] = [[]]
    for place, element in enumerate(elements):
        if element.joins == "OR" and place:
            runs.append([])
        runs[-1].append(one_holds(data, row, element))
    return any(all(run) for run in runs)


def one_holds(data: Data, row: dict[str, Any], element: Element) -> bool:
    if isinstance(element, Group):
        return holds(data, row, element.criteria) != element.negated
    assert isinstance(element.field, int)
    answer = FIELDS[element.field][0]
    kind = element.searchtype
    if not element.negated:
        return answer(data, row, kind, element.value)
    if kind in OPPOSITE:
        return answer(data, row, OPPOSITE[kind], element.value)
    # Before or after a moment: what has none answers no either way.
    return row["date_mod"] is not None and not answer(data, row, kind, element.value)


def ordered(rows: list[dict[str, Any]], column: str, descending: bool) -> list[int]:
    """Empty values first, or last when descending; ties by id."""
    ties = sorted(rows, key=lambda row: row["id"])
    # Sorting is stable, reversed as well.
    found = sorted(ties, key=lambda row: (row[column] is not None, row[column] or ""), reverse=descending)
    return [row["id"] for row in found]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(criteria=ELEMENTS, descending=st.booleans())
def test_the_same_rows_in_the_same_order(
    world: World, data: Data, criteria: tuple[Element, ...], descending: bool
) -> None:
    found = world.search("Computer", *criteria, sort=[(19, descending)])
    expected = [row for row in data.computers.values() if holds(data, row, criteria)]
    assert [row[0] for row in found.rows] == ordered(expected, "date_mod", descending)
    assert found.total == len(expected)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(criteria=ELEMENTS, page=st.integers(1, 20), descending=st.booleans())
def test_pages_by_cursor_are_the_whole(
    world: World, data: Data, criteria: tuple[Element, ...], page: int, descending: bool
) -> None:
    order = [(19, descending), (31, not descending)]
    whole = world.ids("Computer", *criteria, sort=order)
    pages: list[int] = []
    cursor: str | None = ""
    while cursor is not None:
        found = world.page("Computer", *criteria, sort=order, cursor=cursor, limit=page)
        pages += [row[0] for row in found.rows]
        assert found.total == len(whole)
        cursor = found.cursor
    assert pages == whole
