"""One demonstration server for all third-party clients; each makes its own rows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from live import Server, running


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("clients") / "data") as started:
        yield started


@pytest.fixture(scope="session")
def user_token(server: Server) -> str:
    """An API token of the super-administrator, set as an administrator would."""
    token = "a-token-for-the-clients-0123456789abcdef"
    with server.session() as client:
        answer = client.put("/User/2", json={"input": {"api_token": token}})
        assert answer.status_code == 200, answer.text
    return token


@pytest.fixture(scope="session")
def app_token(server: Server) -> str:
    """The App-Token of an API client for this machine: some clients insist on sending one."""
    token = "an-app-token-for-the-clients-0123456789a"
    with server.session() as client:
        local = {"name": "clients", "is_active": 1, "ipv4_range_start": "127.0.0.1", "ipv4_range_end": "127.0.0.1"}
        answer = client.post("/APIClient", json={"input": {**local, "app_token": token}})
        assert answer.status_code == 201, answer.text
    return token
