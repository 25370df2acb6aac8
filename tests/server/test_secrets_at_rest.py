"""Secrets that must be read again are nowhere in clear: not in the store's files, not in answers, history or logs."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from server.attackers import connect
from steward.__main__ import main
from steward.access.keys import KeyUnusable
from steward.assemble import App, build
from steward.engine.store.open import FILE
from steward.logs import configure_logs
from steward.vocabulary.settings import Settings

CLEAR = "hunter2-Klartext"
KEY = "steward.key"


def settings(data: Path, **more: object) -> Settings:
    return Settings(data=data, demo=True, argon2_time=1, argon2_memory=8, **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("fresh")
    build(settings(data)).close()
    return data


@pytest.fixture
def data(fresh: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(fresh, tmp_path / "data"))


@pytest.fixture
def app(data: Path) -> Iterator[App]:
    with closing(build(settings(data))) as app:
        yield app


@pytest.fixture
def root(app: App) -> Iterator[httpx.Client]:
    with closing(connect(app, "glpi", "glpi")) as client:
        yield client


def add(root: httpx.Client, kind: str, **values: object) -> int:
    answer = root.post(f"/{kind}", json={"input": values})
    assert answer.status_code == 201, answer.text
    return int(answer.json()["id"])


def put(root: httpx.Client, path: str, **values: object) -> httpx.Response:
    answer = root.put(path, json={"input": values})
    assert answer.status_code == 200, answer.text
    return answer


def setting(app: App, name: str) -> int:
    with closing(sqlite3.connect(app.settings.data / FILE)) as store:
        return int(store.execute("SELECT id FROM glpi_configs WHERE context='core' AND name=?", (name,)).fetchone()[0])


def stored(data: Path, table: str, column: str, id: int) -> str:
    with closing(sqlite3.connect(data / FILE)) as store:
        return str(store.execute(f"SELECT {column} FROM {table} WHERE id = ?", (id,)).fetchone()[0])


def spoil(data: Path, sql: str, *values: object) -> None:
    with closing(sqlite3.connect(data / FILE)) as store, store:
        store.execute(sql, values)


def in_files(data: Path, clear: str = CLEAR) -> list[str]:
    return [str(f) for f in data.rglob("*") if f.is_file() and clear.encode() in f.read_bytes()]


def write_everything(app: App, root: httpx.Client) -> dict[str, str]:
    """A secret in each place there is, twice changed; path of the row to what the store holds."""
    made = {
        "AuthLDAP": ("glpi_authldaps", "rootdn_passwd"),
        "MailCollector": ("glpi_mailcollectors", "passwd"),
        "SNMPCredential": ("glpi_snmpcredentials", "priv_passphrase"),
    }
    held = {}
    for kind, (table, column) in made.items():
        id = add(root, kind, name="x", **{column: f"{CLEAR} first"})
        put(root, f"/{kind}/{id}", **{column: CLEAR})
        held[f"/{kind}/{id}"] = stored(app.settings.data, table, column, id)
    smtp, proxy, first = (setting(app, name) for name in ("smtp_passwd", "proxy_passwd", "enable_api"))
    put(root, f"/Config/{smtp}", value=CLEAR)
    put(root, f"/Config/{first}", proxy_passwd=CLEAR)
    for id in (smtp, proxy):
        held[f"/Config/{id}"] = stored(app.settings.data, "glpi_configs", "value", id)
    return held


def test_nothing_is_in_clear_after_writes(app: App, root: httpx.Client, capfd: pytest.CaptureFixture[str]) -> None:
    configure_logs("debug")
    held = write_everything(app, root)
    for path, text in held.items():
        assert app.engine.services.unseal(text) == CLEAR
        for asked in (path, f"{path}/Log", f"{path}?with_logs=1", f"{path.rpartition('/')[0]}?range=0-999"):
            answer = root.get(asked).text
            assert CLEAR not in answer and "sealed:" not in answer, asked
    for asked in ("/getGlpiConfig", "/NotificationMailingSetting?range=0-999", "/NotificationAjaxSetting?range=0-999"):
        answer = root.get(asked).text
        assert CLEAR not in answer and "sealed:" not in answer, asked
    assert (app.settings.data / f"{FILE}-wal").stat().st_size > 0
    assert in_files(app.settings.data) == []
    app.close()
    assert in_files(app.settings.data) == []
    told = capfd.readouterr()
    assert CLEAR not in told.out + told.err


def test_every_declared_secret_is_sealed_or_hashed(app: App) -> None:
    hashed = {("User", n) for n in ("password", "personal_token", "api_token", "cookie_token", "password_forget_token")}
    hashed.add(("APIClient", "app_token"))
    hidden = {(item.name, n) for item in app.model.items.values() for n in item.undisclosed - item.sealed}
    assert hidden == hashed


def test_a_secret_sent_again_changes_nothing(app: App, root: httpx.Client) -> None:
    id = add(root, "AuthLDAP", name="x", rootdn_passwd=CLEAR)
    before = stored(app.settings.data, "glpi_authldaps", "rootdn_passwd", id)
    put(root, f"/AuthLDAP/{id}", **root.get(f"/AuthLDAP/{id}").json())
    put(root, f"/AuthLDAP/{id}", rootdn_passwd=CLEAR)
    assert stored(app.settings.data, "glpi_authldaps", "rootdn_passwd", id) == before
    put(root, f"/AuthLDAP/{id}", rootdn_passwd=before)
    sealed = stored(app.settings.data, "glpi_authldaps", "rootdn_passwd", id)
    assert app.engine.services.unseal(sealed) == before


def test_a_secret_that_does_not_fit_is_refused(app: App, root: httpx.Client) -> None:
    id = add(root, "MailCollector", name="x", passwd="é" * 78)
    before = stored(app.settings.data, "glpi_mailcollectors", "passwd", id)
    assert len(before) <= 255
    answer = root.put(f"/MailCollector/{id}", json={"input": {"passwd": "é" * 79}})
    assert answer.status_code == 400 and "too long" in answer.text
    assert stored(app.settings.data, "glpi_mailcollectors", "passwd", id) == before


def test_the_key_is_made_once_for_its_owner(data: Path) -> None:
    key = (data / KEY).read_bytes()
    assert (data / KEY).stat().st_mode & 0o777 == 0o600
    build(settings(data)).close()
    assert (data / KEY).read_bytes() == key
    assert [f.name for f in data.iterdir() if "key" in f.name] == [KEY]


def test_a_store_without_secrets_takes_a_new_key(data: Path) -> None:
    (data / KEY).unlink()
    assert main(["check", "--data", str(data)]) == 0
    build(settings(data)).close()
    assert (data / KEY).exists()


def test_what_was_stored_in_clear_is_sealed_at_the_start(data: Path) -> None:
    spoil(data, "INSERT INTO glpi_authldaps (name, rootdn_passwd) VALUES ('x', ?)", CLEAR)
    spoil(data, "UPDATE glpi_configs SET value = ? WHERE context = 'core' AND name = 'smtp_passwd'", CLEAR)
    assert in_files(data)
    app = build(settings(data))
    assert in_files(data) == []
    sealed = stored(data, "glpi_authldaps", "rootdn_passwd", 1)
    assert app.engine.services.unseal(sealed) == CLEAR
    app.close()
    build(settings(data)).close()
    assert stored(data, "glpi_authldaps", "rootdn_passwd", 1) == sealed


@pytest.fixture
def sealed(data: Path) -> Path:
    """A data folder with a sealed secret."""
    spoil(data, "INSERT INTO glpi_authldaps (name, rootdn_passwd) VALUES ('x', ?)", CLEAR)
    build(settings(data)).close()
    return data


@pytest.mark.parametrize("key", [None, "A" * 43, "short", "\xff"])
def test_without_the_right_key_nothing_starts(
    sealed: Path, key: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    (sealed / KEY).unlink()
    if key is not None:
        (sealed / KEY).write_text(key, encoding="latin-1")
    with pytest.raises(KeyUnusable):
        build(settings(sealed))
    assert main(["migrate", "--data", str(sealed)]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "key" in line and CLEAR not in line
    assert main(["check", "--data", str(sealed)]) == 1
    assert "key" in capsys.readouterr().err
    assert (sealed / KEY).exists() == (key is not None)


def test_the_key_may_lie_elsewhere(
    sealed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.move(sealed / KEY, tmp_path / "elsewhere")
    build(settings(sealed, key_file=tmp_path / "elsewhere")).close()
    with pytest.raises(KeyUnusable):
        build(settings(sealed, key_file=tmp_path / "nowhere"))
    monkeypatch.setitem(os.environ, "STEWARD_KEY", (tmp_path / "elsewhere").read_text())
    assert main(["migrate", "--data", str(sealed)]) == 0
    assert main(["check", "--data", str(sealed)]) == 0
    assert not (sealed / KEY).exists()
    assert os.environ["STEWARD_KEY"].strip() not in repr(settings(sealed, key=os.environ["STEWARD_KEY"]))


def test_check_sees_an_open_key_and_a_clear_secret(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--data", str(data)]) == 0
    (data / KEY).chmod(0o644)
    spoil(data, "INSERT INTO glpi_authldaps (name, rootdn_passwd) VALUES ('x', ?)", "x" * 200)
    assert main(["check", "--data", str(data)]) == 1
    told = capsys.readouterr().err
    assert "chmod 600" in told and "rootdn_passwd of row 1 is not sealed" in told and "xxx" not in told
