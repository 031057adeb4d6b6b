-- Both keep no text of their own: what a row was made of is needed to take it out again (scraper/catalogue/folding.py).
-- Only which trigram is in which release is kept (detail = none), not where: ask for trigrams, never for longer strings.
-- The row id is the release id. text: title, artists, labels, catalogue numbers and barcodes of release_index, folded.
CREATE VIRTUAL TABLE release_search USING fts5 (text, content = '', tokenize = 'trigram', detail = none);

-- text: the titles of all tracks of the release, each folded, in their order; releases without titles have none.
CREATE VIRTUAL TABLE track_search USING fts5 (text, content = '', tokenize = 'trigram', detail = none);

-- In about how many releases each trigram is, counted on a sample at the load; '' is in all of them. A question that is
-- misspelt is answered by its rarest ones.
CREATE TABLE search_trigram (
    indexed  TEXT    NOT NULL,
    trigram  TEXT    NOT NULL,
    releases INTEGER NOT NULL,
    PRIMARY KEY (indexed, trigram)
) STRICT, WITHOUT ROWID;
