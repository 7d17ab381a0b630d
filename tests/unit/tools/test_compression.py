import gzip
import random

import brotli
import pytest
import zstandard

from tools import compression
from tools.compression import compressed, with_compressed
from tools.kept import Kept

TEXT = b"a line that comes again and again\n" * 200


@pytest.fixture(autouse=True)
def own_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compression, "KEPT", Kept(tmp_path_factory.mktemp("kept"), most_bytes=1_000_000))


def test_each_form_gives_the_file_back() -> None:
    assert gzip.decompress(compressed(TEXT, "gzip")) == TEXT
    assert brotli.decompress(compressed(TEXT, "br")) == TEXT
    assert zstandard.ZstdDecompressor().decompress(compressed(TEXT, "zstd")) == TEXT


def test_the_same_file_has_the_same_forms() -> None:
    assert gzip.compress(TEXT, 9, mtime=0) == compressed(TEXT, "gzip")


def test_files_get_their_smaller_forms_beside_them() -> None:
    files = {"a.js": TEXT, "small.js": b"x" * 500}
    made = with_compressed(files)
    assert set(made) == {*files, "a.js.zst", "a.js.br", "a.js.gz"}
    assert made["a.js"] == TEXT
    assert all(len(made[f"a.js{suffix}"]) < len(TEXT) for suffix in (".zst", ".br", ".gz"))


def test_what_does_not_get_smaller_has_no_forms() -> None:
    noise = {"noise.bin": random.Random(1).randbytes(5000)}
    assert with_compressed(noise) == noise
