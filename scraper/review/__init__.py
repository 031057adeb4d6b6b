"""The owner's pins, and what was left open for the owner to look at."""
