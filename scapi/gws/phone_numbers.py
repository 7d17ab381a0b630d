"""How numbers are told: country, place and forms of a number that begins with ``+``, and of an extension.

Source: reference, "Device" and "Call". Which place a number belongs to is not known here: ``location`` stays empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scapi.values import Json

COUNTRIES: Mapping[str, tuple[str, str]] = {
    "1": ("United States", "US"),
    "30": ("Greece", "GR"),
    "31": ("Netherlands", "NL"),
    "32": ("Belgium", "BE"),
    "33": ("France", "FR"),
    "34": ("Spain", "ES"),
    "351": ("Portugal", "PT"),
    "353": ("Ireland", "IE"),
    "358": ("Finland", "FI"),
    "39": ("Italy", "IT"),
    "41": ("Switzerland", "CH"),
    "420": ("Czech Republic", "CZ"),
    "43": ("Austria", "AT"),
    "44": ("United Kingdom", "GB"),
    "45": ("Denmark", "DK"),
    "46": ("Sweden", "SE"),
    "47": ("Norway", "NO"),
    "48": ("Poland", "PL"),
    "49": ("Germany", "DE"),
    "52": ("Mexico", "MX"),
    "55": ("Brazil", "BR"),
    "61": ("Australia", "AU"),
    "64": ("New Zealand", "NZ"),
    "65": ("Singapore", "SG"),
    "81": ("Japan", "JP"),
    "82": ("South Korea", "KR"),
    "86": ("China", "CN"),
    "91": ("India", "IN"),
}
"""Name and code by calling code; a number of another one has an empty country, as an extension has."""


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """A number and what is known of it; the country's fields are empty for an extension."""

    digits: str
    country: str = ""
    country_code: str = ""
    calling_code: str = ""

    @property
    def international(self) -> bool:
        """Whether it begins with ``+``."""
        return self.digits.startswith("+")

    @property
    def local(self) -> str:
        """The number within its country."""
        return self.digits[1 + len(self.calling_code) :] if self.international else self.digits

    @property
    def formatted(self) -> str:
        """As a person reads it; only the North American plan has a form here."""
        local = self.local
        if self.calling_code == "1" and len(local) == 10:
            return f"+1 {local[:3]}-{local[3:6]}-{local[6:]}"
        return self.digits

    @property
    def country_object(self) -> dict[str, Json]:
        return {"name": self.country, "code": self.country_code, "callingCode": self.calling_code}


def phone_number(digits: str) -> PhoneNumber:
    """What a number says of itself."""
    if digits.startswith("+"):
        for length in (1, 2, 3):
            known = COUNTRIES.get(digits[1 : 1 + length])
            if known is not None:
                return PhoneNumber(digits, *known, digits[1 : 1 + length])
    return PhoneNumber(digits)
