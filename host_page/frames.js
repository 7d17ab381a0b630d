/*
 * The windows of clients: frames in a layer of their own, and pop-ups.
 *
 * A frame is made once and never moved, since moving it would load it again; it is shown and hidden by its wrapper.
 */
import { bridge } from "./border.js";

const POPUP_FEATURES = "popup,width=520,height=720";
const LOOK_FOR_CLOSED_MS = 500; // a closed pop-up tells nobody

const frames = new Map(); // frame id -> {frame: what was asked for, wrapper: the element around it}
const popups = new Map(); // frame id -> window
let watch = 0;

/** A page of another origin: one of our own could reach into this one, whatever box it is in. */
function isPage(url) {
  try {
    const { protocol, origin } = new URL(url);
    return ["http:", "https:"].includes(protocol) && origin !== window.location.origin;
  } catch {
    return false;
  }
}

/** A new element each time: an address that only differs in its fragment would not load again in the old one. */
function load({ id, title, url, allow, sandbox }, wrapper) {
  const element = document.createElement("iframe");
  element.title = title;
  element.allow = allow;
  if (sandbox !== null) {
    element.setAttribute("sandbox", sandbox);
  }
  element.referrerPolicy = "strict-origin-when-cross-origin"; // the page's own is stricter; clients read their host from it
  element.addEventListener("load", () => bridge.loaded(id));
  element.src = url;
  wrapper.replaceChildren(element);
  bridge.unregister(id);
  bridge.register(id, element.contentWindow);
}

function watchPopups() {
  for (const [frameId, popup] of popups) {
    if (popup.closed) {
      popups.delete(frameId);
      bridge.unregister(frameId);
      bridge.ask("closed", frameId);
    }
  }
  if (popups.size === 0) {
    clearInterval(watch);
    watch = 0;
  }
}

Object.assign(bridge, {
  embedded: window.parent !== window,
  build: JSON.parse(document.querySelector('meta[name="workspace-assets"]').content).packages,
  origin: window.location.origin,

  /** Adds a frame, hidden unless its dialog is open. `text` is JSON: {id, title, url, allow, sandbox or null, dialog}. */
  addFrame(text) {
    const frame = JSON.parse(text);
    if (!isPage(frame.url)) {
      console.error(`Frame ${frame.id}: not an address of a page: ${frame.url}`);
      return;
    }
    const wrapper = document.createElement("div");
    wrapper.className = "frame";
    wrapper.dataset.frame = frame.id;
    if (!frame.dialog) {
      wrapper.id = `panel-${frame.id}`; // that of the tab which names it
      wrapper.role = "tabpanel";
      wrapper.setAttribute("aria-labelledby", `tab-${frame.id}`);
    }
    wrapper.hidden = !bridge.inDialog(frame.id);
    document.getElementById(frame.dialog ? "dialog-frames" : "frames").append(wrapper);
    frames.set(frame.id, { frame, wrapper });
    load(frame, wrapper);
  },

  removeFrame(frameId) {
    popups.get(frameId)?.close();
    popups.delete(frameId);
    bridge.unregister(frameId);
    frames.get(frameId)?.wrapper.remove();
    frames.delete(frameId);
  },

  /** Shows the frame of one tab, or none for the empty text; those of dialogs are shown with their dialog. */
  showFrame(frameId) {
    for (const [id, { frame, wrapper }] of frames) {
      if (!frame.dialog) {
        wrapper.hidden = id !== frameId;
      }
    }
  },

  /** Begins anew at the configured address, wherever the frame has gone meanwhile. */
  reloadFrame(frameId) {
    const known = frames.get(frameId);
    if (known) {
      load(known.frame, known.wrapper);
    }
  },

  /** Whether somebody has closed a pop-up, of which nobody has been told yet; it is forgotten then. */
  popupClosed(frameId) {
    const closed = popups.get(frameId)?.closed ?? false;
    if (closed) {
      popups.delete(frameId);
      bridge.unregister(frameId);
    }
    return closed;
  },

  /** Whether a person has just clicked or pressed a key, so that the browser would let a window be opened. */
  userIsActing: () => navigator.userActivation.isActive,

  /** Opens a pop-up, or brings it to the front; browsers allow it on a person's click only. Says whether it is open. */
  openPopup(frameId, url) {
    const open = popups.get(frameId);
    if (open && !open.closed) {
      open.focus();
      return true;
    }
    // With an opener, on purpose: that is where a client in a pop-up looks for its host.
    const popup = isPage(url) ? window.open(url, "_blank", POPUP_FEATURES) : null;
    if (popup === null) {
      return false;
    }
    popups.set(frameId, popup);
    bridge.register(frameId, popup);
    watch ||= setInterval(watchPopups, LOOK_FOR_CLOSED_MS);
    return true;
  },
});

// Nothing is left behind that talks to a page which is gone.
window.addEventListener("pagehide", () => popups.forEach((popup) => popup.close()));
