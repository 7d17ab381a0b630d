"""The types of the client library, for TypeScript and for editors: ``service.d.ts``, from the registry and its types.

Each request takes its arguments and then options, and gives a promise; or callbacks, and then options. Both may come in
place of the optional arguments at its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from scapi.protocol.parameters import Kind, Parameter
from scapi.protocol.registry import BY_SPELLING
from scapi.protocol.request_table import Request
from tools.reference.shapes import Shape
from tools.reference.types import EVENTS, PARAMETERS, RESULT_NOTES, RESULTS, TYPES

KINDS: Mapping[Kind, str] = {
    Kind.TEXT: "string",
    Kind.NAME: "string",
    Kind.ID: "string | number",
    Kind.ID_OR_EMPTY: "string | number",
    Kind.NUMBER: "number",
    Kind.NUMERAL: "number | string",
    Kind.FLAG: "boolean",
    Kind.OBJECT: "Dictionary",
    Kind.TEXT_OR_TEXTS: "string | readonly string[]",
    Kind.TARGET: "string | Target",
    Kind.ANY: "any",
}
"""What a parameter may be, in TypeScript."""

_HEAD = """\
/** An object whose keys are data: attached data, fields of a record, values of options. */
export interface Dictionary {
  [key: string]: any;
}

/** What may follow the arguments of a request, or its callbacks. */
export interface RequestOptions {
  /** Ends the waiting: the promise is rejected with its reason, by default an `AbortError`. The host hears nothing. */
  signal?: AbortSignal;
}

/** The answer of a request that did what it was asked. */
export interface Reply<Result> {
  request: string;
  data: Result;
  userAgent: "WWE Server";
  protocolVersion: number;
}

/** The answer of a request that failed; or the bare text `Request timeout` or `Request aborted`. */
export type Problem = string | { request?: string; errorMessage: string };

/** What the promise of a request is rejected with, but for one that was aborted. */
export interface ServiceClientError extends Error {
  name: "ServiceClientError";
  reply: Problem;
}

export type Succeeded<Result> = (reply: Reply<Result>) => void;
export type Failed = (problem: Problem) => void;

/** The last arguments of a request that gives no promise. */
export type Callbacks<Result> = [succeeded: Succeeded<Result>, failed?: Failed | null, requestOptions?: RequestOptions];
"""

_SERVICE = """\
export type EventName = keyof Events | `messenger:${string}`;

export type EventMessage<Name extends EventName> = Name extends keyof Events
  ? { event: Name; data: Events[Name]; userAgent: "WWE Server"; protocolVersion: number }
  : { event: Name; data: any; userAgent: "WWE Server"; protocolVersion: number };

export interface Service extends Namespaces {
  /** Sends any request, such as `{ request: "agent.get" }`. */
  sendMessage(message: Dictionary, requestOptions?: RequestOptions): Promise<Reply<any>>;
  sendMessage(message: Dictionary, ...rest: Callbacks<any>): void;
  /** Calls `handler` with each event of these names; a later subscription to a name replaces an earlier one. */
  subscribe<Name extends EventName>(
    names: Name | readonly Name[],
    handler: (message: EventMessage<Name>) => void,
    context?: unknown,
  ): Promise<{ subscriptionId: number }>;
  /** Ends every subscription that was made with this very function. */
  unsubscribe(handler: (message: any) => void): void;
  /** Talks to that window, for a page that embeds the workspace. */
  targetWWEWindow(target: Window): void;
  /** Talks to a host of this origin alone. Throws for what is no origin. */
  useHostOrigin(origin: string): void;
  /** Stops listening and forgets what is under way. */
  unload(): void;
  /** Set it to a function to receive the host's plain texts. */
  onMessage: ((text: string) => void) | null;
  /** The origin that messages go to; `null` until it is known. */
  readonly hostOrigin: string | null;
}

