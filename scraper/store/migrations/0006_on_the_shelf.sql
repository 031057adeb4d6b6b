-- The releases that the owner has, and does not keep off the site. Ask by JOIN or EXISTS: then only the rows in question are looked at.
CREATE VIEW on_shelf AS
SELECT release_id FROM releases r
WHERE EXISTS (SELECT 1 FROM copies c WHERE c.release_id = r.release_id AND c.removed_at IS NULL)
AND NOT EXISTS (SELECT 1 FROM skipped s WHERE s.release_id = r.release_id);

-- Who they are by. Various (194), Unknown Artist (355) and No Artist (118760) are nobody.
CREATE VIEW main_artists AS
SELECT artist_id FROM artists a
WHERE artist_id NOT IN (194, 355, 118760)
AND EXISTS (SELECT 1 FROM credits c JOIN on_shelf USING (release_id) WHERE c.artist_id = a.artist_id AND c.part = 'main');

-- A finding has one name in the program and here.
ALTER TABLE verdicts RENAME TO findings;

-- Whom the services credit with the albums that were matched: how an artist is found at a service whose albums are known.
CREATE TABLE album_artists (
    release_id INTEGER NOT NULL,
    service    TEXT    NOT NULL,
    entry_id   TEXT    NOT NULL,
    url        TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    album_url  TEXT    NOT NULL,
    PRIMARY KEY (release_id, service, entry_id)
) STRICT, WITHOUT ROWID;

-- Nothing reads what the wantlist's pages tell of its releases.
ALTER TABLE wants DROP COLUMN basic;
