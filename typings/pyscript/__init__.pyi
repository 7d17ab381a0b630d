"""PyScript's own package: what the project uses of it."""

from typing import Any

from js import Document, Window

RUNNING_IN_WORKER: bool
config: dict[str, Any]
document: Document
window: Window
