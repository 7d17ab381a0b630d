"""The types of the objects that requests take."""

from __future__ import annotations

from collections.abc import Mapping

from scapi.centre.directory import TargetType
from scapi.workspace.caps import ALTOGETHER, PARTS, TEXTS
from scapi.workspace.toasts import WIDTHS
from tools.reference.shapes import Shape, one_of, optional, required

_TOAST_TEXTS = (
    optional(
        "iconUrl",
        "string",
        "Its address, `http`, `https` or `data:image/`, may be relative to the page; one of ours by default.",
    ),
    optional("subject", "string", f"A line below the title, at most {TEXTS['subject']} characters."),
    optional("message", "string", f"The text, at most {TEXTS['message']} characters; line breaks are kept."),
    optional(
        "keyValues",
        "object",
        f"Pairs shown below the text: at most {PARTS['keyValues']}, {ALTOGETHER['keyValues']} characters together.",
    ),
    optional(
        "buttons",
        "string[]",
        f"Texts of at most {PARTS['buttons']} buttons; drawn in the order 2, 3, …, N, 1. Their events carry the place "
        "in this array, from 0. Without any there is OK.",
    ),
    optional("buttonShowDismiss", "boolean", "Show (0), which brings the app to the front, and Dismiss (1) instead."),
)
PARAMETER_TYPES: Mapping[str, Shape] = {
    "Toast": Shape(
        "What `system.popupToast` shows.",
        (
            required("title", "string", f"The first line, at most {TEXTS['title']} characters."),
            *_TOAST_TEXTS,
            optional(
                "autoCloseTimeout",
                "number",
                "Milliseconds after which it closes, while nobody points at it; 0 is never, the default.",
            ),
            optional("sendToMyMessage", "boolean", "Whether it is kept among the messages as well."),
            optional("width", "number", f"Pixels, from {WIDTHS[0]}; wins over `service-client-api.toast.width`."),
        ),
    ),
    "ToastChanges": Shape(
        "What `system.updateToast` changes; what is left out stays. `buttons` replace Show and Dismiss.",
        (optional("title", "string", "The first line."), *_TOAST_TEXTS),
    ),
    "DialogOptions": Shape(
        "How `system.openDialog` shows its page. Placeholders as in the address.",
        (
            optional("label", "string", "The title, `Dialog` by default."),
            optional("width", "string", 'Such as `"430px"`, or `"40%"` of the page.'),
            optional("height", "string", "The same."),
        ),
    ),
    "MenuBarView": Shape(
        "A view in the menu bar; `label` or `iconUrl` is needed. The same name again changes it.",
        (
            required("name", "string", "By what the app knows it."),
            optional("label", "string", "The text."),
            optional("iconUrl", "string", "Address of an icon of 16 pixels square."),
            optional("shortLabel", "string", "The text in a narrow window, when there is no icon."),
            optional("tooltip", "string", "What is told of it when it is pointed at."),
            optional("labelColor", "string", "`#RRGGBB`; one that cannot be read is not applied."),
            optional("backgroundColor", "string", "`#RRGGBB`."),
        ),
    ),
    "Target": Shape(
        "Whom to reach. A text alone is a `CUSTOM_CONTACT` with that destination.",
        (
            required("type", one_of(TargetType), "What is reached."),
            required(
                "destination",
                "string",
                "The employee id of an agent, the number of a custom contact, the name of anything else.",
            ),
            optional("media", "string", "For `consult` only: another medium than that of the interaction."),
        ),
    ),
}
