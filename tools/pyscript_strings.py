"""The strings that PyScript evaluates while it starts, derived from the pinned package.

With Trusted Types the page's default policy decides which strings become code. On the way to the first Python line
PyScript makes exactly one function from a string: it composes its worker hooks, worker or not. Its core has

    Function(`return(w,x)=>(${runner})(w,x,...[${hooks}])`)()

where ``runner`` is the source of an async arrow function and ``hooks`` the source of the one hook it ships, and the
browser hands the policy the whole function as the ECMAScript standard composes it: Firefox just so, Chromium in
parentheses. Any change in the package that makes
one of the three parts unfindable, or ambiguous, ends the build: the string must be looked at by a person again.
"""

from __future__ import annotations

import json
import re

from tools.messages import Failure

_TEMPLATE = re.compile(
    r"Function\(`return\(w,x\)=>\(\$\{(?P<runner>[\w$]+)\}\)\(w,x,\.\.\.\[\$\{(?P<hooks>[\w$]+)\}\]\)`\)\(\)"
)
_RUNNER = re.compile(r'\.endsWith\("Async"\)\?(?=async\()')
_HOOK = re.compile(r"onBeforeRunAsync:new [\w$]+\(\[(?=\()")
_OPENING = "([{"
_CLOSING = {"(": ")", "[": "]", "{": "}"}
_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'')


def evaluated_strings(core: str) -> tuple[str, ...]:
    """Every string that a browser asks about when the core with this source calls ``Function`` in a boot on the main
    thread: one function, in each of its spellings."""
    _the_only_match(_TEMPLATE, core, "the function composed of hooks")
    runner = expression(core, _the_only_match(_RUNNER, core, "the runner of asynchronous hooks").end())
    hook = expression(core, _the_only_match(_HOOK, core, "the hook before asynchronous runs").end())
    function = f"function anonymous(\n) {{\nreturn(w,x)=>({runner})(w,x,...[{hook}])\n}}"
    return (function, f"({function})")


def script(strings: tuple[str, ...]) -> str:
    """The classic script that gives the strings to the page's Trusted Types policy."""
    return f"self.PYSCRIPT_STRINGS = Object.freeze({json.dumps(list(strings), ensure_ascii=True)});\n"


def expression(source: str, start: int) -> str:
    """The JavaScript expression that starts here and ends before the separator that follows it.

    Knows brackets and quoted strings, which is all that the two functions consist of.
    """
    expected: list[str] = []
    index = start
    while index < len(source):
        char = source[index]
        if char in "\"'":
            string = _STRING.match(source, index)
            if string is None:
                break
            index = string.end()
            continue
        if char in _OPENING:
            expected.append(_CLOSING[char])
        elif char in ",:;" and not expected:
            return source[start:index]
        elif char in ")]}":
            if not expected:
                return source[start:index]
            if char != expected.pop():
                break
        elif char in "`/":  # templates, regular expressions and comments are beyond this reader
            break
        index += 1
    raise Failure(f"PyScript core: an expression that cannot be read starts with {source[start : start + 60]!r}.")


def _the_only_match(pattern: re.Pattern[str], core: str, what: str) -> re.Match[str]:
    matches = list(pattern.finditer(core))
    if len(matches) != 1:
        raise Failure(
            f"PyScript core: {what} was found {len(matches)} times, expected once. The pinned package has changed:\n"
            "look at what it evaluates while it starts, and bring tools/pyscript_strings.py up to date."
        )
    return matches[0]
