"""What management attaches to an item: financial information, contracts, documents, notes, links, projects, ITIL objects."""

from __future__ import annotations

from typing import Any, Final

from steward.vocabulary import naming
from steward.vocabulary.options import Bundle, Count, Delay, Heading, Option, Sum, Virtual, bundle, option
from steward.vocabulary.paths import Path, child, link, poly, polytype

MONTHS: Final[dict[str, Any]] = {"max": "120", "unit": "month"}
INTERVALS: Final[dict[str, Any]] = {
    "max": "60",
    "min": "12",
    "step": "12",
    "toadd": {"0": "-----", "1": "1 month", "2": "2 months", "3": "3 months", "6": "6 months"},
    "unit": "month",
}
FINANCES: Final = Heading("financial", "Financial and administrative information")


def financed(infocom: Path, budget: Option, supplier: Option, criticity: Option) -> Bundle:
    """The financial information that `infocom` leads to; what it links to is spelled by the caller."""
    return bundle(
        FINANCES,
        option(25, "Immobilization number", infocom, "immo_number"),
        option(26, "Order number", infocom, "order_number"),
        option(27, "Delivery form", infocom, "delivery_number"),
        option(28, "Invoice number", infocom, "bill"),
        option(37, "Date of purchase", infocom, "buy_date"),
        option(38, "Startup date", infocom, "use_date"),
        option(142, "Delivery date", infocom, "delivery_date"),
        option(124, "Order date", infocom, "order_date"),
        option(123, "Start date of warranty", infocom, "warranty_date"),
        option(125, "Date of last physical inventory", infocom, "inventory_date"),
        budget,
        option(51, "Warranty duration", infocom, "warranty_duration", toadd={"-1": "Lifelong"}, **MONTHS),
        option(52, "Warranty information", infocom, "warranty_info"),
        option(
            120,
            "Warranty expiration date",
            infocom,
            Delay("warranty_date", "warranty_duration"),
            field="end_warranty",
            fixed=True,
        ),
        supplier,
        option(54, "Value", infocom, "value"),
        option(55, "Warranty extension value", infocom, "warranty_value"),
        option(56, "Amortization duration", infocom, "sink_time", max="15", unit="year"),
        option(
            57,
            "Amortization type",
            infocom,
            "sink_type",
            datatype="specific",
            search=("equals", "notequals"),
            searchequalsonfield="specific",
        ),
        option(58, "Amortization coefficient", infocom, "sink_coeff", datatype="decimal"),
        option(59, "Email alarms", infocom, "alert", datatype="specific"),
        option(122, "Comments on financial and administrative information", infocom, "comment"),
        criticity,
        option(159, "Decommission date", infocom, "decommission_date", datatype="date", maybefuture=True),
    )


_OF_ANY: Final = {"specific_itemtype": ""}
_INFOCOM: Final = poly("Infocom", listed=True, prints=_OF_ANY)
FINANCED: Final = financed(
    (poly("Infocom", prints=_OF_ANY),),
    option(50, "Budget", (_INFOCOM, link("Budget")), "name"),
    option(53, "Supplier", (_INFOCOM, link("Supplier")), "name"),
    option(173, "Business criticity", (_INFOCOM, link("BusinessCriticity")), "completename"),
)


def financed_units(unit: str) -> Bundle:
    """The financial information of an item's units (cartridges, consumables)."""
    units = {"table": naming.table(unit), "joinparams": {"jointype": "child"}}
    # The listing names the units twice on the way to what the financial information links to: as a step and within the next.
    join: dict[str, object] = {
        "beforejoin": [
            units,
            {
                "table": "glpi_infocoms",
                "joinparams": {"jointype": "itemtype_item", "specific_itemtype": unit, "beforejoin": units},
            },
        ]
    }
    through = (child(unit, listed=True), poly("Infocom", listed=True))
    return financed(
        (child(unit), poly("Infocom")),
        option(50, "Budget", (*through, link("Budget")), "name", join=join),
        option(53, "Supplier", (*through, link("Supplier")), "name", join=join),
        option(173, "Business criticity", (*through, link("BusinessCriticity")), "completename", join=join),
    )


