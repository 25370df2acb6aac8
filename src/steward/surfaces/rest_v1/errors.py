"""The errors of v1: code, status and message as clients know them."""

from __future__ import annotations

from typing import Any

_ERRORS: dict[str, tuple[int, bool, str]] = {
    "ERROR": (400, True, "Bad Request"),
    "ERROR_ITEM_NOT_FOUND": (404, False, "Item not found"),
    "ERROR_BAD_ARRAY": (400, True, "input parameter must be an array of objects"),
    "ERROR_METHOD_NOT_ALLOWED": (405, True, "Method Not Allowed"),
    "ERROR_RIGHT_MISSING": (403, False, "You don't have permission to perform this action."),
    "ERROR_SESSION_TOKEN_INVALID": (401, False, "session_token seems invalid"),
    "ERROR_SESSION_TOKEN_MISSING": (400, True, "parameter session_token is missing or empty"),
    "ERROR_APP_TOKEN_PARAMETERS_MISSING": (400, True, "missing parameter app_token"),
    "ERROR_WRONG_APP_TOKEN_PARAMETER": (400, True, "parameter app_token seems wrong"),
    "ERROR_NOT_ALLOWED_IP": (
        400,
        False,
        "There isn't an active API client matching your IP address in the configuration",
    ),
    "ERROR_LOGIN_PARAMETERS_MISSING": (400, True, "parameter(s) login, password or user_token are missing"),
    "ERROR_LOGIN_WITH_CREDENTIALS_DISABLED": (400, False, "usage of initSession resource with credentials is disabled"),
    "ERROR_GLPI_LOGIN_USER_TOKEN": (401, False, "parameter user_token seems invalid"),
    "ERROR_GLPI_LOGIN": (401, False, "Incorrect username or password"),
    "ERROR_RESOURCE_NOT_FOUND_NOR_COMMONDBTM": (400, True, "resource not found or not an instance of CommonDBTM"),
    "ERROR_RESOURCE_MISSING": (400, True, "missing resource"),
    "ERROR_ITEMTYPE_NOT_FOUND_NOR_COMMONDBTM": (
        400,
        True,
        "parent itemtype not found or not an instance of CommonDBTM",
    ),
    "ERROR_FIELD_NOT_FOUND": (400, True, "Field is not valid"),
    "ERROR_SQL": (500, False, "An internal error occurred while trying to fetch the data."),
    "ERROR_UNKNOWN": (500, True, "An internal error occurred."),
    "ERROR_RANGE_EXCEED_TOTAL": (400, True, "Provided range exceed total count of data"),
    "ERROR_GLPI_ADD": (400, False, ""),
    "ERROR_GLPI_UPDATE": (400, False, ""),
    "ERROR_GLPI_DELETE": (400, False, ""),
    "ERROR_GLPI_PARTIAL_ADD": (207, False, ""),
    "ERROR_GLPI_PARTIAL_UPDATE": (207, False, ""),
    "ERROR_GLPI_PARTIAL_DELETE": (207, False, ""),
    "ERROR_MASSIVEACTION_KEY": (400, True, "Invalid action key parameter"),
    "ERROR_MASSIVEACTION_NO_IDS": (400, True, "No ids supplied"),
    "ERROR_MASSIVEACTION_NOT_FOUND": (400, True, "Unable to get massive actions"),
    "ERROR_JSON_PAYLOAD_INVALID": (400, False, "JSON payload seems not valid"),
    "ERROR_JSON_PAYLOAD_FORBIDDEN": (400, True, "GET Request should not have json payload (http body)"),
    "ERROR_UPLOAD_FILE_TOO_BIG_POST_MAX_SIZE": (400, False, "The file seems too big"),
}


class ApiError(Exception):
    """An answer of v1 that is an error. `detail` replaces the message, or is the list of per-item results of a bulk call.

    `link`: whether the address of the error's documentation is appended (only to texts).
    """

    def __init__(
        self, code: str = "ERROR", detail: Any = None, *, status: int | None = None, link: bool | None = None
    ) -> None:
        known_status, known_link, message = _ERRORS[code]
        self.code = code
        self.status = known_status if status is None else status
        self.link = known_link if link is None else link
        self.detail = message if detail is None else detail
        super().__init__(code)

    def body(self, base: str) -> list[Any]:
        """The two-element array that clients expect; `base` is the address of the documentation."""
        if not self.link or not isinstance(self.detail, str):
            return [self.code, self.detail]
        return [self.code, f"{self.detail}; view documentation in your browser at {base}/#{self.code}"]


def refused(message: str, status: int = 400) -> ApiError:
    """A request that Steward itself will not take, with the reason in full."""
    return ApiError("ERROR", message, status=status, link=False)


CODES = (*_ERRORS, "ERROR_NOT_DELETED")
