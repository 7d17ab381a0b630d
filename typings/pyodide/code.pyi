"""Running code of the other language."""

from typing import Any

def run_js(code: str, /) -> Any: ...
