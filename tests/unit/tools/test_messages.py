import pytest

from tools.messages import last_lines, without_addresses


@pytest.mark.parametrize(
    "line",
    [
        "Looking in indexes: https://mirror.example.org/simple, http://10.1.2.3:8080/simple/",
        "HTTPSConnectionPool(host='mirror.example.org', port=443): Max retries exceeded",
        "npm error request to https://mirror.example.org/x failed, reason: getaddrinfo ENOTFOUND mirror",
        "npm error connect ECONNREFUSED 10.1.2.3:4873",
        "Temporary failure: could not resolve 'mirror.example.org'",
        "E: Failed to fetch git+https://user:secret@mirror.example.org/x",
    ],
)
def test_output_of_package_managers_loses_its_hosts(line: str) -> None:
    cleaned = without_addresses(line)
    for part in ("mirror", "10.1.2.3", "secret"):
        assert part not in cleaned


def test_the_rest_of_the_output_is_kept() -> None:
    text = "ERROR: No matching distribution found for jinja2==3.1.6 (from tools/environment.py)"
    assert without_addresses(text) == text


def test_last_lines_are_the_end_without_blank_lines() -> None:
    assert last_lines("one\n\ntwo\n\nthree\n", count=2) == "    two\n    three"
