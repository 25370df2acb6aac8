"""Knowledge base articles, their categories, comments, revisions, translations and items."""

from __future__ import annotations

from steward.itemtypes.bundles import DOCUMENTED
from steward.itemtypes.families import ENTITY_TREE, SHARED, father
from steward.itemtypes.gates import READ, gate
from steward.itemtypes.steps import documents, dropdowns, knowledge
from steward.itemtypes.traits import commented, dated, identified, used_by
from steward.vocabulary.columns import NO_DEFAULT
from steward.vocabulary.fields import Flag, Html, ItemId, Link, LongText, Moment, Number, Text, adjust
from steward.vocabulary.notation import ItemType, parent, side
from steward.vocabulary.relations import Purge, Relation


class KnowbaseItem(ItemType):
    label = "Knowledge base"
    traits = SHARED, identified, used_by
    right = "knowbase"
    fulltext = {"fulltext": ("name", "answer"), "name": ("name",), "answer": ("answer",)}
    features = ("Clonable",)
    clones = (
        "Entity_KnowbaseItem",
        "Group_KnowbaseItem",
        "KnowbaseItem_Profile",
        "KnowbaseItem_User",
        "Document_Item",
        "Infocom",
        "KnowbaseItem_Item",
        "KnowbaseItemTranslation",
    )
    right_labels = {
        "central": {
            1: "Read",
            2: "Update",
            4: "Create",
            16: "Purge",
            1024: "Knowledge base administration",
            2048: "Read the FAQ",
            4096: "Publish in the FAQ",
            8192: "Comment KB entries",
        },
        "helpdesk": {2048: "Read the FAQ"},
    }
    visible_if = "knowledge"
    purges = (
        Purge("glpi_knowbaseitems_comments", ("knowbaseitems_id",), item="KnowbaseItem_Comment"),
        Purge("glpi_knowbaseitems_revisions", ("knowbaseitems_id",), item="KnowbaseItem_Revision"),
    )
    gates = {"view": gate("knowbase", READ, 2048)}
    on_add = (knowledge.check_view_dates,)
    after_add = (knowledge.show_to, knowledge.file_under, knowledge.belong_to, documents.attach_files)
    on_update = (knowledge.check_view_dates,)
    after_update = (knowledge.show_to, knowledge.file_under, documents.attach_files)
    options = (DOCUMENTED,)

    name = LongText(option=6, label="Subject", indexed=False)
    answer = Html(option=7, label="Content")
    is_faq = Flag(option=8, label="FAQ item")
    users_id = adjust(fixed=True, right="all", extra={})
    view = Number(option=9, label="Views", datatype="integer", fixed=True)
    begin_date = Moment(option=10, label="Visibility start date")
    end_date = Moment(option=11, label="Visibility end date")


class KnowbaseItemCategory(ItemType):
    label = "Knowledge base category", "Knowledge base categories"
    traits = ENTITY_TREE
    right = "knowbasecategory"
    unique = ("entities_id", "knowbaseitemcategories_id", "name")
    gates = {"view": gate("knowbasecategory", READ) + gate("helpdesk:", 0)}
    on_add = (dropdowns.name_even_if_empty,)
    options = (father("KnowbaseItemCategory"),)

    knowbaseitemcategories_id = Link("KnowbaseItemCategory")


class KnowbaseItem_KnowbaseItemCategory(ItemType):
    label = "General"
    traits = identified
    relation = Relation(side("KnowbaseItem", entity=True), side("KnowbaseItemCategory", rights="view"))
    right = "knowbase"
    history = True
    no_massive = ("clone", "update")


class KnowbaseItem_Item(ItemType):
    label = "Knowledge base item", "Knowledge base items"
    traits = identified, dated.unlisted
    relation = Relation(side("KnowbaseItem", entity=True), side(rights="view", among=("kb_types",)))
    unique = ("itemtype", "items_id", "knowbaseitems_id")
    history = True
    no_massive = ("clone", "update")

    knowbaseitems_id = adjust(default=NO_DEFAULT)


class KnowbaseItem_Comment(ItemType):
    label = "Comment", "Comments"
    traits = commented.unlisted, dated.unlisted, used_by.unlisted

    knowbaseitems_id = Link("KnowbaseItem", default=NO_DEFAULT, by_class=True)
    language = Text(size=10)
    parent_comment_id = ItemId(null=True, indexed=True, of="")


class KnowbaseItem_Revision(ItemType):
    label = "Revision", "Revisions"
    traits = used_by.unlisted
    right = "knowbase"
    unique = ("knowbaseitems_id", "revision", "language")

    knowbaseitems_id = Link("KnowbaseItem", default=NO_DEFAULT, by_class=True)
    revision = Number(default=NO_DEFAULT, indexed=True)
    name = LongText(option=1, label="Name", datatype="itemlink", fixed=True, indexed=False)
    answer = Html()
    language = Text(size=10)
    date = Moment()


class KnowbaseItemTranslation(ItemType):
    label = "Translation", "Translations"
    traits = dated.unlisted, used_by.unlisted
    child_of = parent("KnowbaseItem", logs=False)
    right = "knowbase"
    indexes = {"item": ("knowbaseitems_id", "language")}
    fulltext = {"fulltext": ("name", "answer"), "name": ("name",), "answer": ("answer",)}
    history = True
    no_massive = ("update",)

    language = Text(size=10)
    name = LongText(option=1, label="Name", datatype="itemlink", fixed=True, indexed=False)
    answer = Html()
