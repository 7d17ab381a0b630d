"""The command line: verbs, their options, and what each needs before it can start."""

from __future__ import annotations

import argparse
import signal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.environment import ensure_npm_packages, ensure_venv, enter_venv, inside_venv
from tools.messages import USAGE, Failure, say

HIGHEST_PORT = 65535
HIGHEST_BASE_PORT = HIGHEST_PORT - 3
INTERRUPTED = 130
MUTANTS = "mutants"
"""The part of ``test`` that runs only when it is named."""
_WITH_TESTS = frozenset({"test", "check", "bench"})
"""Verbs that need more than what builds and serves the page."""
_UNTIL_ENDED = frozenset({"serve", "gws"})
"""Verbs that go on until somebody ends them: that is no failure."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command line, understood."""

    verb: str
    options: argparse.Namespace
    pytest_arguments: tuple[str, ...] = ()

    @property
    def brings_npm_packages(self) -> bool:
        """Whether it needs none, or brings them beside other work: the server serves its own files only."""
        return self.verb == "gws" or (self.verb == "test" and not self.options.parts)


def main(arguments: Sequence[str]) -> int:
    """Runs one verb and returns the exit code."""
    command = parse(arguments)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends like Ctrl-C does: tidily
    if command.verb in _UNTIL_ENDED:
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell starts background jobs deaf to it
    try:
        for_tests = command.verb in _WITH_TESTS
        ensure_venv(for_tests=for_tests)
        if not inside_venv():
            return enter_venv(list(arguments))
        if not command.brings_npm_packages:
            ensure_npm_packages(for_tests=for_tests)
        return _run(command)
    except Failure as failure:
        say(f"build.py {command.verb}: {failure}")
        return failure.exit_code
    except KeyboardInterrupt:
        return 0 if command.verb in _UNTIL_ENDED else INTERRUPTED


def parse(arguments: Sequence[str]) -> Command:
    """Understands a command line, or ends with a message that says what is wrong with it."""
    ours, pytest_arguments = split_at_dashes(arguments)
    every, by_verb = _parsers()
    options, left_over = every.parse_known_args(ours)
    parser = by_verb[options.verb]
    if left_over:
        parser.error(f"unrecognized arguments: {' '.join(left_over)}{_nearest_options(parser, left_over)}")
    if options.verb == "serve" and (options.tls_cert is None) != (options.tls_key is None):
        parser.error("--tls-cert and --tls-key belong together")
    if options.verb == "serve" and options.gws is not None and options.scenario is not None:
        parser.error("--scenario is the simulator's, and with --gws there is none")
    if pytest_arguments and options.verb != "test":
        parser.error(f"arguments after -- go to pytest: not understood by {options.verb}")
    if options.verb == "test":
        if MUTANTS in options.parts and (len(options.parts) > 1 or pytest_arguments or options.kit):
            parser.error(f"{MUTANTS} runs alone")
        if MUTANTS not in options.parts and (options.group or options.survivors or options.json):
            parser.error(f"--group, --survivors and --json belong to the part {MUTANTS}")
    return Command(options.verb, options, pytest_arguments)


