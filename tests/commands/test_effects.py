"""What commands do to a store, seen through the API."""

from __future__ import annotations

import io
from pathlib import Path

import httpx
import pytest

from steward.__main__ import main
from steward.assemble import build
from steward.vocabulary.settings import Settings


def get(data: Path, path: str, **how: object) -> httpx.Response:
    app = build(Settings(data=data, access_log=False))
    try:
        transport = httpx.WSGITransport(app=app.wsgi, remote_addr="127.0.0.1")
        with httpx.Client(transport=transport, base_url="http://127.0.0.1/apirest.php") as client:
            return client.get(path, **how)  # type: ignore[arg-type]
    finally:
        app.close()


def test_from_first_start_to_first_login(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["migrate", "--data", str(tmp_path)]) == 0
    shown = capsys.readouterr().out
    password = shown.split("with the password ")[1].split()[0]
    assert get(tmp_path, "/initSession", auth=("glpi", password)).json() == ["ERROR", "API disabled"]
    assert main(["api", "on", "--data", str(tmp_path)]) == 0
    answer = get(tmp_path, "/initSession", auth=("glpi", password))
    assert answer.json()[0] == "ERROR_LOGIN_WITH_CREDENTIALS_DISABLED"
    assert main(["api", "credentials", "on", "--data", str(tmp_path)]) == 0
    assert "session_token" in get(tmp_path, "/initSession", auth=("glpi", password)).json()
    assert get(tmp_path, "/initSession", auth=("tech", "tech")).status_code == 401
    capsys.readouterr()
    assert main(["migrate", "--data", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "The store is up to date.\n"


def test_a_token_and_a_new_password(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["migrate", "--data", str(tmp_path)])
    main(["api", "on", "--data", str(tmp_path)])
    main(["api", "credentials", "on", "--data", str(tmp_path)])
    capsys.readouterr()
    assert main(["user", "token", "glpi", "--data", str(tmp_path)]) == 0
    token = capsys.readouterr().out.strip()
    answer = get(tmp_path, "/initSession", headers={"Authorization": f"user_token {token}"})
    assert answer.status_code == 200
    monkeypatch.setattr("sys.stdin", io.StringIO("A-new-password-1\n"))
    assert main(["user", "password", "tech", "--stdin", "--data", str(tmp_path)]) == 0
    assert get(tmp_path, "/initSession", auth=("tech", "A-new-password-1")).status_code == 200


def test_check_and_explain(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["migrate", "--data", str(tmp_path)])
    assert main(["check", "--data", str(tmp_path)]) == 0
    assert main(["explain", "Computer", "31"]) == 0
    assert main(["explain", "netpoint"]) == 0
    shown = capsys.readouterr().out
    assert "Computer.State.completename" in shown
    assert "deprecated name of Glpi\\Socket" in shown


def test_explain_a_request(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    search = "search/Computer?criteria[0][field]=31&criteria[0][searchtype]=contains&criteria[0][value]=used"
    assert main(["explain", search, "--data", str(tmp_path)]) == 0
    shown = capsys.readouterr().out
    assert "glpi_states" in shown
    assert "SCAN" in shown or "SEARCH" in shown
    assert main(["explain", "User/2", "--data", str(tmp_path)]) == 0
    assert capsys.readouterr().out.startswith("1. SELECT")
    assert main(["explain", "search/Computer?criteria[0][field]=x", "--data", str(tmp_path)]) == 1
    assert main(["explain", "Computer/99", "--data", str(tmp_path)]) == 1