declare const service: Service;
export default service;
"""

_GLOBAL = """\
declare global {
  interface Window {
    genesys: { wwe: { service: Service } };
    frameId?: string;
  }
  var genesys: Window["genesys"];
}
"""
_FUNCTIONS = ("sendMessage", "subscribe", "unsubscribe", "targetWWEWindow", "useHostOrigin", "unload")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")


def declarations() -> str:
    """The whole file, without its first line."""
    parts = [_HEAD]
    parts += [_interface(name, shape) for name, shape in TYPES.items()]
    parts.append(_block("export interface Events", _events()))
    parts.append(_block("export interface Namespaces", _namespaces()))
    parts.append(_SERVICE)
    names = [*_by_namespace(), *_FUNCTIONS]
    parts.append("".join(f'export declare const {name}: Service["{name}"];\n' for name in names))
    return "\n".join([*parts, _GLOBAL])


def in_typescript(text: str) -> str:
    """A type of the documentation, whose ``object`` has members that nobody has named."""
    return re.sub(r"\bobject\b", "Dictionary", text)


def _interface(name: str, shape: Shape) -> str:
    lines = []
    for member in shape.members:
        if member.meaning:
            lines.append(f"/** {_plain(member.meaning)} */")
        lines.append(f"{member.name}{'?' if member.optional else ''}: {in_typescript(member.type)};")
    return f"/** {_plain(shape.meaning)} */\n{_block(f'export interface {name}', lines)}"


def _events() -> Iterator[str]:
    for name, types in EVENTS.items():
        yield f"{name}: {' | '.join(types)};"


def _by_namespace() -> Mapping[str, Mapping[str, Request]]:
    found: dict[str, dict[str, Request]] = {}
    for spelling, request in sorted(BY_SPELLING.items(), key=lambda item: item[0].partition(".")[0]):
        namespace, _, method = spelling.partition(".")
        found.setdefault(namespace, {})[method] = request
    return found


def _namespaces() -> Iterator[str]:
    for namespace, methods in _by_namespace().items():
        yield f"{namespace}: {{"
        for method, request in methods.items():
            yield from (f"  {line}" for line in _about(request))
            yield from (f"  {method}{signature};" for signature in signatures(request))
        yield "};"


def _about(request: Request) -> Sequence[str]:
    told = [f"@param {each.name} {_plain(each.documentation)}" for each in request.parameters]
    if request.name in RESULT_NOTES:
        told.append(f"@returns {_plain(RESULT_NOTES[request.name])}")
    if not told:
        return [f"/** {_plain(request.documentation)} */"]
    return ["/**", f" * {_plain(request.documentation)}", *(f" * {line}" for line in told), " */"]


def signatures(request: Request) -> Iterator[str]:
    """The ways in which a request can be called: with all its parameters, and without the optional ones at its end."""
    result = in_typescript(RESULTS.get(request.name, "void"))
    parameters = request.parameters
    left_out = next((n for n, each in enumerate(reversed(parameters)) if not each.optional), len(parameters))
    lengths = range(len(parameters), len(parameters) - left_out - 1, -1)
    for length in lengths:
        whole = length == len(parameters)
        given = [
            _parameter(request, each, may_lack=whole and number >= length - left_out)
            for number, each in enumerate(parameters[:length])
        ]
        options = f"requestOptions{'?' if whole else ''}: RequestOptions"
        yield f"({', '.join([*given, options])}): Promise<Reply<{result}>>"
    for length in lengths:
        given = [_parameter(request, each, may_lack=False) for each in parameters[:length]]
        yield f"({', '.join([*given, f'...rest: Callbacks<{result}>'])}): void"


def _parameter(request: Request, parameter: Parameter, *, may_lack: bool) -> str:
    kind = PARAMETERS.get((request.name, parameter.name), KINDS[parameter.kind])
    if not parameter.optional:
        return f"{parameter.name}: {kind}"
    return f"{parameter.name}{'?' if may_lack else ''}: {kind} | null{'' if may_lack else ' | undefined'}"


def _plain(text: str) -> str:
    """Without links, which lead nowhere from an app."""
    return _LINK.sub(r"\1", text).replace("*/", "* /")


def _block(head: str, lines: Sequence[str] | Iterator[str]) -> str:
    return "\n".join([f"{head} {{", *(f"  {line}" for line in lines), "}", ""])
