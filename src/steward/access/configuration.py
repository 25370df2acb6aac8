"""Configuration: the rows of the config type and the API clients, read once for each version of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from steward.access.clients import ApiClient
from steward.access.tables import Tables, active_clients, config_rows
from steward.engine.store.port import Reader

CORE = "core"
_DIALECTS = "steward:client_dialect"
"""Context of config rows that choose the dialect of an API client; their name is its id."""


@dataclass(frozen=True, slots=True)
class Switches:
    """What an administrator switches on and off for everybody."""

    enable_api: bool
    credentials: bool
    external_token: bool
    maintenance: bool


@dataclass(frozen=True, slots=True)
class Configuration:
    """`rows`: context, then name, to value as stored. `version` tells two readings apart."""

    version: int
    rows: Mapping[str, Mapping[str, str | None]]
    clients: tuple[ApiClient, ...]
    switches: Switches

    @property
    def core(self) -> Mapping[str, str | None]:
        return self.rows.get(CORE, {})

    def number(self, name: str, default: int = 0) -> int:
        try:
            return int(self.core.get(name) or default)
        except ValueError:
            return default

    def on(self, name: str) -> bool:
        return self.number(name) != 0


class ConfigurationReader:
    """Remembers the newest configuration; `read` asks the store only when the version moved."""

    def __init__(self, tables: Tables) -> None:
        self._config = partial(config_rows, tables)
        self._clients = partial(active_clients, tables)
        self.known: Configuration | None = None

    def read(self, reader: Reader, version: int) -> Configuration:
        known = self.known
        if known is None or known.version != version:
            known = self.known = self._load(reader, version)
        return known

    def _load(self, reader: Reader, version: int) -> Configuration:
        rows: dict[str, dict[str, str | None]] = {}
        for context, name, value in reader.all("access.config", self._config):
            rows.setdefault(context or "", {})[name or ""] = value
        dialects = rows.get(_DIALECTS, {})
        clients = tuple(
            ApiClient(id, name or "", start, end, ipv6, token or "", logging, dialects.get(str(id)))
            for id, name, start, end, ipv6, token, logging in reader.all("access.clients", self._clients)
        )
        core = rows.get(CORE, {})
        return Configuration(version, rows, clients, _switches(core))


def _switches(core: Mapping[str, str | None]) -> Switches:
    def on(name: str) -> bool:
        return core.get(name) not in {None, "", "0"}

    return Switches(
        enable_api=on("enable_api"),
        credentials=on("enable_api_login_credentials"),
        external_token=on("enable_api_login_external_token"),
        maintenance=on("maintenance_mode"),
    )
