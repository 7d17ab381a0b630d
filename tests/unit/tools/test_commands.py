from pathlib import Path

import pytest

from tools.commands import HIGHEST_BASE_PORT, parse, split_at_dashes


def test_serve_has_the_documented_defaults() -> None:
    options = parse(["serve"]).options
    assert (options.port, options.config, options.scenario, options.open) == (8000, None, None, False)
    assert options.gws is None


def test_gws_has_the_documented_defaults() -> None:
    options = parse(["gws"]).options
    assert (options.port, options.scenario, options.password, options.csrf) == (8080, None, None, False)
    assert (options.allow_origin, options.older) == ([], False)
    assert parse(["gws", "--port", "65535", "--allow-origin", "a", "--allow-origin", "b"]).options.allow_origin == [
        "a",
        "b",
    ]


def test_what_follows_the_dashes_goes_to_pytest() -> None:
    command = parse(["test", "unit", "e2e", "--", "-k", "name", "--", "-x"])
    assert command.options.parts == ["unit", "e2e"]
    assert command.pytest_arguments == ("-k", "name", "--", "-x")


@pytest.mark.parametrize(
    ("arguments", "itself"),
    [(["test"], True), (["test", "unit"], False), (["check"], False), (["serve"], False), (["gws"], True)],
)
def test_who_needs_no_browser_packages_before_it_starts(arguments: list[str], itself: bool) -> None:
    assert parse(arguments).brings_npm_packages is itself


def test_the_kit_is_a_folder_given_by_option() -> None:
    assert parse(["test", "kit", "--kit", "some/where"]).options.kit == Path("some/where")


def test_without_dashes_all_arguments_are_ours() -> None:
    assert split_at_dashes(["build"]) == (["build"], ())


@pytest.mark.parametrize("text", ["0", "-1", "65533", "http", "", "8000.0", "²"])
def test_a_port_without_room_for_the_clients_is_refused(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(["serve", f"--port={text}"])
    assert ended.value.code == 2
    assert f"from 1 to {HIGHEST_BASE_PORT}" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["deploy"],
        ["serve", "--tls-cert", "c.pem"],
        ["serve", "--tls-key", "k.pem"],
        ["build", "--", "-x"],
        ["serve", "unit"],
        ["serve", "--gws", "http://gws.example", "--scenario", "own.toml"],
    ],
)
def test_a_command_line_that_is_not_understood_ends_with_exit_code_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(arguments)
    assert ended.value.code == 2
    assert "usage: build.py" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "usage", "told"),
    [
        (["serve", "--confg", "my.cfg"], "usage: build.py serve", "--confg my.cfg; --config is nearest"),
        (["serve", "--scenarioo=my.toml"], "usage: build.py serve", "--scenarioo=my.toml; --scenario is nearest"),
        (["serve", "--verbose"], "usage: build.py serve", "unrecognized arguments: --verbose\n"),
        (["gws", "--pasword", "x"], "usage: build.py gws", "; --password is nearest"),
        (["serve", "--tls-cert", "c.pem"], "usage: build.py serve", "--tls-cert and --tls-key belong together"),
    ],
)
def test_a_wrong_option_is_told_with_the_usage_of_its_verb_and_the_nearest_one(
    arguments: list[str], usage: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        parse(arguments)
    written = capsys.readouterr().err
    assert usage in written
    assert told in written
