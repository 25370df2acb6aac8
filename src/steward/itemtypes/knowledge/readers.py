"""Who may read a knowledge base article."""

from __future__ import annotations

from steward.itemtypes.families import ENTITY_READERS
from steward.itemtypes.traits import identified, recursive
from steward.vocabulary.fields import adjust
from steward.vocabulary.notation import ItemType, side
from steward.vocabulary.relations import Relation


class KnowbaseItem_User(ItemType):
    label = "General"
    traits = identified
    relation = Relation(side("KnowbaseItem", entity=True), side("User", rights="none", logs=False))


class Group_KnowbaseItem(ItemType):
    label = "General"
    traits = ENTITY_READERS
    relation = Relation(side("KnowbaseItem", entity=True), side("Group", rights="none", logs=False))


class KnowbaseItem_Profile(ItemType):
    label = "General"
    traits = ENTITY_READERS
    relation = Relation(side("KnowbaseItem", entity=True), side("Profile", rights="none", logs=False))


class Entity_KnowbaseItem(ItemType):
    label = "General"
    traits = identified, recursive.unlisted
    relation = Relation(side("KnowbaseItem", entity=True), side("Entity", rights="none", logs=False))

    entities_id = adjust(by_class=True)
