"""The errors of Discogs, word for word, and the responses that faults put in place of the right one."""

from http import HTTPStatus

from services.fakes.faults import FaultKind
from services.fakes.server import Response, html_as_image_response, html_response, json_response


def error(status: HTTPStatus, message: str) -> Response:
    """Return an error in Discogs' own form."""
    return json_response({"message": message}, status)


NOT_POLITE = html_response("403 Forbidden", HTTPStatus.FORBIDDEN)
"""What the edge says to a client that doesn't name itself."""
TOO_MANY = (
    error(HTTPStatus.TOO_MANY_REQUESTS, "You are making requests too quickly."),
    Response(status=HTTPStatus.TOO_MANY_REQUESTS, body=b"\n", headers={"Content-Type": "text/html"}),
)
"""Both forms of a 429; neither says how long to wait."""
WRONG_TOKEN = error(HTTPStatus.UNAUTHORIZED, "Invalid consumer token. Please register an app before making requests.")
NO_TOKEN = error(HTTPStatus.UNAUTHORIZED, "You must authenticate to access this resource.")
NOT_YOURS = error(HTTPStatus.FORBIDDEN, "You don't have permission to access this resource.")
WRONG_METHOD = error(HTTPStatus.METHOD_NOT_ALLOWED, "The method is not allowed for the requested URL.")
NO_IMAGE = html_response("404 Not Found", HTTPStatus.NOT_FOUND)
BEYOND_LAST_PAGE = error(HTTPStatus.NOT_FOUND, "The requested page is outside of valid range.")

_MISSING = {
    "release": "That release does not exist or may have been deleted.",
    "master": "That master release does not exist or may have been deleted.",
    "artist": "Artist not found.",
    "label": "Label not found",
    "folder": "Folder not found.",
    "user": "User does not exist or may have been deleted.",
}


def missing(thing: str) -> Response:
    """Return the 404 for a kind of thing."""
    return error(HTTPStatus.NOT_FOUND, _MISSING.get(thing, "The requested resource was not found."))


REPLACEMENTS: dict[FaultKind, Response] = {
    "429": TOO_MANY[0],
    "429-newline": TOO_MANY[1],
    "500": error(HTTPStatus.INTERNAL_SERVER_ERROR, "Internal Server Error. Please contact support."),
    "503": html_response("503 Service Temporarily Unavailable", HTTPStatus.SERVICE_UNAVAILABLE),
    "html": html_response("Just a moment..."),
    "html-as-image": html_as_image_response("Just a moment..."),
    "json": error(HTTPStatus.OK, "Internal Server Error. Please contact support."),
    "empty": Response(headers={"Content-Type": "application/json"}),
    "drop": Response(drop=True),
    "401": WRONG_TOKEN,
    "403": NOT_YOURS,
}
"""Faults that need no right response; a 404 depends on the kind of entry."""
