-- What a source answered about a release, a master or an artist: its own JSON by question, so that whatever is drawn from it
-- can be drawn again without the network.
CREATE TABLE answers (
    source     TEXT    NOT NULL,
    kind       TEXT    NOT NULL CHECK (kind IN ('release', 'master', 'artist')),
    subject_id INTEGER NOT NULL,
    raw        TEXT    NOT NULL,
    asked_at   TEXT    NOT NULL,
    PRIMARY KEY (source, kind, subject_id)
) STRICT;

-- What came of it for a release or an artist, at each service: an entry that belongs to ours, with its evidence; or, where
-- `entry_id` is NULL, why none was taken. `candidates` are the nearest, for the owner to choose from.
CREATE TABLE verdicts (
    kind       TEXT    NOT NULL CHECK (kind IN ('release', 'artist')),
    subject_id INTEGER NOT NULL,
    service    TEXT    NOT NULL,
    entry_id   TEXT,
    url        TEXT,
    certainty  TEXT,
    score      REAL,
    evidence   TEXT    NOT NULL,
    candidates TEXT    NOT NULL,
    PRIMARY KEY (kind, subject_id, service)
) STRICT, WITHOUT ROWID;

-- Covers and portraits that sources offer beside Discogs' own, which stand with their releases and artists.
CREATE TABLE offers (
    kind       TEXT    NOT NULL CHECK (kind IN ('release', 'artist')),
    subject_id INTEGER NOT NULL,
    source     TEXT    NOT NULL,
    uri        TEXT    NOT NULL,
    PRIMARY KEY (kind, subject_id, source)
) STRICT, WITHOUT ROWID;

-- Texts about a release or an artist, with where they are from. One about an album stands with each of its releases.
CREATE TABLE texts (
    kind       TEXT    NOT NULL CHECK (kind IN ('release', 'artist')),
    subject_id INTEGER NOT NULL,
    source     TEXT    NOT NULL,
    title      TEXT    NOT NULL,
    url        TEXT    NOT NULL,
    language   TEXT    NOT NULL,
    text       TEXT    NOT NULL,
    PRIMARY KEY (kind, subject_id, source)
) STRICT, WITHOUT ROWID;

-- The owner's word: the address of the entry that belongs to a release or an artist, '' where there is none. Kept in pins.toml, too.
CREATE TABLE pins (
    kind       TEXT    NOT NULL CHECK (kind IN ('release', 'artist')),
    subject_id INTEGER NOT NULL,
    service    TEXT    NOT NULL,
    url        TEXT    NOT NULL,
    PRIMARY KEY (kind, subject_id, service)
) STRICT, WITHOUT ROWID;
