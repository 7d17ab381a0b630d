"""The driver: plays the far ends, turns the clock, reads what the agent sees. With the simulator only.

The page's simulator panel, tests and other tools use the same calls: ``window.workspace.call(name, args)``. A wrong
name or argument is a failure that says what was expected.
"""

from __future__ import annotations

from scapi.driver.driver import CALLS, Driver

__all__ = ["CALLS", "Driver"]
