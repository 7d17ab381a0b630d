from pathlib import Path

from tools.pages import page_context, synchronise
from tools.snapshot import Snapshot


def test_a_folder_is_made_to_hold_exactly_the_files(tmp_path: Path) -> None:
    site = tmp_path / "site"
    synchronise(site, {"a.txt": b"1", "old/b.txt": b"2"})
    kept = (site / "a.txt").stat().st_mtime_ns
    synchronise(site, {"a.txt": b"1", "new/c.txt": b"3"})
    synchronise(site, {"a.txt": b"1", "new/c.txt": b"3"})
    found = {path.relative_to(site).as_posix() for path in site.rglob("*")}
    assert found == {"a.txt", "new", "new/c.txt"}
    assert (site / "a.txt").stat().st_mtime_ns == kept


def test_what_the_browser_keeps_compiled_or_as_a_file_is_not_fetched_ahead() -> None:
    """A preloaded answer comes without its compiled form, so that each tab would compile the interpreter anew."""
    folders = ("page", "pyodide", "python", "snapshot", "packages", "zones", "cometd")
    context = page_context({name: f"/assets/{name}-0" for name in folders}, Snapshot(b"memory"))
    ahead = str(context["preloads"])
    assert "pyodide.asm.mjs" in ahead
    assert ".wasm" not in ahead
    assert "snapshot.bin" not in ahead
