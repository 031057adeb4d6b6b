-- Releases that were loaded before have NULL here: their companies' numbers are found once they are loaded again.
ALTER TABLE release_index ADD COLUMN company_catnos text;

-- What a release is found by, its companies' catalogue numbers included.
CREATE FUNCTION release_text(title text, artists text, labels text, catnos text, barcodes text, company_catnos text)
    RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN release_text(title, artists, labels, catnos, barcodes) || ' ' || f_unaccent(lower(coalesce(company_catnos, '')));

-- Few releases have such numbers. So this index is small, and made in a moment where no release has any yet; the index of
-- all releases stays as it is.
CREATE INDEX release_index_by_company_catno ON release_index
    USING gin (release_text(title, artists, labels, catnos, barcodes, company_catnos) gin_trgm_ops)
    WHERE company_catnos IS NOT NULL;
