"""What one can do, a function each: called by the command line, the panel and tests."""
