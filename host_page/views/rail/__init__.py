"""The list of interactions and the channels."""
