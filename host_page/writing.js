/*
 * Writing in a text area: marks on what is selected, and files that are chosen.
 *
 * What a mark does to a text is in marking.js. Here it is written the way a person would write it, so that the browser's
 * own undo takes it back.
 */
import { bridge } from "./border.js";
import { marksOf, toggled } from "./marking.js";
import { insertTextIntoField } from "./text-field-edit.js";

const MARK = "[data-mark]"; // a button; the field is in its aria-controls

const fieldOf = (button) => document.getElementById(button.getAttribute("aria-controls"));

const selectionOf = ({ value, selectionStart, selectionEnd }) => ({ text: value, start: selectionStart, end: selectionEnd });

/** Makes the text of a field another one, by one change of the part in which they differ. */
function write(field, { text, start, end }) {
  const from = field.value;
  const shorter = Math.min(from.length, text.length);
  let same = 0;
  while (same < shorter && from[same] === text[same]) {
    same += 1;
  }
  let rest = 0;
  while (rest < shorter - same && from[from.length - 1 - rest] === text[text.length - 1 - rest]) {
    rest += 1;
  }
  if (from !== text) {
    field.setSelectionRange(same, from.length - rest);
    insertTextIntoField(field, text.slice(same, text.length - rest));
  }
  field.setSelectionRange(start, end);
}

/** Which marks the selection has is seen on the buttons. */
function showMarks(field) {
  const buttons = document.querySelectorAll(`${MARK}[aria-controls="${field.id}"]`);
  if (buttons.length > 0) {
    const marks = marksOf(selectionOf(field));
    buttons.forEach((button) => button.setAttribute("aria-pressed", String(marks.includes(button.dataset.mark))));
  }
}

// A button that took the focus would hide what is selected.
document.addEventListener("mousedown", (event) => {
  if (event.target.closest(MARK)) {
    event.preventDefault();
  }
});

document.addEventListener("click", ({ target }) => {
  const button = target.closest(MARK);
  const field = button && fieldOf(button);
  if (field) {
    field.focus();
    write(field, toggled(selectionOf(field), button.dataset.mark));
    showMarks(field);
  }
});

document.addEventListener("selectionchange", () => {
  const field = document.activeElement;
  if (field?.localName === "textarea") {
    showMarks(field);
  }
});

function base64Of(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

/** Tells the chosen files one by one, as base64; one that is too large without its content, which is not even read. */
document.addEventListener("change", async ({ target }) => {
  if (!target.matches("input[type=file][data-action]") || target.getAttribute("aria-disabled") === "true") {
    return;
  }
  const { action, arg, largest } = target.dataset;
  const files = [...target.files];
  target.value = ""; // so that the same file can be chosen again
  for (const [place, file] of files.entries()) {
    const fields = { name: file.name, type: file.type, size: String(file.size), first: String(place === 0) };
    if (file.size <= Number(largest)) {
      // What cannot be read, for it has gone meanwhile, is told without its content, too.
      fields.data = await base64Of(file).catch(() => undefined);
    }
    bridge.ask("action", action, arg, JSON.stringify(fields));
  }
});

Object.assign(bridge, {
  /** Opens the browser's choice of files for an input; within a click only, as the browser demands. */
  chooseFiles(selector) {
    document.querySelector(selector)?.click();
  },
});
