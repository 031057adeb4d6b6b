"""Hugo, the search index, and the folder of built files."""
