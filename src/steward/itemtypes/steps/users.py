"""Users: login, password, tokens, picture, e-mail addresses and first profile."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from steward.calculations.passwords import Policy, broken_rules
from steward.itemtypes.steps.inputs import entries, several, text, truth, whole
from steward.itemtypes.steps.profiles import within_reach
from steward.itemtypes.steps.ranks import holds, is_checked, is_last_administrator, outranks
from steward.vocabulary.steps import OWN_ID, Draft, Reads, Verb

DATABASE: Final = 1
"""Authentication type of accounts whose password is kept here; also the one of a new account."""
SYSTEM_LOGIN: Final = "glpi-system"

_LOGIN: Final = re.compile(r"[\w'@.+\- ]+")
_TOKENS: Final = ("api", "personal", "cookie")
_SHORTEST_TOKEN: Final = 20
_SENSITIVE: Final = frozenset(
    """password password2 _reset_password is_active is_deleted name authtype auths_id user_dn sync_field begin_date end_date
    password_forget_token password_forget_token_date _useremails _default_email
    api_token _reset_api_token personal_token _reset_personal_token cookie_token _reset_cookie_token""".split()
)
"""What only somebody of at least the same rank may change of a user."""
_SERVER_SET: Final = ("password_forget_token", "password_forget_token_date", "password_last_update")
_PICTURES: Final = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"})


def check_login(draft: Draft, reads: Reads) -> None:
    login = draft.values.get("name") or ""
    if not _is_login(login):
        draft.refuse("The login is not valid. Unable to add the user.")
    draft.values.setdefault("authtype", DATABASE)
    if _login_taken(draft, reads):
        draft.refuse("Unable to add. The user already exists.")


def keep_login_unless_free(draft: Draft, reads: Reads) -> None:
    """A rename that cannot be done is left out, and the rest of the change goes on."""
    if not draft.changes("name"):
        return
    if not _is_login(draft.values.get("name") or ""):
        draft.say("The login is not valid. Unable to update login.")
        del draft.values["name"]
    elif _login_taken(draft, reads):
        draft.say("Unable to update login. A user already exists.")
        del draft.values["name"]


def _is_login(login: str) -> bool:
    return bool(login.strip()) and _LOGIN.fullmatch(login) is not None


def _login_taken(draft: Draft, reads: Reads) -> bool:
    same = {
        "name": draft.get("name"),
        "authtype": draft.get("authtype", DATABASE),
        "auths_id": draft.get("auths_id", 0),
    }
    return any(row["id"] != draft.id for row in reads.rows("User", same, columns=("id",), limit=2))


def spare_higher_ranks(draft: Draft, reads: Reads) -> None:
    """Drop what would let somebody take over, or lock out, a user with more rights than his own."""
    assert draft.id is not None
    if not is_checked(draft) or not _SENSITIVE & (draft.values.keys() | draft.input.keys()):
        return
    if not outranks(draft.caller, draft.id, reads):
        for name in _SENSITIVE:
            draft.values.pop(name, None)
            draft.input.pop(name, None)


def keep_an_administrator(draft: Draft, reads: Reads) -> None:
    """The last user who may configure the server stays active."""
    assert draft.id is not None
    leaves = draft.values.get("is_active", 1) == 0 or draft.values.get("is_deleted", 0) == 1
    if leaves and is_last_administrator(draft.id, reads):
        draft.deny()


def protect(draft: Draft, reads: Reads) -> None:
    """Before a deletion: neither the system's own user, nor the last administrator, nor somebody of higher rank."""
    assert draft.id is not None and draft.before is not None
    if draft.before["name"] == SYSTEM_LOGIN or is_last_administrator(draft.id, reads):
        draft.deny()
    if is_checked(draft) and not outranks(draft.caller, draft.id, reads):
        draft.deny()


def hash_password(draft: Draft, reads: Reads) -> None:
    """Keep the hash of a new password only. Changing one takes it twice; alone it is ignored, as clients expect."""
    clear, again = draft.values.pop("password", None), draft.input.get("password2")
    if not isinstance(clear, str) or not clear or draft.get("authtype", DATABASE) != DATABASE:
        return
    if again is None and draft.before is not None and is_checked(draft):
        return
    if again is not None and again != clear:
        draft.refuse("Error: the two passwords do not match")
    broken = broken_rules(clear, _policy(reads))
    if broken:
        draft.refuse(" ".join(broken))
    draft.values["password"] = draft.services.hash_password(clear)
    draft.values["password_last_update"] = draft.now


def _policy(reads: Reads) -> Policy:
    def on(name: str) -> bool:
        return truth(reads.config(name) or "0")

    return Policy(
        applies=on("use_password_security"),
        shortest=whole(reads.config("password_min_length"), 8),
        digit=on("password_need_number"),
        letter=on("password_need_letter"),
        capital=on("password_need_caps"),
        symbol=on("password_need_symbol"),
    )


