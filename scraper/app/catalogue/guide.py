"""Say which commands do what is wanted, with what they need of the disk and of time."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from scraper.catalogue.guide import GuideRequest, Plan, index_plan, measured_speed, plan
from scraper.run.errors import BadUsage
from scraper.run.settings import Settings
from scraper.wiring.catalogue import catalogue_folder

__all__ = ["Advice", "GuideRequest", "Plan", "guide"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What to do, and what it takes; all sizes and times are estimates."""

    plan: Plan
    """The commands."""
    folder: Path
    """Where the catalogue is, or is to be."""
    free: int
    """Bytes that are free there."""
    speed: float
    """How fast this machine unpacks, as a multiple of the one that was measured."""
    everything: int | None = None
    """Bytes that all would need, where that is more than is free, so that the plan is for less; None otherwise."""


def guide(settings: Settings, request: GuideRequest) -> Advice:
    """Look at the disk and at this machine, and advise; raise BadUsage for a station without a list."""
    if request.wish == "station" and request.library is None:
        raise BadUsage("A station's library needs its list: give --library FILE, a SQLite file or a CSV.")
    speed, folder = measured_speed(), catalogue_folder(settings)
    free = shutil.disk_usage(_existing(folder)).free
    chosen, everything = plan(request, speed), None
    if chosen.disk > free and request.wish == "everything":
        chosen, everything = index_plan(request.source, speed), chosen.disk
    return Advice(plan=chosen, folder=folder, free=free, speed=speed, everything=everything)


def _existing(folder: Path) -> Path:
    """Return the folder, or the nearest above it that there is."""
    return next(place for place in (folder, *folder.parents) if place.exists())
