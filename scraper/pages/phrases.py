"""Sentences that are put together of what is known. Pure."""


def present(between: str, *parts: str) -> str:
    """Return the parts that are not empty, with the text between them."""
    return between.join(part for part in parts if part)
