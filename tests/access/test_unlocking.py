"""Secrets that lie in clear are sealed at the start on every store that answers, once, and open with their key only."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from engine.store.stores import DIALECTS, fresh_address
from steward.access.keys import KeyUnusable
from steward.access.unlocking import unlock
from steward.engine.schema.tables import all_tables
from steward.engine.store.open import open_tables
from steward.vocabulary.item import Model
from steward.vocabulary.settings import Settings


@pytest.mark.parametrize("dialect", DIALECTS)
def test_clear_secrets_are_sealed_once(dialect: str, model: Model, tmp_path: Path) -> None:
    named = {item.table for item in model.items.values() if item.sealed or item.withholds}
    tables = {name: t for name, t in all_tables(model).items() if name in named or name.startswith("steward_")}
    settings = Settings(data=tmp_path)
    with fresh_address(dialect, tmp_path) as url, closing(open_tables(url, tables)) as store:
        clear = {"context": "core", "name": "smtp_passwd", "value": "s3cret"}
        for row in (clear, {**clear, "name": "url_base"}, {**clear, "context": "plugin"}):
            store.write(lambda tx, row=row: tx.insert("glpi_configs", row))
        configs = store.tables["glpi_configs"]

        def values() -> list[str]:
            with store.read() as reader:
                return [v for (v,) in reader.all("v", lambda: sa.select(configs.c.value).order_by(configs.c.id))]

        keyring = unlock(store, model, settings)
        sealed, *others = values()
        assert keyring.unseal(sealed) == "s3cret" and others == ["s3cret", "s3cret"]
        assert unlock(store, model, settings).unseal(sealed) == "s3cret"
        assert values() == [sealed, *others]
        with pytest.raises(KeyUnusable):
            unlock(store, model, Settings(data=tmp_path / "elsewhere"))
