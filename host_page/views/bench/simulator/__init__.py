"""The simulator panel."""
