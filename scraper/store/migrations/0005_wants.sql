-- The wantlist as it was when it was read last: needed only to know which releases the catalogue is to keep.
CREATE TABLE wants (
    release_id INTEGER PRIMARY KEY,
    added      TEXT NOT NULL,
    basic      TEXT NOT NULL
) STRICT;
