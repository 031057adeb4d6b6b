-- Both tables keep no text: to delete a row, they must be given the text that was inserted (scraper/catalogue/folded_text.py
-- makes it). They keep which trigram is in which release, but not at which place (detail = none), so they can be asked for
-- trigrams only, not for longer strings. The row id is the release id.
-- text: title, artists, labels, catalogue numbers and barcodes of release_index, folded.
CREATE VIRTUAL TABLE release_search USING fts5 (text, content = '', tokenize = 'trigram', detail = none);

-- text: the titles of the release's tracks, each folded, in their order; a release without such titles has no row.
CREATE VIRTUAL TABLE track_search USING fts5 (text, content = '', tokenize = 'trigram', detail = none);

-- In about how many releases each trigram is, estimated from a sample at the load; the row of '' has the number of all
-- releases. Candidates for a misspelt query are found by its rarest trigrams.
CREATE TABLE search_trigram (
    indexed  TEXT    NOT NULL,
    trigram  TEXT    NOT NULL,
    releases INTEGER NOT NULL,
    PRIMARY KEY (indexed, trigram)
) STRICT, WITHOUT ROWID;
