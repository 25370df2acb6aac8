"""The bench for searches: the engine and the SQL by hand find the same rows, in the same order."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from steward.__main__ import main


def test_both_ways_find_the_same(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    figures = tmp_path / "figures.json"
    order = ["bench", "search", "--computers", "2000", "--tickets", "500", "--rounds", "1", "--data", str(tmp_path)]
    assert main([*order, "--json", str(figures)]) == 0
    assert "OTHER ROWS" not in capfd.readouterr().out
    found = {one["name"]: one for one in json.loads(figures.read_text())}
    assert all(one["same"] and one["ratio"] > 0 for one in found.values())
    assert found["page of 1,000"]["hits"] == 2_000
    assert [name for name, one in found.items() if not one["hits"]] == ["contains, no hits"]
