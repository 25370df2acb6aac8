"""The three documented ways of speaking v1, as a table of differences from the first.

Each line of a dialect is a difference that its document states; everything else is common to all.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from steward.surfaces.rest_v1.errors import refused


@dataclass(frozen=True, slots=True)
class Dialect:
    """What differs. Defaults are GLPI 10's."""

    name: str = "glpi-10"
    accept_range: str = "{item} 1000"
    right_missing_status: int = 403
    texts_only: bool = False
    """Every number and boolean of an answer is sent as a text."""
    unset_link: int | str = 0
    """What expand_dropdowns shows for a link to nothing."""
    child_links: bool = True
    bare_session: bool = False
    """Entities, profiles and session are sent without the wrapping member, keyed by id where they are lists."""
    wrapped_partial: bool = True
    """A bulk write that failed in part is `[code, results]`; otherwise the bare results."""
    partial_add_status: int = 207
    messages: bool = True
    """Results of writes carry a message."""
    empty_delete: bool = False
    """Deleting the one item that the address names answers 204 without a body."""
    missing_update: tuple[str, str | None, int] = ("ERROR_GLPI_UPDATE", None, 400)
    """Code, text and status for updating one item that does not exist."""
    ids_required: bool = False
    """In a bulk update an element without id fails instead of being passed over."""
    checks_input: bool = False
    """Links must lead to existing rows, and required fields must be filled."""
    plain_upload: bool = False
    """`upload_result` is one object with filename, size and mime."""
    empty_data: bool = False
    """A search that finds nothing has `data` all the same."""
    plain_options: bool = False
    """listSearchOptions: headings are plain texts, options name their link field and leave out what came later."""


_GLPI_10: Final = Dialect()
_ITSM_NG: Final = replace(
    _GLPI_10,
    name="itsm-ng",
    empty_data=True,
    accept_range="{item} 990",
    wrapped_partial=False,
    missing_update=("ERROR_ITEM_NOT_FOUND", "Item not found", 404),
    ids_required=True,
    checks_input=True,
    plain_upload=True,
)
_GLPI_9: Final = replace(
    _GLPI_10,
    name="glpi-9",
    empty_data=True,
    accept_range="990",
    right_missing_status=401,
    texts_only=True,
    unset_link="&nbsp;",
    child_links=False,
    bare_session=True,
    wrapped_partial=False,
    partial_add_status=201,
    messages=False,
    empty_delete=True,
    plain_options=True,
)
DIALECTS: Final = {dialect.name: dialect for dialect in (_GLPI_10, _ITSM_NG, _GLPI_9)}


def dialect_named(name: str) -> Dialect:
    """The dialect of a setting, an API client or a request header; an unknown name is the caller's error."""
    found = DIALECTS.get(name.strip().lower())
    if found is None:
        raise refused(f"Unknown dialect {name[:40]!r}; this server speaks {', '.join(DIALECTS)}.")
    return found
