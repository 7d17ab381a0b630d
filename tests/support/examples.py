"""How many examples the property tests try."""

from __future__ import annotations

import os

IN_CI = os.environ.get("CI", "").lower() not in ("", "0", "false")
FUZZ_EXAMPLES = 10_000 if IN_CI else 500
"""For the one test that hands anything to the service; the others take the number of the profile."""
GRAMMAR_EXAMPLES = 1_500 if IN_CI else 200
"""For requests that are nearly right."""
