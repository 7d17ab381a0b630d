"""What a page of PyScript does that has the workspace's packages and does nothing with them but answer one request."""

import importlib
import json
import pkgutil

import js
from pyodide.ffi import create_proxy

for package in ("scapi", "host_page"):
    for found in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
        if found.name not in ("host_page.main", "scapi.testing"):
            importlib.import_module(found.name)


def answer(event):
    text = js.JSON.stringify(event.data)
    message = json.loads(text)
    if isinstance(message, dict) and message.get("request") == "agent.get":
        reply = {"request": "agent.get", "referenceId": message["referenceId"], "data": {"username": "kmiller"}}
        reply |= {"userAgent": "WWE Server", "protocolVersion": 2}
        event.source.postMessage(js.JSON.parse(json.dumps(reply)), event.origin)


js.window.addEventListener("message", create_proxy(answer))
frame = js.document.createElement("iframe")
frame.src = js.location.hash[1:]
js.document.body.append(frame)
