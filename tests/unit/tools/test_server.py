import http.client
import json
import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.messages import Failure
from tools.paths import ROOT
from tools.served_files import NamedText, read_named_text
from tools.server import Addresses, Servers
from tools.site_server import Tls

LISTED = "https://crm.example.com"


@pytest.fixture
def servers(tmp_path: Path) -> Iterator[Servers]:
    site, clients = tmp_path / "site", tmp_path / "clients"
    for file, text in {
        site / "index.html": "host",
        site / "pyodide.mjs": "export {}",
        clients / "explorer" / "index.html": "explorer",
        clients / "explorer" / "explorer.js": "script",
        clients / "library" / "wwe-service-client-api.js": "library",
    }.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    with Servers(site=site, clients=clients) as running:
        yield running


def ask(origin: str, path: str = "/", method: str = "GET", **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection(origin.removeprefix("http://"), timeout=10)
    try:
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()


def test_the_host_is_on_localhost_and_the_clients_on_the_next_ports(servers: Servers) -> None:
    port = servers.addresses.port
    assert servers.host_url == f"http://localhost:{port}/"
    assert servers.client_origins == {
        "explorer": f"http://127.0.0.1:{port + 1}",
        "restricted": f"http://127.0.0.1:{port + 2}",
        "unlisted": f"http://127.0.0.1:{port + 3}",
    }
    assert ask(servers.host_origin)[1] == b"host"
    for origin in servers.client_origins.values():
        assert ask(origin)[1] == b"explorer"
        assert ask(origin, "/explorer.js")[1] == b"script"
        assert ask(origin, "/wwe-service-client-api.js")[1] == b"library"


@pytest.mark.parametrize("path", ["/", "/pyodide.mjs", "/workspace.json", "/missing", "/../x"])
def test_every_answer_of_the_host_has_the_security_headers(servers: Servers, path: str) -> None:
    response, _ = ask(servers.host_origin, path)
    policy = response.headers["Content-Security-Policy"]
    assert "require-trusted-types-for 'script'" in policy
    assert f"frame-ancestors {servers.client_origins['explorer']}" in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["Cache-Control"] == ("no-store" if path == "/workspace.json" else "no-cache")
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin-allow-popups"
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response.headers["Origin-Agent-Cluster"] == "?1"
    assert "camera=()" in response.headers["Permissions-Policy"]
    assert "Access-Control-Allow-Origin" not in response.headers


def test_clients_are_served_without_a_policy_of_ours(servers: Servers) -> None:
    response, _ = ask(servers.client_origins["explorer"])
    assert "Content-Security-Policy" not in response.headers
    assert "Access-Control-Allow-Origin" not in response.headers


def test_the_policy_is_that_of_the_given_configuration(tmp_path: Path) -> None:
    text = f"[interaction-workspace]\nservice-client-api.accepted-web-content-origins = {LISTED}\n"
    scenario = NamedText("own.toml", "# nothing")
    with Servers(configuration=NamedText("own.cfg", text), scenario=scenario, site=tmp_path, clients=tmp_path) as own:
        response, body = ask(own.host_origin, "/workspace.json")
    assert f"frame-ancestors {LISTED}" in response.headers["Content-Security-Policy"]
    answer = json.loads(body)
    assert answer["configuration"] == {"name": "own.cfg", "text": text}
    assert answer["scenario"] == {"name": "own.toml", "text": "# nothing"}
    assert answer["builtIn"]["configuration"]["name"] == "built-in configuration"


def test_the_built_in_configuration_has_the_real_origins(servers: Servers) -> None:
    answer = json.loads(ask(servers.host_origin, "/workspace.json")[1])
    assert answer["configuration"] == answer["builtIn"]["configuration"]
    text = answer["configuration"]["text"]
    assert "$" not in text
    for origin in servers.client_origins.values():
        assert f"url = {origin}/" in text


def test_an_unchanged_document_is_not_sent_again(servers: Servers) -> None:
    first, _ = ask(servers.host_origin, "/pyodide.mjs")
    again, body = ask(servers.host_origin, "/pyodide.mjs", If_None_Match=first.headers["ETag"])
    assert (again.status, body) == (304, b"")
    assert "Content-Security-Policy" in again.headers


def test_one_connection_serves_many_requests(servers: Servers) -> None:
    connection = http.client.HTTPConnection(servers.host_origin.removeprefix("http://"), timeout=10)
    try:
        for path in ("/", "/pyodide.mjs", "/"):
            connection.request("GET", path)
            assert connection.getresponse().read()
        assert connection.sock is not None
    finally:
        connection.close()


def test_only_reading_is_allowed(servers: Servers) -> None:
    head, body = ask(servers.host_origin, method="HEAD")
    assert (head.status, body, head.headers["Content-Length"]) == (200, b"", "4")
    refused, _ = ask(servers.host_origin, method="POST")
    assert (refused.status, refused.headers["Allow"]) == (405, "GET, HEAD")


def answers(servers: Servers, request: bytes) -> list[bytes]:
    """The status lines of all that the server says to these bytes, until it closes the connection."""
    with socket.create_connection(("127.0.0.1", servers.addresses.port), timeout=10) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        said = b"".join(iter(lambda: connection.recv(65536), b""))
    return [line for line in said.split(b"\r\n") if line.startswith(b"HTTP/1.1 ")]


SMUGGLED = b"GET /pyodide.mjs HTTP/1.1\r\nHost: localhost\r\n\r\n"


@pytest.mark.parametrize("method", [b"GET", b"HEAD"])
@pytest.mark.parametrize("head", [b"Content-Length: %d" % len(SMUGGLED), b"Transfer-Encoding: chunked"])
def test_a_body_is_not_a_second_request(servers: Servers, method: bytes, head: bytes) -> None:
    request = method + b" / HTTP/1.1\r\nHost: localhost\r\n" + head + b"\r\n\r\n" + SMUGGLED
    assert answers(servers, request) == [b"HTTP/1.1 400 Bad Request"]


@pytest.mark.parametrize("names", [(b"localhost", b"attacker.example"), (b"localhost", b"localhost")])
def test_two_names_are_refused(servers: Servers, names: tuple[bytes, bytes]) -> None:
    request = b"GET /workspace.json HTTP/1.1\r\n" + b"".join(b"Host: %s\r\n" % name for name in names) + b"\r\n"
    assert answers(servers, request) == [b"HTTP/1.1 400 Bad Request"]


def test_an_empty_body_is_none(servers: Servers) -> None:
    assert answers(servers, b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n") == [b"HTTP/1.1 200 OK"]


def test_a_foreign_name_for_this_machine_is_refused(servers: Servers) -> None:
    response, _ = ask(servers.host_origin, "/workspace.json", Host="attacker.example")
    assert response.status == 421


@pytest.mark.parametrize("offset", range(4))
def test_a_taken_port_is_named_and_leaves_nothing_behind(offset: int, tmp_path: Path) -> None:
    with Servers(site=tmp_path, clients=tmp_path) as probe:
        base = probe.addresses.port
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", base + offset))
        taken.listen()
        with pytest.raises(Failure, match=f"Port {base + offset} is in use") as refused:
            Servers(base, site=tmp_path, clients=tmp_path).start()
        assert refused.value.exit_code == 2
    with Servers(base, site=tmp_path, clients=tmp_path) as after:
        assert after.addresses.port == base


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    binary = tmp_path / "binary.cfg"
    binary.write_bytes(b"[a]\nb=\xff")
    with pytest.raises(Failure, match=r"binary\.cfg: not UTF-8 text \(byte 6\)"):
        read_named_text(binary)
    with pytest.raises(Failure, match=r"missing\.cfg: cannot be read"):
        read_named_text(tmp_path / "missing.cfg")


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    (tmp_path / "marked.cfg").write_bytes(b"\xef\xbb\xbf[a]\n")
    assert read_named_text(tmp_path / "marked.cfg") == NamedText("marked.cfg", "[a]\n")


CERTIFICATE = Tls(
    ROOT / "tests" / "support" / "tls" / "certificate.pem", ROOT / "tests" / "support" / "tls" / "key.pem"
)


def test_with_a_certificate_the_host_alone_is_served_with_tls(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("host")
    trusting = ssl.create_default_context(cafile=str(CERTIFICATE.certificate))
    with Servers(site=tmp_path, clients=tmp_path, tls=CERTIFICATE) as servers:
        port = servers.addresses.port
        assert servers.host_url == f"https://localhost:{port}/"
        assert servers.client_origins["explorer"] == f"http://127.0.0.1:{port + 1}"
        connection = http.client.HTTPSConnection("localhost", port, timeout=10, context=trusting)
        connection.request("GET", "/")
        assert connection.getresponse().read() == b"host"
        connection.request("GET", "/", headers={"Host": f"127.0.0.1:{port}"})
        assert connection.getresponse().headers["Location"] == f"https://localhost:{port}/"
        connection.close()
        assert ask(servers.client_origins["explorer"])[0].status == 200


def test_a_certificate_that_is_none_is_told_before_anything_listens(tmp_path: Path) -> None:
    (tmp_path / "x.pem").write_text("x")
    for tls in (Tls(tmp_path / "x.pem", tmp_path / "x.pem"), Tls(tmp_path / "missing.pem", CERTIFICATE.key)):
        with pytest.raises(Failure, match=r"--tls-cert .*\.pem, --tls-key") as refused:
            Servers(site=tmp_path, clients=tmp_path, tls=tls).start()
        assert refused.value.exit_code == 2


def test_the_address_of_the_machine_leads_to_its_name(servers: Servers) -> None:
    port = servers.addresses.port
    response, _ = ask(f"http://127.0.0.1:{port}", "/?configuration=built-in")
    assert (response.status, response.headers["Location"]) == (307, f"{servers.host_url}?configuration=built-in")


def test_on_every_address_other_names_are_answered(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("host")
    with Servers(site=tmp_path, clients=tmp_path, host="0.0.0.0") as servers:
        assert servers.host_url == f"http://localhost:{servers.addresses.port}/"
        for name, status in {"workspace.example": 200, "localhost": 200, "127.0.0.1": 307}.items():
            response, _ = ask(f"http://127.0.0.1:{servers.addresses.port}", Host=f"{name}:{servers.addresses.port}")
            assert response.status == status


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_a_loopback_address_keeps_the_name(host: str, tmp_path: Path) -> None:
    with Servers(site=tmp_path, clients=tmp_path, host=host) as servers:
        assert servers.host_url == f"http://localhost:{servers.addresses.port}/"


@pytest.mark.parametrize(("host", "text"), [("no.such.name.invalid", "no such name"), ("192.0.2.1", "not an address")])
def test_a_host_that_is_not_this_machine_is_told(host: str, text: str, tmp_path: Path) -> None:
    with Servers(site=tmp_path, clients=tmp_path) as probe:
        port = probe.addresses.port
    with pytest.raises(Failure, match=text):
        Servers(port, site=tmp_path, clients=tmp_path, host=host).start()


@pytest.mark.parametrize(
    ("name", "url"), [("workspace.example", "https://workspace.example:9/"), ("fd00::7", "https://[fd00::7]:9/")]
)
def test_the_address_of_the_host_by_name(name: str, url: str) -> None:
    assert Addresses(9, name, "https").host_url == url


def test_an_answer_on_its_way_is_finished_when_the_server_is_stopped(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(b"x" * 20_000_000)
    servers = Servers(site=tmp_path, clients=tmp_path)
    servers.start()
    connection = http.client.HTTPConnection("localhost", servers.addresses.port, timeout=10)
    connection.request("GET", "/")
    response = connection.getresponse()
    first = response.read(1)
    stopping = threading.Thread(target=servers.stop)
    stopping.start()
    assert len(first + response.read()) == 20_000_000
    stopping.join(timeout=10)
    assert not stopping.is_alive()
    connection.close()
