"""How many examples the property tests try."""

from __future__ import annotations

import os

IN_CI = os.environ.get("CI", "").lower() not in ("", "0", "false")
FUZZ_EXAMPLES = 1_400 if IN_CI else 100
"""For the one test that hands anything to the service, six to ten texts each; others take that of the profile."""
GRAMMAR_EXAMPLES = 800 if IN_CI else 100
"""For requests that are nearly right, four to eight each."""
