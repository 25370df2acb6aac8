"""Financial and administrative information, one row an item."""

from __future__ import annotations

from steward.itemtypes.consequences import alerts
from steward.itemtypes.families import ENTITY_TREE, OBJECT, father
from steward.itemtypes.steps import authorship, dropdowns, finance
from steward.itemtypes.traits import dated, named
from steward.vocabulary.fields import Choice, Date, Decimal, Float, Link, Moment, Number, Text, adjust
from steward.vocabulary.notation import ItemType, parent


class Infocom(ItemType):
    label = "Financial and administrative information"
    traits = OBJECT - named, dated.unlisted
    child_of = parent(logs=False, among=("infocom_types", "itemdevices"))
    right = "infocom"
    unique = ("itemtype", "items_id")
    purges = (alerts("Infocom"),)
    roles = ("infocom",)
    on_add = (
        finance.check_financed,
        authorship.unique("itemtype", "items_id"),
        finance.alert_as_entity_says,
        finance.fill_dates,
    )
    on_update = (authorship.fixed("itemtype", "items_id"),)
    silent = True

    items_id = adjust(option=21, label="ID", datatype="integer", fixed=True)
    itemtype = adjust(option=20, label="Type", fixed=True, itemtype_list="infocom_types")
    buy_date = Date(option=4, label="Date of purchase")
    use_date = Date(option=5, label="Startup date", indexed=False)
    warranty_duration = Number(option=6, label="Warranty duration", unit="month", max="120", toadd={"-1": "Lifelong"})
    warranty_info = Text(option=7, label="Warranty information")
    suppliers_id = Link("Supplier", option=9)
    order_number = Text(option=10, label="Order number")
    delivery_number = Text(option=11, label="Delivery form")
    immo_number = Text(option=12, label="Immobilization number")
    value = Decimal(option=13, label="Value")
    warranty_value = Decimal(option=8, label="Warranty extension value")
    sink_time = Number(option=14, label="Amortization duration", unit="year", max="15")
    sink_type = Choice(option=15, label="Amortization type", search=("equals", "notequals"))
    sink_coeff = Float(option=17, label="Amortization coefficient")
    bill = Text(option=18, label="Invoice number")
    budgets_id = Link("Budget", option=19, datatype="itemlink")
    alert = Number(
        option=22, label="Alarms on financial and administrative information", datatype="integer", indexed=True
    )
    order_date = Date(option=23, label="Order date", forcegroupby=True, indexed=False)
    delivery_date = Date(option=24, label="Delivery date", forcegroupby=True, indexed=False)
    inventory_date = Date(option=27, label="Date of last physical inventory", forcegroupby=True, indexed=False)
    warranty_date = Date(option=25, label="Start date of warranty", forcegroupby=True, indexed=False)
    decommission_date = Moment(
        option=28, label="Decommission date", datatype="date", forcegroupby=True, maybefuture=True, indexed=False
    )
    businesscriticities_id = Link("BusinessCriticity", option=173)


class BusinessCriticity(ItemType):
    label = "Business criticity", "Business criticities"
    traits = ENTITY_TREE
    unique = ("businesscriticities_id", "name")
    on_add = (dropdowns.name_even_if_empty,)
    options = (father("BusinessCriticity"),)

    businesscriticities_id = Link("BusinessCriticity", by_class=True)
