"""A server that answers every request with JSON that a test has chosen."""

from typing import Any

from services.fakes.server import Call, FakeServer, Response, json_response


class FixedServer(FakeServer):
    """A service that answers every request with the same JSON."""

    def __init__(self, content: Any) -> None:
        super().__init__()
        self.content = content

    def kind_of(self, path: str) -> str:
        """Return the path itself."""
        return path

    def answer(self, call: Call) -> Response:  # noqa: ARG002  # the same for every request
        """Return the JSON."""
        return json_response(self.content)
