"""A local copy of Discogs' monthly dumps: read, filtered, loaded and searched."""
