/*
 * The dialog in which a client's page is shown. There is one element, in the top layer, with the bar that Python renders
 * and the frames of all open dialogs; the frame of the topmost one is seen.
 */
import { bridge } from "./border.js";

const byId = (id) => document.getElementById(id);
let shown = { frame: "", id: "" };
let before = null; // what had the focus when the dialog was opened

function close() {
  if (shown.id) {
    bridge.ask("action", "dialog-close", shown.id, "{}");
  }
}

/** The focus goes back to where it was; a page that was not in use when its dialog came gives it to the case. */
function giveBack() {
  const back = before !== document.body && before?.isConnected && before.checkVisibility() ? before : byId("case");
  if (document.activeElement === document.body) {
    back.focus({ preventScroll: true });
  }
  before = null;
}

// Escape asks Python, which knows what else goes with a dialog; the element closes when Python says so.
byId("dialog").addEventListener("cancel", (event) => {
  event.preventDefault();
  close();
});
// A browser may close the element by force when Escape is pressed twice. The event comes late: another dialog may be
// open by then, and is not what was closed.
byId("dialog").addEventListener("close", () => {
  if (!byId("dialog").open) {
    close();
  }
});

Object.assign(bridge, {
  /** Shows a dialog, or none for the empty text. `text` is JSON: {id, frame, label, width, height}. */
  showDialog(text) {
    const dialog = byId("dialog");
    shown = text ? JSON.parse(text) : { frame: "", id: "" };
    for (const wrapper of byId("dialog-frames").children) {
      wrapper.hidden = wrapper.dataset.frame !== shown.frame;
    }
    if (!shown.id) {
      dialog.close();
      giveBack();
      return;
    }
    dialog.setAttribute("aria-label", shown.label);
    dialog.style.setProperty("--dialog-width", shown.width);
    dialog.style.setProperty("--dialog-height", shown.height);
    if (!dialog.open) {
      before = document.activeElement;
      dialog.showModal();
      bridge.raiseLogin();
    }
  },

  /** Whether the wrapper of a frame is the one that the open dialog shows. */
  inDialog: (frameId) => shown.frame === frameId,
});
