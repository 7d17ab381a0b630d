import asyncio
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.types import ASGIApp, Message, Scope

from tools.site_app import HostNames, client_application, host_application
from tools.site_files import accepted_encodings, content_type

Answer = tuple[int, dict[str, str], bytes]
LASTING = "assets/page-0123456789abcdef"


def get(app: ASGIApp, path: str, method: str = "GET", **headers: str) -> Answer:
    """One request to an application, without a network; ``path`` goes in as it is."""
    raw, _, query = path.partition("?")
    given = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope: Scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": raw,
        "raw_path": raw.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": given,
    }
    sent: list[Message] = []

    asked: list[None] = []

    async def receive() -> Message:
        if asked:
            await asyncio.Future()  # the browser stays
        asked.append(None)
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    head = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], head, b"".join(message.get("body", b"") for message in sent[1:])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "root"
    (root / "sub").mkdir(parents=True)
    (root / LASTING).mkdir(parents=True)
    (root / "index.html").write_text("home")
    (root / "sub" / "a b.js").write_text("script")
    (root / ".hidden").write_text("secret")
    (root / LASTING / "pyodide.wasm").write_text("module")
    (root / LASTING / "pyodide.wasm.zst").write_text("m")
    (root / LASTING / "pyodide.wasm.br").write_text("mo")
    (tmp_path / "outside.txt").write_text("secret")
    (root / "link.txt").symlink_to(tmp_path / "outside.txt")
    return root


@pytest.fixture
def site(folder: Path) -> ASGIApp:
    return client_application([folder])


def test_files_are_found_by_path(site: ASGIApp) -> None:
    status, head, body = get(site, "/?q=1")
    assert (status, body, head["content-type"]) == (200, b"home", "text/html; charset=utf-8")
    status, head, body = get(site, "/sub/a b.js")
    assert (status, body, head["content-type"]) == (200, b"script", "text/javascript; charset=utf-8")


@pytest.mark.parametrize(
    "path",
    [
        "/../outside.txt",
        "/sub/../../outside.txt",
        "/..\\outside.txt",
        "//outside.txt",
        "/link.txt",
        "/.hidden",
        "/sub/../.hidden",
        "/sub",
        "/sub/",
        "/index.html\0.js",
        "/" + "a" * 5000,
        "/missing",
    ],
)
def test_nothing_beside_the_files_exists(site: ASGIApp, path: str) -> None:
    status, head, body = get(site, path)
    assert status == 404
    assert body == b"Not Found"
    assert head["x-content-type-options"] == "nosniff"


def test_an_absolute_path_does_not_leave_the_folder(site: ASGIApp, tmp_path: Path) -> None:
    assert get(site, f"/{tmp_path}/outside.txt")[0] == 404
    assert get(site, f"//{tmp_path}/outside.txt")[0] == 404


def test_an_earlier_folder_goes_before_a_later_one(folder: Path, tmp_path: Path) -> None:
    second = tmp_path / "second"
    second.mkdir()
    (second / "index.html").write_text("other")
    (second / "more.txt").write_text("more")
    both = client_application([folder, second])
    assert [get(both, path)[2] for path in ("/", "/more.txt")] == [b"home", b"more"]


@pytest.mark.parametrize(
    ("accepts", "body", "encoding"),
    [
        ("gzip, deflate, br, zstd", b"m", "zstd"),
        ("gzip, deflate, br", b"mo", "br"),
        ("zstd;q=0, br;q=0.5", b"mo", "br"),
        ("gzip", b"module", None),
        ("", b"module", None),
    ],
)
def test_the_first_form_that_the_browser_takes_is_sent(
    site: ASGIApp, accepts: str, body: bytes, encoding: str | None
) -> None:
    status, head, sent = get(site, f"/{LASTING}/pyodide.wasm", accept_encoding=accepts)
    assert (status, sent, head.get("content-encoding")) == (200, body, encoding)
    assert head["content-type"] == "application/wasm"
    assert head["vary"] == "Accept-Encoding"
    assert head["content-length"] == str(len(body))


