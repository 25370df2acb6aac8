"""Reservations, reminders, knowledge base and projects."""

from __future__ import annotations

from itemtypes.conftest import NOW, Desk


def test_reservations_do_not_overlap(desk: Desk) -> None:
    computer = desk.add("Computer", name="pc")
    item = desk.add("ReservationItem", itemtype="Computer", items_id=computer)
    assert desk.refusal("add", "ReservationItem", itemtype="Computer", items_id=computer) == ""
    span = {"reservationitems_id": item, "begin": "2031-01-01 10:00:00", "end": "2031-01-01 12:00:00"}
    made = desk.add("Reservation", **span)
    assert desk.one("Reservation", made)["users_id"] == 2
    assert desk.refusal("add", "Reservation", **span).startswith("The required item is already reserved")
    backwards = {**span, "begin": "2031-01-02 13:00:00", "end": "2031-01-02 12:00:00"}
    assert desk.refusal("add", "Reservation", **backwards).startswith("Error in entering dates. The starting")
    after = desk.add("Reservation", **{**span, "begin": span["end"], "end": "2031-01-01 13:00:00"})
    desk.refusal("update", "Reservation", after, begin="2031-01-01 11:00:00")
    desk.update("Reservation", made, comment="cc")


def test_reminders_have_an_author_and_a_plan(desk: Desk) -> None:
    made = desk.add("Reminder", name="r")
    row = desk.one("Reminder", made)
    assert (row["users_id"], str(row["date"]), row["is_planned"]) == (2, NOW.isoformat(sep=" "), 0)
    assert len(row["uuid"]) == 36
    desk.update("Reminder", made, begin="2031-01-01 10:00:00", end="2031-01-01 11:00:00", users_id=4)
    assert (desk.one("Reminder", made)["is_planned"], desk.one("Reminder", made)["users_id"]) == (1, 2)
    desk.refusal("update", "Reminder", made, end="2030-01-01 10:00:00")


def test_feeds_are_web_addresses(desk: Desk) -> None:
    assert desk.refusal("add", "RSSFeed", url="file:///etc/passwd") == "Invalid link"
    made = desk.add("RSSFeed", url="http://example.org/feed")
    assert (desk.one("RSSFeed", made)["name"], desk.one("RSSFeed", made)["users_id"]) == ("http://example.org/feed", 2)


def test_articles_are_shown_and_filed(desk: Desk) -> None:
    one, two = desk.add("KnowbaseItemCategory", name="1"), desk.add("KnowbaseItemCategory", name="2")
    visibility = {"_type": "Entity", "entities_id": 0, "is_recursive": 1}
    made = desk.add("KnowbaseItem", name="k", answer="a", _visibility=visibility, _categories=[one])
    (shown,) = desk.rows("Entity_KnowbaseItem", knowbaseitems_id=made)
    assert (shown["entities_id"], shown["is_recursive"]) == (0, 1)
    desk.update("KnowbaseItem", made, _categories=[two], _visibility=[{"_type": "Group", "groups_id": 7}])
    (filed,) = desk.rows("KnowbaseItem_KnowbaseItemCategory", knowbaseitems_id=made)
    assert filed["knowbaseitemcategories_id"] == two
    (group,) = desk.rows("Group_KnowbaseItem", knowbaseitems_id=made)
    assert (group["groups_id"], group["no_entity_restriction"], group["entities_id"]) == (7, 1, None)


def test_projects_pass_on_progress(desk: Desk) -> None:
    project = desk.add("Project", name="p", auto_percent_done=1, percent_done=500)
    assert desk.one("Project", project)["percent_done"] == 100
    one = desk.add("ProjectTask", name="1", projects_id=project, percent_done=100)
    assert desk.one("ProjectTask", one)["users_id"] == 2
    elsewhere = desk.add("Project", name="q")
    two = desk.add("ProjectTask", name="2", projects_id=elsewhere, projecttasks_id=one)
    assert desk.one("ProjectTask", two)["projects_id"] == project
    assert desk.one("Project", project)["percent_done"] == 50
    desk.update("ProjectTask", two, percent_done=50)
    assert desk.one("Project", project)["percent_done"] == 75
    assert desk.refusal("update", "ProjectTask", one, projecttasks_id=two) == ""
    desk.refusal("add", "ProjectTask", name="homeless")
    desk.purge("Project", project)
    assert desk.rows("ProjectTask") == []


def test_teams_have_people_once(desk: Desk) -> None:
    project = desk.add("Project", name="p")
    desk.add("ProjectTeam", projects_id=project, itemtype="User", items_id=4)
    desk.refusal("add", "ProjectTeam", projects_id=project, itemtype="User", items_id=4)
    desk.refusal("add", "ProjectTeam", projects_id=project, itemtype="Computer", items_id=4)


def test_dates_in_order(desk: Desk) -> None:
    dates = {"plan_start_date": "2031-01-02 00:00:00", "plan_end_date": "2031-01-01 00:00:00"}
    desk.refusal("add", "Project", name="p", **dates)
    desk.refusal("add", "Holiday", name="h", begin_date="2031-01-02", end_date="2031-01-01")
    desk.refusal("add", "Budget", name="b", begin_date="2031-01-02", end_date="2031-01-01")
