"""`check` finds what is wrong, and nothing in a good store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from shutil import copytree

import pytest
import sqlalchemy as sa

from steward.engine.store.check import check
from steward.engine.store.open import OpenStore, open_store
from steward.vocabulary.item import Model
from steward.vocabulary.settings import Settings


@pytest.fixture(scope="module")
def pristine(model: Model, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pristine")
    open_store(model, Settings(data=folder)).close()
    return folder


@pytest.fixture
def installed(model: Model, pristine: Path, tmp_path: Path) -> Iterator[OpenStore]:
    """A fresh installation to spoil."""
    with closing(open_store(model, Settings(data=copytree(pristine, tmp_path / "data")))) as store:
        yield store


def run(store: OpenStore, sql: str) -> None:
    store.write(lambda t: t.run(sql, lambda: sa.text(sql)))


def test_a_new_store_is_well(model: Model, installed: OpenStore) -> None:
    assert check(installed, model) == []


def test_missing_parts_are_named(model: Model, installed: OpenStore) -> None:
    run(installed, "DROP TABLE glpi_plugs")
    run(installed, "DROP INDEX glpi_computers__name")
    run(installed, "ALTER TABLE glpi_monitors DROP COLUMN comment")
    run(installed, "DROP TABLE steward_trigrams_glpi_phones")
    found = {str(p) for p in check(installed, model)}
    assert found == {
        "glpi_plugs: the table is missing. Run: steward migrate",
        "glpi_computers: the index glpi_computers__name is missing. Run: steward migrate",
        "glpi_monitors: the column comment is missing. Run: steward migrate",
        "glpi_phones: the index of its texts is missing. Run: steward migrate",
    }


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("completename = 'Elsewhere'", "row 2 has the complete name 'Elsewhere' instead of 'A > B'"),
        ("level = 9", "row 2 has level 9 instead of 2"),
        ("locations_id = 99", "row 2 lies below row 99, which does not exist"),
        ("locations_id = 2", "row 2 lies below itself"),
        ("locations_id = 3, completename = 'A > B > C > B', level = 4", "row 2 lies below itself"),
    ],
)
def test_wrong_trees_are_told(model: Model, installed: OpenStore, change: str, told: str) -> None:
    for name, path, parent, level in (("A", "A", 0, 1), ("B", "A > B", 1, 2), ("C", "A > B > C", 2, 3)):
        values = {"name": name, "completename": path, "locations_id": parent, "level": level}
        installed.write(lambda t, values=values: t.insert("glpi_locations", values))
    assert check(installed, model) == []
    run(installed, f"UPDATE glpi_locations SET {change} WHERE id = 2")
    assert told in [p.what for p in check(installed, model)]


def test_sub_entities_are_no_problem(model: Model, installed: OpenStore) -> None:
    values = {"name": "E", "completename": "Root entity > E", "entities_id": 0, "level": 2}
    installed.write(lambda t: t.insert("glpi_entities", values))
    assert check(installed, model) == []
