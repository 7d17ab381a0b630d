import ast
import io
import os
import zipfile
from pathlib import Path

from tools.packaging import CLIENT, SERVER, SHARED, archive, folder_members, workspace_members
from tools.paths import ROOT


def test_the_same_members_give_the_same_bytes_in_any_order() -> None:
    one = archive({"a.py": b"1", "b/c.py": b"2"})
    other = archive({"b/c.py": b"2", "a.py": b"1"})
    assert one == other
    with zipfile.ZipFile(io.BytesIO(one)) as content:
        assert content.namelist() == ["a.py", "b/c.py"]
        assert {info.date_time for info in content.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_time_of_a_file_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("1")
    before = archive(folder_members(tmp_path, "p"))
    os.utime(tmp_path / "a.py", (0, 0))
    assert archive(folder_members(tmp_path, "p")) == before


def test_caches_and_other_kinds_of_files_stay_out(tmp_path: Path) -> None:
    for name in ("a.py", "b.js", "__pycache__/a.cpython-311.pyc", "sub/c.toml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    assert set(folder_members(tmp_path, "p", frozenset({".py", ".toml"}))) == {"p/a.py", "p/sub/c.toml"}
    assert set(folder_members(tmp_path, "p")) == {"p/a.py", "p/b.js", "p/sub/c.toml"}


def test_the_workspace_has_what_it_runs_with_and_no_compiled_code() -> None:
    members = workspace_members(ROOT)
    assert {"scapi/__init__.py", "jinja2/__init__.py", "markupsafe/_native.py"} <= set(members)
    assert {name for name in members if name.startswith("markupsafe/")} == {
        "markupsafe/__init__.py",
        "markupsafe/_native.py",
    }
    assert "host_page/views/case/case.html" in members
    assert "scapi/gws/client/gws_client.py" in members
    assert {name for name in members if name.startswith(SERVER) and not name.startswith(CLIENT)} == SHARED
    assert not [name for name in members if name.endswith((".so", ".pyd", ".c", ".pyc", ".js"))]


def test_what_the_page_imports_is_in_it() -> None:
    members = workspace_members(ROOT)
    left_out = {f"scapi.gws.{file.stem}" for file in (ROOT / "scapi" / "gws").glob("*.py")}
    left_out -= {name.removesuffix(".py").replace("/", ".") for name in members}
    assert left_out
    for name, text in members.items():
        if name.startswith(("scapi/", "host_page/")) and name.endswith(".py"):
            found = {node.module for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom)}
            assert not found & left_out, name
