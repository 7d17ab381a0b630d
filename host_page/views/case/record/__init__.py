"""Outbound records."""
