"""Tells bytes that are meant as an image from what a host in trouble sends instead: web pages, errors, nothing."""

_MARKS = (
    b"\xff\xd8\xff",
    b"\x89PNG\r\n\x1a\n",
    b"GIF8",
    b"BM",
    b"II*\x00",
    b"MM\x00*",
    b"\x00\x00\x01\x00",
    b"\xff\x0a",
)
"""What files of JPEG, PNG, GIF, BMP, TIFF, ICO and JPEG XL begin with."""
_CONTAINERS = ((b"RIFF", slice(8, 12), (b"WEBP",)), (b"", slice(4, 8), (b"ftyp", b"JXL ")))
"""Files that name their kind a little later: their first bytes, where the kind stands, and the kinds of images."""
_LOOKED_AT = 1445
"""Bytes at the beginning by which browsers tell text from binary data (WHATWG, MIME Sniffing)."""
_NOT_IN_TEXT = frozenset(range(0x20)) - {0x09, 0x0A, 0x0C, 0x0D, 0x1B}
"""Control characters but those that stand in text."""


def is_meant_as_image(body: bytes, content_type: str) -> bool:
    """Tell whether bytes say that they are an image, though they may be broken; `content_type` is '' for none.

    The bytes themselves count first: hosts in trouble send web pages and errors under the type of an image, too.
    """
    if has_mark(body):
        return True
    kind = content_type.strip().lower()
    if kind.startswith("image/svg"):
        return b"<svg" in body[:_LOOKED_AT]
    return kind.startswith("image/") and bool(body) and not is_text(body)


def has_mark(body: bytes) -> bool:
    """Tell whether bytes begin as files of images do."""
    return body.startswith(_MARKS) or any(
        body.startswith(start) and body[place] in kinds for start, place, kinds in _CONTAINERS
    )


def is_text(body: bytes) -> bool:
    """Tell whether bytes are text, in any encoding that has a byte for each letter of English."""
    return _NOT_IN_TEXT.isdisjoint(body[:_LOOKED_AT])


def described(body: bytes) -> str:
    """Say what came instead of an image."""
    if not body.strip():
        return "nothing"
    if body.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<":
        return "a web page"
    return "a message" if is_text(body) else "unknown data"
