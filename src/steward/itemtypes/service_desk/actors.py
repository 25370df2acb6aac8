"""Actors of tickets, problems and changes: users, groups and suppliers as requester, assignee or observer."""

from __future__ import annotations

from steward.itemtypes.service_families import ACTOR, NOTIFIED
from steward.vocabulary.fields import Flag, Text
from steward.vocabulary.notation import ItemType, side
from steward.vocabulary.relations import Relation


class Ticket_User(ItemType):
    label = "General"
    traits = ACTOR
    relation = Relation(side("Ticket", entity=True), side("User", rights="none", logs=False))
    unique = ("tickets_id", "type", "users_id", "alternative_email")
    indexes = {"user": ("users_id", "type")}

    use_notification = Flag(default=1)
    alternative_email = Text()


class Group_Ticket(ItemType):
    label = "General"
    traits = ACTOR
    relation = Relation(side("Ticket", entity=True), side("Group", rights="none", logs=False))
    unique = ("tickets_id", "type", "groups_id")
    indexes = {"group": ("groups_id", "type")}


class Supplier_Ticket(ItemType):
    label = "General"
    traits = ACTOR
    relation = Relation(side("Ticket", entity=True), side("Supplier", rights="none", logs=False))
    unique = ("tickets_id", "type", "suppliers_id")
    indexes = {"group": ("suppliers_id", "type")}

    use_notification = Flag(default=1)
    alternative_email = Text()


class Problem_User(ItemType):
    label = "General"
    traits = ACTOR, NOTIFIED
    relation = Relation(side("Problem", entity=True), side("User", rights="none", logs=False))
    unique = ("problems_id", "type", "users_id", "alternative_email")
    indexes = {"user": ("users_id", "type")}


class Group_Problem(ItemType):
    label = "General"
    traits = ACTOR
    relation = Relation(side("Problem", entity=True), side("Group", rights="none", logs=False))
    unique = ("problems_id", "type", "groups_id")
    indexes = {"group": ("groups_id", "type")}


class Problem_Supplier(ItemType):
    label = "General"
    traits = ACTOR, NOTIFIED
    relation = Relation(side("Problem", entity=True), side("Supplier", rights="none", logs=False))
    unique = ("problems_id", "type", "suppliers_id")
    indexes = {"group": ("suppliers_id", "type")}


class Change_User(ItemType):
    label = "General"
    traits = ACTOR, NOTIFIED
    relation = Relation(side("Change", entity=True), side("User", rights="none", logs=False))
    unique = ("changes_id", "type", "users_id", "alternative_email")
    indexes = {"user": ("users_id", "type")}


class Change_Group(ItemType):
    label = "General"
    traits = ACTOR
    relation = Relation(side("Change", entity=True), side("Group", rights="none", logs=False))
    unique = ("changes_id", "type", "groups_id")
    indexes = {"group": ("groups_id", "type")}


class Change_Supplier(ItemType):
    label = "General"
    traits = ACTOR, NOTIFIED
    relation = Relation(side("Change", entity=True), side("Supplier", rights="none", logs=False))
    unique = ("changes_id", "type", "suppliers_id")
    indexes = {"group": ("suppliers_id", "type")}
