"""The outbox empties once, keeps what fails, and lets go of files that no row names."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import pytest

from steward.assemble import App, build
from steward.vocabulary.settings import Settings


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 25, 12, 0, 0)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(tmp_path: Path, clock: Clock) -> Iterator[App]:
    built = build(Settings(data=tmp_path / "data", demo=True, access_log=False), clock)
    yield built
    built.close()


@pytest.fixture
def admin(app: App) -> httpx.Client:
    client = httpx.Client(
        transport=httpx.WSGITransport(app=app.wsgi, remote_addr="127.0.0.1"), base_url="http://t/apirest.php"
    )
    basic = base64.b64encode(b"glpi:glpi").decode()
    token = client.get("/initSession", headers={"Authorization": f"Basic {basic}"}).json()["session_token"]
    client.headers["Session-Token"] = token
    return client


def upload(admin: httpx.Client, name: str) -> int:
    files = {
        "uploadManifest": (None, json.dumps({"input": {"name": name}})),
        "filename[0]": ("a.txt", b"the same content"),
    }
    answer = admin.post("/Document", files=files)
    assert answer.status_code == 201, answer.text
    return int(answer.json()["id"])


def stored(app: App) -> list[Path]:
    return [path for path in (app.settings.data / "files").rglob("*") if path.is_file()]


def test_a_file_goes_with_the_last_document_that_names_it(app: App, admin: httpx.Client) -> None:
    first, second = upload(admin, "one"), upload(admin, "two")
    assert len(stored(app)) == 1
    admin.delete(f"/Document/{first}", params={"force_purge": "true"})
    app.outbox.deliver()
    assert len(stored(app)) == 1
    admin.delete(f"/Document/{second}", params={"force_purge": "true"})
    app.outbox.deliver()
    assert stored(app) == []


def test_what_is_done_is_done_once(capsys: pytest.CaptureFixture[str], app: App, clock: Clock) -> None:
    letter = {"channel": "mail", "payload": '{"to": "a@example.org", "subject": "Hello", "text": "Hi"}'}
    at = clock.now.strftime("%Y-%m-%d %H:%M:%S")
    app.store.write(lambda tx: tx.insert("steward_outbox", {**letter, "date_creation": at, "send_after": at}))
    assert app.outbox.deliver() == 1
    clock.now += timedelta(days=1)
    assert app.outbox.deliver() == 0
    assert capsys.readouterr().err.count("Subject: Hello") == 1
