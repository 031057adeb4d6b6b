-- The images that Discogs lists for a release beside its first one, which stands with the release: as many as we show.
CREATE TABLE gallery (
    release_id INTEGER NOT NULL REFERENCES releases (release_id) ON DELETE CASCADE,
    place      INTEGER NOT NULL,
    uri        TEXT    NOT NULL,
    PRIMARY KEY (release_id, place)
) STRICT, WITHOUT ROWID;

-- Of the answers that are here already. The first is the primary one, as it is for answers that come.
INSERT INTO gallery
SELECT release_id, position - 1, uri FROM (
    SELECT release_id, trim(json_extract(image, '$.uri')) AS uri, row_number() OVER (
        PARTITION BY release_id ORDER BY coalesce(json_extract(image, '$.type'), '') <> 'primary', place) AS position
    FROM (
        SELECT r.release_id, e.key AS place, CASE WHEN e.type = 'object' THEN e.value ELSE '{}' END AS image
        FROM releases r, json_each(CASE WHEN json_valid(r.raw) THEN r.raw ELSE '{}' END, '$.images') e)
    WHERE json_type(image, '$.uri') = 'text' AND trim(json_extract(image, '$.uri')) > ''
    AND json_extract(image, '$.uri') NOT GLOB '*[^ -~]*')
WHERE position BETWEEN 2 AND 4;

-- Images of galleries are held as all others are: the same table, without a word on which kinds there are.
CREATE TABLE held (
    kind         TEXT    NOT NULL,
    subject_id   INTEGER NOT NULL,
    source       TEXT    NOT NULL,
    uri          TEXT    NOT NULL,
    width        INTEGER NOT NULL,
    height       INTEGER NOT NULL,
    thumb_width  INTEGER NOT NULL,
    thumb_height INTEGER NOT NULL,
    digest       TEXT    NOT NULL,
    fetched_at   TEXT    NOT NULL,
    version      INTEGER NOT NULL DEFAULT 0,
    sizes        TEXT    NOT NULL DEFAULT '[]',
    palette      TEXT,
    has_card     INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (kind, subject_id)
) STRICT, WITHOUT ROWID;
INSERT INTO held SELECT kind, subject_id, source, uri, width, height, thumb_width, thumb_height, digest, fetched_at,
    version, sizes, palette, has_card FROM artwork;
DROP TABLE artwork;
ALTER TABLE held RENAME TO artwork;
