"""The rights of a profile as search options: one for each, under the headings of the profile's form."""

from __future__ import annotations

from typing import Any, Final

from steward.vocabulary.options import Heading, Option, bundle, option
from steward.vocabulary.paths import Hop, child


def _row(right: str) -> Hop:
    return child("ProfileRight", where={"name": right})


def _right(number: int, label: str, right: str, item: str, **extra: bool | str) -> Option:
    """A right with bits of its own; `item` is whose bits they are."""
    shown: dict[str, Any] = {"rightclass": item, "rightname": right, **extra}
    return option(number, label, _row(right), "rights", datatype="right", many=False, **shown)


def _switch(number: int, label: str, right: str) -> Option:
    return option(number, label, _row(right), "rights", datatype="bool", many=False)


PROFILE_RIGHTS: Final = bundle(
    Heading("inventory", "Assets"),
    _right(20, "Computers", "computer", "Computer"),
    _right(21, "Monitors", "monitor", "Monitor"),
    _right(22, "Software", "software", "Software"),
    _right(23, "Networks", "networking", "Network"),
    _right(24, "Printers", "printer", "Printer"),
    _right(25, "Peripherals", "peripheral", "Peripheral"),
    _right(26, "Cartridges", "cartridge", "Cartridge"),
    _right(27, "Consumables", "consumable", "Consumable"),
    _right(28, "Phones", "phone", "Phone"),
    _right(129, "Internet", "internet", "NetworkName"),
    _right(130, "Simcard PIN/PUK", "devicesimcard_pinpuk", "Item_DeviceSimcard"),
    Heading("management", "Management"),
    _right(30, "Contact / Supplier", "contact_enterprise", "Contact", rightname="contact_entreprise"),
    _right(31, "Documents", "document", "Document"),
    _right(32, "Contracts", "contract", "Contract"),
    _right(33, "Financial and administratives information", "infocom", "Infocom"),
    _right(101, "Budget", "budget", "Budget"),
    _right(142, "Licenses", "license", "SoftwareLicense"),
    _right(143, "Contacts / Suppliers", "contact_enterprise", "Contact"),
    _right(144, "Lines", "line", "Line"),
    _right(145, "Certificates", "certificate", "Certificate"),
    _right(146, "Data centers", "datacenter", "Datacenter"),
    _right(147, "Clusters", "cluster", "Cluster"),
    _right(148, "Domains", "domain", "Domain"),
    _right(149, "Appliances", "appliance", "Appliance"),
    _right(150, "Database instances", "database", "DatabaseInstance"),
    _right(151, "Cables", "cable_management", "Cable"),
    Heading("tools", "Tools"),
    _right(34, "Knowledge base", "knowbase", "KnowbaseItem"),
    _right(36, "Reservations", "reservation", "ReservationItem"),
    _right(38, "Reports", "reports", "Report", nowrite=True),
    _right(140, "Projects", "project", "Project"),
    _right(141, "Project tasks", "projecttask", "ProjectTask"),
    Heading("config", "Setup"),
    _right(42, "Dropdowns", "dropdown", "DropdownTranslation"),
    _right(44, "Components", "device", "Item_Devices", noread=True),
    _right(106, "Notifications", "notification", "Notification"),
    _right(45, "Document type", "typedoc", "DocumentType"),
    _right(46, "External links", "link", "Link"),
    _right(47, "General setup", "config", "Config", noread=True),
    _right(109, "Personalization", "personalization", "Config", noread=True),
    _right(52, "Search result user display", "search_config", "DisplayPreference", noread=True),
    _right(107, "Calendars", "calendar", "Calendar"),
    _right(162, "All dashboards", "dashboard", "Glpi\\Dashboard\\Grid"),
    _right(163, "Locations", "location", "Location"),
    _right(164, "ITIL categories", "itilcategory", "ITILCategory"),
    _right(165, "Knowledge base categories", "knowbasecategory", "KnowbaseItemCategory"),
    _right(166, "Task categories", "taskcategory", "TaskCategory"),
    _right(167, "Statuses of items", "state", "State"),
    _right(168, "Followup templates", "itilfollowuptemplate", "ITILFollowupTemplate"),
    _right(169, "Solution templates", "solutiontemplate", "SolutionTemplate"),
    _right(170, "SLM", "slm", "SLM"),
    _right(171, "Line operators", "lineoperator", "LineOperator"),
    Heading("admin", "Administration"),
    _right(48, "Business rules for tickets", "rule_ticket", "RuleTicket", nowrite=True),
    _right(
        105, "Rules for assigning a ticket created through a mails receiver", "rule_mailcollector", "RuleMailCollector"
    ),
    _right(49, "Rules for assigning a computer to an entity", "rule_import", "RuleImportAsset"),
    _right(50, "Authorizations assignment rules", "rule_ldap", "Rule"),
    _right(51, "Rules for assigning a category to a software", "rule_softwarecategories", "RuleSoftwareCategory"),
    _right(159, "Rules", "rule_location", "RuleLocation"),
    _right(160, "Rules", "rule_asset", "RuleAsset"),
    _right(90, "Software dictionary", "rule_dictionnary_software", "RuleDictionnarySoftware"),
    _right(91, "Dropdowns dictionary", "rule_dictionnary_dropdown", "RuleDictionnaryDropdown"),
    _right(161, "Rules", "rule_dictionnary_printer", "RuleDictionnaryPrinter"),
    _right(55, "Profiles", "profile", "Profile"),
    _right(56, "Users", "user", "User"),
    _right(58, "Groups", "group", "Group"),
    _right(59, "Entities", "entity", "Entity"),
    _right(60, "Transfer", "transfer", "Transfer"),
    _right(61, "Logs", "logs", "Log", nowrite=True),
    _right(62, "System logs", "system_logs", "Log", nowrite=True),
    _right(152, "Notification queue", "queuednotification", "QueuedNotification"),
    _right(153, "Inventory", "inventory", "Glpi\\Inventory\\Conf"),
    _right(154, "Locked fields", "locked_field", "Lockedfield"),
    _right(155, "SNMP credentials", "snmpcredential", "SNMPCredential"),
    _right(156, "Equipments refused by rules log", "refusedequipment", "RefusedEquipment"),
    _right(157, "Unmanaged assets", "unmanaged", "Unmanaged"),
    _right(158, "Agents", "agent", "Agent"),
    Heading("ticket", "Assistance"),
    _right(102, "Create a ticket", "ticket", "Ticket"),
    _right(103, "Ticket templates", "tickettemplate", "TicketTemplate"),
    _right(79, "Planning", "planning", "Planning"),
    _right(85, "Statistics", "statistic", "Stat"),
    _right(119, "Ticket costs", "ticketcost", "TicketCost"),
    _switch(89, "See hardware of my groups", "show_group_hardware"),
    _right(112, "Problems", "problem", "Problem"),
    _right(115, "Changes", "change", "Change"),
    _right(131, "Followups", "followup", "ITILFollowup"),
    _right(132, "Ticket tasks", "task", "TicketTask"),
    _right(133, "Approvals", "ticketvalidation", "TicketValidation"),
    _right(134, "Templates", "itiltemplate", "TicketTemplate"),
    _right(135, "Pending reasons", "pendingreason", "PendingReason"),
    _right(136, "Recurrent tickets", "ticketrecurrent", "TicketRecurrent"),
    _right(137, "External events", "externalevent", "PlanningExternalEvent"),
    _right(138, "Approvals", "changevalidation", "ChangeValidation"),
    _right(139, "Recurrent changes", "recurrentchange", "RecurrentChange"),
    Heading("other", "Other"),
    _switch(4, "Update own password", "password_update"),
    _right(63, "Public reminders", "reminder_public", "Reminder"),
    _right(64, "Public saved searches", "bookmark_public", "SavedSearch"),
    _right(120, "Public RSS feeds", "rssfeed_public", "RSSFeed"),
)
