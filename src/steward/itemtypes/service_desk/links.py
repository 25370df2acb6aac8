"""Links between tickets, problems and changes, and with contracts and the items they are about."""

from __future__ import annotations

from steward.itemtypes.service_families import ITIL_ITEM
from steward.itemtypes.steps import authorship, costs, timeline
from steward.itemtypes.traits import identified
from steward.vocabulary.fields import ItemId, ItemtypeName, Number, adjust
from steward.vocabulary.notation import ItemType, side
from steward.vocabulary.relations import Relation


class Ticket_Ticket(ItemType):
    label = "Linked ticket", "Linked tickets"
    traits = identified
    relation = Relation(side("Ticket", "tickets_id_1", entity=True), side("Ticket", "tickets_id_2"), coherent=False)
    unique = ("tickets_id_1", "tickets_id_2")
    on_add = (timeline.check_ticket_link,)

    link = Number(default=1)


class Problem_Ticket(ItemType):
    label = "Link Ticket/Problem", "Links Ticket/Problem"
    traits = identified
    relation = Relation(side("Problem", entity=True), side("Ticket"))
    unique = ("problems_id", "tickets_id")
    no_massive = ("clone", "update")
    on_add = (authorship.unique("problems_id", "tickets_id"),)


class Change_Ticket(ItemType):
    label = "Link Ticket/Change", "Links Ticket/Change"
    traits = identified
    relation = Relation(side("Change", entity=True), side("Ticket"))
    unique = ("changes_id", "tickets_id")
    no_massive = ("clone", "update")
    on_add = (authorship.unique("changes_id", "tickets_id"),)


class Change_Problem(ItemType):
    label = "Link Problem/Change", "Links Problem/Change"
    traits = identified
    relation = Relation(side("Change", entity=True), side("Problem"))
    unique = ("changes_id", "problems_id")
    no_massive = ("clone", "update")
    on_add = (authorship.unique("changes_id", "problems_id"),)


class Ticket_Contract(ItemType):
    label = "Tickets / Contracts"
    traits = identified
    relation = Relation(side("Ticket", entity=True), side("Contract", rights="view", cascades=False), coherent=False)
    unique = ("tickets_id", "contracts_id")

    contracts_id = adjust(by_class=True)


class Item_Ticket(ItemType):
    label = "Ticket item", "Ticket items"
    traits = ITIL_ITEM
    relation = Relation(side("Ticket", entity=True), side(rights="view", among=("ticket_types",)))
    unique = ("itemtype", "items_id", "tickets_id")
    roles = ("ticket_item",)
    on_add = (authorship.unique("itemtype", "items_id", "tickets_id"),)
    after_add = (timeline.name_by_asset, timeline.touch_parent, costs.sum_up_on_linked)
    after_purge = (timeline.touch_parent, timeline.trash_with_last_asset, costs.sum_up_on_linked)

    itemtype = ItemtypeName(
        option=131, label="Associated item types", nosort=True, itemtype_list="ticket_types", size=255, null=True
    )
    items_id = ItemId(
        option=13,
        label="Associated elements",
        nosort=True,
        additionalfields=("itemtype",),
        extra={"comments": True},
        among=("ticket_types",),
    )
    tickets_id = adjust(label="Ticket", datatype=None, fixed=None, shows="tickets_id")


class Item_Problem(ItemType):
    label = "Problem item", "Problem items"
    traits = ITIL_ITEM, identified
    relation = Relation(side("Problem", entity=True), side(rights="view", among=("ticket_types",)))
    unique = ("problems_id", "itemtype", "items_id")
    roles = ("problem_item",)
    on_add = (authorship.unique("itemtype", "items_id", "problems_id"),)
    after_add = (timeline.name_by_asset, timeline.touch_parent)
    after_purge = (timeline.touch_parent,)

    itemtype = adjust(null=True)


class Change_Item(ItemType):
    label = "Change item", "Change items"
    traits = ITIL_ITEM, identified
    relation = Relation(side("Change", entity=True), side(rights="none", among=("ticket_types",)))
    unique = ("changes_id", "itemtype", "items_id")
    roles = ("change_item",)
    on_add = (authorship.unique("itemtype", "items_id", "changes_id"),)
    after_add = (timeline.name_by_asset, timeline.touch_parent)
    after_purge = (timeline.touch_parent,)

    itemtype = adjust(null=True)
