"""The floor: what the same HTTP stack does when it only says hello."""

from __future__ import annotations

import falcon


class _Hello:
    def on_get(self, req: falcon.Request, resp: falcon.Response) -> None:
        resp.content_type = "application/json; charset=UTF-8"
        resp.data = b'{"hello":"world"}'


def application() -> falcon.App[falcon.Request, falcon.Response]:
    app = falcon.App()
    app.add_route("/hello", _Hello())
    return app
