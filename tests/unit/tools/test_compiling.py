"""What a memory snapshot imports is compiled without docstrings, and is the same program otherwise."""

from __future__ import annotations

import importlib.util
import marshal
import subprocess
import sys
import zipfile
from pathlib import Path
from types import CodeType, ModuleType

import pytest

from tools.compiling import compile_archive, compile_folder, compiled

SOURCE = b'''\
"""Of the module."""

from __future__ import annotations


class Kept:
    """Of the class."""


def greet(name: str) -> str:
    """Of the function."""
    assert name, "a name"
    return f"Hello, {name}"


async def empty() -> None:
    """All that there is."""


not_a_docstring = "kept"
'''


def code_of(content: bytes) -> CodeType:
    code: CodeType = marshal.loads(content[16:])
    return code


def loaded(folder: Path, content: bytes) -> ModuleType:
    """The module of a compiled file."""
    file = folder / "compiled.pyc"
    file.write_bytes(content)
    spec = importlib.util.spec_from_file_location("compiled", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_docstrings_are_left_out_and_nothing_else(tmp_path: Path) -> None:
    module = loaded(tmp_path, compiled(SOURCE, "/somewhere/greeting.py"))
    assert [each.__doc__ for each in (module, module.Kept, module.greet, module.empty)] == [None] * 4
    assert module.greet("Ada") == "Hello, Ada"
    assert module.not_a_docstring == "kept"
    with pytest.raises(AssertionError, match="a name"):
        module.greet("")


def test_lines_and_file_are_those_of_the_source(tmp_path: Path) -> None:
    greet = loaded(tmp_path, compiled(SOURCE, "/somewhere/greeting.py")).greet.__code__
    assert (greet.co_filename, greet.co_firstlineno) == ("/somewhere/greeting.py", 10)


def test_it_is_loaded_without_a_look_at_the_source() -> None:
    content = compiled(SOURCE, "greeting.py")
    assert content[:4] == importlib.util.MAGIC_NUMBER
    assert content[4:8] == b"\x01\0\0\0"
    assert content[8:16] == importlib.util.source_hash(SOURCE)


def imported(path: Path, module: str) -> str:
    """What another interpreter, with this first on its path, says of a module."""
    code = f"import {module} as m; print(m.greet('Ada'), m.greet.__doc__, m.__cached__)"
    command = [sys.executable, "-B", "-c", code]
    done = subprocess.run(command, env={"PYTHONPATH": str(path)}, capture_output=True, text=True, check=True)
    return done.stdout


def test_what_lies_beside_a_source_is_imported_instead(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "greeting.py").write_bytes(SOURCE)
    compile_folder(tmp_path)
    assert imported(tmp_path, "inner.greeting").startswith("Hello, Ada None ")


def test_an_archive_keeps_its_sources_and_gets_what_is_wanted_compiled(tmp_path: Path) -> None:
    archive, target = tmp_path / "library.zip", tmp_path / "result.zip"
    with zipfile.ZipFile(archive, "w") as written:
        for name in ("greeting.py", "other.py"):
            written.writestr(name, SOURCE)
    compile_archive(archive, [f"{archive}/greeting.py", "/elsewhere/other.py", ""], target)
    with zipfile.ZipFile(target) as made:
        assert sorted(made.namelist()) == ["greeting.py", "greeting.pyc", "other.py"]
        assert made.read("greeting.py") == SOURCE
        assert code_of(made.read("greeting.pyc")).co_filename == f"{archive}/greeting.py"
    assert imported(target, "greeting").startswith("Hello, Ada None ")
    assert imported(target, "other").startswith("Hello, Ada Of the function.")
