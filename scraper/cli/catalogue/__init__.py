"""`scrape catalogue`: Discogs' own data on this machine, loaded, searched and kept in shape."""
