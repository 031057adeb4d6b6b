"""Small local servers that behave like the services, traps included, for tests and the demo."""
