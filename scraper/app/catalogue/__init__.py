"""What one can do with the catalogue, a function each."""
