from pathlib import Path

import pytest

from tools.static_site import StaticSite, content_type, document, request_path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "root"
    (root / "sub").mkdir(parents=True)
    (root / "index.html").write_text("home")
    (root / "sub" / "a b.js").write_text("script")
    (root / ".hidden").write_text("secret")
    (tmp_path / "outside.txt").write_text("secret")
    (root / "link.txt").symlink_to(tmp_path / "outside.txt")
    return root


def test_files_are_found_by_path(folder: Path) -> None:
    site = StaticSite([folder])
    home, script = site.find("/?q=1"), site.find("/sub/a%20b.js")
    assert home is not None
    assert (home.body, home.content_type) == (b"home", "text/html; charset=utf-8")
    assert script is not None
    assert (script.body, script.content_type) == (b"script", "text/javascript; charset=utf-8")


@pytest.mark.parametrize(
    "target",
    [
        "/../outside.txt",
        "/sub/../../outside.txt",
        "/%2e%2e/outside.txt",
        "/..%2foutside.txt",
        "/%2e%2e%2foutside.txt",
        "/sub/..%5c..%5coutside.txt",
        "/..\\outside.txt",
        "//outside.txt",
        "/./index.html",
        "/link.txt",
        "/.hidden",
        "/sub",
        "/sub/",
        "/index.html/",
        "/index.html%00.js",
        "/%ff",
        "/" + "a" * 5000,
        "outside.txt",
        "*",
        "http://localhost/index.html",
        "",
    ],
)
def test_nothing_beside_the_files_exists(folder: Path, target: str) -> None:
    assert StaticSite([folder]).find(target) is None


def test_an_absolute_path_does_not_leave_the_folder(folder: Path) -> None:
    assert request_path("/" + str(folder)) is None
    assert StaticSite([folder]).find("/%2f" + str(folder / "index.html").lstrip("/")) is None


def test_a_fixed_document_comes_before_the_folders_in_their_order(folder: Path, tmp_path: Path) -> None:
    second = tmp_path / "second"
    second.mkdir()
    (second / "index.html").write_text("other")
    (second / "more.txt").write_text("more")
    site = StaticSite([folder, second], documents={"/fixed.json": document("application/json", b"{}")})
    assert [found and found.body for found in map(site.find, ("/", "/more.txt", "/fixed.json"))] == [
        b"home",
        b"more",
        b"{}",
    ]


def test_a_changed_file_has_another_tag(folder: Path) -> None:
    site = StaticSite([folder])
    before = site.find("/")
    (folder / "index.html").write_text("another home")
    after = site.find("/")
    assert before is not None
    assert after is not None
    assert before.etag != after.etag
    assert after.body == b"another home"


@pytest.mark.parametrize(
    ("header", "accepted"),
    [
        ("localhost:8000", True),
        ("LOCALHOST", True),
        ("[::1]:8000", True),
        ("localhost.attacker.example:8000", False),
        ("attacker.example", False),
        ("localhost@attacker.example", False),
        ("[::1", False),
        ("", False),
        (None, False),
    ],
)
def test_a_site_with_names_answers_to_these_alone(header: str | None, accepted: bool) -> None:
    assert StaticSite([], host_names=frozenset({"localhost", "::1"})).accepts_host(header) is accepted


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("pyodide.asm.wasm", "application/wasm"),
        ("pyodide.mjs", "text/javascript; charset=utf-8"),
        ("x.JS", "text/javascript; charset=utf-8"),
        ("x.unheardof", "application/octet-stream"),
    ],
)
def test_media_types(name: str, expected: str) -> None:
    assert content_type(Path(name)) == expected
