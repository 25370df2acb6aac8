"""Templates of tickets, problems and changes: hidden, mandatory and predefined fields."""

from __future__ import annotations

from steward.itemtypes.service_families import HIDDEN_FIELD, ITIL_TEMPLATE, MANDATORY_FIELD, PREDEFINED_FIELD
from steward.vocabulary.notation import ItemType


class TicketTemplate(ItemType):
    label = "Ticket template", "Ticket templates"
    traits = ITIL_TEMPLATE
    clones = ("TicketTemplateHiddenField", "TicketTemplateMandatoryField", "TicketTemplatePredefinedField")


class TicketTemplateHiddenField(ItemType):
    label = "Hidden field", "Hidden fields"
    traits = HIDDEN_FIELD
    child_of = "TicketTemplate"
    unique = ("tickettemplates_id", "num")


class TicketTemplateMandatoryField(ItemType):
    label = "Mandatory field", "Mandatory fields"
    traits = MANDATORY_FIELD
    child_of = "TicketTemplate"
    unique = ("tickettemplates_id", "num")


class TicketTemplatePredefinedField(ItemType):
    label = "Predefined field", "Predefined fields"
    traits = PREDEFINED_FIELD
    child_of = "TicketTemplate"


class ProblemTemplate(ItemType):
    label = "Problem template", "Problem templates"
    traits = ITIL_TEMPLATE
    clones = ("ProblemTemplateHiddenField", "ProblemTemplateMandatoryField", "ProblemTemplatePredefinedField")


class ProblemTemplateHiddenField(ItemType):
    label = "Hidden field", "Hidden fields"
    traits = HIDDEN_FIELD
    child_of = "ProblemTemplate"
    unique = ("problemtemplates_id", "num")


class ProblemTemplateMandatoryField(ItemType):
    label = "Mandatory field", "Mandatory fields"
    traits = MANDATORY_FIELD
    child_of = "ProblemTemplate"
    unique = ("problemtemplates_id", "num")


class ProblemTemplatePredefinedField(ItemType):
    label = "Predefined field", "Predefined fields"
    traits = PREDEFINED_FIELD
    child_of = "ProblemTemplate"


class ChangeTemplate(ItemType):
    label = "Change template", "Change templates"
    traits = ITIL_TEMPLATE
    clones = ("ChangeTemplateHiddenField", "ChangeTemplateMandatoryField", "ChangeTemplatePredefinedField")


class ChangeTemplateHiddenField(ItemType):
    label = "Hidden field", "Hidden fields"
    traits = HIDDEN_FIELD
    child_of = "ChangeTemplate"
    unique = ("changetemplates_id", "num")


class ChangeTemplateMandatoryField(ItemType):
    label = "Mandatory field", "Mandatory fields"
    traits = MANDATORY_FIELD
    child_of = "ChangeTemplate"
    unique = ("changetemplates_id", "num")


class ChangeTemplatePredefinedField(ItemType):
    label = "Predefined field", "Predefined fields"
    traits = PREDEFINED_FIELD
    child_of = "ChangeTemplate"
