"""Contracts, their costs, suppliers and the items they cover."""

from __future__ import annotations

from steward.itemtypes.bundles import DOCUMENTED, EXTERNALLY_LINKED, LOCATION_DETAILS, NOTED
from steward.itemtypes.consequences import alerts
from steward.itemtypes.families import KIND, OBJECT
from steward.itemtypes.service_families import COST
from steward.itemtypes.steps import authorship, finance
from steward.itemtypes.traits import identified, located, recursive, stateful, templated, trashable
from steward.vocabulary.fields import Choice, Clock, Date, Decimal, Flag, Link, Number, Text, adjust
from steward.vocabulary.notation import ItemType, side
from steward.vocabulary.options import Count, Delay, Sum, Virtual, option
from steward.vocabulary.paths import child, link
from steward.vocabulary.relations import Relation


class Contract(ItemType):
    label = "Contract", "Contracts"
    traits = OBJECT, trashable, templated(template_name=50), located(8), stateful(condition={"is_visible_contract": 1})
    right = "contract"
    notepad = True
    features = ("Clonable",)
    forwards_entity_to = ("ContractCost",)
    clones = ("Contract_Item", "Contract_Supplier", "ContractCost")
    purges = (alerts("Contract"),)
    on_add = (finance.alert_of_contract,)
    options = (
        DOCUMENTED,
        EXTERNALLY_LINKED,
        LOCATION_DETAILS,
        NOTED,
        option(20, "End date", (), Delay("begin_date", "duration"), fixed=True, field="end_date"),
        option(
            12,
            "Expiration",
            (),
            Virtual("_virtual_expiration"),
            nosearch=True,
            nosort=True,
            fixed=True,
            additionalfields=["begin_date", "duration", "renewal", "periodicity"],
        ),
        option(
            13,
            "Expiration date + notice",
            (),
            Delay("begin_date", "duration", "notice"),
            fixed=True,
            field="expire_notice",
            searchunit="DAY",
        ),
        option(72, "Number of items", child("Contract_Item"), Count(), fixed=True),
        option(
            29,
            "Associated suppliers",
            (child("Contract_Supplier"), link("Supplier")),
            "name",
            fixed=True,
            datatype="itemlink",
        ),
        option(11, "Total cost", child("ContractCost"), Sum("cost"), fixed=True, field="totalcost"),
        option(41, "Costs", child("ContractCost"), "cost", fixed=True),
        option(42, "Cost - Begin date", child("ContractCost"), "begin_date", fixed=True),
        option(43, "Cost - End date", child("ContractCost"), "end_date", fixed=True),
        option(44, "Cost - Name", child("ContractCost"), "name", fixed=True),
        option(45, "Cost - Budget", (child("ContractCost"), link("Budget")), "name", fixed=True),
    )

    num = Text(option=3, label="Number")
    contracttypes_id = Link("ContractType", option=4, label="Type")
    begin_date = Date(option=5, label="Start date", maybefuture=True)
    duration = Number(option=6, label="Duration", unit="month", max=120)
    notice = Number(option=7, label="Notice", unit="month", max=120)
    periodicity = Number(
        option=21,
        label="Periodicity",
        unit="month",
        min=12,
        max=60,
        step=12,
        toadd={"0": "-----", "1": "1 month", "2": "2 months", "3": "3 months", "6": "6 months"},
    )
    billing = Number(
        option=22,
        label="Invoice period",
        unit="month",
        min=12,
        max=60,
        step=12,
        toadd={"0": "-----", "1": "1 month", "2": "2 months", "3": "3 months", "6": "6 months"},
    )
    accounting_number = Text(option=10, label="Account number")
    week_begin_hour = Clock()
    week_end_hour = Clock()
    saturday_begin_hour = Clock()
    saturday_end_hour = Clock()
    use_saturday = Flag(indexed=True)
    sunday_begin_hour = Clock()
    sunday_end_hour = Clock()
    use_sunday = Flag(indexed=True)
    max_links_allowed = Number()
    alert = Choice(option=59, label="Email alarms", search=("equals", "notequals"), indexed=True)
    renewal = Choice(option=23, label="Renewal", search=("equals", "notequals"))


class ContractCost(ItemType):
    label = "Cost", "Costs"
    traits = COST, recursive.unlisted
    child_of = "Contract"

    cost = Decimal(option=14, label="Cost")


class ContractType(ItemType):
    label = "Contract type", "Contract types"
    traits = KIND


class Contract_Item(ItemType):
    label = "Link Contract/Item", "Links Contract/Item"
    traits = identified
    relation = Relation(side("Contract", entity=True), side(among=("contract_types",)))
    unique = ("contracts_id", "itemtype", "items_id")
    no_massive = ("clone", "update")
    roles = ("contract_link",)
    on_add = (authorship.unique("contracts_id", "itemtype", "items_id"), finance.keep_within_links)

    contracts_id = adjust(option=None)
    items_id = adjust(option=3, label="Associated item ID", fixed=True, additionalfields=("itemtype",))
    itemtype = adjust(option=4, label="Type", fixed=True, itemtype_list="contract_types")


class Contract_Supplier(ItemType):
    label = "General"
    traits = identified
    relation = Relation(side("Contract", entity=True), side("Supplier"))
    unique = ("suppliers_id", "contracts_id")
    no_massive = ("clone", "update")
