/* Small favours that only a browser can do: speaking, themes, the clipboard, files, what is remembered. */
import { bridge } from "./border.js";

const SPOKEN_MS = 10000; // after which an announcement has certainly been spoken
const FORGET_EVERY_MS = 2000; // of those, together: each time the lines that are left are laid out anew
const MOST_SPOKEN = 30; // lines that are there: more come faster than anything can be spoken
const byId = (id) => document.getElementById(id);
const spoken = []; // [line, when it came], the oldest first
let forgetting = 0;

function forgetSpoken() {
  forgetting = 0;
  const now = performance.now();
  while (spoken.length > 0 && spoken[0][1] + SPOKEN_MS <= now) {
    spoken.shift()[0].remove();
  }
  forgetLater();
}

function forgetLater() {
  if (forgetting === 0 && spoken.length > 0) {
    const oldest = Math.max(0, spoken[0][1] + SPOKEN_MS - performance.now());
    forgetting = setTimeout(forgetSpoken, Math.max(FORGET_EVERY_MS, oldest));
  }
}

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
    spoken.push([line, performance.now()]);
    if (spoken.length > MOST_SPOKEN) {
      spoken.shift()[0].remove();
    }
    forgetLater();
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
