"""Every public method of the most used Python client (PyPI glpi-api), unmodified."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import glpi_api
import pytest

from live import Server

pytestmark = [
    pytest.mark.clients,
    # The client leaves sockets to the garbage collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture
def glpi(server: Server, user_token: str) -> Iterator[glpi_api.GLPI]:
    with glpi_api.connect(server.url, "", user_token) as client:
        yield client


def test_login_with_credentials_in_the_query(server: Server) -> None:
    with glpi_api.connect(server.url, "", ("glpi", "glpi"), use_headers=False) as client:
        assert client.get_full_session()["glpiname"] == "glpi"


def test_login_refused(server: Server) -> None:
    with pytest.raises(glpi_api.GLPIError, match="ERROR_GLPI_LOGIN"):
        glpi_api.GLPI(server.url, "", ("glpi", "not the password"))


def test_profiles(glpi: glpi_api.GLPI) -> None:
    assert [p["name"] for p in glpi.get_my_profiles()] == ["Super-Admin"]
    assert glpi.get_active_profile()["id"] == 4
    glpi.set_active_profile(4)
    with pytest.raises(glpi_api.GLPIError, match="ERROR_ITEM_NOT_FOUND"):
        glpi.set_active_profile(9999)


def test_entities(glpi: glpi_api.GLPI) -> None:
    assert glpi.get_my_entities()[0] == {"id": 0, "name": "Root entity"}
    assert glpi.get_active_entities()["id"] == 0
    glpi.set_active_entities(0, is_recursive=True)
    glpi.set_active_entities("all")


def test_session_and_config(glpi: glpi_api.GLPI) -> None:
    assert glpi.get_full_session()["glpiID"] == 2
    assert glpi.get_config()["cfg_glpi"]["version"].startswith("10.0")


def test_items(glpi: glpi_api.GLPI) -> None:
    (one, two) = glpi.add("Computer", {"name": "client a", "serial": "A1"}, {"name": "client b"})
    assert glpi.get_item("Computer", one["id"])["serial"] == "A1"
    assert glpi.get_item("Computer", 99_999_999) is None
    names = [c["name"] for c in glpi.get_all_items("Computer", searchText={"name": "^client"}, sort="name")]
    assert names == ["client a", "client b"]
    many = glpi.get_multiple_items({"itemtype": "Computer", "items_id": one["id"]}, {"itemtype": "User", "items_id": 2})
    assert [m["name"] for m in many] == ["client a", "glpi"]
    assert glpi.update("Computer", {"id": one["id"], "serial": "A2"}) == [{str(one["id"]): True, "message": ""}]
    assert glpi.delete("Computer", {"id": two["id"]}) == [{str(two["id"]): True, "message": ""}]
    assert glpi.delete("Computer", {"id": one["id"]}, force_purge=True) == [{str(one["id"]): True, "message": ""}]
    assert glpi.get_item("Computer", one["id"]) is None


def test_sub_items(glpi: glpi_api.GLPI) -> None:
    (computer,) = glpi.add("Computer", {"name": "with parts"})
    id = computer["id"]
    (disk,) = glpi.add_sub_items("Computer", id, "Item_Disk", {"name": "root", "itemtype": "Computer", "items_id": id})
    assert [d["name"] for d in glpi.get_sub_items("Computer", id, "Item_Disk")] == ["root"]
    glpi.update_sub_items("Computer", id, "Item_Disk", {"id": disk["id"], "name": "data"})
    assert [d["name"] for d in glpi.get_sub_items("Computer", id, "Item_Disk")] == ["data"]


def test_search_options(glpi: glpi_api.GLPI) -> None:
    assert glpi.list_search_options("Computer")["31"]["uid"] == "Computer.State.completename"
    assert "joinparams" in glpi.list_search_options("Computer", raw=True)["119"]
    assert glpi.field_id("Computer", "State.completename") == "31"
    assert glpi.field_uid("Computer", 31) == "State.completename"


def test_search(glpi: glpi_api.GLPI) -> None:
    glpi.add("Monitor", {"name": "wide", "serial": "W1"}, {"name": "narrow", "serial": "N1"})
    found = glpi.search(
        "Monitor", criteria=[{"field": "name", "searchtype": "contains", "value": "wid"}], forcedisplay=["serial"]
    )
    assert [row["5"] for row in found] == ["W1"]
    assert glpi.search("Monitor", criteria=[{"field": 1, "searchtype": "contains", "value": "nothing like it"}]) == []


def test_documents(glpi: glpi_api.GLPI, tmp_path: Path) -> None:
    sent = tmp_path / "notes.txt"
    sent.write_text("some notes\n")
    document = glpi.upload_document("Notes", str(sent))
    (tmp_path / "got").mkdir()
    got = glpi.download_document(document["id"], str(tmp_path / "got"))
    assert Path(got).read_bytes() == sent.read_bytes()


def test_kill_session(server: Server, user_token: str) -> None:
    client = glpi_api.GLPI(server.url, "", user_token)
    client.kill_session()
    with pytest.raises(glpi_api.GLPIError, match="ERROR_SESSION_TOKEN_INVALID"):
        client.get_my_profiles()
