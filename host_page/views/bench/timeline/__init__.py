"""The time line of one interaction."""