def keep_server_columns(draft: Draft, reads: Reads) -> None:
    """The token of a forgotten password comes from the server only."""
    if is_checked(draft):
        for column in _SERVER_SET:
            draft.values.pop(column, None)


def digest_tokens(draft: Draft, reads: Reads) -> None:
    """Tokens are kept as digests. A reset makes one that nobody knows; a token that is sent counts from now on."""
    for kind in _TOKENS:
        column = f"{kind}_token"
        clear = draft.values.pop(column, None)
        if truth(draft.input.get(f"_reset_{column}")):
            clear = draft.services.random_token()
        elif column in draft.input and not clear:
            draft.values[column] = None
            draft.values[f"{column}_date"] = None
            continue
        elif clear is None:
            continue
        elif len(clear) < _SHORTEST_TOKEN:
            draft.refuse(f"A token needs at least {_SHORTEST_TOKEN} characters.")
        draft.values[column] = draft.services.digest_token(clear)
        draft.values[f"{column}_date"] = draft.now


def take_picture(draft: Draft, reads: Reads) -> None:
    """`_picture` names an uploaded file that becomes the picture; `_blank_picture` takes the picture away."""
    draft.values.pop("picture", None)
    names = several(draft.input.get("_picture"))
    if names and isinstance(names[0], str):
        stored = draft.services.take_upload(names[0])
        if stored is None or stored["mime"] not in _PICTURES:
            draft.say("The picture could not be used: not an image, or not uploaded.")
            return
        draft.values["picture"] = stored["filepath"]
    elif truth(draft.input.get("_blank_picture")):
        draft.values["picture"] = None


def discard_old_picture(draft: Draft, reads: Reads) -> None:
    old = (draft.before or {}).get("picture")
    if old and (draft.verb is Verb.PURGE or draft.changes("picture")):
        draft.outbox.append({"kind": "picture.discard", "filepath": old})


def write_addresses(draft: Draft, reads: Reads) -> None:
    """`_useremails`: addresses by the id of their row; a negative id adds one, an empty address removes one."""
    known = {row["id"]: row for row in _addresses(draft, reads)}
    default = whole(draft.input.get("_default_email"), 0)
    for id, sent in entries(draft.input.get("_useremails")):
        address = text(sent).strip()
        if id in known:
            _change_address(draft, known[id], address, is_default=id == default)
        elif address and address not in {row["email"] for row in known.values()}:
            first = {"is_default": 1} if id == default else {}
            draft.then(Verb.ADD, "UserEmail", {"users_id": OWN_ID, "email": address, **first})


def _addresses(draft: Draft, reads: Reads) -> list[Mapping[str, Any]]:
    if "_useremails" not in draft.input or draft.verb is Verb.ADD:
        return []
    return reads.rows("UserEmail", {"users_id": draft.id}, columns=("id", "email", "is_default"))


def _change_address(draft: Draft, row: Mapping[str, Any], address: str, *, is_default: bool) -> None:
    if not address:
        draft.then(Verb.PURGE, "UserEmail", {}, row["id"])
    elif address != row["email"] or (is_default and not row["is_default"]):
        draft.then(Verb.UPDATE, "UserEmail", {"email": address, **({"is_default": 1} if is_default else {})}, row["id"])


def give_profile(draft: Draft, reads: Reads) -> None:
    """`_profiles_id` (in `_entities_id`, `_is_recursive`) is the first assignment; without it, the default profile."""
    chosen = whole(draft.input.get("_profiles_id"))
    profile = chosen or _default_profile(reads)
    if not profile:
        return
    entity = draft.input.get("_entities_id")
    values = {
        "users_id": OWN_ID,
        "profiles_id": profile,
        "entities_id": draft.caller.active_entity if entity is None else whole(entity),
        "is_recursive": int(truth(draft.input.get("_is_recursive"))),
        "is_default_profile": 0 if chosen else 1,
    }
    draft.then(Verb.ADD, "Profile_User", values)


def _default_profile(reads: Reads) -> int:
    rows = reads.rows("Profile", {"is_default": 1}, columns=("id",), limit=1)
    return rows[0]["id"] if rows else 0


def check_profile(draft: Draft, reads: Reads) -> None:
    """Nobody creates a user with more rights than his own, or in an entity that he does not reach."""
    if not is_checked(draft):
        return
    profile, entity = whole(draft.input.get("_profiles_id")), draft.input.get("_entities_id")
    place = draft.caller.active_entity if entity is None else whole(entity, -1)
    if profile and not within_reach(draft, place, draft.input.get("_is_recursive"), reads):
        draft.deny()
    if entity is not None and not draft.caller.reaches(place):
        draft.deny()
    if profile and not _may_give(draft, profile, reads):
        draft.deny()


def _may_give(draft: Draft, profile: int, reads: Reads) -> bool:
    return reads.row("Profile", profile) is not None and holds(draft.caller, [profile], reads)
