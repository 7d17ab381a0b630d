"""What policy refuses, the same for every request: an origin that may not send it, and too many of it."""

from __future__ import annotations

from scapi.protocol.registry import BY_SPELLING
from tests.conformance.case import ANYTHING, SILENCE, Ask, Case, Fails
from tests.support.conformance_setting import QUARANTINE
from tests.support.link import Site

NOT_LISTED = Fails("Error: This origin is not accepted.")
LISTED_FOR_RESTRICTED = "system.getAllowedServices"
TOKEN = "auth.getJwtToken"


def not_allowed(spelling: str) -> Fails:
    return Fails(f"Error: The request '{spelling}' is not allowed for this origin.")


def rate_limited(spelling: str) -> Fails:
    return Fails(
        f"The rate limit for the request '{spelling}' has been reached.\n"
        f"Further requests of the same type will be ignored for {QUARANTINE} seconds."
    )


def cases() -> list[Case]:
    """For every spelling: not allowed, not listed, rate-limited."""
    found = []
    for spelling, request in BY_SPELLING.items():
        narrow = "narrow" if spelling == LISTED_FOR_RESTRICTED else "standard"
        refused = Ask(spelling, (), not_allowed(spelling), Site.RESTRICTED)
        found.append(
            Case(
                f"{spelling}/not-allowed",
                f"an origin whose filters lack it: fails: `{not_allowed(spelling).error}`",
                "idle", (refused,), unchanged=True, configuration=narrow,
            )
        )  # fmt: skip
        found.append(
            Case(
                f"{spelling}/not-listed",
                f"an origin that is not in the list: fails: `{NOT_LISTED.error}`",
                "idle", (Ask(spelling, (), NOT_LISTED, Site.UNLISTED),), unchanged=True,
            )
        )  # fmt: skip
        # Both spellings of a request share one counter.
        first = next(other for other in request.spellings if other != spelling) if request.alias else spelling
        over = (
            Ask(first, (), ANYTHING),
            Ask(spelling, (), rate_limited(spelling)),
            Ask(spelling, (), SILENCE),
            Ask(first, (), SILENCE),
        )
        found.append(
            Case(
                f"{spelling}/rate-limited",
                "over its limit: fails once with the documented text, then no answer while the quarantine lasts",
                "idle", over, configuration="limited",
            )
        )  # fmt: skip
    found.append(
        Case(
            f"{TOKEN}/not-allowed:not-named",
            f"an origin listed without filters: fails: `{not_allowed(TOKEN).error}`, for it must be named",
            "idle", (Ask(TOKEN, (), not_allowed(TOKEN)),), unchanged=True, configuration="narrow",
        )
    )  # fmt: skip
    found += [
        Case(
            "interaction.setUserData/not-allowed:key",
            "a key outside the write list: fails, and none of the keys is written",
            "talking",
            (
                Ask(
                    "interaction.setUserData",
                    ("$it", {"Key1": "x", "Key2": "y"}),
                    Fails("Error: The key 'Key2' of the user data is not writable."),
                ),
            ),
            unchanged=True,
            configuration="read-only",
        ),
        Case(
            "interaction.deleteUserData/not-allowed:key",
            "a key outside the write list: fails",
            "talking",
            (
                Ask(
                    "interaction.deleteUserData",
                    ("$it", "Key2"),
                    Fails("Error: The key 'Key2' of the user data is not writable."),
                ),
            ),
            unchanged=True,
            configuration="read-only",
        ),
        *(
            Case(
                f"{name}/not-allowed:options",
                "an origin that may not read options: fails: `Error: This origin may not read options.`",
                "ringing",
                (Ask(name, arguments, Fails("Error: This origin may not read options.")),),
                unchanged=True,
                configuration="read-only",
            )
            for name, arguments in (
                ("configuration.getOption", ("voice.*",)),
                ("configuration.getContextualOption", ("voice.*", "$it")),
            )
        ),
    ]
    return found
