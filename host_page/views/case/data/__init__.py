"""Attached data."""
