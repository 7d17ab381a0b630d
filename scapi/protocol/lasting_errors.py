"""Which failures would come again, whatever the state of things, and which are about how things are now."""

from __future__ import annotations

import re
from functools import cache

from scapi.protocol import errors


def lasts(error: str) -> bool:
    """Whether a request that fails with this text would fail again, whatever the agent or the contact centre does.

    Any other failure is about how things are now, such as the state of an interaction or an app's block.
    """
    return error in _lasting_texts() or any(pattern.fullmatch(error) for pattern in _lasting_forms())


@cache
def _lasting_texts() -> frozenset[str]:
    """The failures of this kind that are always the same."""
    return frozenset(
        {
            errors.INTERACTION_NOT_FOUND,
            errors.CASE_NOT_FOUND,
            errors.MEDIA_NOT_FOUND,
            errors.CAMPAIGN_NOT_FOUND,
            errors.TARGET_NOT_FOUND,
            errors.SUBSCRIPTION_NOT_FOUND,
            errors.OPTION_NOT_READABLE,
            errors.WILDCARD_AT_START,
            errors.URL_NOT_ALLOWED,
            errors.ICON_URL_NOT_ALLOWED,
            errors.LEADER_LOST,
            errors.NO_ANSWER_IN_TIME,
            errors.INTERNAL,
            errors.REFUSED_BY_CENTRE,
            errors.NOT_OFFERED,
            errors.NO_PURE_CLOUD,
            errors.NOT_OUTBOUND,
            errors.OWN_NUMBER,
        }
    )


@cache
def _lasting_forms() -> tuple[re.Pattern[str], ...]:
    """The failures of this kind that name something."""
    some, number = "SOMETHING", 987_654_321
    texts = (
        errors.bad_value(some, some),
        errors.unknown_state(some),
        errors.wrong_medium(some, some),
        errors.refused_by_centre(some),
        errors.too_large(some),
        errors.not_kept(some, some),
        errors.field_refused(some),
        errors.text_too_long(some, number),
        errors.too_many_parts(some, number),
    )
    return tuple(re.compile(re.escape(t).replace(some, ".*").replace(str(number), r"\d+"), re.DOTALL) for t in texts)
