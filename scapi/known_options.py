"""Every option that is known: what it means here, and whether it has an effect.

``docs/configuration.md`` has this table; a test keeps the two the same. Options that nothing here reads are known as
well, so that a real configuration can be pasted in and a mistake in it still be told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scapi.configuration import APPLICATION_ONLY

FAMILIES = (APPLICATION_ONLY, "workspace.", "interaction.")
"""What begins the names that are checked; every other option is kept for clients to read."""
SANDBOX_KEY = "sandbox"
APPLICATION_KEYS = ("label", "url", "mode", "allow", SANDBOX_KEY)
"""The options of a section of a web application."""
CONTENT_OPTIONS = ("workspace.web-content", "interaction.web-content")
RATE_LIMIT = f"{APPLICATION_ONLY}rate-limit"
PYTHON_BUDGET = f"{APPLICATION_ONLY}time-budget.python"
MEASURING_BUDGET = f"{APPLICATION_ONLY}time-budget.measuring"


@dataclass(frozen=True, slots=True)
class KnownOption:
    """One option. ``<...>`` in a name stands for any text; one that ``restricts`` opens rights when it is misspelt."""

    name: str
    default: str
    meaning: str
    own: bool = False
    restricts: bool = False

    def means(self, name: str) -> bool:
        before, bracket, rest = self.name.partition("<")
        after = rest.partition(">")[2]
        if not bracket:
            return name == self.name
        return name.startswith(before) and name.endswith(after) and len(name) > len(before) + len(after)


_SCAPI = APPLICATION_ONLY
IN_USE: Sequence[KnownOption] = (
    KnownOption(
        f"{_SCAPI}accepted-web-content-origins",
        "nobody",
        "who may call what, see [policy](policy.md#origins-and-requests)",
    ),
    KnownOption(RATE_LIMIT, "0", "requests a minute of one name and origin; 0 is unlimited", restricts=True),
    KnownOption(f"{RATE_LIMIT}.<request>", "", "the same for one request", restricts=True),
    KnownOption(f"{RATE_LIMIT}-quarantine-delay", "30", "seconds of silence after it; 0 is for ever", restricts=True),
    KnownOption(
        PYTHON_BUDGET,
        "200",
        "milliseconds of each second in which the page works for one frame; 0 is unlimited, see "
        "[policy](policy.md#time-budgets)",
        own=True,
        restricts=True,
    ),
    KnownOption(
        MEASURING_BUDGET,
        "20",
        "the same for reading and measuring its messages",
        own=True,
        restricts=True,
    ),
    KnownOption(f"{_SCAPI}user-data.read-allowed", "`*`", "keys that clients may read", restricts=True),
    KnownOption(f"{_SCAPI}user-data.write-allowed", "`*`", "keys that clients may write", restricts=True),
    KnownOption(
        f"{_SCAPI}user-data.strict",
        "false",
        "extends both lists, see [policy](policy.md#user-data)",
        own=True,
        restricts=True,
    ),
    KnownOption(
        f"{_SCAPI}option.read-allowed-web-content-origin", "every listed origin", "who may read options", restricts=True
    ),
    KnownOption(f"{_SCAPI}embedding-origins", "", "who else may embed the page", own=True),
    KnownOption(
        f"{_SCAPI}content-sources.strict",
        "false",
        "narrows frames and images to the configured origins",
        own=True,
        restricts=True,
    ),
    KnownOption(
        f"{_SCAPI}toast.width",
        "344",
        "width of toasts in pixels, within what fits the window; a toast's own `width` wins",
    ),
    KnownOption("workspace.web-content", "", "sections of web applications, a tab each"),
    KnownOption("interaction.web-content", "", "sections of web applications shown with every interaction"),
    KnownOption("interaction.case-data.frame-color", "", "colour of the case, `#RRGGBB` or `#AARRGGBB`"),
    KnownOption("interaction.case-data.header-foreground-color", "", "attached to interactions"),
    KnownOption("interaction.case-data.format-business-attribute", "`CaseData`", "attached to interactions"),
    KnownOption("interaction.disposition.name", "`DispositionCode`", "attached to interactions"),
    KnownOption("interaction.disposition.key-name", "`DispositionCode`", "attached to interactions"),
    KnownOption(
        "interaction.override-option-key",
        "`IW_OverrideOptions`",
        "the key of the attached data that names a transaction, see `getContextualOption`",
    ),
    KnownOption(
        "<medium>.auto-answer",
        "false",
        "calls and invitations of the medium are accepted by themselves (`voice.auto-answer`, "
        "`outboundpreview.auto-answer`), by the leading tab; a routing strategy may override it for an interaction",
    ),
    KnownOption("<medium>.auto-answer.timer", "0", "seconds before that"),
    KnownOption(
        "security.inactivity-timeout",
        "0",
        "minutes after which an idle agent is logged out, with a warning a minute before; 0 is never",
    ),
    KnownOption(
        "interaction.markdone.can-close-anyway",
        "false",
        "the agent may mark done in spite of an application's block",
        own=True,
    ),
)
"""Options that do something here, in the order of the documentation."""

NO_EFFECT: Sequence[KnownOption] = tuple(
    KnownOption(name, "", meaning)
    for name, meaning in (
        (f"{_SCAPI}block-markdone", "named by the vendor, nowhere described"),
        ("interaction.case-data.content", "what the case data lists"),
        ("interaction.case-data.enable-hyperlink-detection", "links in attached data"),
        ("interaction.case-data.is-read-only-on-idle", "attached data after the end"),
        ("interaction.case-data.order", "in which order attached data is listed"),
        ("interaction.disposition.display-mode", "how dispositions are chosen"),
        ("interaction.disposition.email.mandatory-actions", "what a disposition is needed for"),
        ("interaction.disposition.is-mandatory", "a disposition before mark done"),
        ("interaction.disposition.is-read-only-on-idle", "the disposition after the end"),
        ("interaction.disposition.use-attached-data", "the disposition as attached data"),
        ("interaction.disposition.use-connection-id", "the disposition by connection"),
        ("interaction.disposition.value-business-attribute", "where dispositions come from"),
        ("interaction.evaluate-real-party-for-agent", "names of parties"),
        ("interaction.window-title", "the title of an interaction"),
        ("interaction.window.show-case-interaction-panel-button", "the button of a panel"),
        ("interaction.window.show-in-taskbar", "windows in the task bar"),
    )
)
"""Options of the vendor that are known and that nothing here reads."""
KNOWN: Sequence[KnownOption] = (*IN_USE, *NO_EFFECT)


def option_rows() -> list[str]:
    """The table of the documentation: every option that does something."""
    return [f"| `{known.name}`{' *' if known.own else ''} | {known.default} | {known.meaning} |" for known in IN_USE]


def no_effect_rows() -> list[str]:
    """The table of the documentation: options of the vendor that nothing here reads."""
    return [f"| `{known.name}` | {known.meaning} |" for known in NO_EFFECT]
