"""Pyodide's border between Python and JavaScript: what the project uses of it."""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

_Callback = TypeVar("_Callback", bound=Callable[..., object])

class JsProxy:
    """A JavaScript value seen from Python."""

    js_id: int
    typeof: str
    def to_py(self, *, depth: int = ...) -> Any: ...
    def destroy(self) -> None: ...
    def object_keys(self) -> Any: ...

class JsNull:
    """The type of JavaScript's ``null``, which is not ``None``."""

    def __bool__(self) -> bool: ...

class JsException(Exception):
    """A JavaScript error thrown through Python."""

    name: str
    message: str
    stack: str

class ConversionError(Exception): ...

class JsCallableProxy(JsProxy):
    """A Python function seen from JavaScript; it lives until it is destroyed."""

    def __call__(self, *arguments: object) -> Any: ...

jsnull: Final[JsNull]

def create_proxy(value: _Callback, *, capture_this: bool = ..., roundtrip: bool = ...) -> JsCallableProxy: ...
def create_once_callable(value: _Callback) -> JsCallableProxy: ...
def to_js(
    value: object,
    *,
    depth: int = ...,
    create_pyproxies: bool = ...,
    dict_converter: Callable[..., object] | JsProxy | None = ...,
) -> Any: ...
def destroy_proxies(proxies: object) -> None: ...
def register_js_module(name: str, module: Mapping[str, object]) -> None: ...