def split_at_dashes(arguments: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
    """Our arguments, and what follows ``--``."""
    words = list(arguments)
    if "--" not in words:
        return words, ()
    index = words.index("--")
    return words[:index], tuple(words[index + 1 :])


def _nearest_options(parser: argparse.ArgumentParser, given: Sequence[str]) -> str:
    """The end of a sentence: the options that are meant, as far as that can be guessed."""
    from scapi.nearest import hint  # only now, see _run

    known = [name for action in parser._actions for name in action.option_strings if name.startswith("--")]
    return "".join(hint(each.partition("=")[0], known) for each in given if each.startswith("-"))


def _parsers() -> tuple[argparse.ArgumentParser, Mapping[str, argparse.ArgumentParser]]:
    """The parser of the whole command line, and that of each verb."""
    parser = argparse.ArgumentParser(prog="build.py", description="Build, serve, test and measure the agent workspace.")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")

    serve = verbs.add_parser("serve", help="build the page and serve it with the sample clients")
    serve.add_argument("--port", type=port, default=8000, help="port of the host; the clients take the next three")
    serve.add_argument("--config", type=Path, metavar="FILE.cfg", help="configuration, in place of the built-in one")
    serve.add_argument("--scenario", type=Path, metavar="FILE.toml", help="scenario, in place of the built-in one")
    serve.add_argument("--host", metavar="NAME", help="name or address to serve the page at, in place of localhost")
    serve.add_argument("--tls-cert", type=Path, metavar="FILE.pem", help="serve the page with TLS: the certificate")
    serve.add_argument("--tls-key", type=Path, metavar="FILE.pem", help="and its key")
    watch = "folder of an app that another server serves: it is loaded again when a file in it changes"
    serve.add_argument("--watch", type=Path, action="append", default=[], metavar="FOLDER", help=watch)
    serve.add_argument("--gws", metavar="URL", help="Genesys Web Services to stand in front of, not the simulator")
    serve.add_argument("--open", action="store_true", help="open the page in the default browser")

    gws = verbs.add_parser("gws", help="serve Genesys Web Services v2 in front of a simulated contact centre")
    gws.add_argument("--port", type=any_port, default=8080, help="port on this machine")
    gws.add_argument("--scenario", type=Path, metavar="FILE.toml", help="scenario, in place of the built-in one")
    gws.add_argument("--password", metavar="TEXT", help="everybody's password at first, in place of one made by chance")
    gws.add_argument("--csrf", action="store_true", help="ask for CSRF tokens (enableCsrfProtection)")
    gws.add_argument("--allow-origin", action="append", default=[], metavar="ORIGIN", help="an origin that may read")
    gws.add_argument("--older", action="store_true", help="participants as numbers with participantsInfo")

    test = verbs.add_parser("test", help="run all checks and tests, or some parts; after --: arguments for pytest")
    parts = "unit, contract, attack, conformance, fuzz, gws, e2e, firefox, kit or accessibility; or mutants, alone"
    test.add_argument("parts", nargs="*", metavar="PART", help=parts)
    test.add_argument("--kit", type=Path, metavar="DIR", help="the vendor's kit (folder api-overview) for the part kit")
    test.add_argument("--group", action="append", default=[], metavar="NAME", help="of the part mutants: one group")
    test.add_argument("--survivors", action="store_true", help="of the part mutants: only what was not found before")
    test.add_argument("--json", type=Path, metavar="FILE", help="of the part mutants: write the results to a file")

    verbs.add_parser("build", help="write the page to build/site")
    verbs.add_parser("check", help="formatting, lint, types, import rule, versions, links")

    verbs.add_parser("audit", help="look the locked packages up in the lists of known vulnerabilities")

    bench = verbs.add_parser("bench", help="measure everything, or some parts")
    bench.add_argument("parts", nargs="*", metavar="PART", help="a file tests/bench/bench_PART.py")
    bench.add_argument("--json", type=Path, metavar="FILE", help="write the results to a file as well")
    bench.add_argument("--docs", action="store_true", help="make the figures of docs/performance.md of the results")
    return parser, verbs.choices


def any_port(text: str) -> int:
    """A port."""
    if not text.isdecimal() or not 1 <= int(text) <= HIGHEST_PORT:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port from 1 to {HIGHEST_PORT}")
    return int(text)


def port(text: str) -> int:
    """A port that leaves room for the three after it."""
    if not text.isdecimal() or not 1 <= int(text) <= HIGHEST_BASE_PORT:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port from 1 to {HIGHEST_BASE_PORT}")
    return int(text)


def _run(command: Command) -> int:
    # Imported only now and only as needed: the packages must be there first, and sources with an error in them must not
    # keep `check` and `test` from saying so.
    options = command.options
    match command.verb:
        case "serve":
            from tools.serving import serve
            from tools.site_server import Tls

            tls = None if options.tls_cert is None else Tls(options.tls_cert, options.tls_key)
            place = (options.port, options.host, tls)
            files = (options.config, options.scenario, options.watch)
            return serve(*place, *files, options.gws, open_page=options.open)
        case "gws":
            from tools.gws_serving import GwsChoices, serve_gws

            choices = GwsChoices(
                options.scenario, options.password, options.csrf, tuple(options.allow_origin), options.older
            )
            return serve_gws(options.port, choices)
        case "test" if MUTANTS in options.parts:
            from tools.testing import test_mutants

            return test_mutants(options.group, options.json, survivors=options.survivors)
        case "test":
            from tools.testing import test

            return test(options.parts, command.pytest_arguments, options.kit)
        case "build":
            from tools.pages import build

            return build()
        case "check":
            from tools.checks import check

            return check()
        case "audit":
            from tools.audit import audit

            return audit()
        case "bench":
            from tools.benches import bench

            return bench(options.parts, options.json, docs=options.docs)
        case _:
            return USAGE
