"""A small world with people who must not see all of it, for the tests that attack the server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from steward.assemble import App, build
from steward.vocabulary.settings import Settings

PASSWORD = "Correct-horse-1"
SECRET = "SECRETMARK"
"""Stands in every text of rows that the attackers must not see."""
PROFILES = {"self": 1, "observer": 2, "admin": 3, "hotliner": 5, "tech": 6, "supervisor": 7}


def connect(app: App, login: str = "", password: str = "", ip: str = "127.0.0.1") -> httpx.Client:
    """A client inside this process; logged in unless there is no login."""
    transport = httpx.WSGITransport(app=app.wsgi, remote_addr=ip, raise_app_exceptions=False)
    made = httpx.Client(transport=transport, base_url="http://127.0.0.1/apirest.php", timeout=60)
    if login:
        answer = made.get("/initSession", auth=(login, password))
        assert answer.status_code == 200, answer.text
        made.headers["Session-Token"] = answer.json()["session_token"]
    return made


@dataclass
class Town:
    """Entities `home` (with `below`) and `away` beside it; everybody but root works at home and knows nothing of away."""

    app: App = field(repr=False)
    root: httpx.Client
    home: int = 0
    below: int = 0
    away: int = 0
    users: dict[str, int] = field(default_factory=dict)
    people: dict[str, httpx.Client] = field(default_factory=dict)

    def add(self, kind: str, values: dict[str, Any], who: httpx.Client | None = None) -> int:
        answer = (who or self.root).post(f"/{kind}", json={"input": values})
        assert answer.status_code == 201, (kind, values, answer.text)
        return int(answer.json()["id"])

    def assignments(self, user: int) -> set[tuple[int, int, int]]:
        """(profile, entity, recursive) of a user."""
        rows = self.root.get(f"/User/{user}/Profile_User?range=0-99").json()
        return {(row["profiles_id"], row["entities_id"], row["is_recursive"]) for row in rows}


@contextmanager
def town(data: Path) -> Iterator[Town]:
    app = build(Settings(data=data, demo=True, access_log=False))
    with closing(app), closing(connect(app, "glpi", "glpi")) as root:
        made = Town(app, root)
        made.home = made.add("Entity", {"name": "home", "entities_id": 0})
        made.away = made.add("Entity", {"name": f"{SECRET} away", "entities_id": 0})
        made.below = made.add("Entity", {"name": "below", "entities_id": made.home})
        for name, profile in PROFILES.items():
            place = {"_profiles_id": profile, "_entities_id": made.home, "_is_recursive": 1, "entities_id": made.home}
            made.users[name] = made.add(
                "User", {"name": f"u-{name}", "password": PASSWORD, "password2": PASSWORD, **place}
            )
            made.people[name] = connect(app, f"u-{name}", PASSWORD)
        yield made
        for person in made.people.values():
            person.close()


def hides(answer: httpx.Response, *secrets: str) -> bool:
    """Whether an answer is a proper one and tells nothing of what it must not."""
    assert answer.status_code < 500, answer.text
    told = answer.text + str(answer.headers)
    return not any(secret in told for secret in secrets or (SECRET,))
