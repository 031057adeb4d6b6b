"""Which release or artist of the shelf is meant by what somebody typed."""

import difflib
from collections.abc import Mapping

from scraper.domain.credits import ArtistId, display_name
from scraper.domain.references import NoReleaseError, Reference, artist_name, reference, release_number
from scraper.domain.slugs import artist_path, folded
from scraper.domain.subjects import Subject
from scraper.review.applied_pins import titles
from scraper.run.errors import BadUsage
from scraper.store import Store


def release_named(store: Store, wanted: str) -> tuple[Subject, str]:
    """Return the release meant by an id or an address, with its artist and title; raise BadUsage otherwise."""
    try:
        subject = Subject(kind="release", subject_id=release_number(wanted))
    except NoReleaseError as error:
        raise BadUsage(str(error)) from None
    known = titles(store)
    if subject not in known:
        raise BadUsage(f"Release {subject.subject_id} is not on your shelf; give the id of one that is.")
    return subject, known[subject]


def artist_named(store: Store, wanted: str) -> tuple[ArtistId, str]:
    """Return the one artist meant by a name, id or address; raise BadUsage with the choices otherwise."""
    names = store.shelf.artist_names()
    named = reference(wanted)
    if named:
        return _by_number(named, wanted, names)
    wanted = artist_name(wanted)
    address = wanted.strip().strip("/").rsplit("/", 1)[-1].casefold()
    fitting = {
        artist_id: name
        for artist_id, name in names.items()
        if folded(name) == folded(wanted)
        or name == wanted
        or str(artist_id) == wanted.strip()
        or _addresses(name, artist_id) & {address}
    }
    exact = {artist_id: name for artist_id, name in fitting.items() if name == wanted.strip()}
    if len(exact) == 1 and display_name(wanted) != wanted.strip():
        fitting = exact
    if len(fitting) == 1:
        return next(iter(fitting.items()))
    if fitting:
        choices = "; ".join(f"{artist_id} {name}" for artist_id, name in fitting.items())
        raise BadUsage(f"Several artists are called {wanted!r}: {choices}. Say which one by its id.")
    raise BadUsage(_unknown(wanted, list(names.values())))


def _by_number(named: Reference, wanted: str, names: Mapping[ArtistId, str]) -> tuple[ArtistId, str]:
    """Return the artist that an address or a tag names."""
    if named.kind != "artist":
        raise BadUsage(f"{wanted!r} is a {named.kind}, not an artist; give an artist, by name, id or address.")
    artist_id = ArtistId(named.number)
    if artist_id not in names:
        raise BadUsage(f"No artist of your records has the id {artist_id}; give one who has a page.")
    return artist_id, names[artist_id]


def _addresses(name: str, artist_id: int) -> set[str]:
    last = artist_path(name, artist_id).strip("/").rsplit("/", 1)[-1]
    return {last, last.rsplit("-", 1)[0]}


def _unknown(wanted: str, names: list[str]) -> str:
    by_key = {folded(name): display_name(name) for name in names}
    near = difflib.get_close_matches(folded(wanted), by_key, n=3, cutoff=0.5)
    hint = f"; nearest: {', '.join(by_key[key] for key in near)}" if near else ""
    return f"No artist of your records is called {wanted!r}{hint}."
