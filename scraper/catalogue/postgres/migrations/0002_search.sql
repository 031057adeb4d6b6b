-- An index needs an IMMUTABLE function, and unaccent is only STABLE, as somebody could change its dictionary. The body is
-- parsed here, once, so that the search path of a later session makes no difference.
CREATE FUNCTION f_unaccent(text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    RETURN unaccent('unaccent'::regdictionary, $1);

-- What a release is found by. coalesce is needed as A || B is NULL where A or B is; concat_ws is not IMMUTABLE.
CREATE FUNCTION release_text(title text, artists text, labels text, catnos text, barcodes text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN f_unaccent(lower(coalesce(title, '') || ' ' || coalesce(artists, '') || ' ' || coalesce(labels, '')
        || ' ' || coalesce(catnos, '') || ' ' || coalesce(barcodes, '')));

CREATE INDEX release_index_by_text ON release_index
    USING gin (release_text(title, artists, labels, catnos, barcodes) gin_trgm_ops);

-- Titles and names such as !!! and ( ) have no trigrams; they are few, so all of them are compared.
CREATE INDEX release_index_without_letters ON release_index (release_id)
    WHERE title !~ '[[:alnum:]]' OR artists !~ '[[:alnum:]]';

CREATE INDEX release_track_by_title ON release_track USING gin (f_unaccent(lower(title)) gin_trgm_ops);

CREATE INDEX release_track_without_letters ON release_track (release_id) WHERE title !~ '[[:alnum:]]';
