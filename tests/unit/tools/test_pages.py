from pathlib import Path

from tools.pages import synchronise


def test_a_folder_is_made_to_hold_exactly_the_files(tmp_path: Path) -> None:
    site = tmp_path / "site"
    synchronise(site, {"a.txt": b"1", "old/b.txt": b"2"})
    kept = (site / "a.txt").stat().st_mtime_ns
    synchronise(site, {"a.txt": b"1", "new/c.txt": b"3"})
    synchronise(site, {"a.txt": b"1", "new/c.txt": b"3"})
    found = {path.relative_to(site).as_posix() for path in site.rglob("*")}
    assert found == {"a.txt", "new", "new/c.txt"}
    assert (site / "a.txt").stat().st_mtime_ns == kept
