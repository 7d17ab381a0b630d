from collections.abc import Sequence

import pytest

from tools import browsers
from tools.messages import Failure


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What root on Debian has run, in order; a package that the distribution does not have cannot be installed."""
    done: list[str] = []

    def run(command: Sequence[str], **_: object) -> str:
        done.append(" ".join(command))
        if command[-1] == "nowhere":
            raise Failure("Unable to locate package nowhere")
        return ""

    monkeypatch.setattr(browsers, "run_quietly", run)
    monkeypatch.setattr(browsers, "is_root", lambda: True)
    monkeypatch.setattr("shutil.which", lambda _: "/usr/bin/apt-get")
    browsers._update_lists.cache_clear()
    return done


def test_the_lists_of_packages_are_fetched_once(ran: list[str]) -> None:
    assert [browsers.install_by_debian(name) for name in ("nowhere", "one", "another")] == [False, True, True]
    install = "apt-get install -y --no-install-recommends"
    assert ran == ["apt-get update", f"{install} nowhere", f"{install} one", f"{install} another"]


def test_nobody_else_installs_anything(ran: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browsers, "is_root", lambda: False)
    assert not browsers.install_by_debian("one")
    assert ran == []
