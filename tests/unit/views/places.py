"""Where the sources of the page are."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
TEMPLATES = ROOT / "host_page" / "views"
PAGE = ROOT / "site" / "templates"
STATIC = ROOT / "site" / "static"
