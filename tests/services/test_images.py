"""Bytes that are meant as an image are told from what a host in trouble sends in their place."""

from io import BytesIO

import pytest
from discogs_on_fake import channel
from PIL import Image
from test_transport import FixedResponses

from services.errors import Unreadable
from services.fakes.server import Response, html_as_image_response, html_response, image_response, json_response
from services.images import is_meant_as_image
from services.patience import TRIES


def drawn(kind: str) -> bytes:
    """Return a small image of that kind."""
    file = BytesIO()
    Image.new("RGB", (20, 20), (200, 20, 20)).save(file, kind)
    return file.getvalue()


KINDS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF", "AVIF", "ICO")
LOGIN = html_response("Sign in to continue")
TROUBLE: dict[str, tuple[list[Response], str]] = {
    "a web page": ([html_response("Just a moment...")], "a web page"),
    "a web page under the type of an image": ([html_as_image_response("Just a moment...")], "a web page"),
    "a login page": ([*[Response(status=302, headers={"Location": "/login"}), LOGIN] * TRIES], "a web page"),
    "a page after a mark of its encoding": ([Response(body=b"\xef\xbb\xbf \n<html></html>")], "a web page"),
    "nothing": ([Response(headers={"Content-Type": "image/jpeg"})], "nothing"),
    "spaces": ([Response(body=b"\r\n", headers={"Content-Type": "image/jpeg"})], "nothing"),
    "an error in JSON": ([json_response({"error": "try later"})], "a message"),
    "an error under the type of an image": ([image_response(b'{"error": "try later"}')], "a message"),
    "unknown data": ([Response(body=b"\x00\x01\x02", headers={"Content-Type": "application/zip"})], "unknown data"),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("content_type", ["", "image/jpeg", "text/html", "application/octet-stream"])
def test_bytes_of_images_count_whatever_the_headers_say(kind: str, content_type: str) -> None:
    """Whole or cut, in a format that we read or not."""
    body = drawn(kind)
    assert (True, True) == (is_meant_as_image(body, content_type), is_meant_as_image(body[:30], content_type))


@pytest.mark.parametrize(
    ("body", "content_type", "expected"),
    [
        (b"\x00\x01\x02", "image/jpeg", True),
        (b"\x00\x01\x02", " IMAGE/X-NEW; q=1", True),
        (b"\x00\x01\x02", "", False),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml", True),
        (b"<html></html>", "image/svg+xml", False),
        (b"Not found", "image/png", False),
        ("Zugriff für Sie gesperrt".encode("latin-1"), "image/png", False),
        (b"", "image/png", False),
    ],
)
def test_headers_count_where_the_bytes_are_no_text(body: bytes, content_type: str, expected: bool) -> None:
    """A type alone makes no image of a message."""
    assert expected == is_meant_as_image(body, content_type)


@pytest.mark.parametrize("name", TROUBLE)
def test_what_is_no_image_is_asked_for_again(name: str) -> None:
    """As often as anything that comes broken; then the error says what came."""
    responses, what = TROUBLE[name]
    with FixedResponses(*responses) as fake:
        with pytest.raises(Unreadable, match=f"Discogs: sent {what} instead of an image"):
            channel().get_image(f"{fake.origin}/1.jpg")
        assert TRIES * (2 if len(responses) > 1 else 1) == len(fake.requests)


@pytest.mark.parametrize(
    "body", [drawn("JPEG"), drawn("JPEG")[:40], b"\x89PNG\r\n\x1a\n", b"GIF89a\x00\x00\x00\x00\x00\x00\x00"]
)
def test_an_image_that_may_be_broken_is_taken_as_it_is(body: bytes) -> None:
    """Whoever stores it looks whether it decodes."""
    with FixedResponses(image_response(body)) as fake:
        assert (body, 1) == (channel().get_image(f"{fake.origin}/1.jpg"), len(fake.requests))
