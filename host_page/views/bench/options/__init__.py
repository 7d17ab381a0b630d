"""The options that count: a view of the workbench."""
