"""What was acknowledged survives a killed process, whole and with its history."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from live import Server, start

ROUNDS, WRITERS = 20, 4


def create_until_it_breaks(server: Server, token: str, writer: str) -> list[tuple[int, str]]:
    """Ids and names of the computers whose creation was acknowledged before the server died."""
    acknowledged: list[tuple[int, str]] = []
    with httpx.Client(base_url=server.url, headers={"Session-Token": token}, timeout=30) as client:
        for number in range(100_000):
            name = f"{writer}-{number}"
            try:
                answer = client.post("/Computer", json={"input": {"name": name, "serial": name}})
            except httpx.TransportError:
                return acknowledged
            assert answer.status_code == 201, answer.text
            acknowledged.append((answer.json()["id"], name))
            if len(acknowledged) == 30 and writer.endswith("w0"):
                server.kill()
    return acknowledged


@pytest.mark.slow
def test_acknowledged_rows_survive_kill_nine(tmp_path: Path) -> None:
    data = tmp_path / "data"
    acknowledged: list[tuple[int, str]] = []
    for round_ in range(ROUNDS):
        server = start(data)
        with server.session() as client:
            token = client.headers["Session-Token"]
        with ThreadPoolExecutor(WRITERS) as pool:
            writers = [pool.submit(create_until_it_breaks, server, token, f"r{round_}w{n}") for n in range(WRITERS)]
            for writer in writers:
                acknowledged += writer.result()
    server = start(data)
    with server.session() as client:
        rows = {
            row["id"]: row["name"]
            for row in client.get("/Computer", params={"range": "0-99999", "get_hateoas": "false"}).json()
        }
        history = {
            (row["items_id"], row["linked_action"])
            for row in client.get("/Log", params={"range": "0-99999", "get_hateoas": "false"}).json()
            if row["itemtype"] == "Computer"
        }
    server.stop()
    assert [(id, name) for id, name in acknowledged if rows.get(id) != name] == []
    assert {id for id, action in history if action == 20} == set(rows)
    check = [sys.executable, "-m", "steward", "check", "--data", str(data)]
    assert subprocess.run(check, capture_output=True, text=True, check=False).returncode == 0
