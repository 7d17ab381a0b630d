"""Importing the workspace touches neither the browser nor a clock nor chance, so that it can be done at build time."""

from __future__ import annotations

import json
import subprocess
import sys

from tools.paths import ROOT

PROBE = """
import importlib, json, os, pkgutil, random, sys, time, types, uuid

sys.path.insert(0, os.getcwd())
used = []

def refuse(name):
    def refused(*args, **options):
        used.append(name)
        raise AssertionError(name + " was used while importing")
    return refused

class Browser(types.ModuleType):
    # Names can be imported; using one is told.
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return refuse(self.__name__ + "." + name)

for name in ("js", "pyodide", "pyodide.ffi", "pyodide.code", "pyodide.http", "pyscript"):
    module = Browser(name)
    module.__path__ = []
    sys.modules[name] = module

def watched(module, names):
    for name in names.split():
        setattr(module, name, refuse(module.__name__ + "." + name))

# The standard library and Jinja2 may do as they like; they are imported first.
import asyncio, dataclasses, enum, tomllib, traceback, urllib.parse, zoneinfo, jinja2, jinja2.ext
watched(time, "time monotonic perf_counter time_ns monotonic_ns")
watched(random, "random randrange randint choice getrandbits")
watched(uuid, "uuid1 uuid4 UUID")
watched(os, "urandom")

import scapi, host_page
names = []
for package in (scapi, host_page):
    for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        if found.name != "host_page.main":  # runs the page, and is not imported by anything
            names.append(found.name)
            importlib.import_module(found.name)
print(json.dumps({"names": names, "used": used}))
"""


def test_importing_uses_no_browser_no_clock_and_no_chance() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROBE], cwd=ROOT, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["used"] == []
    assert {"host_page.boot", "host_page.views.renderer", "scapi.session"} <= set(found["names"])
