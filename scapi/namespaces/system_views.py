"""system, second half: toasts, dialogs and views of the menu bar. Source: reference, "System Namespace"."""

from __future__ import annotations

from scapi.outlet import Caller
from scapi.policy.urls import page_address
from scapi.protocol.parameters import Arguments
from scapi.service import Handler
from scapi.values import Answer
from scapi.workspace.parts import Parts


def handlers(parts: Parts) -> dict[str, Handler]:
    """The handlers of this half of the namespace."""

    def page(caller: Caller) -> str:
        return page_address(caller.frame.url, caller.origin)

    def popup_toast(caller: Caller, arguments: Arguments) -> Answer:
        frame, parameters = caller.frame, arguments.mapping("parameters")
        return parts.toasts.popup(frame.id, frame.label, caller.origin, parameters, page(caller), parts.tabs.name)

    def update_toast(caller: Caller, arguments: Arguments) -> Answer:
        parameters = arguments.mapping("parameters")
        return parts.toasts.update(arguments.text("id"), caller.origin, parameters, page(caller))

    def close_toast(caller: Caller, arguments: Arguments) -> Answer:
        return parts.toasts.close(arguments.text("id"), caller.origin)

    def close_dialog(caller: Caller, arguments: Arguments) -> Answer:
        return parts.dialogs.close_for(arguments.text("dialogId"), caller.frame.id, caller.origin)

    def close_view(caller: Caller, arguments: Arguments) -> Answer:
        return parts.menu_bar.close(arguments.text("name"), caller.origin)

    def open_dialog(caller: Caller, arguments: Arguments) -> Answer:
        url = arguments.optional_text("url")
        return parts.dialogs.show(caller.frame.id, caller.origin, url, arguments.mapping("options"))

    def update_view(caller: Caller, arguments: Arguments) -> Answer:
        return parts.menu_bar.update(caller.frame.id, caller.origin, arguments.mapping("parameters"), page(caller))

    return {
        "system.popupToast": popup_toast,
        "system.updateToast": update_toast,
        "system.closeToast": close_toast,
        "system.openDialog": open_dialog,
        "system.closeDialog": close_dialog,
        "system.updateViewInApplicationMenuBar": update_view,
        "system.closeViewInApplicationMenuBar": close_view,
    }
