"""Entities: the tree that everything belongs to and that rights reach down. The root has id 0."""

from __future__ import annotations

from steward.itemtypes.bundles import DOCUMENTED, NOTED
from steward.itemtypes.consequences import rule_actions, rule_criteria
from steward.itemtypes.families import TREE
from steward.itemtypes.steps import entities
from steward.itemtypes.traits import identified, located_by_address, modified, named
from steward.vocabulary.fields import Choice, Id, Link, LongText, Moment, Number, Small, Text, adjust
from steward.vocabulary.notation import ItemType
from steward.vocabulary.relations import Purge


class Entity(ItemType):
    label = "Entity", "Entities"
    traits = TREE - identified, located_by_address, named(14), modified(122)
    right = "entity"
    unique = ("entities_id", "name")
    recursive = True
    located = True
    notepad = True
    translatable = False
    features = ("AssetImage", "Clonable")
    no_massive = ("delete", "purge", "restore", "CommonDropdown:merge")
    right_labels = {
        "central": {
            1: "Read",
            2: "Update",
            4: "Create",
            16: "Purge",
            32: "Read notes",
            64: "Update notes",
            1024: "Read parameters",
            2048: "Update parameters",
        }
    }
    visible_if = "active_entities"
    purges = (
        *rule_criteria("entities_id"),
        *rule_actions("%entities_id"),
        Purge("glpi_profiles_users", ("entities_id",), item="Profile_User"),
    )
    roles = ("entity",)
    on_add = (entities.check_name, entities.hang_below_active)
    on_update = (entities.check_name, entities.keep_root_on_top)
    on_purge = (entities.keep_if_needed,)
    options = (DOCUMENTED, NOTED)

    id = Id(option=2, label="ID", fixed=True, default=0, auto=False)
    entities_id = Link("Entity", null=True, default=0, by_class=True)
    registration_number = Text(option=70, label="Administrative number", extra={"autocomplete": True})
    address = adjust(option=3, label="Address", fixed=True)
    postcode = adjust(option=25, label="Postal code")
    town = adjust(option=11, label="City", fixed=True)
    state = adjust(option=12, label="State", fixed=True)
    country = adjust(option=13, label="Country", fixed=True)
    website = Text(option=4, label="Website", fixed=True)
    phonenumber = Text(option=5, label="Phone", fixed=True)
    fax = Text(option=10, label="Fax", fixed=True)
    email = Text(option=6, label="Email", datatype="email", fixed=True)
    admin_email = Text(option=18, label="Administrator email address", fixed=True)
    admin_email_name = Text(option=22, label="Administrator name")
    from_email = Text(option=62, label="Email sender address", fixed=True)
    from_email_name = Text(option=64, label="Email sender name", fixed=True)
    noreply_email = Text(option=63, label="No-Reply address", fixed=True)
    noreply_email_name = Text(option=65, label="No-Reply name", fixed=True)
    replyto_email = Text(option=19, label="Reply-To address", fixed=True)
    replyto_email_name = Text(option=23, label="Reply-To name")
    notification_subject_tag = Text(option=21, label="Prefix for notifications")
    ldap_dn = Text(option=7, label="LDAP directory information attribute representing the entity", fixed=True)
    tag = Text(option=8, label="Information in inventory tool (TAG) representing the entity", fixed=True)
    authldaps_id = Link("AuthLDAP", option=9, label="LDAP directory of an entity", fixed=True)
    mail_domain = Text(option=20, label="Mail domain", fixed=True)
    entity_ldapfilter = LongText(option=17, label="Search filter (if needed)", datatype="string", fixed=True)
    mailing_signature = LongText(option=24, label="Email signature")
    cartridges_alert_repeat = Choice(option=26, label="Alarms on cartridges", fixed=True, nosearch=True, default=-2)
    consumables_alert_repeat = Choice(option=27, label="Alarms on consumables", fixed=True, nosearch=True, default=-2)
    use_licenses_alert = Choice(option=29, label="Alarms on expired licenses", fixed=True, nosearch=True, default=-2)
    send_licenses_alert_before_delay = Choice(
        option=53, label="Send license alarms before", fixed=True, nosearch=True, default=-2
    )
    use_certificates_alert = Choice(
        option=57, label="Alarms on expired certificates", fixed=True, nosearch=True, default=-2
    )
    send_certificates_alert_before_delay = Choice(
        option=58, label="Send Certificate alarms before", fixed=True, nosearch=True, default=-2
    )
    certificates_alert_repeat_interval = Number(default=-2)
    use_contracts_alert = Choice(option=30, label="Alarms on contracts", fixed=True, nosearch=True, default=-2)
    send_contracts_alert_before_delay = Choice(
        option=54, label="Send contract alarms before", fixed=True, nosearch=True, default=-2
    )
    use_infocoms_alert = Choice(
        option=31, label="Alarms on financial and administrative information", fixed=True, nosearch=True, default=-2
    )
    send_infocoms_alert_before_delay = Choice(
        option=55,
        label="Send financial and administrative information alarms before",
        fixed=True,
        nosearch=True,
        default=-2,
    )
    use_reservations_alert = Choice(option=32, label="Alerts on reservations", fixed=True, nosearch=True, default=-2)
    use_domains_alert = Number(default=-2)
    send_domains_alert_close_expiries_delay = Number(default=-2)
    send_domains_alert_expired_delay = Number(default=-2)
    autoclose_delay = Number(
        option=33,
        label="Automatic closing of solved tickets after",
        fixed=True,
        nosearch=True,
        unit="day",
        min=1,
        max=99,
        step=1,
        toadd={"-2": "Inheritance of the parent entity", "-10": "Never", "0": "Immediatly"},
        default=-2,
    )
    autopurge_delay = Number(
        option=59,
        label="Automatic purge of closed tickets after",
        fixed=True,
        nosearch=True,
        unit="day",
        min=1,
        max=3650,
        step=1,
        toadd={"-2": "Inheritance of the parent entity", "-10": "Never", "0": "Immediatly"},
        default=-2,
    )
    notclosed_delay = Choice(
        option=34, label="Alerts on tickets which are not solved", fixed=True, nosearch=True, default=-2
    )
    calendars_strategy = Small(default=-2)
    calendars_id = Link(
        "Calendar",
        option=36,
        label="Calendar",
        datatype="specific",
        fixed=True,
        nosearch=True,
        shows="calendars_id",
        additionalfields=("calendars_strategy",),
    )
    auto_assign_mode = Choice(option=35, label="Automatic assignment of tickets", fixed=True, nosearch=True, default=-2)
    tickettype = Choice(option=37, label="Tickets default type", fixed=True, nosearch=True, default=-2)
    max_closedate = Moment(indexed=False)
    inquest_config = Choice(option=43, label="Satisfaction survey configuration", fixed=True, nosearch=True, default=-2)
    inquest_rate = Number(option=44, label="Satisfaction survey trigger rate", fixed=True)
    inquest_delay = Number(option=45, label="Create survey after", fixed=True, default=-10)
    inquest_URL = Text(option=46, label="URL", fixed=True)
    autofill_warranty_date = Text(
        option=42,
        label="Start date of warranty",
        datatype="specific",
        fixed=True,
        nosearch=True,
        null=False,
        default="-2",
    )
    autofill_use_date = Text(
        option=41, label="Startup date", datatype="specific", fixed=True, nosearch=True, null=False, default="-2"
    )
    autofill_buy_date = Text(
        option=38, label="Date of purchase", datatype="specific", fixed=True, nosearch=True, null=False, default="-2"
    )
    autofill_delivery_date = Text(
        option=40, label="Delivery date", datatype="specific", fixed=True, nosearch=True, null=False, default="-2"
    )
    autofill_order_date = Text(
        option=39, label="Order date", datatype="specific", fixed=True, nosearch=True, null=False, default="-2"
    )
    tickettemplates_strategy = Small(default=-2)
    tickettemplates_id = Link(
        "TicketTemplate",
        option=47,
        label="Ticket template",
        datatype="specific",
        fixed=True,
        nosearch=True,
        shows="tickettemplates_id",
        additionalfields=("tickettemplates_strategy",),
    )
    changetemplates_strategy = Small(default=-2)
    changetemplates_id = Link("ChangeTemplate")
    problemtemplates_strategy = Small(default=-2)
    problemtemplates_id = Link("ProblemTemplate")
    entities_strategy_software = Small(default=-2)
    entities_id_software = Link(
        "Entity",
        option=51,
        label="Entity for software creation",
        datatype="specific",
        fixed=True,
        nosearch=True,
        shows="entities_id_software",
        additionalfields=("entities_strategy_software",),
    )
    default_contract_alert = Choice(
        option=48, label="Default value for alarms on contracts", fixed=True, nosearch=True, default=-2
    )
    default_infocom_alert = Choice(
        option=49,
        label="Default value for alarms on financial and administrative information",
        fixed=True,
        nosearch=True,
        default=-2,
    )
    default_cartridges_alarm_threshold = Number(
        option=50, label="Default threshold for cartridges count", fixed=True, nosearch=True, default=-2
    )
    default_consumables_alarm_threshold = Number(
        option=52, label="Default threshold for consumables count", fixed=True, nosearch=True, default=-2
    )
    delay_send_emails = Number(
        option=60,
        label="Delay to send email notifications",
        fixed=True,
        nosearch=True,
        unit="minute",
        min=0,
        max=60,
        step=1,
        toadd={"-2": "Inheritance of the parent entity"},
        default=-2,
    )
    is_notif_enable_default = Number(
        option=61, label="Enable notifications by default", datatype="string", fixed=True, nosearch=True, default=-2
    )
    inquest_duration = Number()
    autofill_decommission_date = Text(
        option=56, label="Decommission date", datatype="specific", fixed=True, nosearch=True, null=False, default="-2"
    )
    suppliers_as_private = Number(default=-2)
    anonymize_support_agents = Number(default=-2)
    display_users_initials = Number(default=-2)
    contracts_strategy_default = Small(default=-2)
    contracts_id_default = Link(
        "Contract",
        option=75,
        label="Default contract",
        datatype="specific",
        nosearch=True,
        shows="contracts_id_default",
        toadd={"-2": "Inheritance of the parent entity", "-1": "Contract in ticket entity"},
        additionalfields=("contracts_strategy_default",),
    )
    enable_custom_css = Number(default=-2)
    custom_css_code = LongText()
    latitude = Text(option=67, label="Latitude", fixed=True)
    longitude = Text(option=68, label="Longitude", fixed=True)
    altitude = Text(option=69, label="Altitude", fixed=True)
    transfers_strategy = Small(default=-2)
    transfers_id = Link("Transfer")
    agent_base_url = Text()
