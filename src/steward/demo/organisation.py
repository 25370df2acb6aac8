"""The company: entities, places, people, groups, and the lists that everything else chooses from."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from steward.demo import words
from steward.demo.book import Book
from steward.demo.chance import Chance, text

SELF_SERVICE: Final = 1
TECHNICIAN: Final = 6
SEPARATOR: Final = " > "
MOST_USERS: Final = 20_000
MOST_SITES: Final = 48


@dataclass(frozen=True, slots=True)
class Person:
    id: int
    login: str
    label: str
    """As history names people."""


@dataclass(slots=True)
class Site:
    """An entity in which people work and things stand."""

    entity: int
    code: str
    number: int
    rooms: list[int] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    computers: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Company:
    entity: int
    sites: list[Site] = field(default_factory=list)
    technicians: list[Person] = field(default_factory=list)
    lists: dict[str, list[int]] = field(default_factory=dict)
    """Ids of shared lists (states, makers, models, …) by table, and of groups by kind."""


@dataclass(frozen=True, slots=True)
class Size:
    computers: int
    tickets: int
    seed: int
    until: datetime

    @property
    def users(self) -> int:
        return min(MOST_USERS, 20 + self.computers // 4 + self.tickets // 40)

    @property
    def sites(self) -> int:
        return min(MOST_SITES, 3 + self.computers // 400)


def company_name(seed: int) -> str:
    return f"Northwind {seed}"


class Founding:
    """Makes the company."""

    def __init__(self, book: Book, chance: Chance, size: Size, root: tuple[str, int]) -> None:
        self._book, self._chance, self._size = book, chance, size
        self._root_path, self._root_level = root
        founded = text(size.until.replace(year=size.until.year - 5, month=1, day=2, hour=9, minute=0, second=0))
        self._dates = {"date_creation": founded, "date_mod": founded}

    def company(self) -> Company:
        name = company_name(self._size.seed)
        path = f"{self._root_path}{SEPARATOR}{name}"
        company = Company(self._entity(name, 0, path, self._root_level + 1))
        self._sites(company, path)
        self._lists(company)
        self._groups(company)
        self._people(company)
        return company

    def _entity(self, name: str, parent: int, path: str, level: int, town: tuple[str, str] | None = None) -> int:
        row: dict[str, Any] = {"name": name, "entities_id": parent, "completename": path, "level": level, **self._dates}
        if town:
            row |= {"town": town[0], "country": town[1]}
        return self._book.add("glpi_entities", row)

    def _sites(self, company: Company, path: str) -> None:
        regions: list[tuple[int, str]] = []
        for number in range(self._size.sites):
            if number < len(words.REGIONS):
                region_path = f"{path}{SEPARATOR}{words.REGIONS[number]}"
                level = self._root_level + 2
                regions.append((self._entity(words.REGIONS[number], company.entity, region_path, level), region_path))
            parent, above = regions[number % len(regions)]
            town, country = words.TOWNS[number % len(words.TOWNS)]
            name = town if number < len(words.TOWNS) else f"{town} {number // len(words.TOWNS) + 1}"
            level = self._root_level + 3
            entity = self._entity(name, parent, f"{above}{SEPARATOR}{name}", level, (town, country))
            site = Site(entity, f"{_plain(town)[:3].upper()}{number:02}", number)
            self._rooms(site, name)
            company.sites.append(site)

    def _rooms(self, site: Site, name: str) -> None:
        """A tree: site, buildings, floors, rooms. Things stand in rooms."""
        top = self._place(site, name, 0, name, 1)
        for building in words.BUILDINGS[: 1 + self._chance.below(3)]:
            path = f"{name}{SEPARATOR}{building}"
            house = self._place(site, building, top, path, 2)
            for floor in range(1, 3 + self._chance.below(3)):
                floor_path = f"{path}{SEPARATOR}Floor {floor}"
                storey = self._place(site, f"Floor {floor}", house, floor_path, 3)
                for room in range(1, 5):
                    label = f"Room {floor}{room:02}"
                    site.rooms.append(self._place(site, label, storey, f"{floor_path}{SEPARATOR}{label}", 4))

    def _place(self, site: Site, name: str, parent: int, path: str, level: int) -> int:
        row = {"name": name, "locations_id": parent, "entities_id": site.entity, "completename": path, "level": level}
        return self._book.add("glpi_locations", {**row, **self._dates})

    def _lists(self, company: Company) -> None:
        made = company.lists
        for table, names in (
            ("glpi_manufacturers", words.MAKERS),
            ("glpi_computertypes", words.COMPUTER_TYPES),
            ("glpi_monitortypes", words.MONITOR_TYPES),
            ("glpi_networks", words.NETWORKS),
            ("glpi_operatingsystems", words.SYSTEMS),
            ("glpi_contracttypes", words.CONTRACT_TYPES),
            ("glpi_solutiontypes", ("By telephone", "On site", "Remotely")),
            ("glpi_computermodels", [f"{model} {series}" for model in words.MODELS for series in words.SERIES]),
            ("glpi_monitormodels", [f"View {series}" for series in words.SERIES]),
        ):
            made[table] = [self._book.named(table, name, self._dates) for name in names]
        made["glpi_states"] = [
            self._book.named("glpi_states", name, {"completename": name, "level": 1, "is_recursive": 1, **self._dates})
            for name in words.STATES
        ]
        made["glpi_suppliers"] = [
            self._book.add("glpi_suppliers", {"name": name, "is_active": 1, **self._owned(company)})
            for name in words.SUPPLIERS
        ]
        made["glpi_itilcategories"] = self._categories(company)

    def _owned(self, company: Company) -> dict[str, Any]:
        """Of the whole company."""
        return {"entities_id": company.entity, "is_recursive": 1, **self._dates}

    def _categories(self, company: Company) -> list[int]:
        table, found = "glpi_itilcategories", []
        for name, below in words.CATEGORIES.items():
            top = self._book.add(table, {"name": name, "completename": name, "level": 1, **self._owned(company)})
            for part in below:
                path = f"{name}{SEPARATOR}{part}"
                row = {"name": part, "itilcategories_id": top, "completename": path, "level": 2}
                found.append(self._book.add(table, {**row, **self._owned(company)}))
        return found

    def _groups(self, company: Company) -> None:
        for kind, title, names in (
            ("teams", "Service desk", words.TEAMS),
            ("departments", "Departments", words.DEPARTMENTS),
        ):
            assign = int(kind == "teams")
            flags = {"is_assign": assign, "is_task": assign, **self._owned(company)}
            row = {"name": title, "completename": title, "level": 1, **flags}
            top = self._book.add("glpi_groups", row)
            company.lists[kind] = [
                self._book.add(
                    "glpi_groups",
                    {"name": name, "groups_id": top, "completename": f"{title}{SEPARATOR}{name}", "level": 2, **flags},
                )
                for name in names
            ]

    def _people(self, company: Company) -> None:
        technicians = max(3, self._size.users // 40)
        for number in range(self._size.users):
            site = company.sites[number % len(company.sites)]
            supports = number < technicians
            person = self._person(company, site, number, supports)
            site.people.append(person)
            if supports:
                company.technicians.append(person)

    def _person(self, company: Company, site: Site, number: int, supports: bool) -> Person:
        book, chance = self._book, self._chance
        first, last = chance.of(words.FIRST_NAMES), chance.of(words.LAST_NAMES)
        login = f"{_plain(first)}.{_plain(last)}.{self._size.seed}.{number}".lower()
        row = {
            "name": login,
            "realname": last,
            "firstname": first,
            "phone": f"+{30 + site.number} {chance.below(10**7):07}",
            "locations_id": chance.of(site.rooms),
            "entities_id": site.entity,
            "is_active": int(supports or chance.happens(0.96)),
            "authtype": 1,
        }
        id = book.add("glpi_users", row | self._dates)
        book.add("glpi_useremails", {"users_id": id, "is_default": 1, "email": f"{login}@example.org"})
        scope = {"entities_id": company.entity, "is_recursive": 1} if supports else {"entities_id": site.entity}
        profile = TECHNICIAN if supports else SELF_SERVICE
        book.add("glpi_profiles_users", {"users_id": id, "profiles_id": profile, **scope})
        group = chance.of(company.lists["teams" if supports else "departments"])
        book.add("glpi_groups_users", {"users_id": id, "groups_id": group})
        return Person(id, login, f"{last} {first} ({id})")


def _plain(name: str) -> str:
    """A name as logins and codes have it: plain letters only."""
    spelt = name.translate({ord("ı"): "i", ord("ø"): "o", ord("ł"): "l"})
    return "".join(c for c in unicodedata.normalize("NFD", spelt) if c.isascii() and c.isalpha())
