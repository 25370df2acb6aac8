"""The JavaScript clients of v1, unmodified, where Node.js is installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from live import Server

pytestmark = pytest.mark.clients
SCRIPTS = Path(__file__).parent / "node"


@pytest.fixture(scope="module")
def modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not shutil.which("npm"):
        pytest.skip("Node.js is not installed")
    folder = tmp_path_factory.mktemp("node")
    for script in SCRIPTS.iterdir():
        shutil.copy(script, folder)
    done = subprocess.run(
        ["npm", "install", "--silent", "--no-audit", "--no-fund"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        pytest.skip("the package registry does not answer")
    return folder


@pytest.mark.parametrize("script", ["glpi-api.cjs", "glpi-client.cjs"])
def test_client(server: Server, user_token: str, app_token: str, modules: Path, script: str) -> None:
    done = subprocess.run(
        ["node", script, server.url, user_token, app_token],
        cwd=modules,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert "all methods answered" in done.stdout
