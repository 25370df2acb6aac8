"""Searches, and the least SQL that a person who knows SQLite would write for the same answer.

A plus keeps it from taking an index on a flag, as such a person would.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from steward.engine.search.criteria import Criterion, Group, Search, Sort

PAGE: Final = 50
_COMPUTER_CELLS: Final = """SELECT r.id, r.name, l.completename, s.completename, m.name, r.date_mod, e.completename
    FROM (%s) p JOIN glpi_computers r ON r.id = p.id LEFT JOIN glpi_locations l ON l.id = r.locations_id
    LEFT JOIN glpi_states s ON s.id = r.states_id LEFT JOIN glpi_manufacturers m ON m.id = r.manufacturers_id
    LEFT JOIN glpi_entities e ON e.id = r.entities_id ORDER BY %s"""
_TICKET_CELLS: Final = """SELECT r.id, r.name, r.status, r.priority, r.date, c.completename, e.completename
    FROM (%s) p JOIN glpi_tickets r ON r.id = p.id LEFT JOIN glpi_itilcategories c ON c.id = r.itilcategories_id
    LEFT JOIN glpi_entities e ON e.id = r.entities_id ORDER BY %s"""
_ASSETS: Final = (
    """glpi_computers glpi_monitors glpi_networkequipments glpi_peripherals glpi_phones glpi_printers""".split()
)


@dataclass(frozen=True)
class Case:
    """A search, and by hand: what counts its rows, and what brings a page of them."""

    name: str
    search: Search
    count: str
    page: str
    values: dict[str, Any]


def cases(ids: dict[str, int]) -> list[Case]:
    """`ids`: a "maker" and a "place" to ask for."""
    maker, place = str(ids["maker"]), str(ids["place"])
    return [
        _computers("contains, a few hits", [Criterion(1, "contains", "LAP-0001")], "r.name LIKE '%LAP-0001%'"),
        _computers("equals on a dropdown", [Criterion(23, "equals", maker)], "r.manufacturers_id = :maker", ids),
        _computers("under on a tree", [Criterion(3, "under", place)], f"r.locations_id IN ({_BELOW})", ids),
        _computers("page of 1,000", [], "", limit=1_000),
        _computers("sort by a linked column", [], "", sort=3, order="l.completename"),
        _computers("meta through a relation", [_SCREENS], f"r.id IN ({_CONNECTED})"),
        _tickets("contains, many hits", [Criterion(1, "contains", "password")], "r.name LIKE '%password%'"),
        _tickets("contains, no hits", [Criterion(21, "contains", "zzzqq")], "r.content LIKE '%zzzqq%'"),
        _tickets("five nested criteria", _NESTED, _NESTED_BY_HAND),
        _all_assets(),
    ]


_BELOW: Final = """WITH RECURSIVE b(id) AS (SELECT :place UNION SELECT l.id FROM glpi_locations l JOIN b ON l.locations_id = b.id)
    SELECT id FROM b"""
_SCREENS: Final = Criterion(1, "contains", "Screen 7", meta="Monitor")
_CONNECTED: Final = """SELECT c.computers_id FROM glpi_computers_items c JOIN glpi_monitors m ON m.id = c.items_id
    WHERE c.itemtype = 'Monitor' AND +c.is_deleted = 0 AND m.name LIKE '%Screen 7%'"""
_NESTED: Final = (
    Group((Criterion(12, "equals", "2"), Criterion(12, "equals", "4", "OR"))),
    Group((Criterion(3, "equals", "4"), Criterion(10, "equals", "5", "OR"))),
    Criterion(1, "contains", "slow"),
)
_NESTED_BY_HAND: Final = "r.status IN (2, 4) AND (r.priority = 4 OR r.urgency = 5) AND r.name LIKE '%slow%'"


def _computers(
    name: str,
    criteria: Any,
    asked: str,
    values: dict[str, Any] | None = None,
    sort: int = 1,
    order: str = "r.name",
    limit: int = PAGE,
) -> Case:
    search = Search("Computer", tuple(criteria), (Sort(sort),), (3, 31, 23, 19), limit=limit)
    place = "LEFT JOIN glpi_locations l ON l.id = r.locations_id" if order.startswith("l.") else ""
    where = "+r.is_deleted = 0 AND +r.is_template = 0" + (asked and f" AND {asked}")
    rows = f"SELECT r.id FROM glpi_computers r {place} WHERE {where} ORDER BY {order}, r.id LIMIT {limit}"  # noqa: S608
    count = f"SELECT count(*) FROM glpi_computers r WHERE {where}"  # noqa: S608
    return Case(name, search, count, _COMPUTER_CELLS % (rows, f"{order}, r.id"), values or {})


def _tickets(name: str, criteria: Any, asked: str) -> Case:
    search = Search("Ticket", tuple(criteria), (Sort(1),), (12, 3, 15, 7), limit=PAGE)
    where = f"+r.is_deleted = 0 AND {asked}"
    rows = f"SELECT r.id FROM glpi_tickets r WHERE {where} ORDER BY r.name, r.id LIMIT {PAGE}"  # noqa: S608
    count = f"SELECT count(*) FROM glpi_tickets r WHERE {where}"  # noqa: S608
    return Case(name, search, count, _TICKET_CELLS % (rows, "r.name, r.id"), {})


def _all_assets() -> Case:
    search = Search("AllAssets", (Criterion(1, "contains", "Screen 7"),), (Sort(1),), (5,), limit=PAGE)
    parts = " UNION ALL ".join(
        f"SELECT id, name, serial FROM {table} WHERE +is_deleted = 0 AND +is_template = 0 AND name LIKE '%Screen 7%'"  # noqa: S608
        for table in _ASSETS
    )
    page = f"SELECT id, name, serial FROM ({parts}) ORDER BY name, id LIMIT {PAGE}"  # noqa: S608
    return Case("all assets", search, f"SELECT count(*) FROM ({parts})", page, {})  # noqa: S608
