"""Traits: the columns and search options that many item types share, one idea each. Whole families are in families.py."""

from __future__ import annotations

from steward.vocabulary.fields import (
    Date,
    Decimal,
    Flag,
    Float,
    Id,
    ItemId,
    ItemtypeName,
    Json,
    Link,
    LongText,
    Moment,
    Number,
    Text,
)
from steward.vocabulary.traits import trait

identified = trait(id=Id(option=2, label="ID", fixed=True))
named = trait(name=Text(option=1, label="Name", datatype="itemlink", fixed=True))
named_always = trait(name=Text(option=1, label="Name", datatype="itemlink", fixed=True, null=False))
titled = named(label="Title", search="contains")
commented = trait(comment=LongText(option=16, label="Comments"))
modified = trait(date_mod=Moment(option=19, label="Last update", fixed=True))
created = trait(date_creation=Moment(option=121, label="Creation date", fixed=True))
dated = modified + created
in_entity = trait(entities_id=Link("Entity", option=80, fixed=True))
recursive = trait(is_recursive=Flag(option=86, label="Child entities"))
trashable = trait(is_deleted=Flag())
dynamic = trait(is_dynamic=Flag())
templated = trait(
    is_template=Flag(),
    template_name=Text(option=61, label="Template name", datatype="text", fixed=True, nosearch=True, nodisplay=True),
)
active = trait(is_active=Flag(option=8, label="Active"))
located = trait(locations_id=Link("Location", option=3))
stateful = trait(states_id=Link("State", option=31, label="Status"))
made = trait(manufacturers_id=Link("Manufacturer", option=23))
serialised = trait(
    serial=Text(option=5, label="Serial number", indexed=True),
    otherserial=Text(option=6, label="Inventory number", indexed=True),
)
identified_outside = trait(uuid=Text(option=47, label="UUID", indexed=True))
used_by = trait(users_id=Link("User", option=70, extra={"right": "all"}))
grouped = trait(groups_id=Link("Group", option=71, extra={"condition": {"is_itemgroup": 1}}))
held = used_by + grouped
in_charge = trait(
    users_id_tech=Link("User", option=24, label="Technician in charge", extra={"right": "own_ticket"}),
    groups_id_tech=Link("Group", option=49, label="Group in charge", extra={"condition": {"is_assign": 1}}),
)
contactable = trait(
    contact=Text(option=7, label="Alternate username"),
    contact_num=Text(option=8, label="Alternate username number"),
)
ticketed = trait(ticket_tco=Decimal(null=True, default="0.0000"))
shared = trait(is_global=Flag())
updated_by = trait(autoupdatesystems_id=Link("AutoUpdateSystem", option=72, label="Update Source"))
inventoried = trait(last_inventory_update=Moment(option=83, label="Last inventory date", fixed=True, indexed=False))
located_by_address = trait(address=LongText(), postcode=Text(), town=Text(), state=Text(), country=Text())
tree = trait(
    completename=LongText(option=1, label="Complete name", datatype="itemlink", fixed=True),
    level=Number(indexed=True),
    ancestors_cache=Json(),
    sons_cache=Json(),
)
attached = trait(itemtype=ItemtypeName(null=True), items_id=ItemId())
attached_surely = trait(itemtype=ItemtypeName(), items_id=ItemId())
pictured = trait(picture_front=LongText(), picture_rear=LongText())
photographed = trait(pictures=LongText())
numbered = trait(product_number=Text(option=3, label="Product number", datatype="", indexed=True))
sized = trait(
    weight=Number(option=131, label="Weight", datatype="decimal"),
    required_units=Number(option=132, label="Required units", default=1),
    depth=Float(option=133, label="Depth", datatype="", default=1),
    power_connections=Number(option=134, label="Power connections"),
    power_consumption=Number(option=135, label="Power consumption", datatype="decimal"),
    is_half_rack=Flag(option=136, label="Is half rack", indexed=False),
)
begun = trait(begin_date=Date(), end_date=Date())
