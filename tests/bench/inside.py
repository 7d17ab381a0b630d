"""Python that a benchmark runs in the page's own interpreter, beside the workspace.

The page gives nobody its interpreter. It does give its bridge the one function that leads into Python, and a benchmark
is in the page before that: it keeps the function, and reaches the interpreter from it. Nothing of the page is changed.
"""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Page

KEEP_ENTRY = """
if (self === top) {
  Object.defineProperty(self, "workspaceBridge", {
    configurable: true,
    set(bridge) {
      Object.defineProperty(self, "workspaceBridge", { value: bridge, configurable: true, writable: true });
      const { connect } = bridge;
      bridge.connect = (entry) => {
        self.pythonEntry = entry;
        connect(entry);
      };
    },
  });
}
"""
"""A script for :meth:`playwright.sync_api.Page.add_init_script`: it makes :func:`run` possible."""
_RUN = """
(source) => {
  const method = pythonEntry.__func__;
  const globals = method.__globals__;
  const builtins = globals.get("__builtins__");
  const exec = builtins.get("exec");
  const scope = globals.copy();
  const boot = pythonEntry.__self__;
  try {
    scope.set("boot", boot);
    exec(source, scope);
    return scope.get("result");
  } finally {
    for (const proxy of [method, globals, builtins, exec, scope, boot]) proxy.destroy();
  }
}
"""


def run(page: Page, source: str) -> Any:
    """Runs Python in the page; gives what it leaves in ``result``, as JSON. ``boot`` is the page's :class:`Boot`."""
    return json.loads(page.evaluate(_RUN, source))
