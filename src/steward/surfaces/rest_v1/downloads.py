"""Files going out: documents, for those who may read them, and the pictures of users."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import Any, BinaryIO
from urllib.parse import quote

from steward.engine.actor import SYSTEM
from steward.engine.query import Denied, Missing, Query, Where
from steward.surfaces.rest_v1.aliases import Kind
from steward.surfaces.rest_v1.call import NOTHING, Answer, Call
from steward.surfaces.rest_v1.errors import ApiError
from steward.surfaces.rest_v1.files import FileStore, chunks, mime_of
from steward.surfaces.rest_v1.path import id_of
from steward.vocabulary.item import Model
from steward.vocabulary.relations import End

_BYTES = "application/octet-stream"
_SHOWN_INLINE = frozenset({"application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"})
_LENDS_FILES = frozenset({"CommonITILObject", "CommonITILTask", "CommonDBVisible"})
"""Ancestors of types whose readers may read the files attached to them, whatever their right on documents."""


class Downloads:
    """Serves the bytes of stored files."""

    def __init__(self, model: Model, files: FileStore) -> None:
        self._model, self._files = model, files
        self._document = model.role("document").name
        self._user = model.role("user")
        self._joint, self._link = _attachment(model, self._document)

    def wanted(self, call: Call, kind: Kind) -> bool:
        """Whether the request is for a document's content rather than its row."""
        if kind.item.name != self._document:
            return False
        return call.header("Accept") == _BYTES or (call.method == "GET" and call.params.get("alt") == "media")

    def document(self, call: Call, id: int) -> Answer:
        row = self._readable(call, id)
        opened = self._files.open(row.get("filepath"))
        if opened is None:
            raise Missing
        mime = str(row.get("mime") or mime_of(str(row["filename"])))
        # The most used Python client, which asks by Accept, only finds the name at the very beginning; browsers never ask so.
        inline = mime in _SHOWN_INLINE or call.header("Accept") == _BYTES
        headers = {"Content-Disposition": _disposition(str(row.get("filename") or "file"), inline=inline)}
        if mime not in _SHOWN_INLINE:
            headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
        return _bytes_answer(call, opened, mime, str(row.get("sha1sum") or ""), headers)

    def _readable(self, call: Call, id: int) -> Any:
        """The document's row, readable by itself or because something readable carries it."""
        try:
            return call.engine.get(call.actor, self._document, id)
        except Denied:
            row = call.engine.get(SYSTEM, self._document, id)
            if not self._lent(call, id):
                raise
            return row

    def _lent(self, call: Call, id: int) -> bool:
        where = (Where((self._link.id_column,), "equals", id),)
        joints = call.engine.list(SYSTEM, Query(self._joint, where, limit=1000)).rows
        carriers: dict[str, set[int]] = {}
        for joint in joints:
            item = self._model.items.get(joint["itemtype"])
            if item is not None and _LENDS_FILES.intersection(item.ancestors):
                carriers.setdefault(item.name, set()).add(joint["items_id"])
        return any(self._sees_one(call, name, ids) for name, ids in carriers.items())

    def _sees_one(self, call: Call, name: str, ids: set[int]) -> bool:
        if not call.engine.can(call.actor, name, "view"):
            return False
        query = Query(name, (Where(("id",), "in", tuple(sorted(ids))),), trash=None, limit=1, columns=("id",))
        return call.engine.list(call.actor, query).total > 0

    def is_user(self, kind: Kind) -> bool:
        return kind.item is self._user

    def picture(self, call: Call, asked: str) -> Answer:
        """A user's picture, for anybody who is logged in."""
        id = id_of(asked)
        try:
            row = call.engine.get(SYSTEM, self._user.name, -1 if id is None else id)
        except Missing:
            raise ApiError("ERROR", f"Bad request: user with id '{asked}' not found") from None
        opened = self._files.open(row.get("picture")) or self._files.open_picture(row.get("picture"))
        if opened is None:
            return Answer(NOTHING, 204)
        return _bytes_answer(call, opened, mime_of(str(row["picture"])), f"{row['picture']}{opened[2]}", {})


def _attachment(model: Model, document: str) -> tuple[str, End]:
    """The relation that attaches documents to anything, and its side of the document."""
    for item in model.items.values():
        if item.relation is not None and item.relation.first.item == document and item.relation.second.itemtype_column:
            return item.name, item.relation.first
    raise LookupError("No relation attaches documents to items.")


def _bytes_answer(
    call: Call, opened: tuple[BinaryIO, int, float], mime: str, identity: str, headers: dict[str, str]
) -> Answer:
    file, size, changed = opened
    etag = hashlib.md5(identity.encode(), usedforsecurity=False).hexdigest()
    modified = datetime.fromtimestamp(int(changed), UTC)
    headers |= {
        "Last-Modified": format_datetime(modified, usegmt=True),
        "Etag": etag,
        "Cache-Control": "private",
        "Expires": "Mon, 26 Jul 1997 05:00:00 GMT",
        "X-Content-Type-Options": "nosniff",
    }
    if _unchanged(call, etag, modified):
        file.close()
        return Answer(NOTHING, 304, headers)
    start, length, status = _part(call.header("Range"), size)
    if status == 416:
        file.close()
        return Answer(NOTHING, 416, {**headers, "Content-Range": f"bytes */{size}"})
    if status == 206:
        headers["Content-Range"] = f"bytes {start}-{start + length - 1}/{size}"
    content: Iterable[bytes] = chunks(file, start, length)
    kind = f"{mime};charset=UTF-8" if mime.startswith("text/") else mime
    return Answer(status=status, headers=headers, raw=content, length=length, content_type=kind)


def _unchanged(call: Call, etag: str, modified: datetime) -> bool:
    known = call.header("If-None-Match")
    if known is not None:
        return etag in {one.strip().removeprefix("W/").strip('"') for one in known.split(",")}
    since = call.header("If-Modified-Since")
    if since is None:
        return False
    try:
        return parsedate_to_datetime(since).astimezone(UTC) >= modified
    except (ValueError, TypeError, OverflowError):
        return False


def _part(asked: str | None, size: int) -> tuple[int, int, int]:
    """Start, length and status for a Range header; anything but one plain range means the whole file."""
    unit, _, wanted = (asked or "").partition("=")
    first, dash, last = wanted.strip().partition("-")
    plain = unit == "bytes" and dash and (first + last).isdigit() and (first + last).isascii() and len(wanted) < 40
    if not plain:
        return 0, size, 200
    start = int(first) if first else max(size - int(last), 0)
    end = min(int(last), size - 1) if first and last else size - 1
    if start >= size or end < start:
        return 0, 0, 416
    return start, end - start + 1, 206


def _disposition(name: str, *, inline: bool) -> str:
    plain = "".join([c if c.isascii() and c.isprintable() and c not in '"\\;' else "_" for c in name])
    kind = "" if inline else "attachment; "
    return f"{kind}filename=\"{plain}\"; filename*=utf-8''{quote(name, safe='')}"