def test_forms_have_tags_of_their_own(site: ASGIApp) -> None:
    tags = {get(site, f"/{LASTING}/pyodide.wasm", accept_encoding=name)[1]["etag"] for name in ("zstd", "br", "")}
    assert len(tags) == 3


def test_only_what_is_named_by_its_content_is_kept_for_ever(site: ASGIApp) -> None:
    assert get(site, f"/{LASTING}/pyodide.wasm")[1]["cache-control"] == "public, max-age=31536000, immutable"
    for path in ("/", "/sub/a b.js", "/missing", f"/{LASTING}/missing.js"):
        assert get(site, path)[1]["cache-control"] == "no-cache"


def test_an_unchanged_file_is_not_sent_again_and_a_changed_one_is(site: ASGIApp, folder: Path) -> None:
    tag = get(site, "/")[1]["etag"]
    status, head, body = get(site, "/", if_none_match=tag)
    assert (status, body, head["cache-control"]) == (304, b"", "no-cache")
    (folder / "index.html").write_text("another home")
    assert get(site, "/", if_none_match=tag)[::2] == (200, b"another home")


def test_only_reading_is_allowed(site: ASGIApp) -> None:
    status, head, body = get(site, "/", "HEAD")
    assert (status, head["content-length"], body) == (200, "4", b"")
    status, head, _ = get(site, "/", "POST")
    assert (status, head["allow"]) == (405, "GET, HEAD")


HostSite = Callable[..., ASGIApp]


@pytest.fixture
def host(folder: Path) -> HostSite:
    def made(**names: object) -> ASGIApp:
        documents = {"/fixed.json": lambda: b"{}"}
        return host_application(folder, documents, lambda: {"X-Policy": "strict"}, HostNames(**names))  # type: ignore[arg-type]

    return made


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ("localhost:8000", 200),
        ("LOCALHOST", 200),
        ("localhost.attacker.example:8000", 421),
        ("attacker.example", 421),
        ("localhost@attacker.example", 421),
        ("[::1", 421),
        ("localhost:x", 421),
        ("", 421),
    ],
)
def test_the_host_answers_to_its_name_alone(host: HostSite, header: str, status: int) -> None:
    for path in ("/", "/fixed.json"):
        answer = get(host(), path, host=header)
        assert answer[0] == status
        assert answer[1]["x-policy"] == "strict"


def test_a_name_of_its_own_is_answered(host: HostSite) -> None:
    assert get(host(own="workspace.example"), "/", host="workspace.example:8000")[0] == 200
    assert get(host(any_name=True), "/", host="10.0.0.7:8000")[0] == 200


@pytest.mark.parametrize(
    ("header", "path", "to"),
    [
        ("127.0.0.1:8000", "/?configuration=built-in", "http://localhost:8000/?configuration=built-in"),
        ("127.0.0.1", "/fixed.json", "http://localhost/fixed.json"),
        ("[::1]:8000", "/", "http://localhost:8000/"),
        ("127.0.0.1:8000", "//attacker.example/", "http://localhost:8000/attacker.example/"),
    ],
)
def test_the_address_of_the_machine_leads_to_its_name(host: HostSite, header: str, path: str, to: str) -> None:
    status, head, body = get(host(), path, host=header)
    assert (status, head["location"], body) == (307, to, b"")


@pytest.mark.parametrize(
    ("header", "accepted"),
    [
        ("gzip, br;q=0.001", {"gzip", "br"}),
        ("gzip;q=0, br; q=0.000, zstd; Q=0", set()),
        (" ZSTD ,", {"zstd"}),
        ("", set()),
    ],
)
def test_which_encodings_are_accepted(header: str, accepted: set[str]) -> None:
    assert accepted_encodings(header) == accepted


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("pyodide.asm.wasm", "application/wasm"),
        ("pyodide.mjs", "text/javascript"),
        ("x.JS", "text/javascript"),
        ("x.unheardof", "application/octet-stream"),
    ],
)
def test_media_types(name: str, expected: str) -> None:
    assert content_type(Path(name)) == expected


def test_a_file_of_another_time_has_another_tag(site: ASGIApp, folder: Path) -> None:
    before = get(site, "/")[1]["etag"]
    os.utime(folder / "index.html", (1, 1))
    assert get(site, "/")[1]["etag"] != before
