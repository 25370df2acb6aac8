"""Multipart requests: the manifest is the input, every file goes to a temporary place until a write takes it."""

from __future__ import annotations

import io
import re
import secrets
import time
from collections.abc import Sequence
from typing import Any

import falcon
from falcon.media.multipart import BodyPart, MultipartFormHandler, MultipartParseOptions

from steward.engine.actor import SYSTEM
from steward.engine.engine import Engine
from steward.engine.query import Query, Where
from steward.surfaces.rest_v1.call import Upload
from steward.surfaces.rest_v1.errors import ApiError
from steward.surfaces.rest_v1.files import FileStore, TooBig, clean_name, mime_of
from steward.surfaces.rest_v1.params import parse_json
from steward.vocabulary.settings import Limits

_MANIFEST = "uploadManifest"
_DOCUMENT_TYPES = "glpi_documenttypes"
_MOST_PARTS = 100
_SWEEP_EVERY = 3600
_PICTURE = "picture"
_UNITS = ("B", "KiB", "MiB", "GiB")


class Uploads:
    """Reads multipart bodies."""

    def __init__(self, engine: Engine, files: FileStore, limits: Limits) -> None:
        self._engine, self._files, self._limits = engine, files, limits
        options = MultipartParseOptions()
        options.max_body_part_count = _MOST_PARTS
        options.max_body_part_buffer_size = limits.body
        self._handler = MultipartFormHandler(options)
        self._swept = 0.0

    def read(self, req: falcon.Request) -> tuple[dict[str, Any], list[Upload]]:
        """The manifest's parameters and the files. Files of a request that is refused do not stay."""
        uploads: list[Upload] = []
        try:
            manifest = self._read_parts(req, uploads)
            if manifest is None:
                raise ApiError("ERROR_JSON_PAYLOAD_INVALID") if uploads else _too_big()
            params = parse_json(manifest, self._limits)
            if not uploads:
                raise _too_big()
            if not isinstance(params, dict):
                raise ApiError("ERROR_JSON_PAYLOAD_INVALID")
        except BaseException:
            self.discard(uploads)
            raise
        self._sort_out(uploads)
        return params, uploads

    def discard(self, uploads: Sequence[Upload]) -> None:
        """Delete the temporary files that no write has taken."""
        for upload in uploads:
            self._files.discard(upload.temporary)

    def forget_old(self) -> None:
        """Delete what a crash may have left; at most once an hour, since it reads the directory."""
        now = time.monotonic()
        if self._swept == 0.0 or now - self._swept > _SWEEP_EVERY:
            self._swept = now
            self._files.sweep()

    def _read_parts(self, req: falcon.Request, uploads: list[Upload]) -> bytes | None:
        manifest = None
        stream, length = self._stream(req)
        try:
            for part in self._handler.deserialize(stream, req.content_type, length):
                if part.name == _MANIFEST:
                    manifest = part.get_data()
                elif part.filename is not None:
                    uploads.append(self._store(part))
        except falcon.HTTPError as problem:
            raise _broken(str(problem.description or problem.title)) from None
        except (UnicodeError, LookupError):
            raise _broken("names must be UTF-8") from None
        except TooBig:
            raise _too_big(f": a file has more than the limit of {self._limits.upload} bytes") from None
        return manifest

    def _stream(self, req: falcon.Request) -> tuple[Any, int]:
        length, most = req.content_length, self._limits.upload
        if length is not None:
            if length > most:
                raise _too_big(f": the request has {length} bytes, more than the limit of {most}")
            return req.bounded_stream, length
        body = req.stream.read(most + 1)
        if len(body) > most:
            raise _too_big(f": the request has more than the limit of {most} bytes")
        return io.BytesIO(body), len(body)

    def _store(self, part: BodyPart) -> Upload:
        name = clean_name(part.filename or "")
        stored = self._files.receive(name, part.stream.read, self._limits.upload)
        return Upload(
            field=(part.name or "file").partition("[")[0],
            name=name,
            temporary=stored.name,
            prefix=stored.prefix,
            size=stored.size,
            mime=mime_of(name),
        )

    def _sort_out(self, uploads: Sequence[Upload]) -> None:
        """Throw away files whose extension no document type allows."""
        item = self._engine.model.of_table(_DOCUMENT_TYPES)
        query = Query(item.name, (Where(("is_uploadable",), "equals", 1),), columns=("id", "ext"), limit=10_000)
        allowed = [str(row["ext"] or "") for row in self._engine.list(SYSTEM, query).rows]
        for upload in uploads:
            upload.allowed = _matches(upload.name, allowed)
            if not upload.allowed:
                self._files.discard(upload.temporary)


def _broken(reason: str) -> ApiError:
    return ApiError("ERROR_JSON_PAYLOAD_INVALID", f"JSON payload seems not valid: the form is broken ({reason})")


def _too_big(more: str = "") -> ApiError:
    return ApiError("ERROR_UPLOAD_FILE_TOO_BIG_POST_MAX_SIZE", f"The file seems too big{more}")


def _matches(name: str, allowed: Sequence[str]) -> bool:
    """Whether a name's extension is one of `allowed`; an entry between slashes is a regular expression."""
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    for entry in allowed:
        if len(entry) > 2 and entry.startswith("/") and entry.endswith("/"):
            try:
                if re.search(entry[1:-1], extension, re.IGNORECASE):
                    return True
            except re.error:
                continue
        elif entry.lower() == extension and extension:
            return True
    return False


def place_uploads(uploads: Sequence[Upload], objects: list[Any]) -> None:
    """Name the files in the input: all of them in a single object, else file i in object i."""
    if not uploads:
        return
    if len(objects) == 1:
        _place(uploads, objects[0])
        return
    for upload, element in zip(uploads, objects, strict=False):
        _place([upload], element)


def _place(uploads: Sequence[Upload], element: Any) -> None:
    if not isinstance(element, dict):
        return
    allowed = [upload for upload in uploads if upload.allowed]
    pictures = [upload for upload in allowed if upload.field.lstrip("_") == _PICTURE]
    if pictures:
        element["_picture"] = pictures[0].temporary
    others = [upload for upload in allowed if upload not in pictures]
    element["_filename"] = [upload.temporary for upload in others]
    element["_prefix_filename"] = [upload.prefix for upload in others]


def upload_result(uploads: Sequence[Upload], *, plain: bool) -> dict[str, Any]:
    """What became of the files, by form field; plain: of the first one."""
    if plain:
        first = uploads[0]
        return {"filename": first.name, "size": first.size, "mime": first.mime}
    found: dict[str, Any] = {}
    for upload in uploads:
        found.setdefault(upload.field, []).append(_described(upload))
    return found


def _described(upload: Upload) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": upload.temporary,
        "size": upload.size,
        "type": upload.mime,
        "prefix": upload.prefix,
        "display": upload.name,
        "filesize": _readable(upload.size),
        "id": f"doc{upload.field}{secrets.randbelow(2**31)}",
    }
    if not upload.allowed:
        described["error"] = "Filetype not allowed"
    return described


def _readable(size: int) -> str:
    amount, unit = float(size), 0
    while amount >= 1024 and unit < len(_UNITS) - 1:
        amount, unit = amount / 1024, unit + 1
    return f"{size} B" if unit == 0 else f"{amount:.2f} {_UNITS[unit]}"
