"""Rules on fields: which must be unique, which values count as none, how dropdowns are translated."""

from __future__ import annotations

from steward.itemtypes.families import DROPDOWN, ENTITY_DROPDOWN
from steward.itemtypes.gates import BY_CONFIGURATION
from steward.itemtypes.steps import authorship, dropdowns, unicity
from steward.itemtypes.traits import active, dated, in_entity, named, named_always
from steward.vocabulary.fields import Choice, Flag, ItemtypeName, LongText, Text, adjust
from steward.vocabulary.notation import ItemType, parent
from steward.vocabulary.options import Heading


class FieldUnicity(ItemType):
    label = "Fields unicity"
    traits = ENTITY_DROPDOWN - named, named_always, active(30, fixed=True), dated.unlisted
    right = "config"
    translatable = False
    gates = BY_CONFIGURATION
    roles = ("unicity",)
    on_add = (unicity.join_fields,)
    on_update = (unicity.join_fields,)
    options = (Heading("common", "Fields unicity"),)

    itemtype = ItemtypeName(option=4, label="Type", fixed=True, itemtype_list="unicity_types", size=255, default="")
    fields = LongText(option=3, label="Unique fields", datatype="specific", fixed=True, additionalfields=("itemtype",))
    action_refuse = Flag(option=5, label="Record into the database denied")
    action_notify = Flag(option=6, label="Send a notification")


class Fieldblacklist(ItemType):
    label = "Ignored value for the unicity", "Ignored values for the unicity"
    traits = ENTITY_DROPDOWN - named, named_always, in_entity
    right = "config"
    translatable = False
    gates = BY_CONFIGURATION

    field = Text(option=6, label="Field", datatype="specific", fixed=True, additionalfields=("itemtype",), null=False)
    value = Text(
        option=7, label="Value", datatype="specific", fixed=True, additionalfields=("itemtype", "field"), null=False
    )
    itemtype = ItemtypeName(option=4, label="Type", fixed=True, forcegroupby=True, size=255, default="")


class Blacklist(ItemType):
    label = "Blacklist", "Blacklists"
    traits = DROPDOWN
    right = "config"
    translatable = False
    gates = BY_CONFIGURATION

    type = Choice(option=12, label="Type", search=("equals", "notequals"), indexed=True)
    value = Text(option=11, label="Value", datatype="text")


class DropdownTranslation(ItemType):
    label = "Translation", "Translations"
    child_of = parent()
    right = "dropdown"
    unique = ("itemtype", "items_id", "language", "field")
    history = True
    no_massive = ("update",)
    on_add = (
        dropdowns.check_translation,
        authorship.unique(
            "itemtype",
            "items_id",
            "language",
            "field",
            message="There is already a translation of this field into this language.",
        ),
    )
    on_update = (
        dropdowns.check_translation,
        authorship.unique(
            "itemtype",
            "items_id",
            "language",
            "field",
            message="There is already a translation of this field into this language.",
        ),
    )

    itemtype = adjust(null=True)
    language = Text(size=10, indexed=True)
    field = Text(size=100, indexed=True)
    value = LongText()
