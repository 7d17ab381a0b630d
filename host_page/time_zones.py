"""The time zone database: a browser's Python has none, and only scenarios with time zones need one."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

ARCHIVE = "tzdata.zip"
"""Where the page puts it, beside the packages; Python imports from it as it is."""
WANTED = "time-zones"
"""The answer that asks the page for it."""
TABLE = "timeZones"
"""The table of a scenario that names zones."""
_ANY = "Etc/GMT+1"


def are_missing(scenario: str, archive: Path) -> bool:
    """Whether a scenario names time zones that cannot be looked up yet."""
    return TABLE in scenario and not _are_known(archive)


def _are_known(archive: Path) -> bool:
    if archive.is_file() and str(archive) not in sys.path:
        sys.path.append(str(archive))
        importlib.invalidate_caches()
    try:
        ZoneInfo.no_cache(_ANY)
    except ZoneInfoNotFoundError:
        return False
    return True
