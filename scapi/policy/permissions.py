"""Which origin may send which request: the option ``service-client-api.accepted-web-content-origins``.

Source: Service Client API Reference, "Origin". The grammar, with free spaces::

    list   := entry ("," entry)*
    entry  := ("*" | "null" | origin) [ "(" filter ("," filter)* ")" ]
    filter := "*" | namespace ".*" | namespace "." method

Decided here: an origin with entries of its own is judged by them alone, ``*`` speaks for all others; ``*`` never covers
``null``; several entries for one origin add up; a malformed entry is left out and reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from scapi.configuration import Configuration, Option, Problem
from scapi.decisions import Decision, Reason, Verdict
from scapi.policy.origins import OPAQUE, Origin, OriginError, parse_origin, reported_origin
from scapi.protocol.request_table import Permitted

OPTION = "service-client-api.accepted-web-content-origins"
ANY = "*"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the list. ``subject`` is an origin in canonical form, ``*`` or ``null``."""

    number: int
    subject: str
    filters: tuple[str, ...]
    text: str

    @property
    def unfiltered(self) -> bool:
        """Whether the entry names an origin and allows it every request that needs no name of its own."""
        return self.filters == (ANY,)

    @property
    def rule(self) -> str:
        return f"entry {self.number}: {self.text}"

    def covers(self, request: Permitted) -> bool:
        """Whether a filter of this entry admits the request under any of its spellings."""
        if any(spelling in self.filters for spelling in request.spellings):
            return True
        if request.must_be_named:
            return False
        return ANY in self.filters or any(f"{name.partition('.')[0]}.*" in self.filters for name in request.spellings)


@dataclass(frozen=True, slots=True)
class Permissions:
    """The parsed list. Nobody is admitted by an empty one."""

    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = field(default=())

    def entries_for(self, origin: str) -> tuple[Entry, ...]:
        """The entries that speak for an origin as the browser reports it."""
        if origin == OPAQUE:
            return tuple(entry for entry in self.entries if entry.subject == OPAQUE)
        if reported_origin(origin) is None:
            return ()
        own = tuple(entry for entry in self.entries if entry.subject == origin)
        return own or tuple(entry for entry in self.entries if entry.subject == ANY)

    def listed(self, origin: str) -> Decision:
        """Whether the origin is in the list at all."""
        return self.listed_by(self.entries_for(origin), origin)

    def decide(self, origin: str, request: Permitted) -> Decision:
        """Whether the origin may send the request."""
        return self.decide_by(self.entries_for(origin), origin, request)

    def listed_by(self, entries: Sequence[Entry], origin: str) -> Decision:
        """The same by the entries that speak for the origin."""
        if entries:
            return Decision(Verdict.ALLOWED, rule=entries[0].rule)
        reason = Reason.NULL_ORIGIN_NOT_LISTED if origin == OPAQUE else Reason.ORIGIN_NOT_LISTED
        return Decision(Verdict.REFUSED, reason, rule=OPTION)

    def decide_by(self, entries: Sequence[Entry], origin: str, request: Permitted) -> Decision:
        """The same by the entries that speak for the origin."""
        if not entries:
            return self.listed_by(entries, origin)
        if origin == OPAQUE and request.must_be_named:
            return Decision(Verdict.REFUSED, Reason.REQUEST_MUST_BE_NAMED, entries[0].rule, "never for a null origin")
        for entry in entries:
            if entry.covers(request):
                return Decision(Verdict.ALLOWED, rule=entry.rule)
        reason = Reason.REQUEST_MUST_BE_NAMED if request.must_be_named else Reason.REQUEST_NOT_LISTED
        return Decision(Verdict.REFUSED, reason, rule=entries[0].rule)

    def concrete_origins(self) -> tuple[str, ...]:
        """Every origin that is written out, in order."""
        return tuple(dict.fromkeys(e.subject for e in self.entries if e.subject not in (ANY, OPAQUE)))

    def unfiltered_origins(self) -> tuple[str, ...]:
        """The origins written out without a filter, or with ``(*)``."""
        return tuple(dict.fromkeys(e.subject for e in self.entries if e.unfiltered and e.subject not in (ANY, OPAQUE)))


