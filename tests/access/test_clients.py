"""Which addresses and App-Tokens are let in."""

from __future__ import annotations

import pytest
import structlog

from access.conftest import HOME, Place
from steward.access import AccessDenied, SessionInvalid
from steward.access.clients import ApiClient, admitted, matching
from steward.access.tokens import digest

TEN, TWENTY = 0x0A000001, 0x0A000014  # 10.0.0.1 to 10.0.0.20
IP, WRONG, ABSENT = "ERROR_NOT_ALLOWED_IP", "ERROR_WRONG_APP_TOKEN_PARAMETER", "ERROR_APP_TOKEN_PARAMETERS_MISSING"


def client(id: int = 1, **values: object) -> ApiClient:
    return ApiClient(id, f"client {id}", **values)  # type: ignore[arg-type]


def outcome(clients: list[ApiClient], ip: str, token: str = "") -> int | str:
    try:
        return admitted(clients, ip, token).id
    except AccessDenied as denied:
        return denied.code


@pytest.mark.parametrize(
    ("values", "ip", "included"),
    [
        ({"ipv4_start": TEN, "ipv4_end": TWENTY}, "10.0.0.1", True),
        ({"ipv4_start": TEN, "ipv4_end": TWENTY}, "10.0.0.20", True),
        ({"ipv4_start": TEN, "ipv4_end": TWENTY}, "10.0.0.21", False),
        ({"ipv4_start": TEN, "ipv4_end": TWENTY}, "10.0.0.0", False),
        ({"ipv4_start": TEN, "ipv4_end": TEN}, "10.0.0.1", True),
        ({"ipv4_start": TEN, "ipv4_end": None}, "10.0.0.1", False),
        ({"ipv4_start": None, "ipv4_end": TEN}, "192.0.2.1", True),
        ({"ipv4_start": 0x80000000, "ipv4_end": 0xFFFFFFFF}, "203.0.113.9", True),
        ({}, "192.0.2.1", True),
        ({"ipv6": "2001:db8::1"}, "192.0.2.1", True),
        ({"ipv6": "2001:db8::1"}, "2001:db8::1", True),
        ({"ipv6": "2001:DB8:0:0:0:0:0:1"}, "2001:db8::1", True),
        ({"ipv6": "2001:db8::2"}, "2001:db8::1", False),
        ({"ipv6": "not an address"}, "2001:db8::1", False),
        ({"ipv6": ""}, "2001:db8::1", False),
        ({"ipv4_start": TEN, "ipv4_end": TWENTY}, "2001:db8::1", True),
        ({"ipv4_start": TEN, "ipv4_end": TWENTY, "ipv6": "::1"}, "::ffff:10.0.0.2", True),
        ({"ipv4_start": TEN, "ipv4_end": TWENTY, "ipv6": "::1"}, "::ffff:10.0.0.99", False),
        ({}, "", False),
        ({}, "localhost", False),
        ({}, "10.0.0.1:80", False),
    ],
)
def test_addresses(values: dict[str, object], ip: str, included: bool) -> None:
    assert outcome([client(**values)], ip) == (1 if included else IP)


def test_an_address_nobody_includes_is_told_back() -> None:
    with pytest.raises(AccessDenied) as denied:
        matching([], "192.0.2.1")
    assert (denied.value.detail or "").endswith("(192.0.2.1)")


def test_app_tokens() -> None:
    bare, tokened = client(1), client(2, token_digest=digest("Right"))
    elsewhere = client(3, ipv4_start=TEN, ipv4_end=TEN, token_digest=digest("Elsewhere"))
    everybody = [bare, tokened, elsewhere]
    assert outcome(everybody, HOME) == 1
    assert outcome(everybody, HOME, "Right") == 2
    assert outcome(everybody, HOME, "wrong") == WRONG
    assert outcome(everybody, HOME, "right") == WRONG
    assert outcome(everybody, HOME, "Elsewhere") == WRONG
    assert outcome(everybody, "10.0.0.1", "Elsewhere") == 3
    assert outcome([tokened], HOME) == ABSENT
    assert outcome([tokened, elsewhere], HOME, digest("Right")) == WRONG
    assert outcome([tokened, client(5, token_digest=digest("Right"))], HOME, "Right") == 2


def denial(place: Place, ip: str = HOME, app_token: str = "", token: str = "x") -> tuple[str, int | None]:
    with pytest.raises(AccessDenied) as denied:
        place.access.enter(ip, app_token, token)
    return denied.value.code, denied.value.status


def test_the_gate_checks_in_the_reference_s_order(place: Place) -> None:
    assert denial(place, "192.0.2.1", "wrong", "") == (IP, None)
    assert denial(place, HOME, "wrong", "") == (WRONG, None)
    with pytest.raises(SessionInvalid) as invalid:
        place.access.enter(HOME, "", "")
    assert invalid.value.code == "ERROR_SESSION_TOKEN_MISSING"
    place.configure(enable_api="0")
    assert denial(place, "192.0.2.1") == ("ERROR", None)
    place.configure(maintenance_mode="1")
    assert denial(place, "192.0.2.1") == ("ERROR", 503)


def test_changes_of_clients_act_at_once(place: Place) -> None:
    token, _ = place.access.login(login="tech", password="tech", ip=HOME)
    assert place.access.enter(HOME, "", token)[0].name == "full access from localhost"
    place.update("apiclient", 1, app_token=digest("secret"))
    assert denial(place, HOME, "", token) == (ABSENT, None)
    assert place.access.enter(HOME, "secret", token)[0].id == 1
    place.update("apiclient", 1, is_active=0)
    assert denial(place, HOME, "secret", token) == (IP, None)
    assert not place.access.allowed_ip(HOME)


def test_without_a_session(place: Place) -> None:
    assert place.access.admit(HOME).id == place.access.admit(HOME, "").id == place.access.client_for(HOME, "").id == 1
    assert place.access.allowed_ip(HOME) and place.access.allowed_ip("::1") and not place.access.allowed_ip("::2")
    with pytest.raises(AccessDenied):
        place.access.admit(HOME, "wrong")
    place.configure(enable_api="0")
    with pytest.raises(AccessDenied):
        place.access.admit(HOME)


def test_a_client_may_speak_another_dialect(place: Place) -> None:
    place.insert("config", context="steward:client_dialect", name="1", value="itsm-ng")
    assert place.access.client_for(HOME, "").dialect == "itsm-ng"


@pytest.mark.parametrize("mode", [0, 1, 2])
def test_calls_are_noted_as_the_client_says(place: Place, mode: int) -> None:
    place.update("apiclient", 1, dolog_method=mode)
    before = len(place.rows("glpi_logs", "id"))
    with structlog.testing.capture_logs() as lines:
        place.access.log_call(place.access.client_for(HOME, ""), "Computer", HOME, "tech")
    found = place.rows("glpi_logs", "itemtype", "items_id", "linked_action", "user_name", "old_value", "new_value")
    assert [(line["endpoint"], line["ip"], line["login"]) for line in lines] == [("Computer", HOME, "tech")] * (
        mode == 1
    )
    text = f"Enpoint 'Computer' called by {HOME} (tech)"
    assert found[before:] == [("APIClient", 1, 12, "tech", "", text)] * (mode == 2)
