"""A whole server in this process for each test module, with its own data, and a way to talk to it."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from facts_model import FACTS
from steward.assemble import App, build
from steward.vocabulary.settings import Limits, Settings

PASSWORDS = {"glpi": "glpi", "tech": "tech", "normal": "normal", "post-only": "postonly"}
_counter = itertools.count(1)


def unique(word: str = "thing") -> str:
    """A name that no other test uses."""
    return f"{word}-{next(_counter)}"


@dataclass
class Api:
    """A client of one server; every call is one of `user` (None: of nobody) in a dialect."""

    app: App
    tokens: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        transport = httpx.WSGITransport(app=self._serve)
        self.http = httpx.Client(transport=transport, base_url="http://server.test")

    def _serve(self, environ: dict[str, Any], start_response: Any) -> Any:
        # httpx hands over the path as text; servers hand over its bytes as Latin-1, as WSGI wants it.
        environ["PATH_INFO"] = environ["PATH_INFO"].encode().decode("latin-1")
        return self.app.wsgi(environ, start_response)

    def token(self, user: str) -> str:
        if user not in self.tokens:
            answer = self.http.get("/apirest.php/initSession", auth=(user, PASSWORDS[user]))
            self.tokens[user] = answer.json()["session_token"]
        return self.tokens[user]

    def __call__(
        self,
        method: str,
        path: str,
        json: Any = None,
        *,
        user: str | None = "glpi",
        dialect: str | None = None,
        headers: dict[str, str] | None = None,
        entry: str = "/apirest.php",
        **more: Any,
    ) -> httpx.Response:
        sent = dict(headers or {})
        if user is not None:
            sent["Session-Token"] = self.token(user)
        if dialect is not None:
            sent["Steward-Dialect"] = dialect
        if json is not None:
            more["json"] = json
        return self.http.request(method, f"{entry}/{path}", headers=sent, **more)

    def get(self, path: str, **more: Any) -> Any:
        """The body of a GET that must succeed."""
        answer = self("GET", path, **more)
        assert answer.status_code in {200, 206}, answer.text
        return answer.json()

    def add(self, kind: str, /, **values: Any) -> int:
        """The id of a new item."""
        answer = self("POST", kind, {"input": values})
        assert answer.status_code == 201, answer.text
        return int(answer.json()["id"])

    def upload(
        self, path: str, manifest: str | None, *files: tuple[str, tuple[str, bytes, str]], **more: Any
    ) -> httpx.Response:
        """A multipart POST as curl sends it."""
        parts: list[Any] = list(files)
        if manifest is not None:
            parts.insert(0, ("uploadManifest", (None, manifest, "application/json")))
        return self(more.pop("method", "POST"), path, files=parts, **more)


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data of a fresh installation, to be copied."""
    if not FACTS.exists():
        pytest.skip("needs the shared facts")
    data = tmp_path_factory.mktemp("pristine")
    build(Settings(data=data, demo=True)).close()
    return data


Opener = Callable[..., Api]


@pytest.fixture(scope="module")
def opened(pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opener]:
    """Opens servers on copies of the pristine data; keywords are settings and limits."""
    apis: list[Api] = []

    def open_one(limits: dict[str, int] | None = None, **settings: Any) -> Api:
        data = tmp_path_factory.mktemp("data")
        shutil.copytree(pristine, data, dirs_exist_ok=True)
        chosen = Settings(data=data, demo=True, limits=Limits(**(limits or {})), **settings)
        apis.append(Api(build(chosen)))
        return apis[-1]

    yield open_one
    for api in apis:
        api.http.close()
        api.app.close()


@pytest.fixture(scope="module")
def api(opened: Opener) -> Api:
    return opened()
