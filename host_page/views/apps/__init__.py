"""The client apps."""
