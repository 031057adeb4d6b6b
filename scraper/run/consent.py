"""What asks the owner before something is removed."""

from collections.abc import Callable

Consent = Callable[[str], bool]
"""Is asked, with a sentence on it, before something is removed or replaced; returns whether it may be."""


def nobody_agrees(sentence: str) -> bool:  # noqa: ARG001  # it is the shape of a Consent
    """Remove nothing: the consent where nobody was asked."""
    return False
