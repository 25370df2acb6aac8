"""Kinds of rules, and the collections they are run in: many types over the table of Rule."""

from __future__ import annotations

from dataclasses import replace

from steward.itemtypes.rules.rule import Rule
from steward.itemtypes.traits import named, recursive
from steward.vocabulary.item import Item
from steward.vocabulary.notation import ANCESTORS, variant
from steward.vocabulary.relations import Purge

OF_RULE = ("Rule", *ANCESTORS)
OF_COLLECTION = ("RuleCollection", *ANCESTORS)
ROWS_OF_RULE = (
    Purge("glpi_ruleactions", ("rules_id",), item="RuleAction"),
    Purge("glpi_rulecriterias", ("rules_id",), item="RuleCriteria"),
)
INHERITED = {"central": {1: "Read", 2: "Update", 4: "Create", 16: "Purge", 1024: "Parent business"}}
"""Right labels of rules that child entities may take over from their parent."""

DICTIONARIES = (
    "ComputerModel",
    "ComputerType",
    "Manufacturer",
    "MonitorModel",
    "MonitorType",
    "NetworkEquipmentModel",
    "NetworkEquipmentType",
    "OperatingSystem",
    "OperatingSystemArchitecture",
    "OperatingSystemEdition",
    "OperatingSystemServicePack",
    "OperatingSystemVersion",
    "PeripheralModel",
    "PeripheralType",
    "PhoneModel",
    "PhoneType",
    "PrinterModel",
    "PrinterType",
)
SIMPLE = (
    ("RuleDictionnaryDropdown", "rule_dictionnary_dropdown"),
    ("RuleDictionnaryPrinter", "rule_dictionnary_printer"),
    ("RuleDictionnarySoftware", "rule_dictionnary_software"),
    ("RuleImportAsset", "rule_import"),
    ("RuleImportComputer", "rule_import"),
    ("RuleImportEntity", "rule_import"),
    ("RuleLocation", "rule_location"),
    ("RuleMailCollector", "rule_mailcollector"),
    ("RuleRight", "rule_ldap"),
    ("RuleSoftwareCategory", "rule_softwarecategories"),
)
BY_ENTITY = (("RuleAsset", "rule_asset"), ("RuleTicket", "rule_ticket"))


def rule(name: str, right: str, ancestors: tuple[str, ...] = OF_RULE) -> Item:
    """Rules whose `sub_type` is this type's name."""
    of = ("sub_type", name)
    return variant(Rule, name, right=right, gates={}, ancestors=ancestors, purges=ROWS_OF_RULE, discriminator=of)


def rule_by_entity(name: str, right: str) -> Item:
    return replace(rule(name, right), entity_assigned=True, recursive=True, right_labels=INHERITED)


RuleCollection = variant(
    Rule,
    "RuleCollection",
    ("General", "General"),
    options=(recursive(search="equals") + named).shown,
    recursive=True,
    history=False,
    features=(),
    clones=(),
    gates={},
)


def collection(name: str, right: str, ancestors: tuple[str, ...] = OF_COLLECTION) -> Item:
    """The rules that are run together: those of the type that the collection is named after."""
    of = ("sub_type", name.removesuffix("Collection"))
    return variant(RuleCollection, name, right=right, ancestors=ancestors, discriminator=of)


RULES = (
    *(rule(name, right) for name, right in SIMPLE),
    *(rule_by_entity(name, right) for name, right in BY_ENTITY),
    *(
        rule(f"RuleDictionnary{name}", "rule_dictionnary_dropdown", ("RuleDictionnaryDropdown", *OF_RULE))
        for name in DICTIONARIES
    ),
)
COLLECTIONS = (
    *(collection(f"{name}Collection", right) for name, right in (*SIMPLE, *BY_ENTITY)),
    *(
        collection(
            f"RuleDictionnary{name}Collection",
            "rule_dictionnary_dropdown",
            ("RuleDictionnaryDropdownCollection", *OF_COLLECTION),
        )
        for name in DICTIONARIES
    ),
)
