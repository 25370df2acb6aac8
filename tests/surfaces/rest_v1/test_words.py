"""Small laws: paths and ids, encoded texts, ranges, file names, dialects."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.surfaces.rest_v1.data import table
from steward.surfaces.rest_v1.dialects import DIALECTS, dialect_named
from steward.surfaces.rest_v1.errors import CODES, ApiError
from steward.surfaces.rest_v1.files import FileStore, TooBig, clean_name
from steward.surfaces.rest_v1.paging import page_headers, range_of
from steward.surfaces.rest_v1.path import id_of, segments_of
from steward.surfaces.rest_v1.render import last_modified, signature
from steward.surfaces.rest_v1.text import decode, encode, encode_all, encode_path


@pytest.mark.parametrize(
    ("path", "segments"),
    [
        ("/apirest.php", ()),
        ("/apirest.php/", ()),
        ("/api", ()),
        ("/api/api", ()),
        ("/api/v1/Computer/1", ("Computer", "1")),
        ("/apirest.php/v1/Computer", ("Computer",)),
        ("/api.php/v1/Computer", ("Computer",)),
        ("/api//Computer///1/", ("Computer", "1")),
        ("/apirest.php/api/Computer", ("Computer",)),
        ("/api/Glpi\\Socket/3", ("Glpi\\Socket", "3")),
        ("//api/Computer", ("Computer",)),
    ],
)
def test_paths(path: str, segments: tuple[str, ...]) -> None:
    assert segments_of(path) == segments


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("1", 1), ("007", 7), ("1.9", 1), ("1e0", 1), (" 5", 5), ("+3", 3), (".5", 0), ("0", 0), (12, 12), (1.9, 1),
        ("-1", -1), ("99999999999999999999", -1), ("1e400", -1), (10**30, -1), (-4, -1),
        ("abc", None), ("", None), ("1abc", None), ("0x1A", None), ("1 2", None), (True, None), (None, None),
        ([1], None), ({}, None), ("٣", None), ("1" * 500, None),
    ],
)  # fmt: skip
def test_ids_are_what_php_takes_for_numbers(text: object, id: int | None) -> None:
    assert id_of(text) == id


@pytest.mark.parametrize(
    ("plain", "encoded"),
    [
        ("a & b", "a &#38; b"),
        ("<b>x</b>", "&#60;b&#62;x&#60;/b&#62;"),
        ("<p>1 &amp; 2</p>", "&#60;p&#62;1 &#38;amp; 2&#60;/p&#62;"),
        ("quotes ' \"", "quotes ' \""),
        ("&lt;x&gt; &amp;", "&lt;x&gt; &amp;"),
        ("&nbsp; (0)", "&nbsp; (0)"),
        ("AT&T", "AT&#38;T"),
    ],
)
def test_texts_are_encoded_as_clients_know_them(plain: str, encoded: str) -> None:
    assert encode(plain) == encoded


@given(st.text(alphabet="ab&<>;#38602lgtmp "))
def test_reading_and_writing_back_changes_nothing(text: str) -> None:
    stored = decode(text)
    assert encode(decode(encode(stored))) == encode(stored)


@given(st.text(alphabet="ab<> &"))
def test_decoding_undoes_encoding(text: str) -> None:
    assert decode(encode(text)) == text


def test_complete_names_keep_their_separators() -> None:
    assert encode_path("Root entity > R&D > <x>") == "Root entity > R&#38;D > &#60;x&#62;"
    shown = encode_all({"completename": "A > B", "name": "A > B", "in": [{"completename": "A > B"}], "n": 1, "z": None})
    assert shown == {
        "completename": "A > B",
        "name": "A &#62; B",
        "in": [{"completename": "A > B"}],
        "n": 1,
        "z": None,
    }


def test_ranges() -> None:
    assert (range_of(None, 1000).start, range_of(None, 1000).limit) == (0, 51)
    assert range_of("10-14", 1000).limit == 5
    assert range_of("0-999999999", 1000).limit == 1000
    for wrong in (
        "abc",
        "1",
        "1-",
        "-1",
        "5-4",
        "1-2-3",
        " 1-2",
        "1.5-2",
        ["x"],
        {"a": "b"},
        True,
        "٣-٥",
        "1-" + "9" * 99,
    ):
        with pytest.raises(ApiError, match="ERROR"):
            range_of(wrong, 1000)


@pytest.mark.parametrize(
    ("start", "count", "total", "status", "content"),
    [
        (0, 51, 200, 206, "0-50/200"),
        (0, 7, 7, 200, "0-6/7"),
        (5, 2, 7, 206, "5-6/7"),
        (7, 0, 7, 206, "7-6/7"),
        (0, 0, 0, 200, None),
    ],
)
def test_pages_say_what_they_hold(start: int, count: int, total: int, status: int, content: str | None) -> None:
    found, headers = page_headers(start, count, total, "{item} 1000", "Thing")
    assert (found, headers.get("Content-Range"), headers["Accept-Range"]) == (status, content, "Thing 1000")


def test_signatures_take_numeric_texts_for_numbers() -> None:
    assert signature({"a": "0.0000", "b": "12.5000", "c": "007x"}) == signature({"a": 0, "b": 12.5, "c": "007x"})
    assert signature({"a": "7"}) == signature({"a": 7}) != signature({"a": "7x"})


def test_last_modified_is_told_in_gmt() -> None:
    assert last_modified("2026-11-25 14:30:00", "UTC") == "Wed, 25 Nov 2026 14:30:00 GMT"
    assert last_modified("2026-11-25 14:30:00", "Europe/Paris") == "Wed, 25 Nov 2026 13:30:00 GMT"
    assert last_modified(None, "UTC") is None


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("note.txt", "note.txt"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("..", "file"),
        ("", "file"),
        (".htaccess", "htaccess"),
        ("a\0b\n.txt", "ab.txt"),
        ("rapport été.pdf", "rapport été.pdf"),
    ],
)
def test_file_names_are_cleaned(given_name: str, kept: str) -> None:
    assert clean_name(given_name) == kept


@given(st.text(max_size=400))
def test_clean_names_are_single_short_path_parts(text: str) -> None:
    name = clean_name(text)
    assert name not in {"", ".", ".."}
    assert "/" not in name
    assert "\0" not in name
    assert len(name.encode("utf-8", "replace")) <= 180


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "files", tmp_path / "tmp")


def test_the_same_content_is_stored_once(store: FileStore) -> None:
    taken = []
    for name in ("one.txt", "two.txt"):
        temporary = store.receive(name, io.BytesIO(b"hello").read, 100)
        taken.append(store.take_upload(temporary.name))
    first, second = taken
    assert first and second
    assert first["filepath"] == second["filepath"] == f"TXT/aa/{first['sha1sum'][2:]}.TXT"
    assert (first["filename"], first["mime"], first["size"]) == ("one.txt", "text/plain", 5)
    opened = store.open(first["filepath"])
    assert opened
    with opened[0] as file:
        assert file.read() == b"hello"
    assert list(store.temporary.iterdir()) == []


def test_uploads_are_taken_once_and_only_by_their_own_name(store: FileStore) -> None:
    temporary = store.receive("a.txt", io.BytesIO(b"x").read, 100)
    outside = store.temporary.parent / "secret.txt"
    outside.write_text("secret")
    for name in ("../secret.txt", f"{temporary.prefix}/../../secret.txt", "secret.txt", "", f"{temporary.name}\0"):
        assert store.take_upload(name) is None
    assert store.take_upload(temporary.name)
    assert store.take_upload(temporary.name) is None


def test_stored_files_are_only_found_under_stored_names(store: FileStore) -> None:
    (store.root / "x").mkdir(parents=True)
    (store.root / "x" / "y").write_text("no")
    for name in ("x/y", "../x", "/etc/passwd", None, 5, "TXT/aa/../../x/y"):
        assert store.open(name) is None
        assert store.open_picture(name) is None


def test_files_above_the_limit_leave_nothing_behind(store: FileStore) -> None:
    with pytest.raises(TooBig):
        store.receive("big.bin", io.BytesIO(b"x" * 101).read, 100)
    assert list(store.temporary.iterdir()) == []


def test_dialects_have_names_and_unknown_ones_are_told() -> None:
    assert set(DIALECTS) == {"glpi-10", "itsm-ng", "glpi-9"}
    assert dialect_named(" GLPI-9 ").right_missing_status == 401
    with pytest.raises(ApiError) as caught:
        dialect_named("glpi-12")
    assert "glpi-10" in caught.value.detail


def test_every_error_code_is_explained() -> None:
    assert set(table("error_notes")) == set(CODES)
