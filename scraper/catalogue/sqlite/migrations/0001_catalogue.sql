-- The tables that docs/catalogue.md describes; their columns stand in the order of scraper/catalogue/tables.py.
-- There are no foreign keys: the ids 0, 194, 355, 118760 and those of records that were not kept lead to no row. The key of
-- a child table begins with its parent's id, so that the rows of one record lie together and a load only appends.
CREATE TABLE cache_metadata (
    kind      TEXT PRIMARY KEY,
    month     TEXT    NOT NULL,
    file      TEXT    NOT NULL,
    checksum  TEXT    NOT NULL,
    keep      TEXT    NOT NULL,
    selection TEXT    NOT NULL,
    records   INTEGER NOT NULL,
    kept      INTEGER NOT NULL,
    bad       INTEGER NOT NULL,
    unknown   TEXT    NOT NULL,
    loaded_at TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE bad_record (
    kind   TEXT    NOT NULL,
    number INTEGER NOT NULL,
    reason TEXT    NOT NULL,
    bytes  BLOB    NOT NULL,
    PRIMARY KEY (kind, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE artist (
    artist_id    INTEGER PRIMARY KEY,
    name         TEXT,
    realname     TEXT,
    profile      TEXT,
    data_quality TEXT
) STRICT;
CREATE INDEX artist_by_name ON artist (name);

CREATE TABLE artist_alias (
    artist_id INTEGER NOT NULL,
    sequence  INTEGER NOT NULL,
    alias_id  INTEGER,
    name      TEXT,
    PRIMARY KEY (artist_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE artist_variation (
    artist_id INTEGER NOT NULL,
    sequence  INTEGER NOT NULL,
    name      TEXT,
    PRIMARY KEY (artist_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE artist_member (
    artist_id INTEGER NOT NULL,
    sequence  INTEGER NOT NULL,
    member_id INTEGER,
    name      TEXT,
    PRIMARY KEY (artist_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE artist_group (
    artist_id INTEGER NOT NULL,
    sequence  INTEGER NOT NULL,
    group_id  INTEGER,
    name      TEXT,
    PRIMARY KEY (artist_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE artist_url (
    artist_id INTEGER NOT NULL,
    sequence  INTEGER NOT NULL,
    url       TEXT,
    PRIMARY KEY (artist_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE label (
    label_id     INTEGER PRIMARY KEY,
    name         TEXT,
    contact_info TEXT,
    profile      TEXT,
    data_quality TEXT,
    parent_id    INTEGER,
    parent_name  TEXT
) STRICT;
CREATE INDEX label_by_name ON label (name);

CREATE TABLE label_url (
    label_id INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    url      TEXT,
    PRIMARY KEY (label_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE label_sublabel (
    label_id    INTEGER NOT NULL,
    sequence    INTEGER NOT NULL,
    sublabel_id INTEGER,
    name        TEXT,
    PRIMARY KEY (label_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE master (
    master_id    INTEGER PRIMARY KEY,
    main_release INTEGER,
    title        TEXT,
    year         INTEGER,
    notes        TEXT,
    data_quality TEXT
) STRICT;

CREATE TABLE master_artist (
    master_id   INTEGER NOT NULL,
    sequence    INTEGER NOT NULL,
    artist_id   INTEGER,
    name        TEXT,
    anv         TEXT,
    join_phrase TEXT,
    role        TEXT,
    tracks      TEXT,
    PRIMARY KEY (master_id, sequence)
) STRICT, WITHOUT ROWID;
CREATE INDEX master_artist_by_artist ON master_artist (artist_id);

CREATE TABLE master_genre (
    master_id INTEGER NOT NULL,
    sequence  INTEGER NOT NULL,
    genre     TEXT,
    PRIMARY KEY (master_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE master_style (
    master_id INTEGER NOT NULL,
    sequence  INTEGER NOT NULL,
    style     TEXT,
    PRIMARY KEY (master_id, sequence)
) STRICT, WITHOUT ROWID;

-- duration is in seconds.
CREATE TABLE master_video (
    master_id   INTEGER NOT NULL,
    sequence    INTEGER NOT NULL,
    src         TEXT,
    duration    INTEGER,
    embed       INTEGER,
    title       TEXT,
    description TEXT,
    PRIMARY KEY (master_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE release (
    release_id      INTEGER PRIMARY KEY,
    status          TEXT,
    title           TEXT,
    country         TEXT,
    released        TEXT,
    year            INTEGER,
    notes           TEXT,
    data_quality    TEXT,
    master_id       INTEGER,
    is_main_release INTEGER
) STRICT;
CREATE INDEX release_by_master ON release (master_id);

CREATE TABLE release_artist (
    release_id  INTEGER NOT NULL,
    sequence    INTEGER NOT NULL,
    artist_id   INTEGER,
    name        TEXT,
    anv         TEXT,
    join_phrase TEXT,
    role        TEXT,
    tracks      TEXT,
    is_extra    INTEGER NOT NULL,
    PRIMARY KEY (release_id, sequence)
) STRICT, WITHOUT ROWID;
CREATE INDEX release_artist_by_artist ON release_artist (artist_id);

CREATE TABLE release_label (
    release_id INTEGER NOT NULL,
    sequence   INTEGER NOT NULL,
    label_id   INTEGER,
    name       TEXT,
    catno      TEXT,
    PRIMARY KEY (release_id, sequence)
) STRICT, WITHOUT ROWID;
CREATE INDEX release_label_by_label ON release_label (label_id);

CREATE TABLE release_series (
    release_id INTEGER NOT NULL,
    sequence   INTEGER NOT NULL,
    series_id  INTEGER,
    name       TEXT,
    catno      TEXT,
    PRIMARY KEY (release_id, sequence)
) STRICT, WITHOUT ROWID;

-- quantity is text, as it can have 64 figures. descriptions is a JSON array, NULL where there are none.
CREATE TABLE release_format (
    release_id   INTEGER NOT NULL,
    sequence     INTEGER NOT NULL,
    name         TEXT,
    quantity     TEXT,
    text         TEXT,
    descriptions TEXT,
    PRIMARY KEY (release_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE release_genre (
    release_id INTEGER NOT NULL,
    sequence   INTEGER NOT NULL,
    genre      TEXT,
    PRIMARY KEY (release_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE release_style (
    release_id INTEGER NOT NULL,
    sequence   INTEGER NOT NULL,
    style      TEXT,
    PRIMARY KEY (release_id, sequence)
) STRICT, WITHOUT ROWID;

-- A sub-track follows its track; parent is that track's sequence.
CREATE TABLE release_track (
    release_id INTEGER NOT NULL,
    sequence   INTEGER NOT NULL,
    parent     INTEGER,
    position   TEXT,
    title      TEXT,
    duration   TEXT,
    seconds    INTEGER,
    PRIMARY KEY (release_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE release_track_artist (
    release_id     INTEGER NOT NULL,
    track_sequence INTEGER NOT NULL,
    sequence       INTEGER NOT NULL,
    artist_id      INTEGER,
    name           TEXT,
    anv            TEXT,
    join_phrase    TEXT,
    role           TEXT,
    tracks         TEXT,
    is_extra       INTEGER NOT NULL,
    PRIMARY KEY (release_id, track_sequence, sequence)
) STRICT, WITHOUT ROWID;
CREATE INDEX release_track_artist_by_artist ON release_track_artist (artist_id);

CREATE TABLE release_company (
    release_id       INTEGER NOT NULL,
    sequence         INTEGER NOT NULL,
    company_id       INTEGER,
    name             TEXT,
    catno            TEXT,
    entity_type      TEXT,
    entity_type_name TEXT,
    PRIMARY KEY (release_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE release_identifier (
    release_id  INTEGER NOT NULL,
    sequence    INTEGER NOT NULL,
    type        TEXT,
    description TEXT,
    value       TEXT,
    PRIMARY KEY (release_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE release_video (
    release_id  INTEGER NOT NULL,
    sequence    INTEGER NOT NULL,
    src         TEXT,
    duration    INTEGER,
    embed       INTEGER,
    title       TEXT,
    description TEXT,
    PRIMARY KEY (release_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE release_index (
    release_id INTEGER PRIMARY KEY,
    master_id  INTEGER,
    title      TEXT,
    artists    TEXT,
    year       INTEGER,
    country    TEXT,
    formats    TEXT,
    labels     TEXT,
    catnos     TEXT,
    barcodes   TEXT
) STRICT;
CREATE INDEX release_index_by_master ON release_index (master_id);
