"""Ways to sign in: LDAP directories, mail servers, single sign-on variables, API clients."""

from __future__ import annotations

from steward.itemtypes.consequences import rule_criteria
from steward.itemtypes.families import DROPDOWN, OBJECT
from steward.itemtypes.gates import BY_CONFIGURATION
from steward.itemtypes.steps import clients, secrets
from steward.itemtypes.traits import active, commented, created, dated, in_entity, named, recursive
from steward.vocabulary.columns import Kind
from steward.vocabulary.fields import Choice, Flag, Hashed, Link, LongText, Moment, Number, Secret, Text
from steward.vocabulary.notation import ItemType
from steward.vocabulary.options import Heading


class AuthLDAP(ItemType):
    label = "LDAP directory", "LDAP directories"
    traits = OBJECT - in_entity - recursive, active(30)
    right = "config"
    purges = (*rule_criteria("LDAP_SERVER"),)
    gates = BY_CONFIGURATION
    on_add = (secrets.keep("rootdn_passwd"),)
    after_add = (secrets.be_the_only_default,)
    on_update = (secrets.keep("rootdn_passwd"),)
    after_update = (secrets.be_the_only_default,)
    options = (Heading("common", "LDAP directory"),)

    host = Text(option=3, label="Server")
    basedn = Text(option=5, label="BaseDN")
    rootdn = Text()
    port = Number(option=4, label="Port", datatype="integer", default=389)
    condition = LongText(option=6, label="Connection filter")
    login_field = Text(option=8, label="Login field", fixed=True, default="uid")
    sync_field = Text(option=28, label="Synchronization field", fixed=True, indexed=True)
    use_tls = Flag()
    group_field = Text(option=21, label="User attribute containing its groups", fixed=True)
    group_condition = LongText(option=22, label="Filter to search in groups", fixed=True)
    group_search_type = Choice(option=24, label="Search type", fixed=True)
    group_member_field = Text(option=23, label="Group attribute containing its users", fixed=True)
    email1_field = Text(option=17, label="Email", fixed=True)
    realname_field = Text(option=9, label="Surname", fixed=True)
    firstname_field = Text(option=10, label="First name", fixed=True)
    phone_field = Text(option=11, label="Phone", fixed=True)
    phone2_field = Text(option=12, label="Phone 2", fixed=True)
    mobile_field = Text(option=13, label="Mobile phone", fixed=True)
    comment_field = Text()
    use_dn = Flag(option=18, label="Use DN in the search", fixed=True, default=1)
    time_offset = Number()
    deref_option = Number()
    title_field = Text(option=14, label="Title", fixed=True)
    category_field = Text(option=15, label="Category", fixed=True)
    language_field = Text(option=20, label="Language", fixed=True)
    entity_field = Text()
    entity_condition = LongText()
    is_default = Flag(option=7, label="Default server", fixed=True)
    rootdn_passwd = Secret()
    registration_number_field = Text()
    email2_field = Text(option=25, label="Email 2", fixed=True)
    email3_field = Text(option=26, label="Email 3", fixed=True)
    email4_field = Text(option=27, label="Email 4", fixed=True)
    location_field = Text()
    responsible_field = Text(option=29, label="Responsible", fixed=True)
    pagesize = Number()
    ldap_maxlimit = Number()
    can_support_pagesize = Flag()
    picture_field = Text()
    inventory_domain = Text(option=31, label="Domain name used by inventory tool", fixed=True)
    tls_certfile = LongText()
    tls_keyfile = LongText()
    use_bind = Flag(default=1)
    timeout = Number(option=32, label="Timeout", fixed=True, unit="second", toadd=("No timeout",), default=10)


class AuthLdapReplicate(ItemType):
    label = "General"
    traits = named
    right = "config"
    no_massive = ("update",)
    gates = BY_CONFIGURATION

    authldaps_id = Link("AuthLDAP")
    host = Text()
    port = Number(default=389)
    timeout = Number(default=10)


class AuthMail(ItemType):
    label = "Mail server", "Mail servers"
    traits = OBJECT - in_entity - recursive, active(6), created.unlisted
    right = "config"
    purges = (*rule_criteria("MAIL_SERVER"),)
    gates = BY_CONFIGURATION
    options = (Heading("common", "Email server"),)

    connect_string = Text(option=4, label="Connection string", fixed=True)
    host = Text(option=3, label="Server")


class SsoVariable(ItemType):
    label = "Field storage of the login in the HTTP request", "Fields storage of the login in the HTTP request"
    traits = DROPDOWN
    right = "config"
    translatable = False
    gates = BY_CONFIGURATION


class APIClient(ItemType):
    label = "API client", "API clients"
    traits = (
        OBJECT,
        active(3),
        named(fixed=None),
        commented.unlisted,
        dated.unlisted,
        in_entity.unlisted,
        recursive.unlisted,
    )
    right = "config"
    gates = BY_CONFIGURATION
    roles = ("apiclient",)
    on_add = (clients.read_ranges, clients.read_ipv6, clients.digest_app_token)
    on_update = (clients.read_ranges, clients.read_ipv6, clients.digest_app_token)
    options = (Heading("common", "API clients"),)

    ipv4_range_start = Choice(option=5, label="IPv4 address range - Start", kind=Kind.BIGINT, null=True)
    ipv4_range_end = Choice(option=6, label="IPv4 address range - End", kind=Kind.BIGINT, null=True)
    ipv6 = Text(option=7, label="IPv6 address", datatype="text")
    app_token = Hashed(option=8, label="Application token", datatype="text", fixed=True)
    app_token_date = Moment(indexed=False)
    dolog_method = Flag(option=4, label="Log connections", datatype="specific")
