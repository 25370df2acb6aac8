"""Which endpoint an address names."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from steward.engine.engine import Engine
from steward.surfaces.rest_v1 import writes
from steward.surfaces.rest_v1.aliases import Kind, Kinds
from steward.surfaces.rest_v1.call import Answer, Call, Handler
from steward.surfaces.rest_v1.downloads import Downloads
from steward.surfaces.rest_v1.errors import ApiError
from steward.surfaces.rest_v1.files import FileStore
from steward.surfaces.rest_v1.items import Items
from steward.surfaces.rest_v1.listing import list_search_options
from steward.surfaces.rest_v1.massive import Massive
from steward.surfaces.rest_v1.path import id_of
from steward.surfaces.rest_v1.render import Renderer
from steward.surfaces.rest_v1.search import search
from steward.surfaces.rest_v1.sessions import ENDPOINTS
from steward.surfaces.rest_v1.uploads import Uploads
from steward.vocabulary.settings import Settings

_PICTURE = "picture"


class Routes:
    """All endpoints, bound to the engine."""

    def __init__(self, engine: Engine, settings: Settings) -> None:
        self.kinds = Kinds(engine.model)
        files = FileStore(settings.data / "files", settings.data / "tmp")
        self.uploads = Uploads(engine, files, settings.limits)
        self._downloads = Downloads(engine.model, files)
        self._items = Items(self.kinds, Renderer(engine.model))
        massive = Massive(engine.model, self.kinds)
        self._fixed: Mapping[str, Handler] = {
            **ENDPOINTS,
            "getMultipleItems": self._items.several,
            "listSearchOptions": lambda call: list_search_options(call, self._named(call)),
            "search": lambda call: search(call, self._named(call)),
            "getMassiveActions": massive.offer,
            "getMassiveActionParameters": massive.parameters,
            "applyMassiveAction": massive.apply,
        }
        self._methods: Mapping[str, Callable[[Call, Kind, int | None], Answer]] = {
            "GET": self._read,
            "POST": lambda call, kind, id: writes.add(call, kind),
            "PUT": writes.update,
            "DELETE": writes.delete,
        }

    def answer(self, call: Call) -> Answer:
        fixed = self._fixed.get(call.resource)
        if fixed is not None:
            return fixed(call)
        kind = self.kinds.get(call.resource)
        rest = call.segments
        if len(rest) > 1:
            return self._below(call, kind, rest)
        return self._methods[call.method](call, kind, id_of(rest[0]) if rest else None)

    def _named(self, call: Call) -> Kind:
        """The type that the segment after a fixed endpoint names."""
        if not call.segments:
            raise ApiError("ERROR_RESOURCE_MISSING")
        kind = self.kinds.searchable(call.segments[0])
        if len(call.segments) > 1:
            self.kinds.get(call.segments[1])
        return kind

    def _read(self, call: Call, kind: Kind, id: int | None) -> Answer:
        if id is None:
            return self._items.page(call, kind)
        if self._downloads.wanted(call, kind):
            return self._downloads.document(call, id)
        return self._items.get(call, kind, id)

    def _below(self, call: Call, kind: Kind, rest: tuple[str, ...]) -> Answer:
        """`/:itemtype/:id/:sub_itemtype[/:sub_id]`."""
        if self._downloads.is_user(kind) and rest[1].lower() == _PICTURE:
            return self._downloads.picture(call, rest[0])
        sub = self.kinds.get(rest[1])
        parent = id_of(rest[0])
        if parent is None:
            return self._methods[call.method](call, kind, None)
        sub_id = id_of(rest[2]) if len(rest) > 2 else None
        if call.method == "GET":
            return (
                self._items.page(call, sub, (kind.item.name, parent))
                if sub_id is None
                else self._read(call, sub, sub_id)
            )
        if call.method == "POST":
            return writes.add(call, sub, (kind, parent))
        if call.method == "PUT":
            return writes.update(call, sub, sub_id, (kind, parent))
        return writes.delete(call, sub, sub_id)


__all__ = ["Routes"]
