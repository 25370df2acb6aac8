"""Files of documents: kept under the hash of their content, so that the same content is stored once."""

from __future__ import annotations

import hashlib
import mimetypes
import os
import re
import secrets
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

_CHUNK = 1 << 16
_PREFIX = re.compile(r"[0-9a-f]{14}\.[0-9]{8}")
_EXTENSION = re.compile(r"[A-Za-z0-9]{1,10}")
_STORED = re.compile(r"[A-Z0-9]{1,10}/[0-9a-f]{2}/[0-9a-f]{38}\.[A-Z0-9]{1,10}")
_PICTURE = re.compile(r"(?:[A-Za-z0-9_-]{1,40}/){0,3}[A-Za-z0-9_-]{1,80}\.[A-Za-z0-9]{1,5}")
_LONGEST_NAME = 180
_FORGOTTEN_AFTER = 24 * 3600


class TooBig(Exception):
    """The file has more bytes than may be stored."""


@dataclass(frozen=True, slots=True)
class Temporary:
    """A file that has arrived and is not yet part of anything. `name` is what take_upload wants."""

    name: str
    prefix: str
    size: int


class FileStore:
    """Files below `root`, by content; those just uploaded below `temporary` until something takes them."""

    def __init__(self, root: Path, temporary: Path) -> None:
        self.root, self.temporary = root, temporary

    def receive(self, name: str, read: Callable[[int], bytes], most: int) -> Temporary:
        """Store what `read` yields as a temporary file; `name` is only ever used cleaned. Raises TooBig."""
        self.temporary.mkdir(parents=True, exist_ok=True)
        prefix = f"{secrets.token_hex(7)}.{secrets.randbelow(10**8):08d}"
        path = self.temporary / f"{prefix}{clean_name(name)}"
        size = 0
        try:
            with path.open("xb") as target:
                while chunk := read(_CHUNK):
                    size += len(chunk)
                    if size > most:
                        raise TooBig
                    target.write(chunk)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return Temporary(path.name, prefix, size)

    def discard(self, name: str) -> None:
        path = self._temporary_path(name)
        if path is not None:
            path.unlink(missing_ok=True)

    def take_upload(self, name: str) -> Mapping[str, Any] | None:
        """Make a temporary file permanent: {filename, filepath, mime, sha1sum, size}; None if there is no such file."""
        source = self._temporary_path(name)
        if source is None:
            return None
        original = name[_prefix_length(name) :]
        digest, size = _digest(source)
        extension = _extension(original).upper()
        filepath = f"{extension}/{digest[:2]}/{digest[2:]}.{extension}"
        target = self.root / filepath
        if target.exists():
            source.unlink(missing_ok=True)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            with source.open("rb") as written:
                os.fsync(written.fileno())
            source.replace(target)
        return {
            "filename": original,
            "filepath": filepath,
            "mime": mime_of(original),
            "sha1sum": digest,
            "size": size,
        }

    def open(self, filepath: object) -> tuple[BinaryIO, int, float] | None:
        """An open stored file with its size and time of change; None if there is none under that name."""
        if not isinstance(filepath, str) or not _STORED.fullmatch(filepath):
            return None
        return _opened(self.root / filepath)

    def open_picture(self, name: object) -> tuple[BinaryIO, int, float] | None:
        if not isinstance(name, str) or not _PICTURE.fullmatch(name):
            return None
        return _opened(self.root / "_pictures" / name)

    def remove(self, filepath: str) -> bool:
        """Delete a stored file that no document names any more."""
        if not _STORED.fullmatch(filepath):
            return False
        path = self.root / filepath
        existed = path.exists()
        path.unlink(missing_ok=True)
        return existed

    def sweep(self) -> int:
        """Delete temporary files that nothing took within a day; returns how many."""
        if not self.temporary.is_dir():
            return 0
        oldest, gone = time.time() - _FORGOTTEN_AFTER, 0
        for path in self.temporary.iterdir():
            if _PREFIX.match(path.name) and path.stat().st_mtime < oldest:
                path.unlink(missing_ok=True)
                gone += 1
        return gone

    def _temporary_path(self, name: object) -> Path | None:
        """Where a temporary file lies, if the name is one that `receive` gave out."""
        if not isinstance(name, str) or not _PREFIX.match(name) or name != Path(name).name or "\0" in name:
            return None
        path = self.temporary / name
        return path if path.is_file() and not path.is_symlink() else None


def clean_name(name: str) -> str:
    """The last part of a client's file name, without what no file name should hold; never empty."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join([c for c in last if c.isprintable()]).strip().lstrip(".")
    while len(kept.encode("utf-8", "replace")) > _LONGEST_NAME:
        stem, dot, extension = kept.rpartition(".")
        kept = f"{stem[:-1]}.{extension}" if dot and len(extension) < 20 and len(stem) > 1 else kept[:-1]
    return kept or "file"


def mime_of(name: str) -> str:
    """The media type that a name's extension stands for."""
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


def chunks(file: BinaryIO, start: int, length: int) -> Iterable[bytes]:
    """`length` bytes of an open file from `start` on; closes it at the end."""
    with file:
        file.seek(start)
        while length > 0 and (chunk := file.read(min(_CHUNK, length))):
            length -= len(chunk)
            yield chunk


def _opened(path: Path) -> tuple[BinaryIO, int, float] | None:
    try:
        file = path.open("rb")
    except OSError:
        return None
    state = os.fstat(file.fileno())
    return file, state.st_size, state.st_mtime


def _prefix_length(name: str) -> int:
    found = _PREFIX.match(name)
    return found.end() if found else 0


def _extension(name: str) -> str:
    extension = name.rpartition(".")[2] if "." in name else ""
    return extension if _EXTENSION.fullmatch(extension) else "BIN"


def _digest(path: Path) -> tuple[str, int]:
    digest, size = hashlib.sha1(usedforsecurity=False), 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return digest.hexdigest(), size