def parse_permissions(configuration: Configuration, known: Iterable[str]) -> Permissions:
    """Reads the option; ``known`` are the request names a filter may use."""
    option = configuration.option(OPTION)
    if option is None:
        return Permissions()
    names = frozenset(known)
    namespaces = frozenset(name.partition(".")[0] for name in names)
    entries: list[Entry] = []
    problems: list[Problem] = []
    for number, text in enumerate(split_top_level(option.value), start=1):
        try:
            entry, unknown = _parse_entry(number, text, names, namespaces)
        except OriginError as error:
            problems.append(_problem(configuration, option, f"entry {number}: {text}", str(error)))
            continue
        entries.append(entry)
        expected = "a request name (namespace.method), namespace.* or *"
        problems.extend(_problem(configuration, option, f"entry {number}: filter {name}", expected) for name in unknown)
    return Permissions(tuple(entries), tuple(problems))


def parse_origin_list(configuration: Configuration, name: str) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Reads an option that is ``*`` or a list of origins, without filters."""
    option = configuration.option(name)
    if option is None:
        return (), ()
    origins: list[str] = []
    problems: list[Problem] = []
    for number, text in enumerate(split_top_level(option.value), start=1):
        try:
            origins.append(text if text in (ANY, OPAQUE) else str(parse_origin(text)))
        except OriginError as error:
            problems.append(_problem(configuration, option, f"entry {number}: {text}", str(error)))
    return tuple(origins), tuple(problems)


def split_top_level(text: str) -> Sequence[str]:
    """The comma-separated parts of a text, commas within parentheses left alone, empty parts left out."""
    parts: list[str] = []
    depth = start = 0
    for position, character in enumerate(text):
        if character == "(":
            depth += 1
        elif character == ")":
            depth = max(0, depth - 1)
        elif character == "," and depth == 0:
            parts.append(text[start:position])
            start = position + 1
    parts.append(text[start:])
    return [part.strip() for part in parts if part.strip()]


def _parse_entry(
    number: int, text: str, names: frozenset[str], namespaces: frozenset[str]
) -> tuple[Entry, tuple[str, ...]]:
    subject, parenthesis, rest = text.partition("(")
    subject = subject.strip()
    if parenthesis and not (rest.endswith(")") and rest.count("(") == rest.count(")") - 1):
        raise OriginError("matching parentheses around the filters, such as http://host (agent.*, voice.dial)")
    if not parenthesis and ")" in subject:
        raise OriginError("matching parentheses around the filters, such as http://host (agent.*, voice.dial)")
    filters: list[str] = [ANY]
    unknown: list[str] = []
    if parenthesis:
        # The reference lists some keywords with their arguments, "interaction.consult(interactionId, ...)".
        written = [part.partition("(")[0].strip() for part in split_top_level(rest[:-1])]
        if not written:
            raise OriginError("at least one filter within the parentheses")
        filters = []
        for name in written:
            namespace, dot, method = name.partition(".")
            good = name == ANY or name in names or (bool(dot) and method == ANY and namespace in namespaces)
            (filters if good else unknown).append(name)
    if any(character.isspace() for character in subject):
        raise OriginError("an origin without a space; entries are separated by commas")
    if subject not in (ANY, OPAQUE):
        subject = str(_origin(subject))
    return Entry(number, subject, tuple(filters), text), tuple(unknown)


def _origin(text: str) -> Origin:
    if not text:
        raise OriginError("an origin before the parentheses")
    return parse_origin(text)


def _problem(configuration: Configuration, option: Option, text: str, expected: str) -> Problem:
    return configuration.problem(option, text, expected)
