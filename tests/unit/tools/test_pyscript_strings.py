import json

import pytest

from tools.assets import pyscript_core
from tools.messages import Failure
from tools.paths import NODE_MODULES
from tools.pyscript_strings import evaluated_strings, expression, script

CORE = (
    'x=(e,t)=>{const r=o(e[`_${t}`]||(t.endsWith("Async")?async(e,t,...n)=>{for(const r of n)await r(e,t)}'
    ":(e,t)=>{})),s=n.map(o);return Function(`return(w,x)=>(${r})(w,x,...[${s}])`)()},"
    "y={main:{onBeforeRunAsync:new S},worker:{onBeforeRunAsync:new S([({interpreter:e})=>{e.f(\"a)\",{b:'}'})}])}};"
)


def test_the_string_is_composed_as_the_browsers_compose_it() -> None:
    function = (
        "function anonymous(\n) {\n"
        "return(w,x)=>(async(e,t,...n)=>{for(const r of n)await r(e,t)})"
        "(w,x,...[({interpreter:e})=>{e.f(\"a)\",{b:'}'})}])"
        "\n}"
    )
    assert evaluated_strings(CORE) == (function, f"({function})"), "Firefox, Chromium"


def test_the_pinned_package_evaluates_exactly_one_function() -> None:
    function, in_parentheses = evaluated_strings(pyscript_core(NODE_MODULES))
    assert function.startswith("function anonymous(\n) {\nreturn(w,x)=>(async(")
    assert '.registerJsModule("_pyscript",{fs:' in function
    assert function.endswith("}])\n}")
    assert in_parentheses == f"({function})"


@pytest.mark.parametrize(
    ("part", "replacement"),
    [("Function(", "Func("), ('endsWith("Async")', 'endsWith("Later")'), ("new S([(", "new S([a,(")],
)
def test_a_part_that_is_not_found_ends_the_build(part: str, replacement: str) -> None:
    with pytest.raises(Failure, match="found 0 times, expected once"):
        evaluated_strings(CORE.replace(part, replacement))


def test_a_part_found_twice_ends_the_build() -> None:
    with pytest.raises(Failure, match="found 2 times, expected once"):
        evaluated_strings(CORE + CORE)


@pytest.mark.parametrize("source", ["(a]", "(a", "'a", "(`a`)", "(/a/)"])
def test_an_expression_beyond_the_reader_ends_the_build(source: str) -> None:
    with pytest.raises(Failure, match="cannot be read"):
        expression(source, 0)


def test_the_script_holds_the_strings_as_they_are() -> None:
    strings = ('a"b\n\u2028</script>',)
    text = script(strings)
    assert text.startswith("self.PYSCRIPT_STRINGS = Object.freeze([")
    assert json.loads(text[text.index("[") : text.rindex("]") + 1]) == list(strings)
    assert text.isascii()
