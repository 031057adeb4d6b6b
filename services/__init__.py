"""One client per music service, and the transport they share."""
