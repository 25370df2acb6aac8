"""Documents: the uploaded file, the link instead of one, and what they are attached to."""

from __future__ import annotations

import re
from typing import Final
from uuid import uuid4

from steward.itemtypes.steps.authorship import parent_of
from steward.itemtypes.steps.inputs import at, several, text, whole
from steward.itemtypes.steps.itil_kinds import KINDS
from steward.itemtypes.steps.ranks import is_checked
from steward.vocabulary.steps import OWN_ID, Draft, Reads, Verb

_FILE_COLUMNS: Final = ("filename", "filepath", "mime", "sha1sum")
_WEB: Final = re.compile(r"(https?|ftps?)://[^\s/?#]+\S*", re.I)


def keep_file_columns(draft: Draft, reads: Reads) -> None:
    """What describes the file comes from the file."""
    for column in (*_FILE_COLUMNS, "tag"):
        draft.values.pop(column, None)


def sign(draft: Draft, reads: Reads) -> None:
    draft.values["users_id"] = draft.values.get("users_id") or draft.caller.user_id
    draft.values["tag"] = str(uuid4())


def check_link(draft: Draft, reads: Reads) -> None:
    link = draft.values.get("link")
    if link and not _WEB.fullmatch(link):
        draft.refuse("Invalid link")


def take_file(draft: Draft, reads: Reads) -> None:
    """The first uploaded file becomes the document's; others are left, as a document has one file."""
    stored = draft.input.get("_stored") if draft.trusted else None
    names = several(draft.input.get("_filename"))
    if stored is None and not names:
        return
    stored = stored or draft.services.take_upload(text(names[0]))
    if stored is None:
        if draft.before is not None or draft.input.get("items_id"):
            draft.refuse("The file could not be stored.")
        return
    prefix = text(at(draft.input.get("_prefix_filename"), 0, ""))
    draft.values["filename"] = str(stored["filename"]).removeprefix(prefix)
    for column in ("filepath", "mime", "sha1sum"):
        draft.values[column] = stored[column]


def name_after_file(draft: Draft, reads: Reads) -> None:
    if not draft.values.get("name") and draft.values.get("filename"):
        draft.values["name"] = draft.values["filename"]


def attach(draft: Draft, reads: Reads) -> None:
    """`itemtype` and `items_id` attach the new document, which takes its name from there."""
    kind, id = text(draft.input.get("itemtype")), whole(draft.input.get("items_id"))
    item = reads.item(kind)
    if item is None or not id:
        return
    if reads.row(kind, id) is None:
        draft.refuse()
    if is_checked(draft) and not _may_attach(kind, id, reads):
        draft.deny()
    draft.values["name"] = f"Document: {item.singular} - {reads.label(kind, id)}"
    draft.then(Verb.ADD, "Document_Item", {"documents_id": OWN_ID, "itemtype": kind, "items_id": id})


def _may_attach(kind: str, id: int, reads: Reads) -> bool:
    """To what one may change; to ITIL objects also by who can only read them, as their timeline is a conversation."""
    return reads.visible(kind, id) if kind in KINDS else reads.changeable(kind, id)


def say_file_is_gone(draft: Draft, reads: Reads) -> None:
    """The last document that used a file takes it along, once the purge is certain."""
    path = (draft.before or {}).get("filepath")
    if path and not reads.rows("Document", {"filepath": path}, columns=("id",), limit=1):
        draft.outbox.append({"kind": "document.discard", "filepath": path})
        draft.say(f"Successful deletion of the file {path}")


def discard_replaced_file(draft: Draft, reads: Reads) -> None:
    old = (draft.before or {}).get("filepath")
    if old and draft.changes("filepath") and not reads.rows("Document", {"filepath": old}, columns=("id",), limit=1):
        draft.outbox.append({"kind": "document.discard", "filepath": old})


def date_attachment(draft: Draft, reads: Reads) -> None:
    draft.values.setdefault("date", draft.now)
    draft.values["users_id"] = draft.values.get("users_id") or draft.caller.user_id


def check_attachment(draft: Draft, reads: Reads) -> None:
    if not draft.get("documents_id") or parent_of(draft, reads) is None:
        draft.refuse()


def stay_in_entity(draft: Draft, reads: Reads) -> None:
    """An attachment lives where the item does that it is attached to."""
    row = parent_of(draft, reads)
    if row is not None and "entities_id" in row:
        entity = row["id"] if draft.get("itemtype") == "Entity" else row["entities_id"]
        draft.values["entities_id"] = entity or 0
        draft.values["is_recursive"] = row.get("is_recursive") or 0


def attach_files(draft: Draft, reads: Reads) -> None:
    """After the row: every uploaded file becomes a document attached to it. One that was not let in is left out."""
    prefixes = draft.input.get("_prefix_filename")
    for place, name in enumerate(several(draft.input.get("_filename"))):
        stored = draft.services.take_upload(text(name))
        if stored is None:
            draft.say("A file could not be stored.")
            continue
        values = {
            "_stored": stored,
            "_prefix_filename": [at(prefixes, place, "")],
            "itemtype": draft.item.name,
            "items_id": draft.id,
            "entities_id": draft.get("entities_id", draft.caller.active_entity),
            "is_recursive": draft.get("is_recursive", 0),
            "tickets_id": draft.id if draft.item.name == "Ticket" else 0,
        }
        draft.then(Verb.ADD, "Document", values)
