"""The traffic panel."""
