"""Documents: files and web links, and the items they are attached to."""

from __future__ import annotations

from steward.itemtypes.bundles import DOCUMENTED, NOTED
from steward.itemtypes.families import DROPDOWN, OBJECT, TREE, father
from steward.itemtypes.gates import CREATE, gate
from steward.itemtypes.steps import authorship, documents, dropdowns, timeline
from steward.itemtypes.traits import dated, identified, in_entity, recursive, trashable, used_by
from steward.vocabulary.columns import Kind
from steward.vocabulary.fields import Flag, Link, Moment, Small, Text
from steward.vocabulary.notation import ItemType, side
from steward.vocabulary.options import Count, option
from steward.vocabulary.paths import child
from steward.vocabulary.relations import Relation


class Document(ItemType):
    label = "Document", "Documents"
    traits = OBJECT, trashable, used_by.unlisted
    right = "document"
    notepad = True
    features = ("ParentStatus", "TreeBrowse")
    forwards_entity_to = ("Document_Item",)
    gates = {"create": gate("document", CREATE) + gate("ticket", CREATE) + gate("followup", CREATE)}
    roles = ("document",)
    on_add = (
        documents.keep_file_columns,
        documents.sign,
        documents.check_link,
        documents.take_file,
        documents.name_after_file,
        documents.attach,
    )
    on_update = (documents.keep_file_columns, documents.check_link, documents.take_file)
    after_update = (documents.discard_replaced_file,)
    after_purge = (documents.say_file_is_gone,)
    options = (DOCUMENTED, NOTED, option(72, "Number of associated items", child("Document_Item"), Count(), fixed=True))

    filename = Text(option=3, label="File", fixed=True)
    filepath = Text()
    documentcategories_id = Link("DocumentCategory", option=7, label="Heading")
    mime = Text(option=5, label="MIME type")
    link = Text(option=4, label="Web link", datatype="weblink")
    tickets_id = Link("Ticket")
    sha1sum = Text(option=20, label="Checksum (SHA1)", fixed=True, kind=Kind.CHAR, size=40, indexed=True)
    is_blacklisted = Small()
    tag = Text(option=6, label="Tag", datatype="text", fixed=True, indexed=True)


class Document_Item(ItemType):
    label = "Document item", "Document items"
    traits = identified, dated.unlisted, in_entity.unlisted, recursive.unlisted
    relation = Relation(side("Document", entity=True), side(among=("document_types", "itemdevices", "device_types")))
    unique = ("documents_id", "itemtype", "items_id", "timeline_position")
    indexes = {"item": ("itemtype", "items_id", "entities_id", "is_recursive")}
    no_massive = ("clone", "update")
    roles = ("document_link",)
    on_add = (documents.check_attachment, documents.date_attachment, documents.stay_in_entity)
    after_add = (timeline.touch_parent,)

    users_id = Link("User", null=True, default=0)
    timeline_position = Small(indexed=True)
    date = Moment()


class DocumentCategory(ItemType):
    label = "Document heading", "Document headings"
    traits = TREE
    unique = ("documentcategories_id", "name")
    on_add = (dropdowns.name_even_if_empty,)
    options = (father("DocumentCategory"),)

    documentcategories_id = Link("DocumentCategory")


class DocumentType(ItemType):
    label = "Document type", "Document types"
    traits = DROPDOWN
    right = "typedoc"
    unique = ("ext",)
    on_add = (
        dropdowns.check_extension,
        authorship.unique("ext", message="There is already a document type with this extension."),
    )
    on_update = (
        dropdowns.check_extension,
        authorship.unique("ext", message="There is already a document type with this extension."),
    )

    ext = Text(option=3, label="Extension")
    icon = Text(option=6, label="Icon", datatype="specific", fixed=True)
    mime = Text(option=4, label="MIME type")
    is_uploadable = Flag(option=5, label="Authorized upload", default=1)
