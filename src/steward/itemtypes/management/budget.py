"""Budgets."""

from __future__ import annotations

from steward.itemtypes.bundles import DOCUMENTED, EXTERNALLY_LINKED, LOCATION_DETAILS, NOTED
from steward.itemtypes.families import ENTITY_DROPDOWN, KIND
from steward.itemtypes.steps import authorship
from steward.itemtypes.traits import begun, in_entity, located, templated, trashable
from steward.vocabulary.fields import Decimal, Link, adjust
from steward.vocabulary.notation import ItemType


class Budget(ItemType):
    label = "Budget", "Budgets"
    traits = ENTITY_DROPDOWN, trashable, templated(template_name=50), located, begun, in_entity
    right = "budget"
    notepad = True
    translatable = False
    features = ("AssetImage", "Clonable")
    clones = ("Document_Item",)
    on_add = (authorship.ordered("begin_date", "end_date", "The end date is before the begin date."),)
    on_update = (authorship.ordered("begin_date", "end_date", "The end date is before the begin date."),)
    options = (DOCUMENTED, EXTERNALLY_LINKED, LOCATION_DETAILS, NOTED)

    begin_date = adjust(option=5, label="Start date")
    end_date = adjust(option=6, label="End date")
    value = Decimal(option=7, label="Value", search=("contains", "notcontains", "equals", "notequals"))
    budgettypes_id = Link("BudgetType", option=4, label="Type")


class BudgetType(ItemType):
    label = "Budget type", "Budget types"
    traits = KIND
