/* Small favours that only a browser can do: speaking, themes, the clipboard, files, what is remembered. */
import { bridge } from "./border.js";

const SPOKEN_MS = 10000; // after which an announcement has certainly been spoken
const byId = (id) => document.getElementById(id);

function copyBySelection(text) {
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

Object.assign(bridge, {
  /** Has a screen reader say something after what it is saying: `kind` is assertive, polite or log. */
  announce(kind, text) {
    const line = document.createElement("p");
    line.textContent = text;
    byId(`live-${kind}`).append(line);
    setTimeout(() => line.remove(), SPOKEN_MS);
  },

  /** `light` or `dark`; the empty text leaves it to the system. */
  setTheme(theme) {
    if (theme) {
      document.documentElement.dataset.theme = theme;
    } else {
      delete document.documentElement.dataset.theme;
    }
  },

  copyText(text) {
    // Refused in a page that is embedded without the permission.
    navigator.clipboard?.writeText(text).catch(() => copyBySelection(text)) ?? copyBySelection(text);
  },

  /** Saves a file; with `download` the browser opens none, whatever its type says. */
  download(name, mediaType, base64) {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([bytes], { type: mediaType }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  },

  focusOn(selector) {
    const element = document.querySelector(selector);
    element?.focus();
    element?.scrollIntoView({ block: "nearest" });
    if (element?.localName === "input") {
      element.select(); // a longer text is gone on with at its end
    }
  },

  /** Remembers a text from one visit to the next, where the browser lets us. */
  remember(key, text) {
    try {
      localStorage.setItem(`workspace.${key}`, text);
    } catch {
      // Blocked or full: the next visit starts with the default.
    }
  },

  recall(key) {
    try {
      return localStorage.getItem(`workspace.${key}`) ?? "";
    } catch {
      return "";
    }
  },
});

bridge.setTheme(bridge.recall("theme"));
