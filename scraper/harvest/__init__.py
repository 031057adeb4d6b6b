"""Brings the store up to date: reads the collection, fetches what is due, keeps the answers."""
