"""The contact."""
