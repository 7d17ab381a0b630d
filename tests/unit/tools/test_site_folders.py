import pytest

from tools.site_folders import SiteFolders, content_digest, is_lasting


def test_the_address_changes_with_name_and_content_alone() -> None:
    one = SiteFolders()
    address = one.add("page", {"a.js": b"1", "b.js": b"2"})
    assert SiteFolders().add("page", {"b.js": b"2", "a.js": b"1"}) == address
    assert SiteFolders().add("page", {"a.js": b"1", "b.js": b"3"}) != address
    assert content_digest({"a": b"1", "b": b"2"}) != content_digest({"a": b"2", "b": b"1"})
    assert one.files == {f"{address[1:]}/a.js": b"1", f"{address[1:]}/b.js": b"2"}
    assert is_lasting(f"{address}/a.js")


@pytest.mark.parametrize(
    "path",
    ["/", "/index.html", "/assets/page/a.js", "/assets/page-0123456789abcdef/", "/x/assets/page-0123456789abcdef/a.js"],
)
def test_other_addresses_do_not_last(path: str) -> None:
    assert not is_lasting(path)
