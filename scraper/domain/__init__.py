"""What a record collection is made of, in Discogs' own words. Pure."""