_CONTRACT: Final = (poly("Contract_Item"), link("Contract"))
CONTRACTED: Final = bundle(
    Heading("contract", "Contracts"),
    option(139, "Location", (*_CONTRACT, link("Location")), "completename", having=True),
    option(29, "Name", _CONTRACT, "name", datatype="itemlink"),
    option(30, "Number", _CONTRACT, "num"),
    option(129, "Type", (*_CONTRACT, link("ContractType")), "name", many=False),
    option(130, "Duration", _CONTRACT, "duration", **MONTHS),
    option(131, "Periodicity", _CONTRACT, "periodicity", **INTERVALS),
    option(132, "Start date", _CONTRACT, "begin_date", maybefuture=True),
    option(133, "Account number", _CONTRACT, "accounting_number"),
    option(134, "End date", _CONTRACT, Delay("begin_date", "duration"), field="end_date"),
    option(135, "Notice", _CONTRACT, "notice", **MONTHS),
    option(136, "Cost", (*_CONTRACT, child("ContractCost")), Sum("cost"), field="totalcost"),
    option(137, "Invoice period", _CONTRACT, "billing", **INTERVALS),
    option(138, "Renewal", _CONTRACT, "renewal", datatype="specific"),
    fixed=True,
)

DOCUMENTED: Final = bundle(
    Heading("document", "Documents"),
    option(119, "Number of documents", poly("Document_Item"), Count(), fixed=True),
)

NOTED: Final = bundle(
    Heading("notepad", "Notes"),
    option(200, "Notes", poly("Notepad"), "content", splititems=True),
    option(201, "Creation date", poly("Notepad"), "date_creation"),
    option(202, "Writer", (poly("Notepad"), link("User")), "name"),
    option(203, "Last update", poly("Notepad"), "date_mod"),
    option(204, "Last updater", (poly("Notepad"), link("User", "users_id_lastupdater")), "name"),
    fixed=True,
)

EXTERNALLY_LINKED: Final = bundle(
    Heading("link", "External links"),
    option(
        145,
        "External links",
        (polytype("Link_Itemtype"), link("Link")),
        Virtual("_virtual"),
        nosearch=True,
        nosort="1",
    ),
    Heading("manuallink", "Manual links"),
    option(
        146,
        "Manual links",
        poly("ManualLink"),
        Virtual("_virtual"),
        nosearch=True,
        nosort=True,
        fixed=True,
        additionalfields=["id", "name", "url", "open_window", "icon"],
    ),
)

# The listing calls this last step by `items_id`; what is meant is the link.
BY_ITEMS_ID: Final = {"jointype": "items_id"}


def in_project(relation: str) -> Bundle:
    """The project of an item, through the relation that holds both."""
    path = (poly(relation), link("Project", prints=BY_ITEMS_ID))
    return bundle(option(450, "Project", path, "name", search=("equals", "notequals"), many=False, fixed=True))


IN_PROJECT: Final = in_project("Item_Project")

_IN_REACH: Final = {"condition": "AND ( `NEWTABLE`.`entities_id` IN ('0')  ) "}


def _tracked(number: int, label: str, relation: str, item: str) -> Option:
    return option(number, label, (poly(relation), link(item, named="in_reach", prints=_IN_REACH)), Count(), fixed=True)


TRACKED: Final = bundle(
    Heading("tracking", "Assistance"),
    _tracked(60, "Number of tickets", "Item_Ticket", "Ticket"),
    _tracked(140, "Number of problems", "Item_Problem", "Problem"),
    _tracked(141, "Number of changes", "Change_Item", "Change"),
)

_CERTIFICATE: Final = (poly("Certificate_Item", prints={"specific_itemtype": None}), link("Certificate"))
CERTIFIED: Final = bundle(
    Heading("certificate", "Certificates"),
    option(1300, "Name", _CERTIFICATE, "name", datatype="itemlink"),
    option(1301, "Serial number", _CERTIFICATE, "serial"),
    option(1302, "Inventory number", _CERTIFICATE, "otherserial"),
    option(1304, "Type", (*_CERTIFICATE, link("CertificateType")), "name"),
    option(1305, "Comments", _CERTIFICATE, "comment"),
    option(1306, "Expiration", _CERTIFICATE, "date_expiration", emptylabel="Never expire"),
    fixed=True,
)

_APPLIANCE: Final = (poly("Appliance_Item"), link("Appliance"))
ON_APPLIANCE: Final = bundle(
    Heading("appliance", "Appliances"),
    option(
        1210,
        "Name",
        (poly("Appliance_Item", prints={"field": "items_id"}), link("Appliance", where={"is_deleted": 0})),
        "name",
        datatype="itemlink",
        use_subquery=True,
    ),
    option(1211, "Appliance type", (*_APPLIANCE, link("ApplianceType")), "name", datatype=""),
    option(1212, "User", (*_APPLIANCE, link("User")), "name"),
    option(1213, "Group", (*_APPLIANCE, link("Group")), "name"),
    fixed=True,
)

_DOMAIN: Final = (poly("Domain_Item"), link("Domain"))
IN_DOMAIN: Final = bundle(
    Heading("domain", "Domains"),
    option(205, "Name", _DOMAIN, "name", datatype="itemlink", itemlink_type="Domain"),
    option(206, "Domain type", (*_DOMAIN, link("DomainType")), "name"),
    fixed=True,
)
