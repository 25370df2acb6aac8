"""Files: multipart uploads in all shapes, and downloads for those who may."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from surfaces.rest_v1.conftest import Api, Opener, unique

PDF = ("manual.pdf", b"%PDF-1.4 content", "application/pdf")


def note(text: str = "hello", name: str = "note.txt") -> tuple[str, bytes, str]:
    return name, text.encode(), "text/plain"


def manifest(**input: Any) -> str:
    return json.dumps({"input": {"name": unique("doc"), **input}})


def document(api: Api, content: str | None = None, **input: Any) -> int:
    answer = api.upload("Document", manifest(**input), ("filename[0]", note(content or unique("content"))))
    assert answer.status_code == 201, answer.text
    return int(answer.json()["id"])


def stored(api: Api) -> list[Path]:
    return [path for path in (api.app.settings.data / "files").rglob("*") if path.is_file()]


def temporary(api: Api) -> list[Path]:
    return list((api.app.settings.data / "tmp").glob("*"))


def test_upload_and_download(api: Api) -> None:
    text = unique("hello & welcome")
    answer = api.upload("Document", manifest(_filename=["note.txt"]), ("filename[0]", note(text)))
    body = answer.json()
    assert answer.headers["Location"].endswith(f"/Document/{body['id']}")
    (file,) = body["upload_result"]["filename"]
    assert (file["size"], file["type"], file["display"]) == (len(text), "text/plain", "note.txt")
    assert file["name"] == file["prefix"] + "note.txt"
    row = api.get(f"Document/{body['id']}")
    assert (row["filename"], row["mime"], row["users_id"]) == ("note.txt", "text/plain", 2)
    name = "filename=\"note.txt\"; filename*=utf-8''note.txt"
    for download, disposition in (
        (api("GET", f"Document/{body['id']}?alt=media"), f"attachment; {name}"),
        (api("GET", f"Document/{body['id']}", headers={"Accept": "application/octet-stream"}), name),
    ):
        assert (download.status_code, download.text) == (200, text)
        assert download.headers["Content-Type"] == "text/plain;charset=UTF-8"
        assert download.headers["Content-Disposition"] == disposition
        assert download.headers["Cache-Control"] == "private"
    assert api.get(f"Document/{body['id']}", headers={"Accept": "application/octet-stream, */*"})["id"] == body["id"]
    assert temporary(api) == []


@pytest.mark.parametrize("field", ["filename[0]", "filename[]", "filename", "file"])
def test_the_field_of_the_file_may_have_any_name(api: Api, field: str) -> None:
    answer = api.upload("Document", manifest(), (field, note(unique())))
    assert list(answer.json()["upload_result"]) == [field.partition("[")[0]]
    assert api.get(f"Document/{answer.json()['id']}")["filename"] == "note.txt"


def test_known_content_is_not_sent_again(api: Api) -> None:
    id = document(api)
    first = api("GET", f"Document/{id}?alt=media")
    for known in ({"If-None-Match": first.headers["ETag"]}, {"If-Modified-Since": first.headers["Last-Modified"]}):
        again = api("GET", f"Document/{id}?alt=media", headers=known)
        assert (again.status_code, again.content) == (304, b"")
    for other in ({"If-None-Match": "x"}, {"If-Modified-Since": "garbage"}):
        assert api("GET", f"Document/{id}?alt=media", headers=other).status_code == 200


@pytest.mark.parametrize(
    ("asked", "status", "text", "range"),
    [
        ("bytes=0-3", 206, "0123", "bytes 0-3/10"),
        ("bytes=7-", 206, "789", "bytes 7-9/10"),
        ("bytes=-2", 206, "89", "bytes 8-9/10"),
        ("bytes=8-99", 206, "89", "bytes 8-9/10"),
        ("bytes=10-", 416, "", "bytes */10"),
        ("bytes=0-1,4-5", 200, "0123456789", None),
        ("lines=0-1", 200, "0123456789", None),
    ],
)
def test_parts_of_a_file(api: Api, asked: str, status: int, text: str, range: str | None) -> None:
    id = document(api, "0123456789")
    answer = api("GET", f"Document/{id}?alt=media", headers={"Range": asked})
    assert (answer.status_code, answer.text, answer.headers.get("Content-Range")) == (status, text, range)


def test_pictures_and_pdf_are_shown_not_saved(api: Api) -> None:
    id = api.upload("Document", manifest(), ("filename[0]", PDF)).json()["id"]
    answer = api("GET", f"Document/{id}?alt=media")
    assert answer.headers["Content-Disposition"].startswith('filename="manual.pdf"')
    assert answer.headers["Content-Type"] == "application/pdf"


def test_the_same_content_is_kept_once(api: Api) -> None:
    text = unique("twice")
    rows = [api.get(f"Document/{document(api, text)}") for _ in range(2)]
    assert rows[0]["filepath"] == rows[1]["filepath"]
    assert len([path for path in stored(api) if path.read_text(errors="replace") == text]) == 1


def test_several_files(api: Api) -> None:
    first, second = unique("first"), unique("second")
    answer = api.upload(
        "Document", manifest(), ("filename[0]", note(first, "1.txt")), ("filename[1]", note(second, "2.txt"))
    )
    assert [file["display"] for file in answer.json()["upload_result"]["filename"]] == ["1.txt", "2.txt"]
    assert api("GET", f"Document/{answer.json()['id']}?alt=media").text == first


def test_several_documents(api: Api) -> None:
    text = json.dumps({"input": [{"name": unique()}, {"name": unique()}]})
    answer = api.upload("Document", text, ("filename[0]", note("a1", "1.txt")), ("filename[1]", note("a2", "2.txt")))
    assert answer.status_code == 201
    made = [row["id"] for row in answer.json()]
    assert [api("GET", f"Document/{id}?alt=media").text for id in made] == ["a1", "a2"]


def test_files_of_a_ticket_become_its_documents(api: Api) -> None:
    files = [("filename[0]", note(unique(), "1.txt")), ("filename[1]", note(unique(), "2.txt"))]
    answer = api.upload("Ticket", manifest(content="with files"), *files)
    attached = api.get(f"Ticket/{answer.json()['id']}/Document_Item")
    names = [api.get(f"Document/{row['documents_id']}")["filename"] for row in attached]
    assert names == ["1.txt", "2.txt"]


def test_files_that_are_not_allowed_are_thrown_away(api: Api) -> None:
    answer = api.upload("Document", manifest(), ("filename[0]", ("evil.exe", b"MZ", "text/plain")))
    (file,) = answer.json()["upload_result"]["filename"]
    assert (answer.status_code, file["error"]) == (201, "Filetype not allowed")
    row = api.get(f"Document/{answer.json()['id']}")
    assert (row["filename"], row["filepath"]) == (None, None)
    assert temporary(api) == []


@pytest.mark.parametrize(
    "name", ["../../../etc/cron.txt", "..\\..\\x.txt", "/etc/passwd.txt", "a/../../b.txt", "<script>.txt"]
)
def test_names_cannot_lead_anywhere(api: Api, name: str) -> None:
    before = {path.name for path in api.app.settings.data.parent.iterdir()}
    answer = api.upload("Document", manifest(), ("filename[0]", note(unique(), name)))
    assert answer.status_code == 201
    row = api.get(f"Document/{answer.json()['id']}", headers={"X-GLPI-Sanitized-Content": "false"})
    assert row["filename"] == name.replace("\\", "/").rpartition("/")[2]
    assert {path.name for path in api.app.settings.data.parent.iterdir()} == before
    assert all(path.is_relative_to(api.app.settings.data / "files") for path in stored(api))


@pytest.mark.parametrize("name", ["../../steward.db", "/etc/passwd", "note.txt", "", "0" * 22, {"a": 1}, 7, None])
def test_a_client_cannot_name_a_file_of_the_server(api: Api, name: Any) -> None:
    answer = api("POST", "Document", {"input": {"name": unique(), "_filename": [name]}})
    assert answer.status_code in {201, 400}
    if answer.status_code == 201:
        assert api("GET", f"Document/{answer.json()['id']}?alt=media").status_code == 404


@pytest.mark.parametrize(
    ("text", "files", "code"),
    [
        (manifest(_filename=["x.txt"]), [], "ERROR_UPLOAD_FILE_TOO_BIG_POST_MAX_SIZE"),
        (None, [("filename[0]", note())], "ERROR_JSON_PAYLOAD_INVALID"),
        ("{broken", [("filename[0]", note())], "ERROR_JSON_PAYLOAD_INVALID"),
        ("[1]", [("filename[0]", note())], "ERROR_JSON_PAYLOAD_INVALID"),
        ("", [("filename[0]", note())], "ERROR_JSON_PAYLOAD_INVALID"),
        ("{}", [("filename[0]", note())], "ERROR_BAD_ARRAY"),
    ],
)
def test_broken_uploads(api: Api, text: str | None, files: list[Any], code: str) -> None:
    answer = api.upload("Document", text, *files)
    assert (answer.status_code, answer.json()[0]) == (400, code)
    if code != "ERROR_BAD_ARRAY":
        assert temporary(api) == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--b\r\n",
        b'--b\r\nContent-Disposition: form-data; name="uploadManifest"\r\n\r\n{"inp',
        b'--b\r\nContent-Disposition: form-data; name="f"; filename="a.txt"\r\n\r\nhal',
        b"no form at all",
        b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--",
        b'--b\r\nContent-Disposition: form-data; name="\xff\xfe"; filename="\xff.txt"\r\n\r\nx\r\n--b--',
    ],
)
def test_truncated_and_malformed_forms(api: Api, body: bytes) -> None:
    answer = api("POST", "Document", content=body, headers={"Content-Type": "multipart/form-data; boundary=b"})
    assert answer.status_code == 400
    assert answer.json()[0] in {"ERROR_JSON_PAYLOAD_INVALID", "ERROR_UPLOAD_FILE_TOO_BIG_POST_MAX_SIZE"}


def test_a_form_without_a_boundary(api: Api) -> None:
    answer = api("POST", "Document", content=b"x", headers={"Content-Type": "multipart/form-data"})
    assert (answer.status_code, answer.json()[0]) == (400, "ERROR_JSON_PAYLOAD_INVALID")


def test_nobody_uploads_without_a_session(api: Api) -> None:
    answer = api.upload("Document", manifest(), ("filename[0]", note()), user=None)
    assert answer.json()[0] == "ERROR_SESSION_TOKEN_MISSING"
    assert temporary(api) == []


def test_uploads_have_a_limit_which_is_told(opened: Opener) -> None:
    api = opened(limits={"upload": 1000})
    answer = api.upload("Document", manifest(), ("filename[0]", note("x" * 2000)))
    assert (answer.status_code, answer.json()[0]) == (400, "ERROR_UPLOAD_FILE_TOO_BIG_POST_MAX_SIZE")
    assert "1000" in answer.json()[1]
    assert temporary(api) == []


def test_downloads_need_the_right_to_read(api: Api) -> None:
    id = document(api)
    assert api("GET", f"Document/{id}?alt=media", user="post-only").status_code == 403
    assert api("GET", f"Document/{id}?alt=media", user="tech").status_code == 200
    assert api("GET", "Document/999999?alt=media").status_code == 404
    linked = api.add("Document", name=unique(), link="http://example.org/x")
    assert api("GET", f"Document/{linked}?alt=media").json() == ["ERROR_ITEM_NOT_FOUND", "Item not found"]


def test_the_requester_may_read_the_documents_of_a_ticket(api: Api) -> None:
    ticket = api.add("Ticket", name=unique(), content="x", _users_id_requester=3)
    id = document(api, "for the ticket")
    assert api("GET", f"Document/{id}?alt=media", user="post-only").status_code == 403
    api.add("Document_Item", documents_id=id, itemtype="Ticket", items_id=ticket)
    assert api("GET", f"Document/{id}", user="post-only").status_code == 403
    assert api("GET", f"Document/{id}?alt=media", user="post-only").text == "for the ticket"


def test_pictures_of_users(api: Api) -> None:
    for path in ("User/2/Picture", "user/2/picture"):
        answer = api("GET", path, user="post-only")
        assert (answer.status_code, answer.content) == (204, b"")
    for id in ("99999", "abc", "-1"):
        answer = api("GET", f"User/{id}/Picture")
        assert (answer.status_code, answer.json()[0]) == (400, "ERROR")
        assert answer.json()[1].startswith(f"Bad request: user with id '{id}' not found")


def test_a_picture_that_was_uploaded_is_shown(api: Api) -> None:
    picture = ("me.png", b"\x89PNG\r\n\x1a\n....", "image/png")
    sent = api.upload("User/2", json.dumps({"input": {}}), ("_picture", picture), method="PUT")
    assert sent.json() == [{"2": True, "message": ""}]
    answer = api("GET", "User/2/Picture")
    assert (answer.status_code, answer.content) == (200, picture[1])
    assert answer.headers["Content-Type"] == "image/png"
