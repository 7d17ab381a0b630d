import pytest

from tools.messages import last_lines, without_credentials


@pytest.mark.parametrize(
    "line",
    [
        "Looking in indexes: https://user:s3cret@mirror.example.org/simple, http://s3cret@10.1.2.3:8080/simple/",
        "E: Failed to fetch git+https://user:s3cret@mirror.example.org/x",
        "proxy http://DOMAIN%5Cuser:s3cret@proxy.example:3128 refused",
        "//mirror.example.org/:_authToken=s3cret",
        "npm error Authorization: Basic s3cret s3cret",
        "GET https://mirror.example.org/x?token=s3cret&a=b",
        'config {"password": "s3cret"}',
    ],
)
def test_output_of_package_managers_loses_its_credentials(line: str) -> None:
    assert "s3cret" not in without_credentials(line)


@pytest.mark.parametrize(
    "line",
    [
        "Looking in indexes: https://mirror.example.org/simple, http://10.1.2.3:8080/simple/",
        "HTTPSConnectionPool(host='mirror.example.org', port=443): Max retries exceeded",
        "npm error request to https://mirror.example.org/@scope/x failed, reason: getaddrinfo ENOTFOUND mirror",
        "ERROR: No matching distribution found for jinja2==3.1.6 (from tools/environment.py)",
        "ERROR: 407 Proxy Authentication Required",
    ],
)
def test_the_rest_of_the_output_is_kept(line: str) -> None:
    assert without_credentials(line) == line


def test_the_address_stays_when_its_password_goes() -> None:
    text = "error: https://user:s3cret@proxy.example:3128/simple/ refused"
    assert without_credentials(text) == "error: https://***@proxy.example:3128/simple/ refused"


def test_last_lines_are_the_end_without_blank_lines() -> None:
    assert last_lines("one\n\ntwo\n\nthree\n", count=2) == "    two\n    three"
