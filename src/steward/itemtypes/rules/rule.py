"""Rules, their criteria and actions."""

from __future__ import annotations

from steward.itemtypes.families import DROPDOWN, OBJECT
from steward.itemtypes.gates import BY_CONFIGURATION
from steward.itemtypes.service_families import ACTION, CRITERIA
from steward.itemtypes.steps import authorship, ordering
from steward.itemtypes.traits import recursive
from steward.vocabulary.columns import Kind
from steward.vocabulary.fields import Choice, Flag, LongText, Number, Text
from steward.vocabulary.notation import ItemType


class Rule(ItemType):
    label = "Rule", "Rules"
    traits = OBJECT, recursive(fixed=True)
    right = "config"
    entity_assigned = False
    recursive = False
    features = ("Clonable",)
    clones = ("RuleAction", "RuleCriteria")
    gates = BY_CONFIGURATION
    on_add = (
        ordering.name_kind_of_rule,
        ordering.check_match,
        authorship.ranked("ranking", "sub_type"),
        authorship.universal(),
    )
    on_update = (ordering.check_match, authorship.fixed("sub_type", "uuid"))
    after_purge = (ordering.close_gap,)

    sub_type = Text(option=122, label="Subtype", datatype="text", null=False, indexed=True)
    ranking = Number(option=3, label="Ranking", fixed=True)
    description = LongText(option=4, label="Description")
    match = Text(option=5, label="Logical operator", datatype="specific", fixed=True, kind=Kind.CHAR, size=10)
    is_active = Flag(option=8, label="Active", default=1)
    uuid = Text()
    condition = Number(indexed=True)


class RuleAction(ItemType):
    label = "Action", "Actions"
    traits = ACTION
    child_of = "Rule"
    indexes = {"field_value": ("field(50)", "value(50)")}

    action_type = Text(option=1, label="Action", datatype="specific", fixed=True, additionalfields=("rules_id",))
    field = Text(option=2, label="Fields", datatype="specific", fixed=True, additionalfields=("rules_id",))
    value = Text(option=3, label="Value", datatype="specific", fixed=True, additionalfields=("rules_id",))


class RuleCriteria(ItemType):
    label = "Criterion", "Criteria"
    traits = CRITERIA
    child_of = "Rule"

    criteria = Text(option=1, label="Name", datatype="specific", fixed=True, additionalfields=("rules_id",))
    condition = Choice(option=2, label="Condition", fixed=True, additionalfields=("rules_id", "criteria"), indexed=True)
    pattern = LongText(
        option=3,
        label="Reason",
        datatype="specific",
        fixed=True,
        additionalfields=("rules_id", "criteria", "condition"),
    )


class RuleRightParameter(ItemType):
    label = "LDAP criterion", "LDAP criteria"
    traits = DROPDOWN
    right = "rule_ldap"
    translatable = False

    value = Text(option=11, label="Criterion")
