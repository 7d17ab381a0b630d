"""The very cases of ``tests/contract``, each file of them, in a real browser."""

from __future__ import annotations

from types import ModuleType

from tests.contract import test_agent_and_media, test_envelope, test_interactions, test_policy, test_voice


def _collect(*modules: ModuleType) -> None:
    """Makes each case one of this module; the name tells the file that it is from."""
    for module in modules:
        part = module.__name__.rpartition(".")[2]
        for name, case in vars(module).items():
            if name.startswith("test_"):
                globals()[f"{part}_{name.removeprefix('test_')}"] = case


_collect(test_agent_and_media, test_envelope, test_interactions, test_policy, test_voice)
# Modules that are named like tests are no tests themselves.
del test_agent_and_media, test_envelope, test_interactions, test_policy, test_voice
