"""Dropdowns: names that must not repeat, empty names of trees, translations."""

from __future__ import annotations

from typing import Final

from steward.itemtypes.steps.authorship import unique
from steward.itemtypes.steps.inputs import truth
from steward.vocabulary.steps import Draft, Reads, Verb

_REQUEST_DEFAULTS: Final = ("is_helpdesk_default", "is_followup_default", "is_mail_default", "is_mailfollowup_default")

unique_state = unique("states_id", "name", message="Status of items must be unique!")
unique_translation = unique(
    "itemtype",
    "items_id",
    "language",
    "field",
    message="There is already a translation of this field into this language.",
)
unique_extension = unique("ext", message="There is already a document type with this extension.")


def name_even_if_empty(draft: Draft, reads: Reads) -> None:
    """A nameless branch of a tree has the empty name, so that its unique key sees it."""
    if draft.values.get("name") is None:
        draft.values["name"] = ""


def check_translation(draft: Draft, reads: Reads) -> None:
    target = draft.get("itemtype")
    item = reads.item(target) if isinstance(target, str) else None
    if item is None or not item.translatable or not item.has(str(draft.get("field") or "")):
        draft.refuse("This field cannot be translated.")
    if not draft.get("language"):
        draft.refuse("A translation needs a language.")


def check_extension(draft: Draft, reads: Reads) -> None:
    """An extension is kept in lower case, without its dot; one written as a regular expression stays as it is."""
    extension = draft.values.get("ext")
    if isinstance(extension, str) and not extension.startswith("/"):
        draft.values["ext"] = extension.strip().lstrip(".").lower()


def drop_default_flag_of_others(draft: Draft, reads: Reads) -> None:
    """At most one request type is the default for each way in."""
    for column in _REQUEST_DEFAULTS:
        if not truth(draft.values.get(column)):
            continue
        for row in reads.rows("RequestType", {column: 1}, columns=("id",)):
            if row["id"] != draft.id:
                draft.then(Verb.UPDATE, "RequestType", {column: 0}, row["id"])
