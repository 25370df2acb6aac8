"""Tickets and what happens to them, in order of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from steward.calculations.priorities import priority
from steward.demo import words
from steward.demo.book import Book
from steward.demo.chance import Chance, text
from steward.demo.organisation import Company, Person, Site, Size

TICKET: Final = "Ticket"
NEW, ASSIGNED, PLANNED, WAITING, SOLVED, CLOSED = range(1, 7)
REQUESTER, ASSIGNEE, OBSERVER = 1, 2, 3
_LEFT, _RIGHT = 1, 4
_STATUS_OPTION: Final = 12
_DAYS: Final = 730


@dataclass(slots=True)
class Story:
    """How one ticket goes."""

    site: Site
    requester: Person
    technician: Person
    opened: datetime
    taken: datetime | None
    solved: datetime | None
    closed: datetime | None
    status: int
    tasks: list[int]

    @property
    def touched(self) -> datetime:
        return self.closed or self.solved or self.taken or self.opened


class Helpdesk:
    """Makes tickets."""

    def __init__(self, book: Book, chance: Chance, size: Size, company: Company) -> None:
        self._book, self._chance, self._size, self._company = book, chance, size, company

    def ticket(self, number: int) -> None:
        chance = self._chance
        story = self._story()
        subject = chance.of(words.SUBJECTS)
        id = self._book.add("glpi_tickets", self._row(story, f"{subject[0].upper()}{subject[1:]} ({number})"))
        self._actors(id, story)
        self._conversation(id, story)
        if story.site.computers and chance.happens(0.6):
            computer = chance.of(story.site.computers)
            self._book.add("glpi_items_tickets", {"itemtype": "Computer", "items_id": computer, "tickets_id": id})
        if chance.happens(0.05):
            self._document(id, story, number)
        self._history(id, story)

    def _story(self) -> Story:
        chance, until, company = self._chance, self._size.until, self._company
        site = chance.of(company.sites)
        requester = chance.of(site.people) if site.people else chance.of(company.technicians)
        opened = chance.workday(until, _DAYS)
        story = Story(site, requester, chance.of(company.technicians), opened, None, None, None, NEW, [])
        taken = chance.later(opened, 30)
        if taken > until or chance.happens(0.02):
            return story
        story.taken, story.status = taken, chance.of((ASSIGNED, ASSIGNED, PLANNED, WAITING))
        story.tasks = [600 * (1 + chance.below(9)) for _ in range(chance.below(10) // 6)]
        solved = chance.later(taken, 400)
        if solved > until or chance.happens(0.02):
            return story
        story.solved, story.status = solved, SOLVED
        closed = chance.later(solved, 150)
        if closed <= until:
            story.closed, story.status = closed, CLOSED
        return story

    def _row(self, story: Story, name: str) -> dict[str, Any]:
        chance = self._chance
        urgency, impact = 1 + chance.below(5), 2 + chance.below(3)
        told = " ".join([chance.of(words.SENTENCES) for _ in range(1 + chance.below(4))])
        row = {
            "entities_id": story.site.entity,
            "name": name,
            "content": f"<p>{told}</p>",
            "date": text(story.opened),
            "date_creation": text(story.opened),
            "date_mod": text(story.touched),
            "users_id_recipient": story.requester.id,
            "users_id_lastupdater": (story.technician if story.taken else story.requester).id,
            "status": story.status,
            "requesttypes_id": 1 + chance.below(3),
            "urgency": urgency,
            "impact": impact,
            "priority": priority(urgency, impact),
            "itilcategories_id": chance.of(self._company.lists["glpi_itilcategories"]),
            "type": 1 + int(chance.happens(0.3)),
            "locations_id": chance.of(story.site.rooms),
            "actiontime": sum(story.tasks),
        }
        for column, delay, moment in (
            ("takeintoaccountdate", "takeintoaccount_delay_stat", story.taken),
            ("solvedate", "solve_delay_stat", story.solved),
            ("closedate", "close_delay_stat", story.closed),
        ):
            row[column] = text(moment) if moment else None
            row[delay] = int((moment - story.opened).total_seconds()) if moment else 0
        return row

    def _actors(self, id: int, story: Story) -> None:
        chance, lists = self._chance, self._company.lists
        people = [(REQUESTER, story.requester)]
        if story.taken:
            people.append((ASSIGNEE, story.technician))
        if chance.happens(0.2):
            people.append((OBSERVER, chance.of(self._company.technicians)))
        for role, person in people:
            self._book.add(
                "glpi_tickets_users", {"tickets_id": id, "users_id": person.id, "type": role, "use_notification": 1}
            )
        for role, kind, share in (
            (ASSIGNEE, "teams", 0.6),
            (REQUESTER, "departments", 0.15),
            (OBSERVER, "departments", 0.05),
        ):
            if chance.happens(share):
                self._book.add(
                    "glpi_groups_tickets", {"tickets_id": id, "groups_id": chance.of(lists[kind]), "type": role}
                )
        if chance.happens(0.03):
            supplier = chance.of(lists["glpi_suppliers"])
            self._book.add("glpi_suppliers_tickets", {"tickets_id": id, "suppliers_id": supplier, "type": ASSIGNEE})

    def _conversation(self, id: int, story: Story) -> None:
        if story.taken is None:
            return
        before = story.solved or self._size.until
        for _ in range(self._chance.below(4)):
            self._followup(id, story, self._between(story.taken, before))
        for seconds in story.tasks:
            self._task(id, story, self._between(story.taken, before), seconds)
        if story.solved:
            self._solution(id, story, story.solved)

    def _between(self, one: datetime, other: datetime) -> str:
        return text(one + timedelta(seconds=int(self._chance.random() * (other - one).total_seconds())))

    def _followup(self, id: int, story: Story, moment: str) -> None:
        asks = self._chance.happens(0.4)
        row = {
            "itemtype": TICKET,
            "items_id": id,
            "users_id": (story.requester if asks else story.technician).id,
            "content": f"<p>{self._chance.of(words.SENTENCES if asks else words.ANSWERS)}</p>",
            "is_private": int(not asks and self._chance.happens(0.15)),
            "requesttypes_id": 1,
            "timeline_position": _LEFT if asks else _RIGHT,
            "date": moment,
        }
        self._book.add("glpi_itilfollowups", row | {"date_creation": moment, "date_mod": moment})

    def _task(self, id: int, story: Story, moment: str, seconds: int) -> None:
        row = {
            "uuid": self._chance.uuid(),
            "tickets_id": id,
            "users_id": story.technician.id,
            "users_id_tech": story.technician.id,
            "content": f"<p>{self._chance.of(words.TASKS)}</p>",
            "actiontime": seconds,
            "state": 2 if story.solved else 1,
            "timeline_position": _RIGHT,
            "date": moment,
        }
        self._book.add("glpi_tickettasks", row | {"date_creation": moment, "date_mod": moment})

    def _solution(self, id: int, story: Story, solved: datetime) -> None:
        row = {
            "itemtype": TICKET,
            "items_id": id,
            "solutiontypes_id": self._chance.of(self._company.lists["glpi_solutiontypes"]),
            "content": f"<p>{self._chance.of(words.SOLUTIONS)}</p>",
            "users_id": story.technician.id,
            "status": 3 if story.closed else 2,
            "date_creation": text(solved),
            "date_mod": text(story.closed or solved),
            "date_approval": text(story.closed) if story.closed else None,
        }
        self._book.add("glpi_itilsolutions", row)

    def _document(self, id: int, story: Story, number: int) -> None:
        """A link: sample data brings no files."""
        dates = {"date_creation": text(story.opened), "date_mod": text(story.opened)}
        link = f"https://example.org/files/{self._size.seed}/{number}"
        owned = {"entities_id": story.site.entity, "users_id": story.requester.id, **dates}
        document = self._book.add(
            "glpi_documents", {"name": f"Picture {number}", "link": link, "tickets_id": id, **owned}
        )
        joined = {"documents_id": document, "items_id": id, "itemtype": TICKET, "timeline_position": _LEFT}
        self._book.add("glpi_documents_items", {**joined, **owned, "date": text(story.opened)})

    def _history(self, id: int, story: Story) -> None:
        row: dict[str, Any] = {"itemtype": TICKET, "items_id": id}
        made = {"user_name": story.requester.label, "itemtype_link": "0", "linked_action": 20}
        self._book.add("glpi_logs", {**row, **made, "date_mod": text(story.opened)})
        before = NEW
        for moment, status in ((story.taken, ASSIGNED), (story.solved, SOLVED), (story.closed, CLOSED)):
            if moment is None:
                break
            changed = {"id_search_option": _STATUS_OPTION, "old_value": str(before), "new_value": str(status)}
            by = {"user_name": story.technician.label, "date_mod": text(moment)}
            self._book.add("glpi_logs", {**row, **by, **changed})
            before = status
