"""A built site served on this machine, and visits to it in a browser, with what went wrong in them."""

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page

PHONE, DESK = 390, 1280


@contextmanager
def served(public: Path, before: Callable[[str], None] = lambda _: None) -> Iterator[str]:
    """Serve built files on this machine; yield the address. `before` is called with each path before its answer."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            before(self.path)
            super().do_GET()

    handler = functools.partial(Quiet, directory=str(public))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@contextmanager
def visit(
    browser: Browser,
    address: str,
    path: str = "",
    *,
    width: int = DESK,
    script: bool = True,
    scheme: Literal["light", "dark"] = "light",
) -> Iterator[Page]:
    """Open a page; nothing may be complained of in its console, nor asked of another host."""
    context = browser.new_context(
        viewport={"width": width, "height": 844},
        java_script_enabled=script,
        color_scheme=scheme,
        reduced_motion="reduce",
    )
    trouble: list[str] = []
    page = context.new_page()

    def complain(what: object) -> None:
        trouble.append(f"{page.url}: {what}")

    page.on("console", lambda line: complain(line.text) if line.type in {"error", "warning"} else None)
    page.on("pageerror", complain)
    page.on("request", lambda request: None if request.url.startswith((address, "data:")) else complain(request.url))
    if path:
        page.goto(address + path, wait_until="load")
    yield page
    context.close()
    assert not trouble, trouble
