"""Links over HTTP against recorded ones: of an item with every foreign key set, in the order and with the names observed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import closing
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from facts_model import FACTS
from server.attackers import connect
from steward.assemble import build
from steward.vocabulary.settings import Settings

HATEOAS = FACTS / "hateoas.json"
pytestmark = pytest.mark.skipif(not HATEOAS.exists(), reason="needs the shared facts")
OTHERWISE_MADE = {
    "Entity",  # observed of the root entity, whose foreign keys are mostly unset
    "NetworkName",  # the computer of this test cannot show it: names hang on ports
    "Reminder",  # set to somebody else's, it is no longer ours to read
}
TEXT = {"content": "a text that tasks and followups need", "address": "10.1.2.3"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    app = build(Settings(data=tmp_path_factory.mktemp("links"), demo=True, access_log=False))
    with closing(app), closing(connect(app, "glpi", "glpi")) as made:
        made.post("/Computer", json={"input": {"name": "holder"}})
        yield made


def _values(kind: str, fact: dict[str, Any]) -> dict[str, Any]:
    columns = [column for column, _ in fact["fk_links"] if column != "entities_id"]
    columns += [column for column in fact["polymorphic_or_unresolved"] if column != "mainitems_id"]
    return {"name": f"links of {kind}", "itemtype": "Computer", **TEXT} | dict.fromkeys(columns, 1)


def _shape(href: str) -> str:
    path = re.sub(r"^.*?/(?:apirest\.php|api)/", "", href)
    return re.sub(r"/(?!0\b)\d+", "/{id}", path)


def test_items_link_as_observed(client: httpx.Client) -> None:
    facts = json.loads(HATEOAS.read_text())["items"]
    compared, different = 0, {}
    for kind in sorted(facts.keys() - OTHERWISE_MADE, key=lambda name: (name != "Computer", name)):
        fact = {"polymorphic_or_unresolved": [], **facts[kind]}
        made = client.post(f"/{quote(kind)}", json={"input": _values(kind, fact)})
        if made.status_code != 201:
            continue  # needs more than foreign keys: other tests make those
        links = client.get(f"/{quote(kind)}/{made.json()['id']}").json().get("links", [])
        compared += 1
        found = [(link["rel"], _shape(link["href"])) for link in links]
        expected = list(zip(fact["observed_order"], map(_shape, fact["observed_paths"]), strict=True))
        if found != expected:
            different[kind] = (found, expected)
    assert not different
    assert compared >= 60


def test_address_of_an_unknown_type_leads_nowhere(client: httpx.Client) -> None:
    project = client.post("/Project", json={"input": {"name": "p", "projecttemplates_id": 4}}).json()["id"]
    links = client.get(f"/Project/{project}").json()["links"]
    assert [x["href"].rpartition("/api/")[2] for x in links if x["rel"] == "UNKNOWN"] == ["UNKNOWN/4"]
    assert client.get("/UNKNOWN/4").status_code == 400
