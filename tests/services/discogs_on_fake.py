"""The real client on the real transport, asking the fake, without waiting."""

from services import discogs
from services.discogs import Discogs
from services.fakes.discogs import DiscogsFake
from services.throttle import Throttle
from services.transport import Channel, session

TOKEN = "sample-token"  # noqa: S105  # a made-up token is the point of a fake
OFTEN = 6_000_000


def channel(naps: list[float] | None = None, *, token: str | None = TOKEN, service: str = "Discogs") -> Channel:
    """Return a channel whose pauses are noted in `naps` instead of slept."""
    throttle = Throttle(OFTEN, clock=lambda: 0.0, sleep=(naps if naps is not None else []).append)
    shared = session("https://example.org", "0.1")
    return Channel(shared, service, throttle, headers=discogs.authorization(token), guide=discogs.limit_and_used)


def client(fake: DiscogsFake, *, token: str | None = TOKEN, username: str = "crate") -> Discogs:
    """Return the client of Discogs, on the fake."""
    return Discogs(channel(token=token), channel(token=None, service="Discogs' images"), fake.origin, username)
