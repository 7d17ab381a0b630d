/*
 * What people do in the page, told to Python by name: `data-action` names what a control does, `data-arg` is its
 * argument, and the named fields of its form come along; `data-scroll` names what scrolling a list does. Keys are looked
 * up in a table, and then go to the list, menu or field that has the focus.
 *
 * One listener for each kind of event, on the document: regions are morphed and their elements come and go.
 */
import { bridge } from "./border.js";
import { drawNow } from "./timers.js";
import { keyInWidget } from "./widgets.js";

const TYPED_IN = new Set(["text", "search", "tel", "email", "url", "number", "password"]);
let shortcuts = []; // rows of the table; the first that fits wins
let keysWork = true; // but for those of a field or a list, which are no shortcuts
let scrolled = null;
let altPressed = false;
let meant = ""; // what the last click was for

const isField = (element) => ["input", "select", "textarea"].includes(element.localName);

function fieldsOf(element) {
  const form = element instanceof HTMLFormElement ? element : element.form;
  const fields = form ? Object.fromEntries([...new FormData(form)].filter(([, value]) => typeof value === "string")) : {};
  if (isField(element)) {
    fields.value = element.value;
    fields.checked = String(element.checked ?? false);
  }
  return fields;
}

/** Runs the action of an element; `extra` are further fields that an event has. */
function act(element, extra = {}) {
  const { action, arg } = element.dataset;
  if (element.getAttribute("aria-disabled") !== "true") {
    bridge.ask("action", action, arg ?? "", JSON.stringify({ ...fieldsOf(element), ...extra }));
  }
}

// A submit event does not tell with which keys its button was pressed.
document.addEventListener("click", (event) => (altPressed = event.altKey), { capture: true });

document.addEventListener("click", (event) => {
  if (event.target.closest("[aria-disabled=true]")) {
    event.preventDefault(); // it opens nothing either
    return;
  }
  const element = event.target.closest("[data-action]");
  const before = meant;
  meant = element ? `${element.dataset.action} ${element.dataset.arg}` : "";
  if (element?.dataset.press) {
    bridge.ask("action", element.dataset.press, "", "{}"); // a field whose list opens when it is pressed
  }
  if (!element || isField(element) || element.matches("form, :disabled, [role=separator]")) {
    return;
  }
  if (event.detail > 1 && meant !== before) {
    event.preventDefault(); // the second half of a double click, for a control that the first one has brought here
    return;
  }
  if (!element.hasAttribute("popovertarget")) {
    event.preventDefault(); // a control that also opens a menu goes on to do so
  }
  act(element, { altKey: String(event.altKey) });
  if (element.matches("[role^=menuitem], [data-closes]")) {
    element.closest("[popover]")?.hidePopover();
  }
});

document.addEventListener("submit", (event) => {
  event.preventDefault(); // nothing is ever sent to the server
  if (event.target.dataset.action !== undefined) {
    act(event.target, { altKey: String(altPressed) });
    if (event.target.matches("[data-closes]")) {
      event.target.closest("[popover]")?.hidePopover();
    }
  }
});

document.addEventListener("input", ({ target }) => {
  if (target.matches("textarea[data-action]") || (target.matches("input[data-action]") && TYPED_IN.has(target.type))) {
    act(target);
  }
});

document.addEventListener("change", ({ target }) => {
  if (
    target.matches("select[data-action]") ||
    (target.matches("input[data-action]:not([type=file])") && !TYPED_IN.has(target.type))
  ) {
    act(target);
  }
});

/** Where a list has been scrolled to is told once per animation frame. */
document.addEventListener("scroll", ({ target }) => {
  if (!(target instanceof Element) || target.dataset.scroll === undefined) {
    return;
  }
  if (scrolled === null) {
    requestAnimationFrame(() => {
      const { dataset, scrollTop, clientHeight, scrollHeight } = scrolled;
      scrolled = null;
      const pixels = { top: scrollTop, height: clientHeight, whole: scrollHeight };
      const fields = Object.fromEntries(Object.entries(pixels).map(([name, value]) => [name, String(Math.round(value))]));
      bridge.ask("action", dataset.scroll, dataset.arg ?? "", JSON.stringify(fields));
    });
  }
  scrolled = target;
}, { capture: true, passive: true });

const isTyping = (target) => target.matches("textarea") || (target.matches("input") && TYPED_IN.has(target.type));

/** A row names a key by its place on the keyboard, or by the character that it types, wherever that is. */
function fits(row, { code, key, altKey, ctrlKey, metaKey, shiftKey, target }) {
  return (
    (row.character ? row.character === key : row.code === code && (row.shift ?? false) === shiftKey) &&
    (row.alt ?? false) === altKey &&
    (row.ctrl ?? false) === (ctrlKey || metaKey) &&
    (row.within ? target.closest(row.within) !== null : keysWork) &&
    (row.typing || !isTyping(target))
  );
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing) {
    return; // an input method has the key
  }
  drawNow(); // what a key is for depends on what the one before it has brought, however quickly they follow
  if (event.key === "Escape" && document.querySelector("[popover]:popover-open")) {
    return; // it closes, and nothing around it or around what has the focus
  }
  const row = event.target instanceof Element && shortcuts.find((each) => fits(each, event));
  if (!row) {
    if (keyInWidget(event)) {
      event.preventDefault();
    }
    return;
  }
  event.preventDefault();
  if (event.repeat && !row.repeats) {
    return; // a key that is held down asks once
  }
  if (row.press) {
    [...document.querySelectorAll(row.press)].find((element) => element.checkVisibility())?.click();
  } else {
    bridge.ask("action", row.action, row.arg ?? "", "{}");
  }
});

// What is in a popover is drawn while it is open.
document.addEventListener("beforetoggle", ({ target, newState }) => {
  bridge.ask("toggled", target.id, newState === "open" ? "yes" : "");
}, { capture: true });

Object.assign(bridge, {
  /**
   * The keyboard as a table: JSON, [{code or character, alt, ctrl, shift, within, typing, repeats, action, arg, press}].
   * The first row that fits runs an action, or presses the first visible element of a selector.
   */
  setShortcuts(text) {
    shortcuts = JSON.parse(text);
  },

  /** Switches the shortcuts on or off. */
  setKeys(on) {
    keysWork = on;
  },

  /** Replaces the text of a field, which rendering leaves alone while it has the focus. */
  setValue(selector, text) {
    const field = document.querySelector(selector);
    if (field) {
      field.value = text;
    }
  },

  viewportHeight: () => window.innerHeight,
  viewportWidth: () => window.innerWidth,
});
