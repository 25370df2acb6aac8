"""Computers and what belongs to them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from steward.demo import words
from steward.demo.book import Book
from steward.demo.chance import Chance, text
from steward.demo.organisation import Company, Person, Site, Size

COMPUTER: Final = "Computer"
_INSTALLED: Final = 3
_PREFIX: Final = 0xFFFF
"""How the words of an IPv4 address begin."""


class Assets:
    """Makes computers, with monitors, ports, software and papers."""

    def __init__(self, book: Book, chance: Chance, size: Size, company: Company) -> None:
        self._book, self._chance, self._size, self._company = book, chance, size, company
        self._versions = [*self._software()]
        self._contracts = [self._contract(number) for number in range(2 + size.computers // 500)]

    def _software(self) -> Iterator[tuple[int, int]]:
        """(software, version) ids: what can be installed."""
        dates = self._dates(self._size.until - timedelta(days=900), self._size.until - timedelta(days=400))
        owned = {"entities_id": self._company.entity, "is_recursive": 1, **dates}
        makers = self._company.lists["glpi_manufacturers"]
        for product in words.PRODUCTS:
            for edition in words.EDITIONS:
                row = {"name": f"{product} {edition}", "manufacturers_id": self._chance.of(makers), **owned}
                software = self._book.add("glpi_softwares", row)
                for major in range(1, 2 + self._chance.below(4)):
                    version = {"name": f"{major}.{self._chance.below(10)}", "softwares_id": software, **owned}
                    yield software, self._book.add("glpi_softwareversions", version)

    def _contract(self, number: int) -> int:
        chance, lists = self._chance, self._company.lists
        begins = self._size.until - timedelta(days=30 + chance.below(700))
        row = {
            "name": f"{chance.of(words.CONTRACT_TYPES)} {begins.year}-{number:03}",
            "num": f"C{self._size.seed}-{number:05}",
            "contracttypes_id": chance.of(lists["glpi_contracttypes"]),
            "begin_date": text(begins)[:10],
            "duration": chance.of((12, 24, 36)),
            "notice": chance.of((1, 2, 3)),
            "entities_id": self._company.entity,
            "is_recursive": 1,
        }
        id = self._book.add("glpi_contracts", row | self._dates(begins, begins))
        supplier = chance.of(lists["glpi_suppliers"])
        self._book.add("glpi_contracts_suppliers", {"suppliers_id": supplier, "contracts_id": id})
        return id

    def computer(self, number: int) -> None:
        chance, company = self._chance, self._company
        site = company.sites[chance.below(len(company.sites))]
        holder = chance.of(site.people) if site.people else chance.of(company.technicians)
        technician = chance.of(company.technicians)
        came = chance.workday(self._size.until, 1500)
        changed = min(chance.later(came, 8000), self._size.until)
        kind = chance.below(100)
        kind = 0 if kind < 60 else 1 if kind < 90 else 2 if kind < 97 else 3
        held = self._held(site, holder, technician, came, changed)
        name = f"{site.code}-{words.COMPUTER_TYPES[kind][:3].upper()}-{number:06}"
        row = {
            "name": name,
            "serial": chance.serial(10),
            "otherserial": f"INV{self._size.seed}-{number:07}",
            "computertypes_id": company.lists["glpi_computertypes"][kind],
            "computermodels_id": chance.of(company.lists["glpi_computermodels"]),
            "networks_id": chance.of(company.lists["glpi_networks"]),
            "uuid": chance.uuid(),
            "is_dynamic": int(chance.happens(0.7)),
            "comment": chance.of(words.SENTENCES) if chance.happens(0.1) else None,
        }
        id = self._book.add("glpi_computers", row | held)
        site.computers.append(id)
        self._belongings(site, id, name, held, came)
        self._history(COMPUTER, id, technician, came, changed, held)

    def _held(
        self, site: Site, holder: Person, technician: Person, came: datetime, changed: datetime
    ) -> dict[str, Any]:
        """What all assets of a person have in common."""
        chance, lists = self._chance, self._company.lists
        state = chance.below(100)
        return {
            "entities_id": site.entity,
            "locations_id": chance.of(site.rooms),
            "users_id": holder.id,
            "contact": holder.login,
            "groups_id": chance.of(lists["departments"]),
            "users_id_tech": technician.id,
            "groups_id_tech": chance.of(lists["teams"]),
            "manufacturers_id": chance.of(lists["glpi_manufacturers"]),
            "states_id": lists["glpi_states"][0 if state < 80 else 1 + state % 4],
            **self._dates(came, changed),
        }

    def _belongings(self, site: Site, id: int, name: str, held: dict[str, Any], came: datetime) -> None:
        chance = self._chance
        if chance.happens(0.7):
            self._monitor(id, held)
        self._port(site, id, name, held)
        self._system(site, id, held)
        self._installations(site, id, came)
        if chance.happens(0.6):
            self._finances(site, id, came)
        if chance.happens(0.3):
            contract = chance.of(self._contracts)
            self._book.add("glpi_contracts_items", {"contracts_id": contract, "items_id": id, "itemtype": COMPUTER})

    def _monitor(self, computer: int, held: dict[str, Any]) -> None:
        chance, lists = self._chance, self._company.lists
        row = {
            "name": f"Screen {chance.serial(5)}",
            "serial": chance.serial(9),
            "size": chance.of(("22.00", "24.00", "27.00")),
            "monitortypes_id": chance.of(lists["glpi_monitortypes"]),
            "monitormodels_id": chance.of(lists["glpi_monitormodels"]),
        }
        id = self._book.add("glpi_monitors", row | held)
        self._book.add("glpi_computers_items", {"items_id": id, "computers_id": computer, "itemtype": "Monitor"})

    def _port(self, site: Site, computer: int, name: str, held: dict[str, Any]) -> None:
        book = self._book
        own = {"entities_id": site.entity, "date_creation": held["date_creation"], "date_mod": held["date_mod"]}
        row = {
            "items_id": computer,
            "itemtype": COMPUTER,
            "logical_number": 1,
            "name": "eth0",
            "instantiation_type": "NetworkPortEthernet",
            "mac": self._chance.mac(),
        }
        port = book.add("glpi_networkports", row | own)
        book.add("glpi_networkportethernets", {"networkports_id": port, "speed": 1000})
        called = book.add(
            "glpi_networknames", {"items_id": port, "itemtype": "NetworkPort", "name": name.lower(), **own}
        )
        at = len(site.computers)
        address = (10, site.number, at // 250 % 256, at % 250 + 1)
        book.add(
            "glpi_ipaddresses",
            {
                "entities_id": site.entity,
                "items_id": called,
                "itemtype": "NetworkName",
                "version": 4,
                "name": ".".join(map(str, address)),
                "binary_2": _PREFIX,
                "binary_3": int.from_bytes(bytes(address)),
                "mainitems_id": computer,
                "mainitemtype": COMPUTER,
            },
        )

    def _system(self, site: Site, computer: int, held: dict[str, Any]) -> None:
        system = self._chance.of(self._company.lists["glpi_operatingsystems"])
        row = {"items_id": computer, "itemtype": COMPUTER, "operatingsystems_id": system, "entities_id": site.entity}
        dates = {"date_creation": held["date_creation"], "date_mod": held["date_creation"]}
        self._book.add("glpi_items_operatingsystems", row | dates)

    def _installations(self, site: Site, computer: int, came: datetime) -> None:
        for _, version in self._chance.sample(self._versions, _INSTALLED):
            row = {"items_id": computer, "itemtype": COMPUTER, "softwareversions_id": version}
            row |= {"entities_id": site.entity, "date_install": text(came)[:10]}
            self._book.add("glpi_items_softwareversions", row)

    def _finances(self, site: Site, computer: int, came: datetime) -> None:
        chance = self._chance
        bought = text(came - timedelta(days=3 + chance.below(40)))[:10]
        row = {
            "items_id": computer,
            "itemtype": COMPUTER,
            "entities_id": site.entity,
            "buy_date": bought,
            "delivery_date": text(came)[:10],
            "use_date": text(came)[:10],
            "warranty_date": bought,
            "warranty_duration": chance.of((24, 36, 60)),
            "suppliers_id": chance.of(self._company.lists["glpi_suppliers"]),
            "value": f"{400 + chance.below(2600)}.{chance.below(100):02}",
            "sink_type": 2,
            "sink_time": 4,
        }
        self._book.add("glpi_infocoms", row | self._dates(came, came))

    def _history(self, kind: str, id: int, by: Person, came: datetime, changed: datetime, held: dict[str, Any]) -> None:
        row: dict[str, Any] = {"itemtype": kind, "items_id": id, "user_name": by.label}
        made = {"itemtype_link": "0", "linked_action": 20, "date_mod": text(came)}
        self._book.add("glpi_logs", {**row, **made})
        if self._chance.happens(0.3):
            lists = self._company.lists["glpi_states"]
            now = lists.index(held["states_id"])
            before = (now + 1) % len(lists)
            moved = {
                "old_value": f"{words.STATES[before]} ({lists[before]})",
                "new_value": f"{words.STATES[now]} ({lists[now]})",
            }
            self._book.add("glpi_logs", {**row, "id_search_option": 31, "date_mod": text(changed), **moved})

    def _dates(self, came: datetime, changed: datetime) -> dict[str, Any]:
        return {"date_creation": text(came), "date_mod": text(changed)}
