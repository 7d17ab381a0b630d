"""Compressed forms of the files of the site, made once and kept by content.

Levels are those at which the next one costs several times as long for a few percent: the snapshot changes with every
change of the sources, so that its forms are waited for.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from types import MappingProxyType

import brotli
import zstandard

from tools.kept import Kept
from tools.paths import BUILD

ENCODINGS: Mapping[str, str] = MappingProxyType({"zstd": ".zst", "br": ".br", "gzip": ".gz"})
"""Suffix by the name that HTTP has for it, the preferred one first."""
SMALLEST = 1024
"""Bytes below which a compressed form is not worth a file."""
_LARGE = 16 * 1024 * 1024
_WORTH_IT = 0.98
KEPT = Kept(BUILD / "cache" / "compressed", most_bytes=150_000_000)


@dataclass(frozen=True, slots=True)
class _Levels:
    zstd: int
    br: int
    gzip: int


_USUAL = _Levels(zstd=19, br=9, gzip=9)
_QUICK = _Levels(zstd=12, br=6, gzip=6)


def with_compressed(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files, and beside each its compressed forms as far as these are smaller."""
    wanted = [(name, encoding) for name, data in files.items() if len(data) >= SMALLEST for encoding in ENCODINGS]
    with ThreadPoolExecutor() as pool:
        made = pool.map(lambda each: compressed(files[each[0]], each[1]), wanted)
        forms = {
            name + ENCODINGS[encoding]: form
            for (name, encoding), form in zip(wanted, made, strict=True)
            if len(form) < _WORTH_IT * len(files[name])
        }
    return {**files, **forms}


def compressed(data: bytes, encoding: str) -> bytes:
    """One compressed form, the same for the same bytes."""
    levels = _QUICK if len(data) >= _LARGE else _USUAL
    compress: Mapping[str, Callable[[bytes], bytes]] = {
        "zstd": zstandard.ZstdCompressor(level=levels.zstd).compress,
        "br": lambda content: bytes(brotli.compress(content, quality=levels.br)),
        "gzip": lambda content: gzip.compress(content, levels.gzip, mtime=0),
    }
    versions = f"{encoding} {levels} {zstandard.__version__} {brotli.__version__} {zlib.ZLIB_VERSION}"
    return KEPT.get_or_make((versions.encode(), data), lambda: compress[encoding](data))
