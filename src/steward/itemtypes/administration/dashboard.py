"""Dashboards, their cards, filters and readers."""

from __future__ import annotations

from steward.itemtypes.traits import used_by
from steward.vocabulary.columns import NO_DEFAULT, Kind
from steward.vocabulary.fields import Html, ItemId, ItemtypeName, LongText, Number, Text, adjust
from steward.vocabulary.notation import ItemType, parent


class Dashboard(ItemType, name="Glpi\\Dashboard\\Dashboard"):
    label = "General"
    traits = used_by.unlisted
    table = "glpi_dashboards_dashboards"
    right = "dashboard"
    unique = {"key": ("key",)}

    key = ItemtypeName()
    name = ItemtypeName(option=1, label="Name", datatype="itemlink", fixed=True)
    context = Text(size=100, null=False, default="core")
    users_id = adjust(by_class=True)


class DashboardFilter(ItemType, name="Glpi\\Dashboard\\Filter"):
    label = "General"
    traits = used_by.unlisted
    child_of = parent("Glpi\\Dashboard\\Dashboard", "dashboards_dashboards_id")
    table = "glpi_dashboards_filters"

    filter = Html()


class DashboardItem(ItemType, name="Glpi\\Dashboard\\Item"):
    label = "General"
    child_of = parent("Glpi\\Dashboard\\Dashboard", "dashboards_dashboards_id", attached=False)
    table = "glpi_dashboards_items"

    dashboards_dashboards_id = adjust(default=NO_DEFAULT)
    gridstack_id = ItemId(kind=Kind.VARCHAR, size=255, default=NO_DEFAULT, of="")
    card_id = ItemId(kind=Kind.VARCHAR, size=255, default=NO_DEFAULT, of="")
    x = Number(null=True)
    y = Number(null=True)
    width = Number(null=True)
    height = Number(null=True)
    card_options = LongText()


class DashboardRight(ItemType, name="Glpi\\Dashboard\\Right"):
    label = "General"
    child_of = parent("Glpi\\Dashboard\\Dashboard", "dashboards_dashboards_id", attached=False)
    table = "glpi_dashboards_rights"
    unique = ("dashboards_dashboards_id", "itemtype", "items_id")

    dashboards_dashboards_id = adjust(default=NO_DEFAULT)
    itemtype = ItemtypeName()
    items_id = ItemId(default=NO_DEFAULT)
