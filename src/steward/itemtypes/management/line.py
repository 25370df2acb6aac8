"""Telephone lines and their operators."""

from __future__ import annotations

from steward.itemtypes.bundles import CONTRACTED, DOCUMENTED, FINANCED, LOCATION_DETAILS, TRACKED
from steward.itemtypes.families import ENTITY_DROPDOWN, KIND, OBJECT
from steward.itemtypes.steps import finance
from steward.itemtypes.traits import held, in_entity, located, named, named_always, recursive, stateful, trashable
from steward.vocabulary.fields import Link, Number, Text
from steward.vocabulary.notation import ItemType


class Line(ItemType):
    label = "Line", "Lines"
    traits = (
        OBJECT - named,
        named_always,
        trashable,
        located,
        stateful(condition={"is_visible_line": 1}),
        held,
        recursive(search="equals"),
    )
    right = "line"
    notepad = True
    after_add = (finance.start_financial_information,)
    options = (CONTRACTED, DOCUMENTED, FINANCED, LOCATION_DETAILS, TRACKED)

    caller_num = Text(option=185, label="Caller number", null=False)
    caller_name = Text(option=186, label="Caller name", null=False)
    lineoperators_id = Link("LineOperator", option=184, fixed=False)
    linetypes_id = Link("LineType", option=4)


class LineOperator(ItemType):
    label = "Line operator", "Line operators"
    traits = ENTITY_DROPDOWN - named, named_always, in_entity
    right = "lineoperator"
    unique = ("mcc", "mnc")
    translatable = False

    mcc = Number(option=11, label="Mobile Country Code", datatype="integer", null=True)
    mnc = Number(option=12, label="Mobile Network Code", datatype="integer", null=True)


class LineType(ItemType):
    label = "Line type", "Line types"
    traits = KIND
