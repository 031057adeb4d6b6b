"""Objects of JSON, as services answer them and commands print them. Pure."""

from collections.abc import Mapping
from typing import Any

Json = Mapping[str, Any]
"""An object by its keys; what its values are is for whoever reads it."""
JsonDict = dict[str, Any]
"""An object that is being put together."""
