"""From a Discogs collection to a website: harvest, publish, and the command that runs both."""
