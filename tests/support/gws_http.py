"""A client of a running server of Genesys Web Services, over a real network."""

from __future__ import annotations

import base64
import http.client
import json
from typing import Any

from tests.support.gws import PASSWORD
from tools.gws_serving import RunningGws


class HttpAgent:
    """One user; each request is a connection of its own, with the cookie and the token that were given."""

    def __init__(self, server: RunningGws, name: str, password: str = PASSWORD) -> None:
        self._server = server
        self._headers = {"Authorization": "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()}

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[http.client.HTTPResponse, Any]:
        """The response, and its body as JSON, if it is."""
        text = None if body is None else json.dumps(body)
        sent = {**self._headers, **({} if body is None else {"Content-Type": "application/json"})}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self._server.port, timeout=30)
        try:
            connection.request(method, path, text, sent)
            response = connection.getresponse()
            content = response.read()
        finally:
            connection.close()
        self._keep(response)
        is_json = response.headers.get_content_type() == "application/json" and content
        return response, json.loads(content) if is_json else content

    def get(self, path: str) -> Any:
        response, content = self.ask("GET", f"/api/v2{path}")
        assert response.status == 200, content
        return content

    def post(self, path: str, operation: str, **parameters: Any) -> Any:
        return self.ask("POST", f"/api/v2{path}", {"operationName": operation, **parameters})[1]

    def do(self, path: str, operation: str, **parameters: Any) -> None:
        answered = self.post(path, operation, **parameters)
        assert answered == {"statusCode": 0}, answered

    def dial(self, number: str) -> None:
        device = self.get("/me/devices?fields=id")["devices"][0]["id"]
        self.do(f"/me/devices/{device}/calls", "Dial", destination={"phoneNumber": number})

    def drive(self, name: str, **args: Any) -> Any:
        """A driver call that must go well."""
        response, content = self.ask(
            "POST", f"/driver/calls/{name}", args, Authorization=f"Bearer {self._server.token}"
        )
        assert response.status == 200, content
        return content

    def _keep(self, response: http.client.HTTPResponse) -> None:
        cookie = response.headers.get("Set-Cookie")
        if cookie is not None:
            self._headers["Cookie"] = cookie.partition(";")[0]
        if "X-CSRF-TOKEN" in response.headers:
            self._headers["X-CSRF-TOKEN"] = response.headers["X-CSRF-TOKEN"]
