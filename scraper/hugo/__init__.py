"""Hugo, the search index, and the folder of the built site."""
