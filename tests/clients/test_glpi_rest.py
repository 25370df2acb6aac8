"""The live suite that ships in the source package of PyPI's glpi-rest, run as its authors meant it."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from live import Server

pytestmark = pytest.mark.clients
PACKAGE = "glpi-rest==0.1.0"


@pytest.fixture(scope="module")
def suite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("glpi-rest")
    fetch = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "-q",
        "--no-binary",
        ":all:",
        "--no-deps",
        "-d",
        str(folder),
        PACKAGE,
    ]
    done = subprocess.run(fetch, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("the package index does not answer")
    with tarfile.open(next(folder.glob("*.tar.gz"))) as archive:
        archive.extractall(folder, filter="data")
    return next(folder.glob("*/tests/test_integration.py"))


def test_live_suite(server: Server, user_token: str, suite: Path) -> None:
    environment = {
        **os.environ,
        "GLPI_TEST_URL": server.url,
        "GLPI_TEST_USER_TOKEN": user_token,
        "GLPI_TEST_USERNAME": "glpi",
        "GLPI_TEST_PASSWORD": "glpi",
    }
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--noconftest", str(suite)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment, cwd=suite.parent)
    assert done.returncode == 0, done.stdout[-3000:]
    assert done.stdout.startswith("........ "), done.stdout
