"""Users and their e-mail addresses."""

from __future__ import annotations

from steward.itemtypes.bundles import DOCUMENTED, EXTERNALLY_LINKED, LOCATION_DETAILS
from steward.itemtypes.consequences import alerts, rule_actions, rule_criteria
from steward.itemtypes.families import DROPDOWN, OBJECT
from steward.itemtypes.steps import emails, users
from steward.itemtypes.traits import dynamic, grouped, in_entity, located, named, recursive, trashable
from steward.vocabulary.columns import Kind
from steward.vocabulary.fields import Choice, Flag, Hashed, Html, ItemId, Link, LongText, Moment, Number, Small, Text
from steward.vocabulary.notation import ItemType, family
from steward.vocabulary.options import Count, option
from steward.vocabulary.paths import child, link
from steward.vocabulary.relations import Purge


class User(ItemType):
    label = "User", "Users"
    traits = (
        OBJECT - in_entity - recursive,
        trashable,
        located,
        grouped.unlisted,
        named(label="Login", forcegroupby=True),
    )
    right = "user"
    unique = {"unicityloginauth": ("name", "authtype", "auths_id")}
    indexes = {"authitem": ("authtype", "auths_id")}
    entity_assigned = False
    features = ("Clonable", "TreeBrowse")
    clones = ("Profile_User", "Group_User")
    not_logged = ("date_mod", "date_sync", "last_login", "privatebookmarkorder", "publicbookmarkorder")
    right_labels = {
        "central": {
            1: "Read",
            2: "Update",
            4: "Create",
            8: "Delete",
            16: "Purge",
            1024: "Add external",
            2048: "Read auth",
            4096: "Update auth and sync",
        }
    }
    visible_if = "assigned_users"
    undisclosed = ("password_forget_token",)
    purges = (
        *rule_criteria("_users_id%"),
        *rule_actions("_users_id%"),
        Purge("glpi_objectlocks", ("users_id",), item="ObjectLock"),
        Purge("glpi_reminders", ("users_id",), item="Reminder"),
        Purge("glpi_remindertranslations", ("users_id",), item="ReminderTranslation"),
        Purge("glpi_savedsearches", ("users_id",), item="SavedSearch", where={"is_private": "1"}),
        Purge("glpi_savedsearches", ("users_id",), "update", item="SavedSearch", set={"users_id": "0"}),
        Purge(
            "glpi_consumables",
            ("items_id",),
            "update",
            item="Consumable",
            where={"itemtype": "User"},
            set={"items_id": "0", "itemtype": None, "date_out": None},
        ),
        Purge("glpi_displaypreferences", ("users_id",), item="DisplayPreference"),
        Purge("glpi_dashboards_dashboards", ("users_id",), item="Glpi\\Dashboard\\Dashboard"),
        Purge("glpi_dashboards_filters", ("users_id",), item="Glpi\\Dashboard\\Filter"),
        alerts("User"),
    )
    roles = ("user",)
    on_add = (
        users.check_login,
        users.check_profile,
        users.keep_server_columns,
        users.hash_password,
        users.digest_tokens,
        users.take_picture,
    )
    after_add = (users.give_profile, users.write_addresses)
    on_update = (
        users.spare_higher_ranks,
        users.keep_an_administrator,
        users.keep_login_unless_free,
        users.keep_server_columns,
        users.hash_password,
        users.digest_tokens,
        users.take_picture,
    )
    after_update = (users.write_addresses, users.discard_old_picture)
    on_delete = (users.protect,)
    on_purge = (users.protect,)
    after_purge = (users.discard_old_picture,)
    options = (
        DOCUMENTED,
        EXTERNALLY_LINKED,
        LOCATION_DETAILS,
        option(5, "Emails", child("UserEmail"), "email", fixed=True, datatype="email"),
        option(
            13,
            "Groups",
            (child("Group_User"), link("Group")),
            "completename",
            fixed=True,
            use_subquery=True,
            datatype="itemlink",
        ),
        option(
            30,
            "LDAP directory for authentication",
            link("AuthLDAP", "auths_id", when={"authtype": 3}),
            "name",
            fixed=True,
        ),
        option(
            31,
            "Email server for authentication",
            link("AuthMail", "auths_id", when={"authtype": 2}),
            "name",
            fixed=True,
        ),
        option(20, "Profiles (Entity)", (child("Profile_User"), link("Profile")), "name", fixed=True),
        option(80, "Entities (Profile)", (child("Profile_User"), link("Entity")), "completename", fixed=True),
        option(
            60,
            "Number of tickets as requester",
            (child("Ticket_User", where={"type": 1}), link("Ticket")),
            Count(),
            fixed=True,
        ),
        option(61, "Number of written tickets", child("Ticket", "users_id_recipient"), Count(), fixed=True),
        option(
            64,
            "Number of assigned tickets",
            (child("Ticket_User", where={"type": 2}), link("Ticket")),
            Count(),
            fixed=True,
        ),
    )

    password = Hashed()
    password_last_update = Moment(indexed=False)
    phone = Text(option=6, label="Phone")
    phone2 = Text(option=10, label="Phone 2")
    mobile = Text(option=11, label="Mobile phone")
    realname = Text(option=34, label="Last name", indexed=True)
    firstname = Text(option=9, label="First name", indexed=True)
    language = Text(
        option=17,
        label="Language",
        datatype="language",
        extra={"display_emptychoice": True, "emptylabel": "Default value"},
        kind=Kind.CHAR,
        size=10,
    )
    use_mode = Number()
    list_limit = Number(null=True)
    is_active = Flag(option=8, label="Active", default=1)
    auths_id = Link("Auth", follows=False)
    authtype = Choice(option=15, label="Authentication", fixed=True, search="equals", additionalfields=("auths_id",))
    last_login = Moment(option=14, label="Last login", fixed=True, indexed=False)
    date_sync = Moment(option=23, label="Last synchronization", fixed=True, indexed=False)
    profiles_id = Link("Profile", option=79, label="Default profile")
    entities_id = Link("Entity", option=77, label="Default entity", fixed=False, shows="name", null=True, default=0)
    usertitles_id = Link("UserTitle", option=81, label="Title")
    usercategories_id = Link("UserCategory", option=82, label="Category")
    date_format = Number(null=True)
    number_format = Number(null=True)
    names_format = Number(null=True)
    csv_delimiter = Text(kind=Kind.CHAR, size=1)
    is_ids_visible = Small(null=True)
    use_flat_dropdowntree = Flag(null=True)
    use_flat_dropdowntree_on_search_result = Flag(null=True)
    show_jobs_at_login = Flag(null=True)
    priority_1 = Text(kind=Kind.CHAR, size=20)
    priority_2 = Text(kind=Kind.CHAR, size=20)
    priority_3 = Text(kind=Kind.CHAR, size=20)
    priority_4 = Text(kind=Kind.CHAR, size=20)
    priority_5 = Text(kind=Kind.CHAR, size=20)
    priority_6 = Text(kind=Kind.CHAR, size=20)
    followup_private = Small(null=True)
    task_private = Small(null=True)
    default_requesttypes_id = ItemId(null=True, indexed=True, of="")
    password_forget_token = Text(kind=Kind.CHAR, size=40)
    password_forget_token_date = Moment(indexed=False)
    user_dn = LongText(option=21, label="User DN", fixed=True)
    user_dn_hash = Text(size=32, indexed=True)
    registration_number = Text(option=22, label="Administrative number")
    show_count_on_tabs = Flag(null=True)
    refresh_views = Number(null=True)
    set_default_tech = Small(null=True)
    personal_token = Hashed()
    personal_token_date = Moment(indexed=False)
    api_token = Hashed()
    api_token_date = Moment(indexed=False)
    cookie_token = Hashed()
    cookie_token_date = Moment(indexed=False)
    display_count_on_home = Number(null=True)
    notification_to_myself = Flag(null=True)
    duedateok_color = Text()
    duedatewarning_color = Text()
    duedatecritical_color = Text()
    duedatewarning_less = Number(null=True)
    duedatecritical_less = Number(null=True)
    duedatewarning_unit = Text()
    duedatecritical_unit = Text()
    display_options = LongText()
    is_deleted_ldap = Flag(option=24, label="Deleted user in LDAP directory", fixed=True)
    pdffont = Text()
    picture = Text(option=150, label="Picture", datatype="specific", fixed=True, nosearch=True)
    begin_date = Moment(option=62, label="Begin date")
    end_date = Moment(option=63, label="End date")
    keep_devices_when_purging_item = Small(null=True)
    privatebookmarkorder = Html()
    backcreated = Small(null=True)
    task_state = Number(null=True)
    palette = Text(kind=Kind.CHAR, size=20)
    page_layout = Text(kind=Kind.CHAR, size=20)
    fold_menu = Small(null=True)
    fold_search = Small(null=True)
    savedsearches_pinned = LongText()
    timeline_order = Text(kind=Kind.CHAR, size=20)
    itil_layout = LongText()
    richtext_layout = Text(kind=Kind.CHAR, size=20)
    set_default_requester = Small(null=True)
    lock_autolock_mode = Small(null=True)
    lock_directunlock_notification = Small(null=True)
    highcontrast_css = Small(null=True, default=0)
    plannings = LongText()
    sync_field = Text(option=28, label="Synchronization field", fixed=True, indexed=True)
    users_id_supervisor = Link("User", option=99, label="Responsible", fixed=True, additionalfields=("id",))
    timezone = Text(size=50)
    default_dashboard_central = Text(size=100)
    default_dashboard_assets = Text(size=100)
    default_dashboard_helpdesk = Text(size=100)
    default_dashboard_mini_ticket = Text(size=100)
    default_central_tab = Small(null=True, default=0)
    nickname = Text()
    timeline_action_btn_layout = Small(null=True)
    timeline_date_format = Small(null=True)


class UserEmail(ItemType):
    label = "Email", "Emails"
    traits = dynamic
    child_of = "User"
    name_field = "email"
    unique = ("users_id", "email")
    history = True
    locks_deleted = True
    roles = ("email",)
    on_add = (emails.check_rank, emails.check_address, emails.default_if_first)
    after_add = (emails.be_the_only_default,)
    on_update = (emails.check_rank, emails.check_address)
    after_update = (emails.be_the_only_default,)
    on_purge = (emails.check_rank,)
    after_purge = (emails.hand_on_default,)
    silent = True

    is_default = Flag()
    email = Text(indexed=True)


DROPDOWNS = family(
    DROPDOWN,
    ("UserCategory", "User category", "User categories"),
    ("UserTitle", "User title", "Users titles"),
)
