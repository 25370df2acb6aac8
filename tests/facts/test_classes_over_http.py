"""What the default users may list and add, and which actions are offered, of every type over HTTP against the facts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import quote

import httpx
import pytest

from facts_model import FACTS
from server.attackers import connect
from steward.assemble import App, build
from steward.vocabulary.settings import Settings

RIGHTS, ACTIONS = FACTS / "rights.json", FACTS / "massive_actions.json"
pytestmark = pytest.mark.skipif(not RIGHTS.exists(), reason="needs the shared facts")
USERS = {"1": ("post-only", "postonly"), "2": ("normal", "normal"), "4": ("glpi", "glpi"), "6": ("tech", "tech")}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    with closing(build(Settings(data=tmp_path_factory.mktemp("classes"), demo=True, access_log=False))) as made:
        yield made


@pytest.mark.parametrize("profile", USERS)
def test_types_open_as_recorded(app: App, profile: str) -> None:
    rights: dict[str, dict[str, str]] = json.loads(RIGHTS.read_text())["class_rights_by_profile"]
    with closing(connect(app, *USERS[profile])) as client:
        for kind in rights.keys() & app.model.items.keys():
            held = rights[kind][profile]
            listed = client.get(f"/{quote(kind)}?range=0-0").status_code
            assert (listed in {200, 206}) == ("V" in held), (kind, held, listed)
            if "C" not in held:
                refused: httpx.Response = client.post(f"/{quote(kind)}", json={"input": {}})
                assert refused.status_code == 400 and "permission" in refused.text, (kind, held, refused.text)


def test_actions_are_offered_as_recorded(app: App) -> None:
    with closing(connect(app, "glpi", "glpi")) as client:
        for kind, fact in json.loads(ACTIONS.read_text()).items():
            for state, query in (("live", ""), ("trash", "?is_deleted=1")):
                offered = client.get(f"/getMassiveActions/{quote(kind)}{query}").json()
                assert [[x["key"], x["label"]] for x in offered] == (fact[state] or []), (kind, state)
