-- One physical item on the shelf. A sold one keeps its row: removed_at says since when it is gone.
CREATE TABLE copies (
    instance_id INTEGER PRIMARY KEY,
    release_id  INTEGER NOT NULL REFERENCES releases (release_id),
    folder_id   INTEGER NOT NULL,
    rating      INTEGER NOT NULL,
    date_added  TEXT    NOT NULL,
    notes       TEXT    NOT NULL,
    raw         TEXT    NOT NULL,
    removed_at  TEXT
) STRICT;
CREATE INDEX copies_by_release ON copies (release_id);

-- One pressing. `basic` is what a collection page told, `raw` the whole answer; `fetched_at` is NULL until that was asked for.
-- The columns before them are read from the answers, for lists that need no more than a line of each. `image_uri` is the
-- first image's address, '' where Discogs kept it to itself for want of a token, NULL where there is none.
CREATE TABLE releases (
    release_id  INTEGER PRIMARY KEY,
    master_id   INTEGER,
    title       TEXT NOT NULL,
    artist_line TEXT NOT NULL,
    year        INTEGER,
    country     TEXT NOT NULL,
    formats     TEXT NOT NULL,
    terms       TEXT NOT NULL,
    image_uri   TEXT,
    fetched_at  TEXT,
    basic       TEXT,
    raw         TEXT
) STRICT;
CREATE INDEX releases_by_master ON releases (master_id);

CREATE TABLE masters (
    master_id  INTEGER PRIMARY KEY,
    title      TEXT NOT NULL,
    year       INTEGER,
    raw        TEXT,
    fetched_at TEXT
) STRICT;

-- Everybody who is a main artist of a release; `name` as credited until the artist's own answer is here.
CREATE TABLE artists (
    artist_id  INTEGER PRIMARY KEY,
    name       TEXT NOT NULL,
    image_uri  TEXT,
    fetched_at TEXT,
    raw        TEXT
) STRICT;

-- Who is credited on what. part: main, extra, track (main artist of a track) or track-extra.
CREATE TABLE credits (
    release_id INTEGER NOT NULL REFERENCES releases (release_id) ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    part       TEXT    NOT NULL CHECK (part IN ('main', 'extra', 'track', 'track-extra')),
    artist_id  INTEGER,
    name       TEXT    NOT NULL,
    anv        TEXT    NOT NULL,
    join_text  TEXT    NOT NULL,
    role       TEXT    NOT NULL,
    tracks     TEXT    NOT NULL,
    PRIMARY KEY (release_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX credits_by_artist ON credits (artist_id, part);

-- Releases that the owner never wants published.
CREATE TABLE skipped (
    release_id INTEGER PRIMARY KEY,
    added_at   TEXT NOT NULL
) STRICT;

-- Questions that got no answer: asked again once `retry_at` has come; NULL means never of itself.
CREATE TABLE lookups (
    source     TEXT    NOT NULL,
    kind       TEXT    NOT NULL,
    subject_id INTEGER NOT NULL,
    reason     TEXT    NOT NULL,
    attempts   INTEGER NOT NULL,
    asked_at   TEXT    NOT NULL,
    retry_at   TEXT,
    PRIMARY KEY (source, kind, subject_id)
) STRICT, WITHOUT ROWID;

-- The images that we hold as files beside the database.
CREATE TABLE artwork (
    kind         TEXT    NOT NULL CHECK (kind IN ('release', 'artist')),
    subject_id   INTEGER NOT NULL,
    source       TEXT    NOT NULL,
    uri          TEXT    NOT NULL,
    width        INTEGER NOT NULL,
    height       INTEGER NOT NULL,
    thumb_width  INTEGER NOT NULL,
    thumb_height INTEGER NOT NULL,
    digest       TEXT    NOT NULL,
    fetched_at   TEXT    NOT NULL,
    PRIMARY KEY (kind, subject_id)
) STRICT, WITHOUT ROWID;

-- Every address a page ever had; the older ones become aliases of the current one.
CREATE TABLE pages (
    path       TEXT PRIMARY KEY,
    kind       TEXT    NOT NULL,
    subject_id INTEGER NOT NULL,
    current    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX pages_by_subject ON pages (kind, subject_id);

CREATE TABLE runs (
    run_id      INTEGER PRIMARY KEY,
    command     TEXT NOT NULL,
    started_at  TEXT NOT NULL,
    finished_at TEXT,
    exit_code   INTEGER,
    report      TEXT
) STRICT;

-- The names of the owner's folders and fields, whose collection this is, and what was published last.
CREATE TABLE facts (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
