-- The tables that docs/catalogue.md describes; their columns stand in the order of scraper/catalogue/tables.py.
-- There are no foreign keys: the ids 0, 194, 355, 118760 and those of records that were not kept lead to no row. The key of
-- every table of releases begins with release_id, so that a Citus cluster can distribute the tables by it.
CREATE TABLE catalogue_migration (
    number     integer PRIMARY KEY,
    applied_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE cache_metadata (
    kind      text PRIMARY KEY,
    month     text    NOT NULL,
    file      text    NOT NULL,
    checksum  text    NOT NULL,
    keep      text    NOT NULL,
    selection text    NOT NULL,
    records   bigint  NOT NULL,
    kept      bigint  NOT NULL,
    bad       bigint  NOT NULL,
    unknown   text    NOT NULL,
    loaded_at text    NOT NULL
);

CREATE TABLE bad_record (
    kind   text    NOT NULL,
    number bigint  NOT NULL,
    reason text    NOT NULL,
    bytes  bytea   NOT NULL,
    PRIMARY KEY (kind, number)
);

CREATE TABLE artist (
    artist_id    bigint PRIMARY KEY,
    name         text,
    realname     text,
    profile      text,
    data_quality text
);
-- A hash index: names are looked up whole, and some are longer than a key of a B-tree can be (2.7 KB).
CREATE INDEX artist_by_name ON artist USING hash (name);

CREATE TABLE artist_alias (
    artist_id bigint  NOT NULL,
    sequence  integer NOT NULL,
    alias_id  bigint,
    name      text,
    PRIMARY KEY (artist_id, sequence)
);

CREATE TABLE artist_variation (
    artist_id bigint  NOT NULL,
    sequence  integer NOT NULL,
    name      text,
    PRIMARY KEY (artist_id, sequence)
);

CREATE TABLE artist_member (
    artist_id bigint  NOT NULL,
    sequence  integer NOT NULL,
    member_id bigint,
    name      text,
    PRIMARY KEY (artist_id, sequence)
);

CREATE TABLE artist_group (
    artist_id bigint  NOT NULL,
    sequence  integer NOT NULL,
    group_id  bigint,
    name      text,
    PRIMARY KEY (artist_id, sequence)
);

CREATE TABLE artist_url (
    artist_id bigint  NOT NULL,
    sequence  integer NOT NULL,
    url       text,
    PRIMARY KEY (artist_id, sequence)
);

CREATE TABLE label (
    label_id     bigint PRIMARY KEY,
    name         text,
    contact_info text,
    profile      text,
    data_quality text,
    parent_id    bigint,
    parent_name  text
);
CREATE INDEX label_by_name ON label USING hash (name);

CREATE TABLE label_url (
    label_id bigint  NOT NULL,
    sequence integer NOT NULL,
    url      text,
    PRIMARY KEY (label_id, sequence)
);

CREATE TABLE label_sublabel (
    label_id    bigint  NOT NULL,
    sequence    integer NOT NULL,
    sublabel_id bigint,
    name        text,
    PRIMARY KEY (label_id, sequence)
);

CREATE TABLE master (
    master_id    bigint PRIMARY KEY,
    main_release bigint,
    title        text,
    year         integer,
    notes        text,
    data_quality text
);

CREATE TABLE master_artist (
    master_id   bigint  NOT NULL,
    sequence    integer NOT NULL,
    artist_id   bigint,
    name        text,
    anv         text,
    join_phrase text,
    role        text,
    tracks      text,
    PRIMARY KEY (master_id, sequence)
);
CREATE INDEX master_artist_by_artist ON master_artist (artist_id);

CREATE TABLE master_genre (
    master_id bigint  NOT NULL,
    sequence  integer NOT NULL,
    genre     text,
    PRIMARY KEY (master_id, sequence)
);

CREATE TABLE master_style (
    master_id bigint  NOT NULL,
    sequence  integer NOT NULL,
    style     text,
    PRIMARY KEY (master_id, sequence)
);

-- duration is in seconds.
CREATE TABLE master_video (
    master_id   bigint  NOT NULL,
    sequence    integer NOT NULL,
    src         text,
    duration    bigint,
    embed       smallint,
    title       text,
    description text,
    PRIMARY KEY (master_id, sequence)
);

CREATE TABLE release (
    release_id      bigint PRIMARY KEY,
    status          text,
    title           text,
    country         text,
    released        text,
    year            integer,
    notes           text,
    data_quality    text,
    master_id       bigint,
    is_main_release smallint
);
CREATE INDEX release_by_master ON release (master_id);

CREATE TABLE release_artist (
    release_id  bigint  NOT NULL,
    sequence    integer NOT NULL,
    artist_id   bigint,
    name        text,
    anv         text,
    join_phrase text,
    role        text,
    tracks      text,
    is_extra    smallint NOT NULL,
    PRIMARY KEY (release_id, sequence)
);
CREATE INDEX release_artist_by_artist ON release_artist (artist_id);

CREATE TABLE release_label (
    release_id bigint  NOT NULL,
    sequence   integer NOT NULL,
    label_id   bigint,
    name       text,
    catno      text,
    PRIMARY KEY (release_id, sequence)
);
CREATE INDEX release_label_by_label ON release_label (label_id);

CREATE TABLE release_series (
    release_id bigint  NOT NULL,
    sequence   integer NOT NULL,
    series_id  bigint,
    name       text,
    catno      text,
    PRIMARY KEY (release_id, sequence)
);

-- quantity is text, as it can have 64 figures. descriptions is a JSON array, NULL where there are none.
CREATE TABLE release_format (
    release_id   bigint  NOT NULL,
    sequence     integer NOT NULL,
    name         text,
    quantity     text,
    text         text,
    descriptions text,
    PRIMARY KEY (release_id, sequence)
);

CREATE TABLE release_genre (
    release_id bigint  NOT NULL,
    sequence   integer NOT NULL,
    genre      text,
    PRIMARY KEY (release_id, sequence)
);

CREATE TABLE release_style (
    release_id bigint  NOT NULL,
    sequence   integer NOT NULL,
    style      text,
    PRIMARY KEY (release_id, sequence)
);

-- A sub-track follows its track; parent is that track's sequence.
CREATE TABLE release_track (
    release_id bigint  NOT NULL,
    sequence   integer NOT NULL,
    parent     integer,
    position   text,
    title      text,
    duration   text,
    seconds    bigint,
    PRIMARY KEY (release_id, sequence)
);

CREATE TABLE release_track_artist (
    release_id     bigint  NOT NULL,
    track_sequence integer NOT NULL,
    sequence       integer NOT NULL,
    artist_id      bigint,
    name           text,
    anv            text,
    join_phrase    text,
    role           text,
    tracks         text,
    is_extra       smallint NOT NULL,
    PRIMARY KEY (release_id, track_sequence, sequence)
);
CREATE INDEX release_track_artist_by_artist ON release_track_artist (artist_id);

CREATE TABLE release_company (
    release_id       bigint  NOT NULL,
    sequence         integer NOT NULL,
    company_id       bigint,
    name             text,
    catno            text,
    entity_type      text,
    entity_type_name text,
    PRIMARY KEY (release_id, sequence)
);

CREATE TABLE release_identifier (
    release_id  bigint  NOT NULL,
    sequence    integer NOT NULL,
    type        text,
    description text,
    value       text,
    PRIMARY KEY (release_id, sequence)
);

CREATE TABLE release_video (
    release_id  bigint  NOT NULL,
    sequence    integer NOT NULL,
    src         text,
    duration    bigint,
    embed       smallint,
    title       text,
    description text,
    PRIMARY KEY (release_id, sequence)
);

CREATE TABLE release_index (
    release_id bigint PRIMARY KEY,
    master_id  bigint,
    title      text,
    artists    text,
    year       integer,
    country    text,
    formats    text,
    labels     text,
    catnos     text,
    barcodes   text
);
CREATE INDEX release_index_by_master ON release_index (master_id);
