"""The contact centre behind the workspace: the port, and the simulator that stands behind it by default."""
