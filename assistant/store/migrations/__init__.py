"""Ordered migrations of the store."""
